using Pledge.Domain.Mentors;
using Pledge.Domain.People;

namespace Pledge.Domain.Mentoring;

/// <summary>How it goes, as a coordinator heard it.</summary>
public enum CheckInGoing
{
    Well,

    /// <summary>Some of it well, some not.</summary>
    Mixed,
    Worried,
}

/// <summary>A coordinator asked one side, by itself, how it goes. Read by coordinators alone.</summary>
public sealed class MentorCheckIn
{
    public const int WordsMaxLength = 2000;

    /// <summary>So many months after the first meeting each side is asked.</summary>
    public static readonly IReadOnlyList<int> Months = [1, 3, 6, 12];

    public MentorCheckInId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public MentorMatchId MatchId { get; private set; }
    public MatchSide Side { get; private set; }

    /// <summary>Which one, of <see cref="Months"/>.</summary>
    public int AfterMonths { get; private set; }

    /// <summary>London day.</summary>
    public DateOnly DoneOn { get; private set; }
    public CheckInGoing Going { get; private set; }
    public string? Words { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset RecordedAt { get; private set; }
    public AccountId RecordedBy { get; private set; }
    public DateTimeOffset? SupersededAt { get; private set; }

    /// <summary>What was done when it did not go well; null until a coordinator wrote it.</summary>
    public string? Acted { get; private set; }
    public DateTimeOffset? ActedAt { get; private set; }
    public AccountId? ActedBy { get; private set; }

    private MentorCheckIn()
    {
    }

    /// <returns>Refused with <c>check-in-which-missing</c>, <c>check-in-day-missing</c>, <c>check-in-day-not-valid</c>, <c>check-in-going-missing</c> or <c>check-in-words-too-long</c>.</returns>
    public static Outcome<MentorCheckIn> Record(MentorMatch match, MatchSide? side, int? months, DateOnly? doneOn, CheckInGoing? going, string? words, DateTimeOffset now, AccountId by)
    {
        if (side is not (MatchSide.YoungPerson or MatchSide.Mentor) || months is not { } which || !Months.Contains(which))
            return new Refusal("check-in-which-missing");
        if (doneOn is not { } day)
            return new Refusal("check-in-day-missing");
        if (day > LondonTime.DayOf(now) || day < LondonTime.DayOf(match.StartedAt))
            return new Refusal("check-in-day-not-valid");
        if (going is not { } how || !Enum.IsDefined(how))
            return new Refusal("check-in-going-missing");
        if (words.Tidy()?.Length > WordsMaxLength)
            return new Refusal("check-in-words-too-long", WordsMaxLength);
        return new MentorCheckIn
        {
            Id = MentorCheckInId.New(),
            AuthorityId = match.AuthorityId,
            YoungPersonId = match.YoungPersonId,
            MatchId = match.Id,
            Side = side.Value,
            AfterMonths = which,
            DoneOn = day,
            Going = how,
            Words = words.Tidy(),
            RecordedAt = now.ToUniversalTime(),
            RecordedBy = by,
        };
    }

    /// <summary>A coordinator writes what was done about it. Written once.</summary>
    /// <returns>Refused with <c>check-in-acted-already</c>, <c>check-in-acted-missing</c> or <c>check-in-words-too-long</c>.</returns>
    public Refusal? Act(string? words, DateTimeOffset now, AccountId by)
    {
        if (ActedAt is not null || SupersededAt is not null)
            return new("check-in-acted-already");
        if (words.Tidy() is not { } done)
            return new("check-in-acted-missing");
        if (done.Length > WordsMaxLength)
            return new("check-in-words-too-long", WordsMaxLength);
        (Acted, ActedAt, ActedBy) = (done, now.ToUniversalTime(), by);
        return null;
    }

    /// <summary>The day on which one is due.</summary>
    public static DateOnly DueOn(DateOnly firstMeeting, int months) => firstMeeting.AddMonths(months);

    /// <summary>A newer line about the same check-in holds.</summary>
    public void Supersede(DateTimeOffset now) => SupersededAt ??= now.ToUniversalTime();
}
