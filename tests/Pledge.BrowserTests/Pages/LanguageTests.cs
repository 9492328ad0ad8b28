using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Pledge.Domain.Facts;
using Pledge.Domain.Organisations;
using Pledge.Web.Platform;

namespace Pledge.BrowserTests.Pages;

/// <summary>Another language needs a translation and nothing else: every visible word comes from resources, longer words still fit, and a language from right to left turns the page.</summary>
public sealed partial class LanguageTests(Browser browser)
{
    // Text nodes people can read, outside what somebody wrote and what a page shows as data (dir="auto", bdi, translate="no").
    private const string VisibleTexts = """
        () => {
            const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            const texts = [];
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const parent = node.parentElement;
                if (parent.closest('script, style, svg, dialog, [dir=auto], bdi, [translate=no], .person__mark, option[value=""]') || !/\p{L}{2}/u.test(node.data)) continue;
                if (parent.checkVisibility() || parent.closest('.govuk-visually-hidden, details')) texts.push(node.data.trim().replace(/\s+/g, ' '));
            }
            return texts;
        }
        """;

    // By address, with what is on it that no resource holds.
    private static readonly (string Address, string Start, string Why)[] Kept =
    [
        ("/young-people/{id}", "Local standard", "where a clock comes from stands beside the clock, in the domain's table, as codes and their words do"),
        ("/young-people/{id}", "Care Leavers", "as above: the name of a law"),
    ];

    public static TheoryData<string, string> Pages
    {
        get
        {
            var pages = new TheoryData<string, string>();
            foreach (var (role, address) in Addresses.All)
                pages.Add(role, address);
            return pages;
        }
    }

    public static TheoryData<string, string> YoungPages
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
    public async Task In_a_language_nobody_speaks_nothing_is_left_in_English_and_all_of_it_fits(string role, string address)
    {
        using var seat = await browser.SitAsync(role, language: PseudoLanguage.Tag);
        var page = seat.Page;
        await page.GotoAsync(await browser.FillAsync(address));
        var data = await DataAsync();

        var english = (await page.EvaluateAsync<string[]>(VisibleTexts))
            .Where(text => !text.Contains(PseudoLanguage.Begin, StringComparison.Ordinal) && !text.Contains(PseudoLanguage.End, StringComparison.Ordinal) && !DoubledVowel().IsMatch(text) && !IsData(text, data)
                && !Kept.Any(kept => kept.Address == address && text.StartsWith(kept.Start, StringComparison.Ordinal)));

        Assert.Empty(english.Distinct());
        await FitsAsync(page, address);
    }

    [Theory]
    [MemberData(nameof(YoungPages))]
    public async Task In_Arabic_the_page_turns_and_fits(string role, string address)
    {
        using var seat = await browser.SitAsync(role, language: "ar");
        var page = seat.Page;
        await page.GotoAsync(await browser.FillAsync(address));

        Assert.Equal("rtl ar", await page.EvaluateAsync<string>("() => `${document.documentElement.dir} ${document.documentElement.lang}`"));
        Assert.True(await page.EvaluateAsync<bool>(
            """
            () => {
                const heading = document.querySelector('h1'), column = document.querySelector('.page__column');
                const range = document.createRange(); range.selectNodeContents(heading);
                return getComputedStyle(heading).direction === 'rtl' || heading.dir === 'auto' ? Math.abs(column.getBoundingClientRect().right - heading.getBoundingClientRect().right) < 2 : false;
            }
            """), $"{address}: the heading does not begin on the right");
        await FitsAsync(page, address);
    }

    [Fact]
    public async Task In_Arabic_the_menu_begins_on_the_right_with_Arabic_words()
    {
        using var seat = await browser.SitAsync(Roles.YoungPerson, language: "ar");
        var page = seat.Page;
        await page.SetViewportSizeAsync(1280, 800);
        await page.GotoAsync("/");

        var links = await page.Locator(".site-nav__link").AllAsync();
        var (first, second) = ((await links[0].BoundingBoxAsync())!, (await links[1].BoundingBoxAsync())!);

        Assert.True(first.X > second.X);
        Assert.Equal("الرئيسية", await links[0].InnerTextAsync());
    }

