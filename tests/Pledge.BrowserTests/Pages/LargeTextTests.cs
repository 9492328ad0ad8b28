using Pledge.Domain.Organisations;

namespace Pledge.BrowserTests.Pages;

/// <summary>Text twice as large on a small screen, and a page turned from right to left.</summary>
public sealed class LargeTextTests(Browser browser)
{
    [Theory]
    [InlineData("/find-work")]
    [InlineData("/appointments/new")]
    [InlineData("/reminders/choose")]
    public async Task Fields_stay_on_a_small_screen(string address)
    {
        using var seat = await browser.SitAsync(Roles.YoungPerson);
        await seat.Page.GotoAsync(await browser.FillAsync(address));

        Assert.Empty(await seat.Page.EvaluateAsync<string[]>(
            """
            () => {
                document.documentElement.style.fontSize = '200%';
                return [...document.querySelectorAll('main select, main input, main textarea')].filter(e => e.checkVisibility() && e.getBoundingClientRect().right > 320).map(e => `${e.name} ${e.getBoundingClientRect().right}`);
            }
            """));
    }

    [Fact]
    public async Task A_field_for_a_day_is_as_wide_as_its_digits()
    {
        using var seat = await browser.SitAsync(Roles.YoungPerson);
        await seat.Page.GotoAsync("/appointments/new");

        Assert.InRange((await seat.Page.Locator(".govuk-date-input input").First.BoundingBoxAsync())!.Width, 40, 100);
    }

    [Fact]
    public async Task A_turned_page_is_no_wider()
    {
        using var seat = await browser.SitAsync(Roles.YoungPerson);
        await seat.Page.GotoAsync("/plan");

        Assert.Empty(await seat.Page.EvaluateAsync<string[]>(
            """
            () => {
                document.documentElement.dir = 'rtl';
                // Whatever makes it so, a mark or a word that no box tells of: without those of its kind the page fits.
                const kinds = new Set([...document.querySelectorAll('main .page__column *')].map(e => e.classList.length ? `.${e.classList[0]}` : e.tagName.toLowerCase()));
                return document.documentElement.scrollWidth <= 320 ? [] : [...kinds].filter(kind => {
                    const all = [...document.querySelectorAll(`main .page__column ${kind}`)], shown = all.map(e => e.style.display);
                    all.forEach(e => e.style.display = 'none');
                    const fits = document.documentElement.scrollWidth <= 320;
                    all.forEach((e, place) => e.style.display = shown[place]);
                    return fits;
                });
            }
            """));
    }

    [Fact]
    public async Task A_turned_way_back_points_to_the_right()
    {
        using var seat = await browser.SitAsync(Roles.YoungPerson);
        await seat.Page.GotoAsync("/appointments/new");
        const string turned = "() => new DOMMatrix(getComputedStyle(document.querySelector('.govuk-back-link'), '::before').transform).a > 0";

        Assert.False(await seat.Page.EvaluateAsync<bool>(turned));
        await seat.Page.EvaluateAsync("() => { document.documentElement.dir = 'rtl'; }");
        Assert.True(await seat.Page.EvaluateAsync<bool>(turned));
    }
}
