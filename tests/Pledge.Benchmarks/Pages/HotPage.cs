using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Pledge.Benchmarks.Client;
using Pledge.Benchmarks.Servers;
using Pledge.Domain.Organisations;
using Pledge.Web.Demonstration;

namespace Pledge.Benchmarks.Pages;

/// <summary>A page that most people open most days.</summary>
/// <param name="Name">In the table and in metrics.</param>
/// <param name="Role">Who opens it.</param>
/// <param name="Heading">By which it is recognised; null for a page about one young person, which is recognised by their name.</param>
/// <param name="Below">For a page about one young person of the list at <paramref name="Path"/>: what follows their own address.</param>
internal sealed partial record HotPage(string Name, string Role, string Path, string? Heading, string Below = "")
{
    private const int PeopleOpened = 8;

    public static readonly IReadOnlyList<HotPage> All =
    [
        new("home", Roles.YoungPerson, "/", "<h1 class=\"govuk-heading-l\">Hello"),
        new("my-pledge", Roles.YoungPerson, "/pledge", "My pledge</h1>"),
        new("my-plan", Roles.YoungPerson, "/plan", "My plan</h1>"),
        new("my-people", Roles.YoungPerson, "/my-people", "My people</h1>"),
        new("messages", Roles.YoungPerson, "/messages", "Messages</h1>"),
        new("caseload", Roles.Adviser, "/caseload", "Your caseload</h1>"),
        new("team", Roles.Manager, "/team", "Your team</h1>"),
        new("record-contact", Roles.Adviser, "/contacts/new", "Record a contact</h1>"),
        new("notes-kept-back", Roles.Adviser, "/notes/kept-back", "Kept back</h1>"),
        new("my-notes", Roles.YoungPerson, "/record/notes", "What your worker wrote</h1>"),
        new("my-documents", Roles.YoungPerson, "/record/documents", "Your documents</h1>"),
        new("my-record", Roles.YoungPerson, "/record", "My record</h1>"),
        new("my-record-kept", Roles.YoungPerson, "/record/kept", "What we keep about you</h1>"),
        new("hand-over", Roles.Adviser, "/hand-over", "Hand over and cover</h1>"),
        new("slipped", Roles.Manager, "/team/slipped", "What slipped from"),
        new("samples", Roles.Manager, "/team/samples", "Dip samples</h1>"),
        new("looks", Roles.Manager, "/find/looks", "Opened with a reason</h1>"),
        new("young-person", Roles.Adviser, "/caseload", null),
        new("their-plan", Roles.Adviser, "/caseload", null, "/plan"),
        new("their-messages", Roles.Adviser, "/caseload", null, "/messages"),
        new("their-people", Roles.Adviser, "/caseload", null, "/people"),
        new("their-documents", Roles.Adviser, "/caseload", null, "/documents"),
        new("plans-to-approve", Roles.Manager, "/team/plans", "Plans to approve</h1>"),
        new("my-reminders", Roles.YoungPerson, "/reminders", "Reminders</h1>"),
        new("my-appointments", Roles.YoungPerson, "/appointments", "Appointments</h1>"),
        new("my-drafts", Roles.YoungPerson, "/drafts", "What you began to write</h1>"),
        new("their-reminders", Roles.Adviser, "/caseload", null, "/reminders"),
        new("their-appointments", Roles.Adviser, "/caseload", null, "/appointments"),
        new("work-reminders", Roles.Adviser, "/reminders/work", "Your reminders</h1>"),
        new("risen", Roles.Manager, "/team/risen", "What has risen to you</h1>"),
        new("board", Roles.Board, "/board", "Are we keeping the pledge?</h1>"),
    ];

    /// <summary>Signs in up to <paramref name="most"/> accounts of the role, from as many authorities as there are.</summary>
    public async Task<IReadOnlyList<Session>> SignInAsync(ServerProcess server, IReadOnlyList<DemoSignIn> accounts, int most, CancellationToken ct)
    {
        var ofRole = accounts.Where(account => account.Role == Role && account.Note is null).GroupBy(account => account.Email.Split('@')[1])
            .SelectMany(authority => authority.Select((account, number) => (account, number))).OrderBy(pair => pair.number).Select(pair => pair.account).Take(most);
        List<Session> sessions = [];
        foreach (var account in ofRole)
        {
            var cookies = await SignIn.AsAsync(server.Uri, account, ct);
            sessions.Add(new Session(cookies, Heading is not null ? [new(Path, Heading)] : PeopleOf(server.Address, cookies)));
        }
        return sessions;
    }

    /// <summary>Some of the young people on the caseload, each to be recognised by the name the caseload gives them; below their own page, by the first of it.</summary>
    private Visit[] PeopleOf(IPEndPoint server, IReadOnlyDictionary<string, string> cookies)
    {
        using var connection = new HttpConnection(server);
        new Session(cookies, [new(Path, "Your caseload</h1>")]).Go(connection, 0);
        return [.. PersonLink().Matches(Encoding.UTF8.GetString(connection.Body)).Take(PeopleOpened).Select(link => new Visit(link.Groups[1].Value + Below, Below.Length > 0 ? link.Groups[2].Value.Split(' ')[0] : link.Groups[2].Value))];
    }

    [GeneratedRegex("<a [^>]*href=\"(/young-people/[0-9a-f-]{36})\"[^>]*>([^<]+)</a>")]
    private static partial Regex PersonLink();
}
