using Pledge.Domain.Organisations;

namespace Pledge.BrowserTests.Pages;

/// <summary>Every page there is, with who visits it. <c>{id}</c> is a young person of the first adviser's caseload, <c>{talks}</c> one they have a conversation with, which is <c>{theirs}</c>;
/// <c>{conversation}</c> is one of the first young person's own.</summary>
internal static class Addresses
{
    public const string Stranger = "stranger";

    public static readonly (string Role, string Address)[] All =
    [
        (Stranger, "/help"),
        (Stranger, "/error/404"),
        (Stranger, "/sign-in"),
        (Roles.YoungPerson, "/"),
        (Roles.YoungPerson, "/pledge"),
        (Roles.YoungPerson, "/pledge/home"),
        (Roles.YoungPerson, "/plan"),
        (Roles.YoungPerson, "/messages"),
        (Roles.YoungPerson, "/messages/new"),
        (Roles.YoungPerson, "/messages/new?kind=good-news"),
        (Roles.YoungPerson, "/messages/new?about=home"),
        (Roles.YoungPerson, "/messages/{conversation}"),
        (Roles.YoungPerson, "/reminders"),
        (Roles.YoungPerson, "/record"),
        (Roles.YoungPerson, "/record/kept"),
        (Roles.YoungPerson, "/account"),
        (Roles.YoungPerson, "/account/password"),
        (Roles.Adviser, "/caseload"),
        (Roles.Adviser, "/contacts/new?with={id}"),
        (Roles.Adviser, "/young-people/{id}"),
        (Roles.Adviser, "/young-people/{id}/home"),
        (Roles.Adviser, "/young-people/{id}/activity"),
        (Roles.Adviser, "/young-people/{id}/in-touch"),
        (Roles.Adviser, "/young-people/{id}/plan"),
        (Roles.Adviser, "/young-people/{id}/plan/actions/new"),
        (Roles.Adviser, "/young-people/{id}/promises/home"),
        (Roles.Adviser, "/messages"),
        (Roles.Adviser, "/young-people/{id}/messages"),
        (Roles.Adviser, "/young-people/{id}/messages/new"),
        (Roles.Adviser, "/young-people/{talks}/messages/{theirs}"),
        (Roles.Adviser, "/account/second-factor"),
        (Roles.Manager, "/caseload"),
        (Roles.Board, "/board"),
        (Roles.Board, "/board?On.Day=1&On.Month=1&On.Year=2031"),
        (Roles.DataOfficer, "/imports"),
        (Roles.DataOfficer, "/people"),
        (Roles.DataOfficer, "/people/{id}"),
        (Roles.DataOfficer, "/people/{id}/invite"),
        (Roles.DataOfficer, "/people/{id}/name"),
        (Roles.Administrator, "/admin"),
        (Roles.Administrator, "/admin/accounts"),
        (Roles.Administrator, "/admin/accounts/invite"),
        (Roles.Administrator, "/admin/audit"),
        (Roles.Administrator, "/admin/messages"),
        (Roles.Administrator, "/admin/promises"),
        (Roles.Administrator, "/admin/teams"),
        (Roles.Administrator, "/admin/unassigned"),
    ];
}
