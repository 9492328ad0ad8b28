namespace Pledge.Domain.People;

/// <summary>One young person covered by another worker while their own is away. Half-open London days; it ends by itself.</summary>
public sealed class LeaveCover
{
    public const int NoteMaxLength = 2000;
    public const int LongestDays = 366;

    public LeaveCoverId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }

    /// <summary>The same for all who are covered together.</summary>
    public Guid GroupId { get; private set; }

    /// <summary>The worker who is away, and who stays their worker.</summary>
    public AccountId AwayId { get; private set; }
    public AccountId CoveringId { get; private set; }
    public DateOnly PeriodFrom { get; private set; }

    /// <summary>First London day on which the cover no longer holds.</summary>
    public DateOnly PeriodTo { get; private set; }

    /// <summary>What the covering worker should know. The young person can read it.</summary>
    public string? Note { get; private set; }
    public DateTimeOffset SetAt { get; private set; }
    public AccountId SetBy { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public AccountId? EndedBy { get; private set; }

    private LeaveCover()
    {
    }

    /// <summary>Sets up cover for one young person.</summary>
    /// <param name="lastDay">The last London day it holds.</param>
    /// <returns>Refused with <c>cover-same-worker</c>, <c>cover-starts-in-past</c>, <c>cover-too-far</c>, <c>cover-ends-before-start</c>, <c>cover-too-long</c> or <c>text-too-long</c>.</returns>
    public static Outcome<LeaveCover> Set(
        AuthorityId authority, YoungPersonId youngPerson, Guid group, AccountId away, AccountId covering, DateOnly firstDay, DateOnly lastDay, string? note, DateTimeOffset now, AccountId by)
    {
        if (away == covering)
            return new Refusal("cover-same-worker");
        if (firstDay < LondonTime.DayOf(now))
            return new Refusal("cover-starts-in-past");
        if (firstDay > LondonTime.DayOf(now).AddDays(LongestDays))
            return new Refusal("cover-too-far");
        if (lastDay < firstDay)
            return new Refusal("cover-ends-before-start");
        if (lastDay.DayNumber - firstDay.DayNumber >= LongestDays)
            return new Refusal("cover-too-long");
        if (note?.Trim().Length > NoteMaxLength)
            return new Refusal("text-too-long", NoteMaxLength);
        return new LeaveCover
        {
            Id = LeaveCoverId.New(),
            AuthorityId = authority,
            YoungPersonId = youngPerson,
            GroupId = group,
            AwayId = away,
            CoveringId = covering,
            PeriodFrom = firstDay,
            PeriodTo = lastDay.AddDays(1),
            Note = string.IsNullOrWhiteSpace(note) ? null : note.Trim(),
            SetAt = now.ToUniversalTime(),
            SetBy = by,
        };
    }

    public bool HoldsOn(DateOnly day) => PeriodFrom <= day && PeriodTo > day;

    /// <summary>Ends it before its time: from today the covering worker reaches nothing.</summary>
    /// <returns>Refused with <c>cover-over</c>.</returns>
    public Refusal? End(DateTimeOffset now, AccountId by)
    {
        var today = LondonTime.DayOf(now);
        if (PeriodTo <= today)
            return new("cover-over");
        (PeriodTo, EndedAt, EndedBy) = (today > PeriodFrom ? today : PeriodFrom, now.ToUniversalTime(), by);
        return null;
    }
}