    private static async Task FitsAsync(IPage page, string address)
    {
        var wider = await page.EvaluateAsync<string[]>(
            """
            () => document.documentElement.scrollWidth <= 320 ? [] : [...document.querySelectorAll('body *')]
                .filter(e => { const box = e.getBoundingClientRect(); return (box.right > 321 || box.left < -1) && !e.closest('.table-scroll'); }).slice(0, 5).map(e => e.tagName + '.' + e.className + ': ' + e.textContent.trim().slice(0, 60))
            """);
        Assert.True(wider.Length == 0, $"{address} scrolls sideways: {string.Join(", ", wider)}");
    }

    // Read out after a button or link, it follows a colon.
    private static bool IsData(string shown, Data data) => shown.TrimStart(':', ' ') is var text &&
        (data.Texts.Contains(text) || Day().IsMatch(text) || data.Lists.Contains(text, StringComparison.Ordinal) || Words().Matches(text).All(word => data.Names.Contains(word.Value)));

    /// <summary>What the database holds as text, and names in single words, since pages put them together.</summary>
    private sealed record Data(HashSet<string> Texts, HashSet<string> Names, string Lists);

    private static Data? _data;

    private async Task<Data> DataAsync()
    {
        if (_data is not null)
            return _data;
        var texts = await browser.Site.SqlAsync<string[]>(
            """
            select array_agg(distinct btrim(regexp_replace(t, '\s+', ' ', 'g'))) from (
                select statement as t from pledge.promise union all select name from pledge.authority union all select short_name from pledge.authority union all select name from pledge.team
                union all select what from pledge.plan_action union all select owner_name from pledge.plan_action union all select note from pledge.contact
                union all select email from identity.account union all select work_email from pledge.staff_member union all select child_id from pledge.young_person
                union all select locality from pledge.young_person union all select suitability_evidence from pledge.fact
                union all select what from pledge.board_action union all select words from pledge.board_meeting_line union all select words from pledge.commitment_update
                union all select p.name || ', ' || o.name from pledge.organisation_person p join pledge.organisation o on o.id = p.organisation_id
                union all select name from pledge.organisation union all select organisation_name from pledge.joining_request union all select email from pledge.joining_request union all select email from pledge.mentor
                union all select organisation_name from pledge.opportunity union all select title from pledge.opportunity_version union all select area from pledge.opportunity_version union all select work from pledge.opportunity_version
                union all select q.asked ->> 'asks' from pledge.consultation c cross join jsonb_array_elements(c.questions) q (asked)) x where t is not null
            """);
        var names = await browser.Site.SqlAsync<string[]>(
            """
            select array_agg(distinct word) from (
                select regexp_split_to_table(concat_ws(' ', given_name, family_name, known_as), '[^[:alpha:]]+') as word from pledge.young_person
                union all select regexp_split_to_table(display_name, '[^[:alpha:]]+') from pledge.staff_member
                union all select regexp_split_to_table(name, '[^[:alpha:]]+') from pledge.mentor) x where word <> ''
            """);
        var lists = string.Join('\n', typeof(Home).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".csv", StringComparison.Ordinal))
            .Select(name => new StreamReader(typeof(Home).Assembly.GetManifestResourceStream(name)!).ReadToEnd()));
        return _data = new([.. texts], [.. names], lists);
    }

    // How a day is written belongs to the culture, not to our words.
    // One resource whose lines stand apart on the page has its marks at the first and the last.
    [GeneratedRegex("áá|éé|íí|óó|úú")]
    private static partial Regex DoubledVowel();

    [GeneratedRegex(@"^(\p{L}+ )?\d{1,2} \p{L}+ \d{4}$")]
    private static partial Regex Day();

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex Words();
}
