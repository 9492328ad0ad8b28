using Pledge.Web.Access;

namespace Pledge.Tests.Access;

public sealed class PasswordRuleTests
{
    [Theory]
    [InlineData("eleven char", "password-too-short")]
    [InlineData("Password1234", "password-too-common")]
    [InlineData("aaaaaaaaaaaaa", "password-too-common")]
    [InlineData("password password", "password-too-common")]
    [InlineData("liverpool Liverpool", "password-too-common")]
    [InlineData("sam.worker@staff.test", "password-too-common")]
    [InlineData("all lower case is fine", null)]
    [InlineData("ŵŷ 漢字 пароль ok", null)]
    public void Length_and_being_uncommon_are_what_counts(string password, string? refusal) =>
        Assert.Equal(refusal, Passwords.Check(password, "sam.worker@staff.test")?.Code);

    [Fact]
    public void A_book_is_too_long() => Assert.Equal("password-too-long", Passwords.Check(string.Concat(Enumerable.Repeat("abcdefgh", 17)), "a@b.test")?.Code);

    // The test values of RFC 6238, appendix B, cut to six digits.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1234567890, "005924")]
    [InlineData(20000000000, "353130")]
    public void An_authenticator_code_is_the_standards(long seconds, string code)
    {
        const string secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        Assert.Equal(code, Totp.CodeAt(secret, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))));
    }

    [Theory]
    [InlineData("/caseload", true)]
    [InlineData("/", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("caseload", false)]
    [InlineData("//evil.test", false)]
    [InlineData("/\\evil.test", false)]
    [InlineData("/\n/evil.test", false)]
    public void Only_a_path_of_this_site_is_ours(string? address, bool ours) => Assert.Equal(ours, SignInDoor.IsOurs(address));
}
