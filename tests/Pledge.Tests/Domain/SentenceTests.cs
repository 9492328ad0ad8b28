using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Pledge.Web.Features.Shared;

namespace Pledge.Tests.Domain;

/// <summary>A code without a sentence would be shown to a person as it is.</summary>
public sealed partial class SentenceTests
{
    [Fact]
    public void Every_code_of_the_domain_has_a_sentence()
    {
        var texts = new[] { typeof(RefusalText), typeof(WorkingText), typeof(Pledge.Web.Features.Imports.ImportsText) }.Select(type => new ResourceManager(type)).ToList();
        var codes = Directory.EnumerateFiles(Path.Combine(Root(), "src", "Pledge.Domain"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => Path.GetFileName(file) is not ("ReminderTable.cs" or "Oc3Rules.cs" or "Cohort.cs")) // their codes name rules, which have texts of their own, and cohorts, which nobody reads
            .SelectMany(file => Codes().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups.Values.Skip(1).First(group => group.Success).Value)
            .Distinct().Order(StringComparer.Ordinal).ToList();

        Assert.True(codes.Count > 60);
        Assert.DoesNotContain(codes, code => texts.TrueForAll(text => text.GetString(code, CultureInfo.InvariantCulture) is null));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Pledge.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("No Pledge.sln above the tests.");
        return folder.FullName;
    }

    [GeneratedRegex("new(?: Refusal)?\\(\"([a-z0-9]+(?:-[a-z0-9]+)+)\"|\"((?:status|clock)-[a-z0-9-]+)\"")]
    private static partial Regex Codes();
}
