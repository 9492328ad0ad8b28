using System.IO.Compression;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Pledge.Domain.Organisations;

namespace Pledge.BrowserTests.Pages;

/// <summary>What holds of every page: usable by everyone, at 320 pixels, without JavaScript, and light.</summary>
public sealed class EveryPageTests(Browser browser)
{
    /// <summary>Bytes of a first view, compressed as served: the page, its styles, scripts and fonts.</summary>
    private const int WeightBudget = 60 * 1024;

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

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task It_has_no_barrier_that_axe_can_find(string role, string address)
    {
        foreach (var (width, scheme) in new[] { (1280, ColorScheme.Light), (320, ColorScheme.Dark) })
        {
            var page = await OpenAsync(role, address, javaScript: true, width, scheme);
            var found = await page.RunAxe();
            Assert.True(found.Violations.Length == 0, string.Join('\n', found.Violations.Select(v => $"{address} at {width}: {v.Id} {string.Join("; ", v.Nodes.Take(3).Select(Describe))}")));
            await page.Context.DisposeAsync();
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task It_fits_320_pixels_and_works_without_JavaScript(string role, string address)
    {
        var page = await OpenAsync(role, address, javaScript: true, width: 320);
        var wider = await page.EvaluateAsync<string[]>(
            """
            () => document.documentElement.scrollWidth <= 320 ? [] : [...document.querySelectorAll('main *')]
                .filter(e => e.getBoundingClientRect().right > 321 && !e.closest('.table-scroll')).slice(0, 5).map(e => e.tagName + '.' + e.className)
            """);
        Assert.True(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= 320, $"{address} scrolls sideways: {string.Join(", ", wider)}");
        await page.Context.DisposeAsync();

        var plain = await OpenAsync(role, address, javaScript: false, width: 320);
        Assert.Equal(1, await plain.Locator("h1").CountAsync());
        Assert.EndsWith("Pledge", await plain.TitleAsync(), StringComparison.Ordinal);
        await plain.Context.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Its_first_view_is_light_and_breaks_no_rule_of_its_own_security_policy(string role, string address)
    {
        var page = await browser.VisitAsync(width: 320);
        if (role != Addresses.Stranger)
        {
            await page.Context.DisposeAsync();
            page = await browser.VisitAsAsync(role, width: 320);
        }
        var (weight, complaints) = (0, new List<string>());
        page.Console += (_, message) => { if (message.Type == "error" && !message.Text.Contains("404", StringComparison.Ordinal)) complaints.Add(message.Text); };
        page.PageError += (_, error) => complaints.Add(error);
        List<Task<byte[]>> bodies = [];
        page.Response += (_, response) => { if (response.Status == 200 || response.Url.EndsWith("/404", StringComparison.Ordinal)) bodies.Add(response.BodyAsync()); };
        await page.GotoAsync(await FilledAsync(address), new() { WaitUntil = WaitUntilState.NetworkIdle });
        foreach (var body in await Task.WhenAll(bodies))
            weight += Compressed(body);
        await page.Context.DisposeAsync();

        Assert.Empty(complaints);
        Assert.True(weight <= WeightBudget || role is not (Roles.YoungPerson or Addresses.Stranger), $"{address}: {weight:N0} bytes");
        TestContext.Current.TestOutputHelper?.WriteLine($"{address}: {weight:N0} bytes");
    }

    private async Task<IPage> OpenAsync(string role, string address, bool javaScript, int width, ColorScheme scheme = ColorScheme.Light)
    {
        var page = role == Addresses.Stranger ? await browser.VisitAsync(javaScript, width, scheme) : await browser.VisitAsAsync(role, javaScript, width, scheme);
        var response = await page.GotoAsync(await FilledAsync(address));
        Assert.True(response!.Status == (address.StartsWith("/error/", StringComparison.Ordinal) ? int.Parse(address[7..], System.Globalization.CultureInfo.InvariantCulture) : 200), $"{address} answered {response.Status}");
        return page;
    }

    private async Task<string> FilledAsync(string address)
    {
        if (address.Contains("{id}", StringComparison.Ordinal))
            address = address.Replace("{id}", (await browser.Site.SqlAsync<Guid>(
                "select young_person_id from pledge.assignment where staff_member_id = $1 and period_to is null order by young_person_id limit 1",
                await browser.AccountAsync(Roles.Adviser))).ToString(), StringComparison.Ordinal);
        if (address.Contains("{conversation}", StringComparison.Ordinal))
            address = address.Replace("{conversation}", (await browser.Site.SqlAsync<Guid>(
                "select c.id from pledge.conversation c join identity.account a on a.young_person_id = c.young_person_id where a.id = $1 order by c.last_message_at desc limit 1",
                await browser.AccountAsync(Roles.YoungPerson))).ToString(), StringComparison.Ordinal);
        if (address.Contains("{talks}", StringComparison.Ordinal))
        {
            var talk = await browser.Site.RowAsync(
                "select c.young_person_id, c.id from pledge.conversation c join pledge.assignment s on s.young_person_id = c.young_person_id and s.period_to is null where s.staff_member_id = $1 order by c.id limit 1",
                await browser.AccountAsync(Roles.Adviser));
            address = address.Replace("{talks}", talk[0]!.ToString(), StringComparison.Ordinal).Replace("{theirs}", talk[1]!.ToString(), StringComparison.Ordinal);
        }
        foreach (var state in new[] { "draft", "submitted", "approved", "shared" }.Where(state => address.Contains($"{{{state}}}", StringComparison.Ordinal)))
        {
            address = address.Replace($"{{{state}}}", (await browser.Site.SqlAsync<Guid>(
                """
                select v.young_person_id from pledge.plan_version v join pledge.assignment s on s.young_person_id = v.young_person_id and s.period_to is null
                where s.staff_member_id = $1 and v.state = $2 and not exists (select from pledge.plan_version n where n.young_person_id = v.young_person_id and n.number > v.number)
                order by v.number desc, v.id limit 1
                """, await browser.AccountAsync(Roles.Adviser), state)).ToString(), StringComparison.Ordinal);
        }
        if (address.Contains("{todo}", StringComparison.Ordinal))
        {
            var todo = await browser.Site.RowAsync(
                "select p.young_person_id, p.id from pledge.plan_action p join pledge.assignment s on s.young_person_id = p.young_person_id and s.period_to is null where s.staff_member_id = $1 and p.done_at is null order by p.id limit 1",
                await browser.AccountAsync(Roles.Adviser));
            address = address.Replace("{todo}", todo[0]!.ToString(), StringComparison.Ordinal).Replace("{action}", todo[1]!.ToString(), StringComparison.Ordinal);
        }
        foreach (var (name, sql) in Addresses.Rows.Where(row => address.Contains(row.Name, StringComparison.Ordinal)))
            address = address.Replace(name, (await browser.Site.SqlAsync<Guid>(sql, await browser.AccountAsync(Roles.Adviser))).ToString(), StringComparison.Ordinal);
        return address;
    }

    // Fonts are compressed already; text is served as brotli in production.
    private static int Compressed(byte[] body)
    {
        if (body is [(byte)'w', (byte)'O', (byte)'F', (byte)'2', ..])
            return body.Length;
        using var output = new MemoryStream();
        using (var brotli = new BrotliStream(output, CompressionLevel.Optimal, leaveOpen: true))
            brotli.Write(body);
        return (int)output.Length;
    }

    private static string Describe(AxeResultNode node) => $"{node.Html} ({string.Join(", ", node.Any.Concat(node.All).Select(check => check.Message))})";
}
