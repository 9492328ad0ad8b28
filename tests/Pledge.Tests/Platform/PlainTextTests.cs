using Pledge.Web.Platform;

namespace Pledge.Tests.Platform;

public sealed class PlainTextTests
{
    [Fact]
    public void What_turns_text_round_and_what_no_keyboard_types_is_left_out_and_nothing_else()
    {
        for (var code = 0; code <= char.MaxValue; code++)
        {
            var (c, at) = ((char)code, $"U+{code:X4}");
            var isLeftOut = (char.IsControl(c) && c is not ('\t' or '\r' or '\n')) || at is "U+202A" or "U+202B" or "U+202C" or "U+202D" or "U+202E" or "U+2066" or "U+2067" or "U+2068" or "U+2069";
            Assert.True((isLeftOut ? "ab" : $"a{c}b") == PlainText.Of($"a{c}b"), at);
        }
    }

    [Fact]
    public void Text_with_nothing_to_leave_out_is_the_same_text() => Assert.Same("Zoë", PlainText.Of("Zoë"));
}
