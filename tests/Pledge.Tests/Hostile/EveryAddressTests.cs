using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing.Template;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Hostile;

/// <summary>Whatever stands behind the question mark of an address: nothing breaks, and nothing about anybody else is told.</summary>
public sealed partial class EveryAddressTests(HostileWorld world) : IClassFixture<HostileWorld>
{
    private static readonly string[] Values =
    [
        "", "0", "-1", "99999999999999999999", "2147483647", "1e9", "2026-02-30", "0001-01-01", "9999-12-31", "31/2/2026", "true", "nonsense", "a\0b", "\ud83c\udfe0\u202e",
        "' or 1=1 --", "<script>alert('pledge')</script>", "../../etc/passwd", new('x', 5000),
    ];

    /// <summary>Pages that read something from their address; <c>{id}</c> is the young person the worker has.</summary>
    public static TheoryData<string, string> Addresses => new()
    {
        { Roles.YoungPerson, "/messages" },
        { Roles.YoungPerson, "/messages/new" },
        { Roles.YoungPerson, "/my-people/new" },
        { Roles.YoungPerson, "/plan/versions/2/changes" },
        { Roles.YoungPerson, "/plan/versions/1/pdf" },
        { Roles.YoungPerson, "/pledge/home" },
        { Roles.YoungPerson, "/record" },
        { Roles.YoungPerson, "/record/documents" },
        { Roles.YoungPerson, "/record/notes" },
        { Roles.YoungPerson, "/record/wrong" },
        { Roles.YoungPerson, "/reminders" },
        { Roles.YoungPerson, "/work-profile" },
        { Roles.Adviser, "/caseload" },
        { Roles.Adviser, "/caseload/views" },
        { Roles.Adviser, "/contacts/new" },
        { Roles.Adviser, "/hand-over/new" },
        { Roles.Adviser, "/notes/kept-back" },
        { Roles.Adviser, "/young-people/{id}" },
        { Roles.Adviser, "/young-people/{id}/documents" },
        { Roles.Adviser, "/young-people/{id}/messages" },
        { Roles.Adviser, "/young-people/{id}/home" },
        { Roles.Adviser, "/young-people/{id}/reminders" },
        { Roles.Adviser, "/reminders/work" },
        { Roles.Adviser, "/young-people/{id}/documents/new" },
        { Roles.Adviser, "/young-people/{id}/plan/actions/new" },
        { Roles.Adviser, "/young-people/{id}/plan/versions/2/changes" },
        { Roles.Adviser, "/young-people/{id}/plan/versions/1/pdf" },
        { Roles.Manager, "/caseload" },
        { Roles.Manager, "/team/risen" },
        { Roles.Manager, "/team/slipped" },
        { Roles.Manager, "/figures" },
        { Roles.Manager, "/figures/CL-EET-1921" },
        { Roles.Board, "/board" },
        { Roles.Manager, "/board/notes" },
        { Roles.Administrator, "/board/words" },
        { Roles.DataOfficer, "/publications/2026-06-30" },
        { Roles.Board, "/board/figures/CL-EET-1921" },
        { Roles.Board, "/board/actions" },
        { Roles.Board, "/commitments" },
        { Roles.Administrator, "/board/actions/new" },
        { Roles.Administrator, "/commitments/new" },
        { Roles.DataOfficer, "/people" },
        { Roles.DataOfficer, "/imports" },
        { Roles.DataOfficer, "/imports/differences" },
        { Roles.DataOfficer, "/imports/care-leavers/meanings" },
        { Roles.DataOfficer, "/returns/2026" },
        { Roles.DataOfficer, "/returns/care-leavers" },
        { Roles.Coordinator, "/mentors" },
        { Roles.Coordinator, "/opportunities/waiting" },
        { Roles.Coordinator, "/reminders/work" },
        { Roles.Coordinator, "/organisations" },
        { Roles.Administrator, "/admin/accounts" },
        { Roles.Administrator, "/admin/audit" },
        { "", "/sign-in" },
        { "", "/stop" },
        { "", "/welcome" },
    };

