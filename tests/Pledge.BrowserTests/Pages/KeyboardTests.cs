using Microsoft.Playwright;
using Pledge.Domain.Organisations;

namespace Pledge.BrowserTests.Pages;

/// <summary>Somebody who uses the tab key always sees where they are, reaches everything a pointer reaches, and is never held.</summary>
public sealed class KeyboardTests(Browser browser)
{
    // What the focused element looks like, and then without the focus. In forced colours only an outline is left.
    private const string Stop =
        """
        forced => {
            const here = document.activeElement;
            if (!here || here === document.body) return null;
            // A field for a day is several stops in one element; taking the focus away would begin with the first of them again.
            if (here === window.stopBefore) return { what: here.outerHTML.slice(0, 160), inView: true, visible: true };
            const shown = () => [here, here.nextElementSibling, here.parentElement].filter(Boolean).flatMap(e => [null, '::before', '::after'].map(part => {
                const style = getComputedStyle(e, part);
                return [style.outlineStyle === 'none' ? 0 : style.outlineWidth, ...(forced ? [] : [style.boxShadow, style.backgroundColor, style.borderTopColor, style.borderTopWidth])].join(' ');
            })).join('|');
            const focused = shown();
            const box = here.getBoundingClientRect();
            const stop = { what: here.outerHTML.slice(0, 160), inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth };
            here.blur();
            stop.visible = focused !== shown();
            here.focus({ preventScroll: true });
            stop.again = !!here.dataset.stop;
            here.dataset.stop = 'yes';
            window.stopBefore = here;
            return stop;
        }
        """;

    // Controls that can be pressed and that the tab key never came to. Of radio buttons of one name it comes to one; those it reaches by the arrow keys.
    private const string Missed =
        """
        () => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')].filter(e => !e.dataset.stop && !e.disabled && e.checkVisibility({ visibilityProperty: true })
            && !e.closest('dialog:not([open])') && e.type !== 'hidden' && e.tabIndex >= 0
            && !(e.type === 'radio' && [...document.getElementsByName(e.name)].some(other => other.dataset.stop))).map(e => e.outerHTML.slice(0, 160))
        """;

    private sealed class TabStop
    {
        public string What { get; set; } = "";
        public bool InView { get; set; }
        public bool Visible { get; set; }
        public bool Again { get; set; }
    }

    [Theory]
    [InlineData(Addresses.Stranger, "/sign-in")]
    [InlineData(Roles.YoungPerson, "/")]
    [InlineData(Roles.YoungPerson, "/pledge")]
    [InlineData(Roles.YoungPerson, "/plan")]
    [InlineData(Roles.YoungPerson, "/my-people/new")]
    [InlineData(Roles.YoungPerson, "/messages/new")]
    [InlineData(Roles.YoungPerson, "/reminders")]
    [InlineData(Roles.Adviser, "/caseload")]
    [InlineData(Roles.Adviser, "/contacts/new?with={id}")]
    [InlineData(Roles.Adviser, "/young-people/{id}")]
    [InlineData(Roles.Adviser, "/young-people/{id}/home")]
    [InlineData(Roles.Adviser, "/young-people/{draft}/plan/matters/5")]
    [InlineData(Roles.Manager, "/team")]
    [InlineData(Roles.Board, "/board")]
    [InlineData(Roles.Coordinator, "/mentors")]
    [InlineData(Roles.Coordinator, "/mentors/new")]
    [InlineData(Roles.DataOfficer, "/imports")]
    [InlineData(Roles.Administrator, "/admin/promises")]
    public async Task The_tab_key_shows_where_it_is_and_reaches_everything(string role, string address)
    {
        foreach (var forced in new[] { false, true })
        {
            var page = await browser.VisitAsAsync(role, width: 320);
            if (forced)
                await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active, ReducedMotion = ReducedMotion.Reduce });
            await page.GotoAsync(await browser.FillAsync(address));

            List<string> problems = [];
            for (var presses = 0; ; presses++)
            {
                await page.Keyboard.PressAsync("Tab");
                if (await page.EvaluateAsync<TabStop?>(Stop, forced) is not { Again: false } stop)
                    break;
                if (!stop.Visible)
                    problems.Add($"not to be seen: {stop.What}");
                if (!stop.InView)
                    problems.Add($"out of view: {stop.What}");
                Assert.True(presses < 600, $"{address} does not end");
            }
            problems.AddRange((await page.EvaluateAsync<string[]>(Missed)).Select(missed => $"never reached: {missed}"));
            await page.Context.DisposeAsync();
            Assert.True(problems.Count == 0, $"{address}{(forced ? " in forced colours" : "")}: {string.Join('\n', problems.Take(5))}");
        }
    }
}
