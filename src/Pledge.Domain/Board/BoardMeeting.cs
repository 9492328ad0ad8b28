namespace Pledge.Domain.Board;

/// <summary>A meeting of the corporate parenting board. Once it is closed nothing of it changes any more; what was wrong is corrected beside it, with a date.</summary>
public sealed class BoardMeeting
{
    public const int PresentMaxLength = 4000;
    public const int ApologiesMaxLength = 2000;

    public BoardMeetingId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }

    /// <summary>London day.</summary>
    public DateOnly HeldOn { get; private set; }

    /// <summary>Who came, a name a line; null until somebody wrote it.</summary>
    public string? Present { get; private set; }
    public string? Apologies { get; private set; }

    /// <summary>The publication whose pack the board had before it, or null.</summary>
    public Guid? PublicationId { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset PlannedAt { get; private set; }
    public AccountId PlannedBy { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }
    public AccountId ChangedBy { get; private set; }

    /// <summary>When the meeting before this one was closed, as known when this one was: what ended since then is on its page.</summary>
    public DateTimeOffset? CarriedFrom { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }
    public AccountId? ClosedBy { get; private set; }

    private BoardMeeting()
    {
    }

    // Two years to either side: further away is a year typed wrongly.
    private static bool IsTooFar(DateOnly day, DateTimeOffset now) => Math.Abs(day.DayNumber - LondonTime.DayOf(now).DayNumber) > 731;

    /// <returns>Refused with <c>board-meeting-day-missing</c> or <c>board-meeting-too-far</c>.</returns>
    public static Outcome<BoardMeeting> Plan(BoardMeetingId id, AuthorityId authority, DateOnly? heldOn, DateTimeOffset now, AccountId by)
    {
        if (heldOn is not { } day)
            return new Refusal("board-meeting-day-missing");
        if (IsTooFar(day, now))
            return new Refusal("board-meeting-too-far");
        var at = now.ToUniversalTime();
        return new BoardMeeting { Id = id, AuthorityId = authority, HeldOn = day, PlannedAt = at, PlannedBy = by, ChangedAt = at, ChangedBy = by };
    }

    /// <returns>Null when done, or <c>meeting-closed-already</c>, <c>board-meeting-day-missing</c>, <c>board-meeting-too-far</c>, <c>meeting-present-too-long</c> or <c>meeting-apologies-too-long</c>.</returns>
    public Refusal? Write(DateOnly? heldOn, string? present, string? apologies, DateTimeOffset now, AccountId by)
    {
        if (ClosedAt is not null)
            return new("meeting-closed-already");
        if (heldOn is not { } day)
            return new("board-meeting-day-missing");
        if (day != HeldOn && IsTooFar(day, now))
            return new("board-meeting-too-far");
        if (present?.Trim().Length > PresentMaxLength)
            return new("meeting-present-too-long", PresentMaxLength);
        if (apologies?.Trim().Length > ApologiesMaxLength)
            return new("meeting-apologies-too-long", ApologiesMaxLength);
        HeldOn = day;
        Present = string.IsNullOrWhiteSpace(present) ? null : present.Trim();
        Apologies = string.IsNullOrWhiteSpace(apologies) ? null : apologies.Trim();
        (ChangedAt, ChangedBy) = (now.ToUniversalTime(), by);
        return null;
    }

    /// <returns>Refused with <c>meeting-closed-already</c>, <c>decision-missing</c> or <c>decision-too-long</c>.</returns>
    public Outcome<BoardMeetingLine> Decide(BoardMeetingLineId id, string? words, DateTimeOffset now, AccountId by)
    {
        if (!Touch(now, by))
            return new Refusal("meeting-closed-already");
        return BoardMeetingLine.Of(id, this, BoardMeetingLineKind.Decision, words, now, by);
    }

    // The row changes with its decisions, so that nobody closes a meeting over what they did not see.
    internal bool Touch(DateTimeOffset now, AccountId by)
    {
        if (ClosedAt is not null)
            return false;
        (ChangedAt, ChangedBy) = (now.ToUniversalTime(), by);
        return true;
    }

    /// <returns>Refused with <c>meeting-not-closed</c>, <c>decision-missing</c> or <c>decision-too-long</c>.</returns>
    public Outcome<BoardMeetingLine> Correct(BoardMeetingLineId id, string? words, DateTimeOffset now, AccountId by) =>
        ClosedAt is null ? new Refusal("meeting-not-closed") : BoardMeetingLine.Of(id, this, BoardMeetingLineKind.Correction, words, now, by);

    /// <param name="carriedFrom">When the meeting before it was closed.</param>
    /// <param name="publication">The figures that were before it; null when none was published.</param>
    /// <returns>Null when done, or <c>meeting-closed-already</c>, <c>meeting-not-held</c> or <c>meeting-present-missing</c>.</returns>
    public Refusal? Close(DateTimeOffset? carriedFrom, Guid? publication, DateTimeOffset now, AccountId by)
    {
        if (ClosedAt is not null)
            return new("meeting-closed-already");
        if (HeldOn > LondonTime.DayOf(now))
            return new("meeting-not-held");
        if (Present is null)
            return new("meeting-present-missing");
        var at = now.ToUniversalTime();
        // Another server's clock may be ahead.
        (CarriedFrom, PublicationId, ClosedAt, ClosedBy, ChangedAt, ChangedBy) = (carriedFrom > at ? at : carriedFrom, publication, at, by, at, by);
        return null;
    }
}

/// <summary>What a line of a meeting is.</summary>
public enum BoardMeetingLineKind
{
    /// <summary>Written while the meeting is open; taken back while it is.</summary>
    Decision,

    /// <summary>Written once it is closed; it stays.</summary>
    Correction,
}

/// <summary>A decision of a meeting, or a correction of its page.</summary>
public sealed class BoardMeetingLine
{
    public const int WordsMaxLength = 1000;

    public BoardMeetingLineId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public BoardMeetingId MeetingId { get; private set; }
    public BoardMeetingLineKind Kind { get; private set; }
    public string Words { get; private set; } = "";

    /// <summary>UTC instant.</summary>
    public DateTimeOffset RecordedAt { get; private set; }
    public AccountId RecordedBy { get; private set; }
    public DateTimeOffset? SupersededAt { get; private set; }
    public AccountId? SupersededBy { get; private set; }

    private BoardMeetingLine()
    {
    }

    internal static Outcome<BoardMeetingLine> Of(BoardMeetingLineId id, BoardMeeting meeting, BoardMeetingLineKind kind, string? words, DateTimeOffset now, AccountId by)
    {
        if (string.IsNullOrWhiteSpace(words))
            return new Refusal("decision-missing");
        if (words.Trim().Length > WordsMaxLength)
            return new Refusal("decision-too-long", WordsMaxLength);
        return new BoardMeetingLine { Id = id, AuthorityId = meeting.AuthorityId, MeetingId = meeting.Id, Kind = kind, Words = words.Trim(), RecordedAt = now.ToUniversalTime(), RecordedBy = by };
    }

    /// <summary>It was not decided like that. Only while <paramref name="meeting"/>, whose line it is, is open.</summary>
    /// <returns>Null when done, or <c>commitment-taken-back-already</c> or <c>meeting-closed-already</c>.</returns>
    public Refusal? TakeBack(BoardMeeting meeting, DateTimeOffset now, AccountId by)
    {
        if (SupersededAt is not null)
            return new("commitment-taken-back-already");
        if (!meeting.Touch(now, by))
            return new("meeting-closed-already");
        (SupersededAt, SupersededBy) = (now.ToUniversalTime(), by);
        return null;
    }
}
