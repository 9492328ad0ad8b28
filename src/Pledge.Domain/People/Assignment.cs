namespace Pledge.Domain.People;

/// <summary>A period in which one worker is a young person's personal adviser. Half-open London days; periods of one person never overlap.</summary>
public sealed class Assignment
{
    public AssignmentId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public AccountId StaffMemberId { get; private set; }
    public DateOnly PeriodFrom { get; private set; }

    /// <summary>The first day on which it no longer holds, or null while it runs.</summary>
    public DateOnly? PeriodTo { get; private set; }
    public DateTimeOffset RecordedAt { get; private set; }
    public AccountId? RecordedBy { get; private set; }

    private Assignment() { }

    public Assignment(AuthorityId authority, YoungPersonId youngPerson, AccountId worker, DateOnly from, DateTimeOffset now, AccountId? by) =>
        (Id, AuthorityId, YoungPersonId, StaffMemberId, PeriodFrom, RecordedAt, RecordedBy) =
        (AssignmentId.New(), authority, youngPerson, worker, from, now, by);

    public bool HoldsOn(DateOnly day) => PeriodFrom <= day && (PeriodTo is null || PeriodTo > day);

    /// <summary>Ends it the day before <paramref name="day"/>; an assignment that began on or after that day ends as an empty period.</summary>
    public void End(DateOnly day) => PeriodTo = day < PeriodFrom ? PeriodFrom : day;
}
