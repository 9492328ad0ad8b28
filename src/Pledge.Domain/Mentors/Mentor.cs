using Pledge.Domain.People;

namespace Pledge.Domain.Mentors;

/// <summary>What is kept about a mentor. Choices that are on no list of <see cref="MentorChoices"/> are left out.</summary>
/// <param name="Places">How many young people at once, 0 to 10; null when nothing was entered.</param>
/// <param name="Outcode">First half of the postcode they start from.</param>
/// <param name="TravelKm">How far they would go, in kilometres.</param>
public sealed record MentorDetails(
    string? Name, string? Email, string? Phone, OrganisationId? Organisation, int? Places, string? Outcode, int? TravelKm,
    IReadOnlyList<string> Times, IReadOnlyList<string> Languages, IReadOnlyList<string> Interests, IReadOnlyList<string> Helps, string? Words)
{
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>One of <see cref="MentorChoices.Genders"/>; null when they did not say.</summary>
    public string? Gender { get; init; }

    public int? BirthYear { get; init; }
    public IReadOnlyList<string> Backgrounds { get; init; } = [];

    /// <summary>Whether they said that they may be suggested to young people.</summary>
    public bool AgreesToBeSuggested { get; init; }

    /// <summary>Of <see cref="MentorChoices.Items"/>, what matching may not use.</summary>
    public IReadOnlyList<string> NotUsed { get; init; } = [];

    /// <summary>What it may use, and no young person may read.</summary>
    public IReadOnlyList<string> NotShown { get; init; } = [];
}

/// <summary>Somebody who gives their time to young people, or wants to. What was done about them is in lines that are never changed.</summary>
public sealed class Mentor
{
    public const int NameMaxLength = 80;
    public const int MostPlaces = 10;
    public const int FurthestKm = 200;

    /// <summary>The same as it is told.</summary>
    public const int FurthestMiles = 124;
    public const int WordsMaxLength = 1000;
    public const int LeastAge = 18;
    public const int GreatestAge = 100;
    public const int ReasonMaxLength = 500;

    private readonly List<MentorStep> _steps = [];
    private readonly List<MentorClearance> _clearances = [];
    private readonly List<MentorTraining> _trainings = [];

    public MentorId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public OrganisationId? OrganisationId { get; private set; }
    public string Name { get; private set; } = "";
    public string? Email { get; private set; }
    public string? Phone { get; private set; }
    public int Places { get; private set; }
    public string? Outcode { get; private set; }
    public int? TravelKm { get; private set; }
    public IReadOnlyList<string> Times { get; private set; } = [];
    public IReadOnlyList<string> Languages { get; private set; } = [];
    public IReadOnlyList<string> Interests { get; private set; } = [];
    public IReadOnlyList<string> Helps { get; private set; } = [];
    public string? Words { get; private set; }
    public IReadOnlyList<string> Kinds { get; private set; } = [];
    public string? Gender { get; private set; }
    public int? BirthYear { get; private set; }
    public IReadOnlyList<string> Backgrounds { get; private set; } = [];
    public bool AgreesToBeSuggested { get; private set; }
    public IReadOnlyList<string> NotUsed { get; private set; } = [];
    public IReadOnlyList<string> NotShown { get; private set; } = [];
    public MentorState State { get; private set; }