    [Fact]
    public void Every_page_that_reads_its_address_is_tried()
    {
        var tried = Addresses.Select(row => row.Data.Item2.Replace("{id}", Guid.NewGuid().ToString(), StringComparison.Ordinal)).ToList();
        var missing = EveryForm.Pages.Where(page => NamesOf(page).Any() && !tried.Any(address => Matches(page.Template, address))).Select(page => page.Template).Distinct().Order(StringComparer.Ordinal);
        // The first reads only yes or no. The lists of mentoring name whoever looks or meets, so nobody is a stranger there, and the list of what was applied for tells of posts by their titles. The others need something of one's own to open, and read a page number as their lists do.
        Assert.Equal(["/account/second-factor", "/consultations/{id}/words", "/mentoring", "/mentoring/matches", "/mentoring/rounds/{id:guid}", "/opportunities/applications", "/returns/{year:int}/kept/{version:int}", "/young-people/{id}/messages/{conversation}"], missing);
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task A_hostile_address_does_no_harm(string role, string address)
    {
        var stage = await world.MineAsync("addresses");
        await stage.Arrange.SharedVersionAsync(stage.Worker, stage.Young, homeWords: stage.Mark);
        var path = address.Replace("{id}", stage.Young.YoungPerson.ToString(), StringComparison.Ordinal);
        var visitor = role switch
        {
            Roles.YoungPerson => await world.SignInAsync(stage.Young.Account),
            Roles.Adviser => await world.SignInAsync(stage.Worker.Account),
            Roles.Manager => await world.SignInAsync(stage.Manager.Account),
            "" => world.Visit(),
            _ => await world.SignInAsync((await stage.Arrange.StaffAsync(stage.Young.Authority, role)).Account),
        };
        var names = EveryForm.Pages.Where(page => Matches(page.Template, path)).SelectMany(NamesOf).Distinct().ToList();
        Assert.NotEmpty(names);
        string[] ids = [world.Colleagues.Young.YoungPerson!.Value.ToString(), world.Elsewhere.Young.YoungPerson!.Value.ToString(), world.Elsewhere.Worker.Account.ToString()];
        List<string> queries =
        [
            .. names.SelectMany(name => Values.Concat(ids).Select(value => $"{name}={Uri.EscapeDataString(value)}")),
            .. names.Select(name => $"{name}=1&{name}=nonsense&{name}[0]=2&{name}[x]=3&{name}.Value=4"),
            "%=%&=&&&%ff=%ff",
        ];

        List<string> found = [];
        foreach (var query in queries)
        {
            using var response = await visitor.GetAsync($"{path}?{query}");
            if (response.StatusCode >= HttpStatusCode.InternalServerError)
                found.Add($"{(int)response.StatusCode} {path}?{query}");
            var text = await response.Content.ReadAsStringAsync();
            if (text.Contains(world.Elsewhere.Mark, StringComparison.Ordinal) || (role is not (Roles.DataOfficer or Roles.Administrator) && text.Contains(world.Colleagues.Mark, StringComparison.Ordinal)))
                found.Add($"a stranger is told of at {path}?{query}");
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    private static bool Matches(string template, string address) => new TemplateMatcher(TemplateParser.Parse(template), []).TryMatch(address, []);

    /// <summary>What the page reads from behind the question mark.</summary>
    private static IEnumerable<string> NamesOf((string Template, Type Model) page)
    {
        var route = RoutePart().Matches(page.Template).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var properties = page.Model.GetProperties().Select(property => (property.Name, Bound: property.GetCustomAttribute<BindPropertyAttribute>()))
            .Where(property => property.Bound?.SupportsGet == true).Select(property => property.Bound!.Name ?? property.Name);
        var parameters = page.Model.GetMethods(BindingFlags.Public | BindingFlags.Instance).Where(method => method.Name.StartsWith("OnGet", StringComparison.Ordinal))
            .SelectMany(method => method.GetParameters()).Where(parameter => parameter.ParameterType != typeof(CancellationToken))
            .Select(parameter => parameter.GetCustomAttribute<FromQueryAttribute>()?.Name ?? parameter.Name!);
        return properties.Concat(parameters).Where(name => !route.Contains(name));
    }

    [GeneratedRegex(@"\{\*{0,2}(\w+)")]
    private static partial Regex RoutePart();
}
