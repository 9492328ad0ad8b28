using System.Text.RegularExpressions;
using Pledge.Domain.People;

namespace Pledge.Domain.Mentors;

/// <summary>What every line of a mentor's history has: when and by whom it was recorded, and whether it is still believed. Nothing else of it ever changes.</summary>
public abstract class MentorLine
{
    public AuthorityId AuthorityId { get; protected set; }
    public MentorId MentorId { get; protected set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset RecordedAt { get; protected set; }
    public AccountId RecordedBy { get; protected set; }
    public DateTimeOffset? SupersededAt { get; private set; }
    public AccountId? SupersededBy { get; private set; }
    public bool IsCurrent => SupersededAt is null;

    /// <summary>Whether it was a mistake, rather than replaced by something newer.</summary>
    public bool TakenBack { get; private set; }

    /// <summary>A newer line holds instead, or it never was so.</summary>
    internal void Supersede(DateTimeOffset now, AccountId by) => (SupersededAt, SupersededBy) = (now.ToUniversalTime(), by);

    /// <summary>It never was so.</summary>
    internal void TakeBack(DateTimeOffset now, AccountId by)
    {
        Supersede(now, by);
        TakenBack = true;
    }

    /// <summary>Whether this holds again when <paramref name="mistake"/> is taken back: it was replaced by it.</summary>
    internal bool WasReplacedBy(MentorLine mistake) => !TakenBack && SupersededAt == mistake.RecordedAt;

    /// <summary>The same, recorded anew.</summary>
    protected T Again<T>(DateTimeOffset now, AccountId by) where T : MentorLine
    {
        var again = (T)MemberwiseClone();
        (again.RecordedAt, again.RecordedBy, again.SupersededAt, again.SupersededBy) = (now.ToUniversalTime(), by, null, null);
        return again;
    }
}

/// <summary>A mentor came to a state.</summary>
public sealed class MentorStep : MentorLine
{
    public MentorStepId Id { get; private set; }

    /// <summary>Their order, from 1.</summary>
    public int Number { get; private set; }
    public MentorState State { get; private set; }

    /// <summary>Why; never null for paused and left.</summary>
    public string? Reason { get; private set; }

    private MentorStep()
    {
    }

    internal MentorStep(Mentor mentor, MentorState state, string? reason, DateTimeOffset now, AccountId by)
    {
        (Id, AuthorityId, MentorId, Number, State, Reason) = (MentorStepId.New(), mentor.AuthorityId, mentor.Id, mentor.Steps.Count + 1, state, reason);
        (RecordedAt, RecordedBy) = (now.ToUniversalTime(), by);
    }
}

/// <summary>What was decided about a background check.</summary>
public enum ClearanceOutcome
{
    Accepted,
    NotAccepted,
}

/// <summary>That a mentor's background check was seen. What the certificate says is never kept.</summary>
public sealed partial class MentorClearance : MentorLine
{
    public MentorClearanceId Id { get; private set; }
    public ClearanceOutcome Outcome { get; private set; }
    public DbsLevel Level { get; private set; }

    /// <summary>The 12 digits on the certificate.</summary>
    public string CertificateNumber { get; private set; } = "";

    /// <summary>London day.</summary>
    public DateOnly IssuedOn { get; private set; }

    /// <summary>Last London day on which it is good.</summary>
    public DateOnly RecheckDueOn { get; private set; }

    /// <summary>Level and days, as matching looks at them.</summary>
    public DbsCheck Check => new(Level, IssuedOn, RecheckDueOn);

    private MentorClearance()
    {
    }

    /// <returns>Refused with <c>clearance-outcome-missing</c>, <c>certificate-number-wrong</c>, or as <see cref="DbsCheck.Check"/> is.</returns>
    internal static Outcome<MentorClearance> Of(Mentor mentor, ClearanceOutcome? outcome, DbsCheck check, string? number, DateTimeOffset now, AccountId by)
    {
        if (outcome is not { } decided || !Enum.IsDefined(decided))
            return new Refusal("clearance-outcome-missing");
        if (!check.IsSeen)
            return new Refusal("check-level-missing");
        var digits = number?.Replace(" ", "", StringComparison.Ordinal) ?? "";
        if (!TwelveDigits().IsMatch(digits))
            return new Refusal("certificate-number-wrong");
        if (check.Check(LondonTime.DayOf(now)) is { } refusal)
            return refusal;
        return new MentorClearance
        {
            Id = MentorClearanceId.New(),
            AuthorityId = mentor.AuthorityId,
            MentorId = mentor.Id,
            Outcome = decided,
            Level = check.Level!.Value,
            CertificateNumber = digits,
            IssuedOn = check.IssuedOn!.Value,
            RecheckDueOn = check.AgainBy!.Value,
            RecordedAt = now.ToUniversalTime(),
            RecordedBy = by,
        };
    }

    internal MentorClearance Again(DateTimeOffset now, AccountId by)
    {
        var again = Again<MentorClearance>(now, by);
        again.Id = MentorClearanceId.New();
        return again;
    }

    [GeneratedRegex("^[0-9]{12}$")]
    private static partial Regex TwelveDigits();
}

/// <summary>What every mentor does before they meet anybody.</summary>
public enum MentorCourse
{
    Training,
    CodeOfConduct,
    Safeguarding,
}

/// <summary>A mentor did a course, or signed the code of conduct.</summary>
public sealed class MentorTraining : MentorLine
{
    public const int LongestYears = 5;

    public MentorTrainingId Id { get; private set; }
    public MentorCourse Course { get; private set; }

    /// <summary>London day.</summary>
    public DateOnly DoneOn { get; private set; }

    /// <summary>Last London day on which it counts.</summary>
    public DateOnly ValidUntil { get; private set; }

    private MentorTraining()
    {
    }

    /// <returns>Refused with <c>course-missing</c>, <c>course-done-missing</c>, <c>course-done-in-future</c>, <c>course-until-missing</c>, <c>course-until-too-early</c> or <c>course-until-too-late</c>.</returns>
    internal static Outcome<MentorTraining> Of(Mentor mentor, MentorCourse? course, DateOnly? doneOn, DateOnly? validUntil, DateTimeOffset now, AccountId by)
    {
        if (course is not { } which || !Enum.IsDefined(which))
            return new Refusal("course-missing");
        if (doneOn is not { } done)
            return new Refusal("course-done-missing");
        if (done > LondonTime.DayOf(now))
            return new Refusal("course-done-in-future");
        if (validUntil is not { } until)
            return new Refusal("course-until-missing");
        if (until <= done)
            return new Refusal("course-until-too-early");
        if (until > done.AddYears(LongestYears))
            return new Refusal("course-until-too-late", LongestYears);
        return new MentorTraining
        {
            Id = MentorTrainingId.New(),
            AuthorityId = mentor.AuthorityId,
            MentorId = mentor.Id,
            Course = which,
            DoneOn = done,
            ValidUntil = until,
            RecordedAt = now.ToUniversalTime(),
            RecordedBy = by,
        };
    }

    internal MentorTraining Again(DateTimeOffset now, AccountId by)
    {
        var again = Again<MentorTraining>(now, by);
        again.Id = MentorTrainingId.New();
        return again;
    }
}
