using Pledge.Domain.Mentors;
using Pledge.Domain.People;

namespace Pledge.Domain.Mentoring;

/// <summary>What one side says when a match ends, once. The other reads it as soon as it is sent, so a mentor sends none after an end that was not planned.</summary>
public sealed class MentorGoodbye
{
    public const int WordsMaxLength = 1000;

    public MentorGoodbyeId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public MentorMatchId MatchId { get; private set; }
    public MatchSide Side { get; private set; }
    public string? WentWell { get; private set; }
    public string? Words { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset SaidAt { get; private set; }
    public AccountId SaidBy { get; private set; }

    /// <summary>From when a goodbye could still be written anew; null since.</summary>
    public DateTimeOffset? SupersededAt { get; private set; }

    private MentorGoodbye()
    {
    }

    /// <summary>Whether a side may still say goodbye.</summary>
    public static bool IsFor(MentorMatch match, MatchSide side) => side is not MatchSide.Mentor || match.EndedOn is null || match.EndKind is MatchEnd.AsPlanned;

    /// <returns>Refused with <c>goodbye-not-now</c>, <c>goodbye-missing</c> or <c>goodbye-too-long</c>.</returns>
    public static Outcome<MentorGoodbye> Say(MentorMatch match, MatchSide side, string? wentWell, string? words, DateTimeOffset now, AccountId by)
    {
        if (!IsFor(match, side))
            return new Refusal("goodbye-not-now");
        if (wentWell.Tidy() is null && words.Tidy() is null)
            return new Refusal("goodbye-missing");
        if (wentWell.Tidy()?.Length > WordsMaxLength || words.Tidy()?.Length > WordsMaxLength)
            return new Refusal("goodbye-too-long", WordsMaxLength);
        return new MentorGoodbye
        {
            Id = MentorGoodbyeId.New(),
            AuthorityId = match.AuthorityId,
            YoungPersonId = match.YoungPersonId,
            MatchId = match.Id,
            Side = side,
            WentWell = wentWell.Tidy(),
            Words = words.Tidy(),
            SaidAt = now.ToUniversalTime(),
            SaidBy = by,
        };
    }
}
