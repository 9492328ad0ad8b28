namespace Pledge.Domain.Facts;

/// <summary>Something true of one young person for a period, and known to us for a period.</summary>
/// <remarks>
/// Invariants: <see cref="From"/> is before <see cref="To"/>; a row never changes except to be superseded, once.
/// <see cref="Timeline"/> keeps periods of one kind apart for one person.
/// </remarks>
public abstract class Fact
{
    public FactId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }

    /// <summary>First London day it holds.</summary>
    public DateOnly From { get; private set; }

    /// <summary>First London day it no longer holds; null while it still does.</summary>
    public DateOnly? To { get; private set; }

    /// <summary>A code of the list of its kind.</summary>
    public string Code { get; private set; } = "";

    public FactSource Source { get; private set; }
    public string? SourceDetail { get; private set; }

    /// <summary>UTC instant from which we know it.</summary>
    public DateTimeOffset RecordedAt { get; private set; }

    public AccountId? RecordedBy { get; private set; }

    /// <summary>UTC instant from which we know better, or null.</summary>
    public DateTimeOffset? SupersededAt { get; private set; }

    /// <summary>The row whose recording ended this one; null while current or when withdrawn.</summary>
    public FactId? SupersededBy { get; private set; }

    /// <summary>Why, in a person's words; null when a newer fact simply took over.</summary>
    public string? SupersedeReason { get; private set; }

    private protected Fact()
    {
    }

    private protected Fact(FactSubject subject, DateOnly from, DateOnly? to, string code, FactOrigin origin)
    {
        (Id, AuthorityId, YoungPersonId) = (FactId.New(), subject.Authority, subject.YoungPerson);
        (From, To, Code) = (from, to, code);
        (Source, SourceDetail) = (origin.Source, origin.Detail);
        (RecordedAt, RecordedBy) = (origin.At.ToUniversalTime(), origin.By);
    }

    private protected Fact(Fact original, DateOnly from, DateOnly? to, DateTimeOffset at, AccountId? by)
    {
        (Id, AuthorityId, YoungPersonId) = (FactId.New(), original.AuthorityId, original.YoungPersonId);
        (From, To, Code) = (from, to, original.Code);
        (Source, SourceDetail) = (original.Source, original.SourceDetail);
        (RecordedAt, RecordedBy) = (at, by);
    }

    /// <summary>True while nothing newer replaced it.</summary>
    public bool IsCurrent => SupersededAt is null;

    /// <summary>True when <paramref name="day"/> is inside the period it is about.</summary>
    public bool HoldsOn(DateOnly day) => From <= day && (To is null || day < To);

    /// <summary>True when we knew it at <paramref name="instant"/> and did not yet know better.</summary>
    public bool KnownAt(DateTimeOffset instant) => RecordedAt <= instant && (SupersededAt is null || instant < SupersededAt);

    /// <summary>True when the periods share a day.</summary>
    public bool Overlaps(Fact other) => (other.To is null || From < other.To) && (To is null || other.From < To);

    /// <summary>True when both are of one kind and say the same, whatever their periods and sources.</summary>
    public virtual bool SaysTheSameAs(Fact other) => GetType() == other.GetType() && Code == other.Code;

    /// <summary>A new row that says the same of a shorter period.</summary>
    internal abstract Fact CopyFor(DateOnly from, DateOnly? to, DateTimeOffset at, AccountId? by);

    /// <summary>Only for a row not yet saved: it stops where later knowledge begins, and is not recorded before what it replaces.</summary>
    internal void Fit(DateOnly? to, DateTimeOffset at) => (To, RecordedAt) = (to, at);

    internal void Supersede(FactId? by, string? reason, DateTimeOffset at) => (SupersededBy, SupersedeReason, SupersededAt) = (by, reason, at);

    /// <summary>The checks that every kind shares.</summary>
    private protected static Refusal? CheckPeriod(FactSubject subject, DateOnly from, DateOnly? to, FactOrigin origin)
    {
        var today = LondonTime.DayOf(origin.At);
        if (from > today)
            return new("date-in-future");
        if (from < subject.Born)
            return new("date-before-birth");
        if (to <= from)
            return new("end-not-after-start");
        return to > today.AddDays(1) ? new("end-in-future") : null;
    }
}
