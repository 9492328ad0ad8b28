using Pledge.Domain.Organisations;

namespace Pledge.BrowserTests.Pages;

/// <summary>Every page there is, with who visits it. <c>{id}</c> is a young person of the first adviser's caseload.</summary>
internal static class Addresses
{
    public const string Stranger = "stranger";

    public static readonly (string Role, string Address)[] All =
    [
        (Stranger, "/help"),
        (Stranger, "/error/404"),
        (Roles.YoungPerson, "/"),
        (Roles.YoungPerson, "/pledge"),
        (Roles.YoungPerson, "/pledge/home"),
        (Roles.YoungPerson, "/plan"),
        (Roles.YoungPerson, "/reminders"),
        (Roles.YoungPerson, "/record"),
        (Roles.YoungPerson, "/record/kept"),
        (Roles.Board, "/board"),
        (Roles.Board, "/board?On.Day=1&On.Month=1&On.Year=2031"),
        (Roles.Adviser, "/caseload"),
        (Roles.Manager, "/caseload"),
        (Roles.Administrator, "/admin/promises"),
    ];
}
