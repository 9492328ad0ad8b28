using Pledge.Domain.People;

namespace Pledge.Domain.Applications;

/// <summary>What is said of a place that was taken.</summary>
public enum PlacementMatter
{
    /// <summary>On which day it will begin.</summary>
    Expected,
    Started,
    Left,

    /// <summary>Whether they are still there so many days after the start.</summary>
    Going,

    /// <summary>Whether a payment of the bursary came: see <see cref="ApprenticeBursary"/>.</summary>
    Bursary,
}

/// <summary>Who says it.</summary>
public enum PlacementSide
{
    YoungPerson,
    Employer,
    Worker,
}

/// <summary>Why somebody left.</summary>
public enum LeavingReason
{
    Ended,
    AnotherPlace,
    NotForMe,
    Travel,
    Money,
    Health,
    Home,
    Treatment,
    LetGo,
    Other,
}

/// <summary>What somebody says.</summary>
/// <param name="Says">Yes or no; null before they chose.</param>
/// <param name="Day">London day on which it happened or will.</param>
public sealed record PlacementAnswer(bool? Says, DateOnly? Day = null, LeavingReason? Reason = null, string? Words = null);

/// <summary>What one side said of one matter of a place. Only added: what is said later supersedes it.</summary>
public sealed class PlacementStatement
{
    public const int WordsMaxLength = 500;

    public PlacementStatementId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public JobPlacementId PlacementId { get; private set; }
    public PlacementMatter About { get; private set; }

    /// <summary>Of <see cref="PlacementMatter.Going"/> and <see cref="PlacementMatter.Bursary"/>: days after the start; otherwise 0.</summary>
    public int AfterDays { get; private set; }
    public PlacementSide Side { get; private set; }
    public bool Says { get; private set; }

    /// <summary>London day.</summary>
    public DateOnly? Day { get; private set; }
    public LeavingReason? Reason { get; private set; }
    public string? Words { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset SaidAt { get; private set; }
    public AccountId SaidBy { get; private set; }
    public DateTimeOffset? SupersededAt { get; private set; }

    private PlacementStatement()
    {
    }

    internal PlacementStatement(JobPlacement placement, PlacementSide side, PlacementMatter about, int afterDays, PlacementAnswer answer, DateTimeOffset now, AccountId by)
    {
        (Id, AuthorityId, YoungPersonId, PlacementId) = (PlacementStatementId.New(), placement.AuthorityId, placement.YoungPersonId, placement.Id);
        (Side, About, AfterDays, Says, Day, Reason, Words) = (side, about, afterDays, answer.Says!.Value, answer.Day, answer.Reason, answer.Words);
        (SaidAt, SaidBy) = (now.ToUniversalTime(), by);
    }

    /// <summary>Whether the other says the same, whoever says it.</summary>
    public bool SaysTheSameAs(PlacementStatement other) => (About, AfterDays, Says, Day, Reason, Words) == (other.About, other.AfterDays, other.Says, other.Day, other.Reason, other.Words);

    internal void Supersede(DateTimeOffset now) => SupersededAt ??= now.ToUniversalTime();
}
