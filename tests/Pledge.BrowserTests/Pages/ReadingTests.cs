using System.Collections.Concurrent;
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Pledge.Domain.Organisations;
using Pledge.Domain.Words;
using Pledge.Tests.Support;

namespace Pledge.BrowserTests.Pages;

/// <summary>Every page young people read, as the demonstration fills it: how old a reader must be, and whether it uses a word they asked us to drop.</summary>
/// <remarks>Flesch-Kincaid grade plus 5, see <see cref="ReadingAge"/>. Figures stand in the output of the test. Each exception has its reason.</remarks>
public sealed class ReadingTests(Browser browser)
{
    private const double Budget = 11;

    private static readonly Dictionary<string, string> OlderThanTheBudget = [];

    // By the start of the address.
    private static readonly (string Address, string Word, string Why)[] Kept =
        [("/plan", "pathway plan", "said once, in brackets, so that people can look up what the law calls their plan")];

    public static TheoryData<string, string> Pages
    {
        get
        {
            var pages = new TheoryData<string, string>();
            foreach (var (role, address) in Addresses.All.Where(visit => visit.Role is Roles.YoungPerson or Addresses.Stranger))
                pages.Add(role, address);
            return pages;
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_child_of_eleven_can_read_it(string role, string address)
    {
        var page = await PageAsync(role, address);

        var age = ReadingAge.Of(page);

        TestContext.Current.TestOutputHelper?.WriteLine($"{address}: reading age {age:0.0}");
        Assert.True(age <= Budget || OlderThanTheBudget.ContainsKey(address), $"{address} reads at {age:0.0}:\n{string.Join('\n', ReadingAge.SentencesOf(page))}");
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task It_says_nothing_people_asked_us_not_to_say(string role, string address)
    {
        var page = await PageAsync(role, address);
        // What somebody wrote, and what they call themselves, is theirs.
        foreach (var own in page.QuerySelectorAll("[dir=auto], bdi, script, style, dialog"))
            own.Remove();

        var found = WordsWeUse.FindOnYoungPage(string.Join(" . ", page.QuerySelectorAll("header, nav, main, footer").Select(part => part.Reads()).Prepend(page.Title ?? "")));

        Assert.Empty(found.Where(word => !Kept.Any(kept => address.StartsWith(kept.Address, StringComparison.Ordinal) && word.Found.Equals(kept.Word, StringComparison.OrdinalIgnoreCase))).Select(word => $"{word.Found} (say {word.Word.Say})"));
    }

    /// <summary>Each page is asked for once; every test gets a copy of its own to change.</summary>
    private async Task<IDocument> PageAsync(string role, string address)
    {
        var text = await Texts.GetOrAdd((role, address), _ => new(() => TextAsync(role, address))).Value;
        return await new HtmlParser().ParseDocumentAsync(text, TestContext.Current.CancellationToken);
    }

    private async Task<string> TextAsync(string role, string address)
    {
        var visitor = role == Addresses.Stranger ? browser.Site.Visit() : await browser.Site.SignInAsync(await browser.AccountAsync(role));
        using var response = await visitor.GetAsync(await browser.FillAsync(address));
        Assert.True(response.StatusCode is HttpStatusCode.OK || address.StartsWith("/error/", StringComparison.Ordinal), $"{address} answered {(int)response.StatusCode}");
        return await response.Content.ReadAsStringAsync();
    }

    private static readonly ConcurrentDictionary<(string Role, string Address), Lazy<Task<string>>> Texts = new();
}
