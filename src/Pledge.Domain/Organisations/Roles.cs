namespace Pledge.Domain.Organisations;

/// <summary>What an account is in Pledge. One role an account; it is also the actor that the row policies believe.</summary>
public static class Roles
{
    public const string YoungPerson = "young-person";
    public const string Adviser = "adviser";
    public const string Manager = "manager";
    public const string Board = "board";
    public const string DataOfficer = "data-officer";
    public const string Administrator = "administrator";

    /// <summary>Keeps the register of mentors and partner organisations. Reaches no young people.</summary>
    public const string Coordinator = "coordinator";

    /// <summary>Somebody from outside: a mentor, or of a partner organisation. What they see follows from rows that link their account, never from the role alone.</summary>
    public const string Partner = "partner";

    /// <summary>Every role of those who work for the authority, in the order pages list them.</summary>
    public static readonly IReadOnlyList<string> Staff = [Adviser, Manager, Board, DataOfficer, Coordinator, Administrator];

    /// <summary>Whoever looks after the board: writes down meetings, decisions and actions.</summary>
    public static readonly IReadOnlyList<string> BoardRunners = [Manager, DataOfficer, Administrator];
}
