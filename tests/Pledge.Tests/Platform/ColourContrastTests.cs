using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Pledge.Tests.Platform;

/// <summary>Every colour that is read on another is strong enough against it, in light and in dark.</summary>
public sealed partial class ColourContrastTests
{
    private static readonly JsonElement Tokens = JsonDocument.Parse(File.ReadAllText(Path.Combine(Files.Root, "wwwroot-assets", "tokens.json"))).RootElement;

    public static TheoryData<string, string, double> Pairs()
    {
        var data = new TheoryData<string, string, double>();
        foreach (var pair in Tokens.GetProperty("pairs").EnumerateArray())
        {
            foreach (var on in pair.GetProperty("on").EnumerateArray())
                data.Add(pair.GetProperty("colour").GetString()!, on.GetString()!, pair.GetProperty("ratio").GetDouble());
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_pair_is_strong_enough_in_both_schemes(string colour, string on, double ratio)
    {
        foreach (var scheme in new[] { "light", "dark" })
        {
            var seen = Ratio(Value(colour, scheme), Value(on, scheme));
            Assert.True(seen >= ratio, string.Create(CultureInfo.InvariantCulture, $"{colour} on {on}, {scheme}: {seen:0.00}, needs {ratio}"));
        }
    }

    [Fact]
    public void The_two_voices_differ_in_colour_from_each_other_and_from_text()
    {
        foreach (var scheme in new[] { "light", "dark" })
            Assert.Equal(3, new[] { Value("voice", scheme), Value("main", scheme), Value("text", scheme) }.Distinct().Count());
    }

    [Fact]
    public void Every_text_colour_used_in_the_styles_is_in_a_checked_pair()
    {
        var paired = Tokens.GetProperty("pairs").EnumerateArray().Select(pair => pair.GetProperty("colour").GetString()).ToHashSet();
        var used = Files.Of("wwwroot-assets/scss", "*.scss").SelectMany(path => TextColour().Matches(File.ReadAllText(path))).Select(match => match.Groups[1].Value).Distinct();
        Assert.DoesNotContain(used, name => Tokens.GetProperty("colours").TryGetProperty(name, out _) && !paired.Contains(name));
    }

    [Fact]
    public void Styles_take_every_colour_from_the_tokens()
    {
        foreach (var path in Files.Of("wwwroot-assets/scss", "*.scss"))
            Assert.DoesNotMatch(RawColour(), File.ReadAllText(path));
    }

    [Theory]
    [InlineData("#000000", "#ffffff", 21.0)]
    [InlineData("#777777", "#ffffff", 4.48)]
    public void The_measure_is_that_of_WCAG(string one, string other, double expected) => Assert.Equal(expected, Ratio(one, other), 2);

    private static string Value(string name, string scheme) => Tokens.GetProperty("colours").GetProperty(name).GetProperty(scheme).GetString()!;

    private static double Ratio(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string hex)
    {
        double Channel(int at)
        {
            var part = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
        }
        return 0.2126 * Channel(1) + 0.7152 * Channel(3) + 0.0722 * Channel(5);
    }

    [GeneratedRegex(@"(?<![-\w])(?:color|--button-text):\s*var\(--([a-z-]+)\)")]
    private static partial Regex TextColour();

    [GeneratedRegex(@"#[0-9a-fA-F]{3,8}\b(?=[;,\s)])|\b(?:rgba?|hsla?)\(")]
    private static partial Regex RawColour();
}
