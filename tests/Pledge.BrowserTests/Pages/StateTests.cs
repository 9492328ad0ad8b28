using Microsoft.Playwright;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.BrowserTests.Pages;

/// <summary>Pages in the states in which people are most easily lost: nothing there yet, and something typed wrongly.</summary>
public sealed class StateTests(Browser browser)
{
    private static readonly string[] OfNewYoungPerson =
    [
        "/", "/pledge", "/have-my-say", "/plan", "/plan/versions", "/plan/dates", "/my-people", "/my-people/before", "/mentor", "/mentor/wish", "/work-wish", "/find-work", "/find-work/saved", "/find-work/searches",
        "/find-work/put-away", "/messages", "/reminders", "/record", "/record/kept", "/record/workers", "/record/notes", "/record/documents", "/record/download", "/record/wrong/list", "/welcome-to-pledge", "/opportunities/national",
    ];

    private static readonly string[] OfNewAdviser =
        ["/caseload", "/caseload?show=quiet", "/caseload/views", "/caseload/feedback", "/contacts/new", "/messages", "/hand-over", "/hand-over/new", "/hand-over/cover", "/find", "/find/looks", "/notes/kept-back", "/find-work", "/reminders/work"];

    private static readonly string[] OfNewManager = ["/caseload", "/consultations", "/forum", "/board/words", "/board/notes", "/team", "/team/slipped", "/team/samples", "/team/plans", "/team/paused-clocks", "/team/risen", "/reminders/work", "/messages", "/find-work", "/hand-over", "/find/looks"];

    private static readonly string[] OfNewAdministrator =
        ["/admin", "/admin/accounts?find=nobody", "/admin/audit", "/admin/messages", "/admin/promises", "/admin/targets", "/admin/area", "/figures", "/figures/CL-ACC-1921", "/admin/teams", "/admin/unassigned", "/admin/clocks"];

    [Fact]
    public Task A_young_person_without_anything_yet() => EmptyAsync(async () =>
    {
        var arrange = browser.Site.Arrange;
        return await arrange.YoungPersonAsync(await arrange.AuthorityAsync("Nowhere " + Guid.NewGuid().ToString("N")[..8]));
    }, OfNewYoungPerson);

    [Fact]
    public Task An_adviser_on_the_first_day() => EmptyAsync(() => browser.Site.Arrange.AdviserAsync(), OfNewAdviser);

    [Fact]
    public Task A_person_nothing_is_recorded_of() => EmptyAsync(async () =>
    {
        var worker = await browser.Site.Arrange.AdviserAsync();
        var person = await browser.Site.Arrange.TheirsAsync(worker);
        return worker with { YoungPerson = person.YoungPerson };
    }, [.. new[] { "", "/plan", "/people", "/messages", "/documents", "/workers", "/corrections", "/plan/versions", "/plan/dates" }.Select(below => $"/young-people/{{person}}{below}")]);

    [Theory]
    [InlineData(Roles.Manager)]
    [InlineData(Roles.Board)]
    [InlineData(Roles.DataOfficer)]
    [InlineData(Roles.Coordinator)]
    [InlineData(Roles.Administrator)]
    public Task Other_staff_of_a_new_council(string role) => EmptyAsync(async () =>
        {
            var authority = await browser.Site.Arrange.AuthorityAsync("New " + Guid.NewGuid().ToString("N")[..8]);
            return await browser.Site.Arrange.StaffAsync(authority, role, await browser.Site.Arrange.TeamAsync(authority));
        },
        role switch { Roles.Manager => OfNewManager, Roles.Board => ["/board", "/publications", "/board/figures/CL-EET-1921", "/commitments", "/board/actions", "/board/meetings"], Roles.DataOfficer => ["/imports", "/imports/differences", "/imports/care-leavers", "/imports/care-leavers/meanings", "/returns", "/returns/2026", "/returns/2026/keep", "/returns/care-leavers", "/people"], Roles.Coordinator => ["/mentoring", "/mentoring/rounds", "/mentoring/fairness", "/opportunities/feedback", "/mentoring/weights", "/mentors", "/mentors/new", "/organisations", "/reminders/work"], _ => OfNewAdministrator });

