using Pledge.Web.Platform;

namespace Pledge.Tests.Platform;

public sealed class EmailShapeTests
{
    [Theory]
    [InlineData("a@b.c", true)]
    [InlineData(" sam.o'neil+x@people.example ", true)]
    [InlineData("łukasz@poczta.example", true)]
    [InlineData(null, true)]
    [InlineData("", true)] // whether it is asked for is another question
    [InlineData("a@b", false)]
    [InlineData("@b.c", false)]
    [InlineData("a@b.", false)]
    [InlineData("a@.c", false)]
    [InlineData("a@b@c.d", false)]
    [InlineData("a b@c.d", false)]
    [InlineData("nobody", false)]
    [InlineData("a,\"<b@c.example", false)]
    [InlineData("sam<sam@c.example>", false)]
    [InlineData("a@[127.0.0.1]", false)]
    [InlineData("a\u202Eb@c.example", false)]
    [InlineData("a\0b@c.example", false)]
    public void It_looks_like_an_address_or_not(string? text, bool isOne) => Assert.Equal(isOne, new EmailShapeAttribute().IsValid(text));

    [Fact]
    public void A_text_of_megabytes_is_refused_without_being_read_again_and_again() =>
        Assert.False(new EmailShapeAttribute().IsValid(new string('A', 50_000_000))); // a pattern would not come back from this
}