    /// <summary>The account of a partner with which they sign in; null while they do not.</summary>
    public AccountId? AccountId { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset AddedAt { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }
    public AccountId ChangedBy { get; private set; }

    /// <summary>Every step there was, those taken back too.</summary>
    public IReadOnlyList<MentorStep> Steps => _steps;
    public IReadOnlyList<MentorClearance> Clearances => _clearances;
    public IReadOnlyList<MentorTraining> Trainings => _trainings;

    /// <summary>The background check now believed.</summary>
    public MentorClearance? Clearance => _clearances.FirstOrDefault(line => line.IsCurrent);

    /// <summary>The courses now believed, at most one of a kind.</summary>
    public IReadOnlyList<MentorTraining> Courses => [.. _trainings.Where(line => line.IsCurrent)];

    private Mentor()
    {
    }

    /// <summary>Puts somebody who applied on the register.</summary>
    /// <returns>Refused as <see cref="Change"/> is.</returns>
    public static Outcome<Mentor> Apply(MentorId id, AuthorityId authority, MentorDetails details, DateTimeOffset now, AccountId by)
    {
        var mentor = new Mentor { Id = id, AuthorityId = authority, AddedAt = now.ToUniversalTime() };
        if (mentor.Change(details, now, by) is { } refusal)
            return refusal;
        mentor._steps.Add(new(mentor, MentorState.Applied, null, now, by));
        return mentor;
    }

    /// <returns>Refused with <c>mentor-name-missing</c>, <c>mentor-name-too-long</c>, <c>name-holds-link</c>, <c>mentor-cannot-be-reached</c>, <c>places-out-of-range</c>, <c>outcode-not-valid</c>,
    /// <c>travel-out-of-range</c>, <c>birth-year-out-of-range</c>, <c>words-too-long</c>, or as <see cref="Ways.Check"/> is.</returns>
    public Refusal? Change(MentorDetails details, DateTimeOffset now, AccountId by)
    {
        var ways = new Ways(details.Phone, details.Email, null);
        var outcode = Matching.Outcode.Read(details.Outcode);
        if (details.Name.Tidy() is not { } name)
            return new("mentor-name-missing");
        if (name.Length > NameMaxLength)
            return new("mentor-name-too-long", NameMaxLength);
        if (TypedName.HoldsLink(name))
            return new("name-holds-link");
        if (ways.Check() is { } refusal)
            return refusal;
        if (ways is { Email: null, Phone: null })
            return new("mentor-cannot-be-reached");
        if (details.Places is not (>= 0 and <= MostPlaces))
            return new("places-out-of-range", MostPlaces);
        if (outcode is null && details.Outcode.Tidy() is not null)
            return new("outcode-not-valid");
        if (details.TravelKm is < 0 or > FurthestKm)
            return new("travel-out-of-range", FurthestMiles);
        var (first, last) = (LondonTime.DayOf(now).Year - GreatestAge, LondonTime.DayOf(now).Year - LeastAge);
        if (details.BirthYear is { } born && (born < first || born > last))
            return new("birth-year-out-of-range", first, last);
        if (details.Words.Tidy()?.Length > WordsMaxLength)
            return new("words-too-long", WordsMaxLength);

        (Name, Email, Phone, OrganisationId, Places, Outcode, TravelKm, Words) =
            (name, ways.Email, ways.Phone, details.Organisation, details.Places.Value, outcode, details.TravelKm, details.Words.Tidy());
        (Times, Languages) = (MentorChoices.Among(MentorChoices.Times, details.Times), MentorChoices.Among(MentorChoices.Languages, details.Languages));
        (Interests, Helps) = (MentorChoices.Among(MentorChoices.Interests, details.Interests), MentorChoices.Among(MentorChoices.Helps, details.Helps));
        (Kinds, Backgrounds) = (MentorChoices.Among(MentorChoices.Kinds, details.Kinds), MentorChoices.Among(MentorChoices.Backgrounds, details.Backgrounds));
        (Gender, BirthYear, AgreesToBeSuggested) = (MentorChoices.Genders.FirstOrDefault(choice => choice == details.Gender), details.BirthYear, details.AgreesToBeSuggested);
        (NotUsed, NotShown) = (MentorChoices.Among(MentorChoices.Items, details.NotUsed), MentorChoices.Among(MentorChoices.Items, details.NotShown));
        Touch(now, by);
        return null;
    }

    /// <summary>Whether somebody decided that they meet nobody new for now. What only ran out can still be put right in time.</summary>
    public bool IsRuledOut => State is not MentorState.Available || Clearance?.Outcome is ClearanceOutcome.NotAccepted;

    /// <summary>Whether they may meet the young people they have.</summary>
    public bool MayMeetOn(DateOnly day) => Readiness.On(day, State, Clearance, Courses, places: 1, taken: 0).Count == 0;

    /// <summary>Moves on to <paramref name="next"/>.</summary>
    /// <param name="running">How many young people they meet.</param>
    /// <returns>Refused with <c>step-not-allowed</c>, <c>step-needs-reason</c>, <c>reason-too-long</c>, <c>mentor-has-matches</c> when they would leave and still meet somebody, or <c>step-not-ready</c> when <see cref="Readiness.Before"/> says that something is missing.</returns>
    public Refusal? Move(MentorState next, string? reason, int running, DateTimeOffset now, AccountId by)
    {
        if (!MentorStates.After(State).Contains(next))
            return new("step-not-allowed");
        if (MentorStates.NeedsReason(next) && reason.Tidy() is null)
            return new("step-needs-reason");
        if (reason.Tidy()?.Length > ReasonMaxLength)
            return new("reason-too-long", ReasonMaxLength);
        if (next is MentorState.Left && running > 0)
            return new("mentor-has-matches");
        if (Readiness.Before(next, LondonTime.DayOf(now), Clearance, Courses).Count > 0)
            return new("step-not-ready");
        _steps.Add(new(this, next, reason.Tidy(), now, by));
        State = next;
        Touch(now, by);
        return null;
    }

    /// <summary>The last step was a mistake: it stays readable as taken back, and the one before it holds again.</summary>
    /// <returns>Refused with <c>step-is-the-first</c>.</returns>
    public Refusal? TakeBack(DateTimeOffset now, AccountId by)
    {
        MentorStep[] believed = [.. _steps.Where(step => step.IsCurrent).OrderByDescending(step => step.Number).Take(2)];
        if (believed.Length < 2)
            return new("step-is-the-first");
        believed[0].TakeBack(now, by);
        State = believed[1].State;
        Touch(now, by);
        return null;
    }

    /// <summary>Records a background check. The one before stays readable.</summary>
    /// <returns>Refused as <see cref="MentorClearance.Of"/> is.</returns>
    public Refusal? Record(ClearanceOutcome? outcome, DbsCheck check, string? number, DateTimeOffset now, AccountId by)
    {
        var line = MentorClearance.Of(this, outcome, check, number, now, by);
        if (line.IsRefused)
            return line.Refusal;
        Clearance?.Supersede(now, by);
        _clearances.Add(line.Value);
        Touch(now, by);
        return null;
    }

    /// <summary>Records a course. The one of the same kind before stays readable.</summary>
    /// <returns>Refused as <see cref="MentorTraining.Of"/> is.</returns>
    public Refusal? Record(MentorCourse? course, DateOnly? doneOn, DateOnly? validUntil, DateTimeOffset now, AccountId by)
    {
        var line = MentorTraining.Of(this, course, doneOn, validUntil, now, by);
        if (line.IsRefused)
            return line.Refusal;
        Courses.FirstOrDefault(done => done.Course == course)?.Supersede(now, by);
        _trainings.Add(line.Value);
        Touch(now, by);
        return null;
    }

    /// <summary>A check or a course was recorded by mistake: it stays readable as taken back, and what it replaced holds again, recorded anew.</summary>
    /// <param name="line">Id of one that is believed.</param>
    /// <returns>Refused with <c>record-is-over</c>.</returns>
    public Refusal? TakeBack(Guid line, DateTimeOffset now, AccountId by)
    {
        if (Clearance is { } check && check.Id.Value == line)
        {
            check.TakeBack(now, by);
            if (_clearances.Find(before => before.WasReplacedBy(check)) is { } before)
                _clearances.Add(before.Again(now, by));
        }
        else if (Courses.FirstOrDefault(done => done.Id.Value == line) is { } course)
        {
            course.TakeBack(now, by);
            if (_trainings.Find(before => before.Course == course.Course && before.WasReplacedBy(course)) is { } before)
                _trainings.Add(before.Again(now, by));
        }
        else
            return new("record-is-over");
        Touch(now, by);
        return null;
    }

    /// <summary>They sign in with this account from now on.</summary>
    /// <returns>Refused with <c>mentor-signs-in-already</c> or, when they left, <c>mentor-has-left</c>.</returns>
    public Refusal? SignInWith(AccountId account, DateTimeOffset now, AccountId by)
    {
        if (AccountId is not null)
            return new("mentor-signs-in-already");
        if (State is MentorState.Left)
            return new("mentor-has-left");
        AccountId = account;
        Touch(now, by);
        return null;
    }

    /// <summary>Their account, which may be another's too, reaches nothing of theirs any more.</summary>
    public void SignInNoMore(DateTimeOffset now, AccountId by)
    {
        AccountId = null;
        Touch(now, by);
    }

    /// <summary>Whether they still say themselves what they are and when they were born. Young people's rules go by it, so once somebody is approved a coordinator changes it.</summary>
    public bool MaySayWhatTheyAre => State < MentorState.Approved;

    /// <summary>What they told of themselves, put right by themselves. Their name and organisation, and later what they are, stay the coordinator's.</summary>
    /// <returns>Refused as <see cref="Change"/> is.</returns>
    public Refusal? ChangeOwn(MentorDetails details, DateTimeOffset now, AccountId by) =>
        Change(details with { Name = Name, Organisation = OrganisationId, Gender = MaySayWhatTheyAre ? details.Gender : Gender, BirthYear = MaySayWhatTheyAre ? details.BirthYear : BirthYear }, now, by);

    // Every act writes the mentor's own row, so that two acts from one page are noticed.
    private void Touch(DateTimeOffset now, AccountId by) => (ChangedAt, ChangedBy) = (now.ToUniversalTime(), by);
}
