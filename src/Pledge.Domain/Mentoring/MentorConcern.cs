using Pledge.Domain.Mentors;
using Pledge.Domain.People;

namespace Pledge.Domain.Mentoring;

/// <summary>Somebody is worried about somebody's safety. What was said is never changed and never deleted; that it was read is written beside it, with what was done.</summary>
public sealed class MentorConcern
{
    public const int WordsMaxLength = 2000;

    public MentorConcernId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public MentorMatchId MatchId { get; private set; }

    /// <summary>Who is worried.</summary>
    public MatchSide Side { get; private set; }
    public string Words { get; private set; } = "";

    /// <summary>UTC instant.</summary>
    public DateTimeOffset RaisedAt { get; private set; }
    public AccountId RaisedBy { get; private set; }

    /// <summary>When the first wrote down what was done; null while nobody has.</summary>
    public DateTimeOffset? ReadAt { get; private set; }
    public AccountId? ReadBy { get; private set; }

    private MentorConcern()
    {
    }

    /// <returns>Refused with <c>concern-missing</c> or <c>concern-too-long</c>.</returns>
    public static Outcome<MentorConcern> Raise(MentorMatch match, MatchSide side, string? words, DateTimeOffset now, AccountId by)
    {
        if (words.Tidy() is not { } said)
            return new Refusal("concern-missing");
        if (said.Length > WordsMaxLength)
            return new Refusal("concern-too-long", WordsMaxLength);
        return new MentorConcern
        {
            Id = MentorConcernId.New(),
            AuthorityId = match.AuthorityId,
            YoungPersonId = match.YoungPersonId,
            MatchId = match.Id,
            Side = side,
            Words = said,
            RaisedAt = now.ToUniversalTime(),
            RaisedBy = by,
        };
    }

    /// <summary>What was done about it. The first line marks it as read.</summary>
    /// <returns>Refused with <c>concern-done-missing</c> or <c>concern-too-long</c>.</returns>
    public Outcome<MentorConcernNote> WriteDown(string? done, DateTimeOffset now, AccountId by)
    {
        if (done.Tidy() is not { } words)
            return new Refusal("concern-done-missing");
        if (words.Length > WordsMaxLength)
            return new Refusal("concern-too-long", WordsMaxLength);
        if (ReadAt is null)
            (ReadAt, ReadBy) = (now.ToUniversalTime(), by);
        return new MentorConcernNote(this, words, now, by);
    }
}

/// <summary>What was done about a worry. Only added; staff alone read it.</summary>
public sealed class MentorConcernNote
{
    public MentorConcernNoteId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public MentorConcernId ConcernId { get; private set; }
    public string Words { get; private set; } = "";

    /// <summary>UTC instant.</summary>
    public DateTimeOffset WrittenAt { get; private set; }
    public AccountId WrittenBy { get; private set; }

    private MentorConcernNote()
    {
    }

    internal MentorConcernNote(MentorConcern concern, string words, DateTimeOffset now, AccountId by) =>
        (Id, AuthorityId, YoungPersonId, ConcernId, Words, WrittenAt, WrittenBy) = (MentorConcernNoteId.New(), concern.AuthorityId, concern.YoungPersonId, concern.Id, words, now.ToUniversalTime(), by);
}
