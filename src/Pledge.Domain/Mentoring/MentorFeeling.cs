using Pledge.Domain.Mentors;
using Pledge.Domain.People;

namespace Pledge.Domain.Mentoring;

/// <summary>How a meeting, or the end of a match, was for one side. Read by that side and coordinators, never by the other.</summary>
public sealed class MentorFeeling
{
    public const int Best = 5;
    public const int WordsMaxLength = 1000;

    public MentorFeelingId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public MentorMatchId MatchId { get; private set; }

    /// <summary>Null for what was said when it ended.</summary>
    public MentorMeetingId? MeetingId { get; private set; }
    public MatchSide Side { get; private set; }

    /// <summary>From 1, not good, to <see cref="Best"/>.</summary>
    public int? Feeling { get; private set; }
    public string? Words { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset SaidAt { get; private set; }
    public AccountId SaidBy { get; private set; }
    public DateTimeOffset? SupersededAt { get; private set; }

    private MentorFeeling()
    {
    }

    /// <returns>Refused with <c>feeling-missing</c>, <c>feeling-out-of-range</c> or <c>feeling-words-too-long</c>.</returns>
    public static Outcome<MentorFeeling> Say(MentorMatch match, MentorMeetingId? meeting, MatchSide side, int? feeling, string? words, DateTimeOffset now, AccountId by)
    {
        if (feeling is null && words.Tidy() is null)
            return new Refusal("feeling-missing");
        if (feeling is < 1 or > Best)
            return new Refusal("feeling-out-of-range", Best);
        if (words.Tidy()?.Length > WordsMaxLength)
            return new Refusal("feeling-words-too-long", WordsMaxLength);
        return new MentorFeeling
        {
            Id = MentorFeelingId.New(),
            AuthorityId = match.AuthorityId,
            YoungPersonId = match.YoungPersonId,
            MatchId = match.Id,
            MeetingId = meeting,
            Side = side,
            Feeling = feeling,
            Words = words.Tidy(),
            SaidAt = now.ToUniversalTime(),
            SaidBy = by,
        };
    }

    /// <summary>They said it anew.</summary>
    public void Supersede(DateTimeOffset now) => SupersededAt ??= now.ToUniversalTime();
}