    /// <summary>Each form sent as it comes, with what may be emptied emptied.</summary>
    [Theory]
    [InlineData(Addresses.Stranger, "/sign-in")]
    [InlineData(Roles.YoungPerson, "/pledge/home")]
    [InlineData(Roles.YoungPerson, "/plan/dates")]
    [InlineData(Roles.YoungPerson, "/messages/new")]
    [InlineData(Roles.YoungPerson, "/messages/{conversation}")]
    [InlineData(Roles.YoungPerson, "/my-people/new")]
    [InlineData(Roles.YoungPerson, "/mentor/proposals/{proposal}")]
    [InlineData(Roles.Coordinator, "/mentoring/{seeker}")]
    [InlineData(Roles.Coordinator, "/mentoring/proposals/{unanswered}")]
    [InlineData(Roles.Coordinator, "/mentoring/weights")]
    [InlineData(Roles.Coordinator, "/opportunities/weights")]
    [InlineData(Roles.YoungPerson, "/find-work/{open-post}/apply")]
    [InlineData(Roles.Partner, "/partner/applicants/{applicant}")]
    [InlineData(Roles.Coordinator, "/opportunities/feedback/{to-read}")]
    [InlineData(Roles.YoungPerson, "/record/wrong")]
    [InlineData(Roles.YoungPerson, "/account/password")]
    [InlineData(Roles.YoungPerson, "/account/email")]
    [InlineData(Roles.YoungPerson, "/account/phone")]
    [InlineData(Roles.Adviser, "/contacts/new?with={id}")]
    [InlineData(Roles.Adviser, "/young-people/{id}/home")]
    [InlineData(Roles.Adviser, "/young-people/{id}/activity")]
    [InlineData(Roles.Adviser, "/young-people/{id}/in-touch")]
    [InlineData(Roles.Adviser, "/young-people/{id}/notes/new")]
    [InlineData(Roles.Adviser, "/young-people/{id}/documents/new")]
    [InlineData(Roles.Adviser, "/young-people/{id}/documents/{document}/withdraw")]
    [InlineData(Roles.Adviser, "/young-people/{id}/people/new")]
    [InlineData(Roles.Adviser, "/young-people/{id}/messages/new")]
    [InlineData(Roles.Adviser, "/young-people/{id}/clocks/contact-due")]
    [InlineData(Roles.Adviser, "/young-people/{late}/reminders/action-due/{matter}")]
    [InlineData(Roles.Adviser, "/young-people/{id}/corrections/{correction}")]
    [InlineData(Roles.Adviser, "/young-people/{id}/plan/actions/new")]
    [InlineData(Roles.Adviser, "/young-people/{draft}/plan/submit")]
    [InlineData(Roles.Adviser, "/young-people/{shared}/plan/said")]
    [InlineData(Roles.Adviser, "/young-people/{shared}/plan/dates")]
    [InlineData(Roles.Adviser, "/hand-over/new")]
    [InlineData(Roles.Adviser, "/hand-over/cover")]
    [InlineData(Roles.Manager, "/young-people/{submitted}/plan/decide")]
    [InlineData(Roles.DataOfficer, "/imports")]
    [InlineData(Roles.DataOfficer, "/imports/care-leavers")]
    [InlineData(Roles.DataOfficer, "/imports/care-leavers/{list}")]
    [InlineData(Roles.DataOfficer, "/people/{id}/invite")]
    [InlineData(Roles.DataOfficer, "/people/{id}/name")]
    [InlineData(Roles.Coordinator, "/mentors/new")]
    [InlineData(Roles.Coordinator, "/mentors/{mentor}/change")]
    [InlineData(Roles.Coordinator, "/mentors/{mentor}/step")]
    [InlineData(Roles.Coordinator, "/mentors/{mentor}/clearance")]
    [InlineData(Roles.Coordinator, "/mentors/{mentor}/training")]
    [InlineData(Addresses.Stranger, "/join")]
    [InlineData(Roles.Coordinator, "/organisations/{organisation}/people/new")]
    [InlineData(Roles.Coordinator, "/commitments/new")]
    [InlineData(Roles.Coordinator, "/commitments/{commitment}/change")]
    [InlineData(Roles.Coordinator, "/commitments/{commitment}")]
    [InlineData(Roles.DataOfficer, "/board/actions/new")]
    [InlineData(Roles.Manager, "/board/notes/new")]
    [InlineData(Roles.DataOfficer, "/board/actions/{board-action}")]
    [InlineData(Roles.DataOfficer, "/board/meetings/new")]
    [InlineData(Roles.DataOfficer, "/board/meetings/{meeting-open}/write")]
    [InlineData(Roles.DataOfficer, "/board/meetings/{meeting-closed}/write")]
    [InlineData(Roles.Coordinator, "/organisations/joining/{joining}")]
    [InlineData(Roles.Partner, "/organisations/{my-organisation}/people/new")]
    [InlineData(Roles.Partner, "/partner/posts/new")]
    [InlineData(Roles.Partner, "/partner/posts/{my-draft}/write/what")]
    [InlineData(Roles.Partner, "/partner/posts/{my-post}/closing")]
    [InlineData(Roles.Partner, "/partner/posts/{my-closed-post}/outcome")]
    [InlineData(Roles.Coordinator, "/opportunities/waiting/{waiting-post}")]
    [InlineData(Addresses.NoMentor, "/mentor-desk/apply")]
    [InlineData(Roles.Partner, "/mentor-desk/proposals/{to-me}")]
    [InlineData(Roles.Partner, "/mentor-match/{their-match}/agreement")]
    [InlineData(Roles.Partner, "/mentor-match/{their-match}/meetings/new")]
    [InlineData(Roles.Partner, "/mentor-match/{their-match}/break")]
    [InlineData(Roles.YoungPerson, "/mentor-match/{my-match}/worried")]
    [InlineData(Roles.Coordinator, "/mentoring/matches/{their-match}")]
    [InlineData(Roles.Coordinator, "/mentoring/worries/{worry}")]
    [InlineData(Roles.Coordinator, "/organisations/new")]
    [InlineData(Roles.Coordinator, "/organisations/{organisation}")]
    [InlineData(Roles.Administrator, "/admin/accounts/invite")]
    [InlineData(Roles.Administrator, "/admin/accounts/{account}/email")]
    [InlineData(Roles.Administrator, "/admin/targets/CL-ACC-1921")]
    [InlineData(Roles.Manager, "/figures?On.Day=31&On.Month=2&On.Year=2026")]
    [InlineData(Roles.Administrator, "/admin/clocks/contact-due/relevant")]
    [InlineData(Roles.Administrator, "/admin/teams")]
    public async Task A_form_sent_empty(string role, string address)
    {
        var page = await browser.VisitAsAsync(role, width: 320);
        await using var visit = page.Context;
        await page.GotoAsync(await browser.FillAsync(address));
        // A day that is none is refused where it is asked for, without a form to send.
        if (!address.Contains("On.Day=", StringComparison.Ordinal))
        {
            await page.EvaluateAsync(
                """
                () => {
                    window.isBefore = true;
                    const form = [...document.querySelectorAll('main form[method=post]:not([data-draft-form])')].sort((a, b) => b.elements.length - a.elements.length)[0];
                    for (const field of form.elements) {
                        if (field.matches('textarea, input:not([type]), input[type=text], input[type=email], input[type=password], input[type=tel], input[type=search]')) field.value = '';
                        if (field.matches('input[type=checkbox], input[type=radio]')) field.checked = false;
                        if (field.tagName === 'SELECT') field.selectedIndex = 0;
                    }
                    form.noValidate = true;
                    form.requestSubmit();
                }
                """);
            await page.WaitForFunctionAsync("() => !window.isBefore && document.readyState === 'complete'");
        }

        Assert.Equal("Error:", (await page.TitleAsync())[..6]);
        await AccessibleAsync(page, address);
        // The summary leads to what it complains of.
        foreach (var link in await page.Locator(".govuk-error-summary a[href^='#']").AllAsync())
            Assert.True(await page.Locator($"[id='{(await link.GetAttributeAsync("href"))![1..]}']").CountAsync() == 1, $"{address}: {await link.GetAttributeAsync("href")} leads nowhere");
    }

    private async Task EmptyAsync(Func<Task<Someone>> arrangeAsync, IReadOnlyList<string> addresses)
    {
        var someone = await arrangeAsync();
        var page = await browser.VisitAsAsync(someone.Account, width: 320);
        await using var visit = page.Context;
        foreach (var address in addresses)
        {
            var response = await page.GotoAsync(address.Replace("{person}", someone.YoungPerson?.ToString(), StringComparison.Ordinal));
            Assert.True(response!.Status == 200, $"{address} answered {response.Status}");
            await AccessibleAsync(page, address);
        }
    }

    private static async Task AccessibleAsync(IPage page, string address)
    {
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= 320"), $"{address} scrolls sideways");
        var barriers = await page.BarriersAsync();
        Assert.True(barriers.Length == 0, $"{address}: {string.Join('\n', barriers)}");
    }
}
