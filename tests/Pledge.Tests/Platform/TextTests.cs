using System.Text.RegularExpressions;

namespace Pledge.Tests.Platform;

/// <summary>Visible words live in resx files, so that another language is a translation: every word asked for is there, none is left over, none is written in a page.</summary>
public sealed partial class TextTests
{
    private const string Web = "src/Pledge.Web";

    private sealed record Source(string Path, string Content);

    private static readonly Source[] Sources =
        [.. Files.Of(Web, "*.cs").Concat(Files.Of(Web, "*.cshtml")).Concat(Files.Of("src/Pledge.Domain", "*.cs")).Select(path => new Source(path, File.ReadAllText(path)))];

    /// <summary>Marker class to the words of its resx.</summary>
    private static readonly Dictionary<string, Dictionary<string, string>> Texts =
        Files.Of(Web, "*Text.resx").ToDictionary(path => Path.GetFileNameWithoutExtension(path), Files.Words);

    [Fact]
    public void Pages_hold_no_words_of_their_own()
    {
        var found = Sources.Where(source => source.Path.EndsWith(".cshtml", StringComparison.Ordinal))
            .Select(source => (source.Path, Words: TwoLetters().Matches(Entity().Replace(RazorText.WordsOf(source.Content), " ")).Select(match => match.Value).ToArray()))
            .Where(page => page.Words.Length > 0)
            .Select(page => $"{Files.Relative(page.Path)}: {string.Join(", ", page.Words)}");
        Assert.Empty(found);
    }

    [Fact]
    public void Every_word_asked_for_is_there()
    {
        var missing = Sources.SelectMany(source => Localizers(source).SelectMany(localizer => KeysAsked(source.Content, localizer.Name)
            .Where(key => !Texts.TryGetValue(localizer.Text, out var words) || !(key.IsStart ? words.Keys.Any(word => word.StartsWith(key.Key, StringComparison.Ordinal)) : words.ContainsKey(key.Key)))
            .Select(key => $"{Files.Relative(source.Path)}: {localizer.Text} has no {key.Key}")));
        Assert.Empty(missing);
    }

    [Fact]
    public void No_word_is_left_over()
    {
        var literals = Sources.SelectMany(source => Literal().Matches(source.Content)).Select(match => match.Groups[1].Value).ToHashSet();
        var starts = Sources.SelectMany(source => Localizers(source).SelectMany(localizer => KeysAsked(source.Content, localizer.Name).Where(key => key.IsStart).Select(key => key.Key))).ToHashSet();
        Assert.Empty(Texts.SelectMany(text => text.Value.Keys
            .Where(key => !literals.Contains(key) && !starts.Any(start => key.StartsWith(start, StringComparison.Ordinal)))
            .Select(key => $"{text.Key}: {key}")));
    }

    [Fact]
    public void Every_refusal_and_message_code_has_a_sentence()
    {
        var sentences = Texts["RefusalText"];
        var codes = Sources.Where(source => source.Content.Contains("Refusal", StringComparison.Ordinal) || source.Content.Contains("ErrorMessage", StringComparison.Ordinal)).SelectMany(source => Code().Matches(source.Content).Select(match => (source.Path, Code: match.Groups[1].Value)));
        Assert.Empty(codes.Where(used => !sentences.ContainsKey(used.Code)).Select(used => $"{Files.Relative(used.Path)}: {used.Code}").Distinct());
    }

    [Fact]
    public void Every_marker_class_finds_its_words_at_run_time()
    {
        var assembly = typeof(Pledge.Web.Features.Shared.SharedText).Assembly;
        var names = assembly.GetManifestResourceNames();
        foreach (var text in Texts.Keys)
        {
            var marker = Assert.Single(assembly.GetTypes(), type => type.Name == text);
            Assert.Contains($"{marker.FullName}.resources", names);
        }
    }

    [Theory]
    [InlineData("<p>Hello</p>", "Hello")]
    [InlineData("@if (a < b) { <p>@T[\"Key\"]</p> } else { <b>Oh</b> }", "Oh")]
    [InlineData("@{ var x = \"words\"; } <p>@Model.Name(\"x\").First()</p>", "")]
    [InlineData("<a aria-label=\"Close it\" class=\"no words\">@* no *@</a>", "Close it")]
    [InlineData("<p-input label=\"@T[\"Key\"]\" for=\"Name\" />", "")]
    [InlineData("@section Head { <title>Hi</title> }", "Hi")]
    [InlineData("@foreach (var x in y) { var s = $\"{(x ? \"a\" : \"b\")} c\"; @:Some <b>text</b>\n }", "Some text")]
    public void The_reader_of_pages_sees_words_and_nothing_else(string page, string words) =>
        Assert.Equal(words, string.Join(' ', RazorText.WordsOf(page).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    /// <summary>The localizers a file can name: its own parameters and injections, and those of the _ViewImports above it.</summary>
    private static IEnumerable<(string Text, string Name)> Localizers(Source source)
    {
        var seen = new List<Source> { source };
        if (source.Path.EndsWith(".cshtml", StringComparison.Ordinal))
        {
            seen.AddRange(Sources.Where(other => Path.GetFileName(other.Path) == "_ViewImports.cshtml"
                && source.Path.StartsWith(Path.GetDirectoryName(other.Path)! + Path.DirectorySeparatorChar, StringComparison.Ordinal)));
        }
        return seen.SelectMany(file => Localizer().Matches(file.Content)).Select(match => (match.Groups[1].Value, match.Groups[2].Value)).Append(("SharedText", "Shared")).Distinct()
            .Where(pair => pair.Item2 != "Shared" || source.Path.EndsWith("TagHelper.cs", StringComparison.Ordinal) || source.Path.EndsWith("TagHelpers.cs", StringComparison.Ordinal));
    }

    /// <summary><c>T["Key"</c>, both sides of <c>T[a ? "One" : "Two"</c>, and the start of <c>T[$"Start{…}"</c>.</summary>
    private static IEnumerable<(string Key, bool IsStart)> KeysAsked(string content, string localizer)
    {
        foreach (Match match in Regex.Matches(content, $@"(?<![\w.]){localizer}\[""(\w+)""\s*[\],]"))
            yield return (match.Groups[1].Value, false);
        foreach (Match match in Regex.Matches(content, $@"(?<![\w.]){localizer}\[[^\]""]*\?\s*""(\w+)""\s*:\s*""(\w+)""\s*[\],]"))
        {
            yield return (match.Groups[1].Value, false);
            yield return (match.Groups[2].Value, false);
        }
        foreach (Match match in Regex.Matches(content, $@"(?<![\w.]){localizer}\[\$""(\w+){{"))
            yield return (match.Groups[1].Value, true);
    }

    [GeneratedRegex(@"IStringLocalizer<(\w+)>\s+(\w+)")]
    private static partial Regex Localizer();

    [GeneratedRegex(@"""([\w-]+)""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"(?:new Refusal\(|ErrorMessage = |(?:return|=>|\?|:)\s+new\()""([a-z0-9]+(?:-[a-z0-9]+)*)""")]
    private static partial Regex Code();

    [GeneratedRegex(@"\p{L}{2,}")]
    private static partial Regex TwoLetters();

    [GeneratedRegex(@"&#?\w+;")]
    private static partial Regex Entity();
}
