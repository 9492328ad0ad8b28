using Pledge.Domain.Mentors;
using Pledge.Domain.People;

namespace Pledge.Domain.Mentoring;

/// <summary>How often two meet.</summary>
public enum MeetingRhythm
{
    Weekly,
    Fortnightly,
    Monthly,
}

/// <summary>What is typed into an agreement.</summary>
/// <param name="UntilOn">London day until which they mean to meet.</param>
/// <param name="Goals">What they want to reach together; need not be said.</param>
public sealed record AgreementWords(string? WhatWeDo, MeetingRhythm? HowOften, DateOnly? UntilOn, string? Goals);

/// <summary>One version of what a young person and their mentor agreed. It holds once both said yes to it; whoever writes it says yes by that.</summary>
public sealed class MentorAgreement
{
    public const int WordsMaxLength = 1000;

    /// <summary>They agree for so long at most, in days; then they agree again.</summary>
    public const int LongestDays = 731;

    public MentorAgreementId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public MentorMatchId MatchId { get; private set; }

    /// <summary>Who wrote this version.</summary>
    public MatchSide Side { get; private set; }
    public string WhatWeDo { get; private set; } = "";
    public MeetingRhythm HowOften { get; private set; }

    /// <summary>London day.</summary>
    public DateOnly UntilOn { get; private set; }
    public string? Goals { get; private set; }

    /// <summary>Version of the <see cref="AgreementTerms"/> that both say yes to with it.</summary>
    public int TermsVersion { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset WrittenAt { get; private set; }
    public AccountId WrittenBy { get; private set; }
    public DateTimeOffset? YoungPersonYesAt { get; private set; }
    public DateTimeOffset? MentorYesAt { get; private set; }
    public DateTimeOffset? SupersededAt { get; private set; }

    /// <summary>Whether both said yes.</summary>
    public bool Holds => YoungPersonYesAt is not null && MentorYesAt is not null;

    private MentorAgreement()
    {
    }

    /// <returns>Refused with <c>match-is-over</c>, <c>agreement-what-missing</c>, <c>agreement-words-too-long</c>, <c>agreement-how-often-missing</c>, <c>agreement-until-missing</c> or <c>agreement-until-not-valid</c>.</returns>
    public static Outcome<MentorAgreement> Write(MentorMatch match, MatchSide side, AgreementWords words, DateTimeOffset now, AccountId by)
    {
        var today = LondonTime.DayOf(now);
        if (match.EndedOn is not null)
            return new Refusal("match-is-over");
        if (words.WhatWeDo.Tidy() is not { } what)
            return new Refusal("agreement-what-missing");
        if (what.Length > WordsMaxLength || words.Goals.Tidy()?.Length > WordsMaxLength)
            return new Refusal("agreement-words-too-long", WordsMaxLength);
        if (words.HowOften is not { } rhythm || !Enum.IsDefined(rhythm))
            return new Refusal("agreement-how-often-missing");
        if (words.UntilOn is not { } until)
            return new Refusal("agreement-until-missing");
        if (until <= today || until > today.AddDays(LongestDays))
            return new Refusal("agreement-until-not-valid");
        return new MentorAgreement
        {
            Id = MentorAgreementId.New(),
            AuthorityId = match.AuthorityId,
            YoungPersonId = match.YoungPersonId,
            MatchId = match.Id,
            Side = side,
            WhatWeDo = what,
            HowOften = rhythm,
            UntilOn = until,
            Goals = words.Goals.Tidy(),
            TermsVersion = AgreementTerms.On(today).Version,
            WrittenAt = now.ToUniversalTime(),
            WrittenBy = by,
            YoungPersonYesAt = side is MatchSide.YoungPerson ? now.ToUniversalTime() : null,
            MentorYesAt = side is MatchSide.Mentor ? now.ToUniversalTime() : null,
        };
    }

    /// <summary>Whether it waits for this side's yes.</summary>
    public bool WaitsFor(MatchSide side) => SupersededAt is null && (side is MatchSide.YoungPerson ? YoungPersonYesAt : MentorYesAt) is null;

    /// <summary>A side says yes to it. Once said it stays; whoever changes their mind writes another version.</summary>
    public void Agree(MatchSide side, DateTimeOffset now)
    {
        if (!WaitsFor(side))
            return;
        if (side is MatchSide.YoungPerson)
            YoungPersonYesAt = now.ToUniversalTime();
        else
            MentorYesAt = now.ToUniversalTime();
    }

    /// <summary>A newer version is there.</summary>
    public void Supersede(DateTimeOffset now) => SupersededAt ??= now.ToUniversalTime();
}
