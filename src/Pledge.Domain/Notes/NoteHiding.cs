namespace Pledge.Domain.Notes;

/// <summary>A decision to keep a note from the young person for now: why, and the day somebody looks at it again. Decisions are added, never changed; a later one ends this.</summary>
/// <remarks>Who inspects the service reads these without the note's text.</remarks>
public sealed class NoteHiding
{
    public const int ReasonMaxLength = 500;

    /// <summary>A note is looked at again at least once in so many months.</summary>
    public const int LongestMonths = 12;

    public NoteHidingId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public NoteId NoteId { get; private set; }

    /// <summary>1 to <see cref="ReasonMaxLength"/> characters.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>London day on which it is looked at again.</summary>
    public DateOnly ReviewOn { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset DecidedAt { get; private set; }
    public AccountId DecidedBy { get; private set; }

    /// <summary>UTC instant at which the note was shared or taken back, or another decision took this one's place; null while it holds.</summary>
    public DateTimeOffset? EndedAt { get; private set; }
    public AccountId? EndedBy { get; private set; }

    private NoteHiding()
    {
    }

    /// <summary>The rule itself, for everything that can be kept back.</summary>
    /// <returns>Refused with <c>hiding-reason-missing</c>, <c>hiding-reason-too-long</c>, <c>hiding-review-missing</c>, <c>hiding-review-not-later</c> or <c>hiding-review-too-far</c>.</returns>
    public static Refusal? Check(string? reason, DateOnly? reviewOn, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(reason))
            return new("hiding-reason-missing");
        if (reason.Trim().Length > ReasonMaxLength)
            return new("hiding-reason-too-long", ReasonMaxLength);
        if (reviewOn is not { } on)
            return new("hiding-review-missing");
        var today = LondonTime.DayOf(now);
        if (on <= today)
            return new("hiding-review-not-later");
        return on > today.AddMonths(LongestMonths) ? new("hiding-review-too-far", LongestMonths) : null;
    }

    /// <returns>Refused as <see cref="Check"/> refuses.</returns>
    internal static Outcome<NoteHiding> Decide(Note note, string? reason, DateOnly? reviewOn, DateTimeOffset now, AccountId by)
    {
        if (Check(reason, reviewOn, now) is { } refusal)
            return refusal;

        return new NoteHiding
        {
            Id = NoteHidingId.New(),
            AuthorityId = note.AuthorityId,
            YoungPersonId = note.YoungPersonId,
            NoteId = note.Id,
            Reason = reason!.Trim(),
            ReviewOn = reviewOn!.Value,
            DecidedAt = now.ToUniversalTime(),
            DecidedBy = by,
        };
    }

    /// <summary>Ends it. Ending it twice changes nothing.</summary>
    public void End(AccountId by, DateTimeOffset now)
    {
        if (EndedAt is null)
            (EndedAt, EndedBy) = (now.ToUniversalTime(), by);
    }
}
