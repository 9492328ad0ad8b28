using Pledge.Domain.People;

namespace Pledge.Domain.Clocks;

/// <summary>Everything the clocks of one young person are read from. The caseload, their own pages and the reminders all read them through this.</summary>
/// <param name="Status">On the day asked about; none when not known.</param>
/// <param name="FirstAssignedOn">London day they first had a worker here: a change of worker does not start the count again.</param>
/// <param name="HomeCode">Code of the home on the day asked about, or null.</param>
/// <param name="LastMadeOn">London day of the last contact made, or null.</param>
/// <param name="PlanStartedOn">London day, or null without a plan.</param>
/// <param name="LastReviewOn">London day of the last review, or null.</param>
/// <param name="ReviewAskedOn">London day on which a review was asked for that was not held yet, or null.</param>
public sealed record ClockFacts(
    DateOnly Born, LegalStatus Status, DateOnly? FirstAssignedOn, string? HomeCode, DateOnly? LastMadeOn, DateOnly? PlanStartedOn, DateOnly? LastReviewOn,
    DateOnly? ReviewAskedOn = null)
{
    private static readonly string[] HomesCouncilsProvide = ["C", "D", "E"];
    private const int FirstReturnAge = 17;
    private const int LastReturnAge = 21;

    /// <summary>London day they moved into the home of <see cref="HomeCode"/>, or null.</summary>
    public DateOnly? MovedInOn { get; init; }

    /// <summary>Whether the council provides that home; null when nobody recorded it.</summary>
    public bool? CouncilProvided { get; init; }

    /// <summary>London day of the last contact made face to face, or null. Only this is a visit.</summary>
    public DateOnly? LastVisitOn { get; init; }

    /// <summary>First London day with the status eligible, or null.</summary>
    public DateOnly? EligibleSince { get; init; }

    /// <summary>London day on which the needs assessment was finished, or null. A plan without one counts as finished: it is made from it.</summary>
    public DateOnly? AssessedOn { get; init; }

    /// <summary>Pauses of this person's clocks, over or not, in any order.</summary>
    public IEnumerable<ClockPause> Pauses { get; init; } = [];

    /// <summary>True where the council provides the home, as recorded; where nobody recorded it, true for a relevant child in residential care,
    /// semi-independent housing or supported lodgings.</summary>
    /// <remarks>Those are the kinds an authority itself provides under section 23B(8) of the Children Act 1989, so for them we keep the law's time until somebody says otherwise.
    /// An eligible child is still looked after: other regulations govern visits to them.</remarks>
    public bool CouncilProvidesHome => CouncilProvided is { } recorded
        ? recorded && Status is (LegalStatus.Relevant or LegalStatus.FormerRelevant)
        : Status is LegalStatus.Relevant && HomesCouncilsProvide.Contains(HomeCode);

    /// <summary>Every clock, in the order of the table, running or not.</summary>
    public IReadOnlyList<ClockReading> All(DateOnly today, IReadOnlyCollection<ClockSetting> settings) => [.. Clock.All.Select(clock => Read(clock.Rule, today, settings))];

    /// <summary>One clock.</summary>
    /// <param name="settings">The authority's own lengths, at least those of this rule.</param>
    public ClockReading Read(ClockRule rule, DateOnly today, IReadOnlyCollection<ClockSetting> settings)
    {
        var clock = Clock.Of(rule);
        var band = Clock.BandOf(Status, LondonTime.AgeOn(Born, today));
        var reading = rule switch
        {
            ClockRule.Turns18 => Turns(clock, 18, today),
            ClockRule.Turns21 => Turns(clock, 21, today),
            ClockRule.Turns25 => Turns(clock, 25, today),
            _ when band is ClockBand.None => ClockReading.NotRunning(rule, "clock-not-for-status"),
            ClockRule.ReturnWindowOpens or ClockRule.ReturnWindowCloses => Window(clock, band, today, settings),
            _ => Started(clock, today) switch
            {
                ({ } day, var steps) => ClockReading.Running(clock, steps, day, clock.LocalFor(band, settings)),
                (null, var steps) => ClockReading.NotRunning(rule, steps[0]),
            },
        };
        return reading.IsRunning ? reading.With(Pauses.Where(pause => pause.Rule == rule).MaxBy(pause => pause.PausedAt)) : reading;
    }

    /// <summary>When they must next be in touch: the visit the law asks for, the contact of the local standard or the yearly offer of support, whichever is due first.</summary>
    public ClockReading Contact(DateOnly today, IReadOnlyCollection<ClockSetting> settings) =>
        First(today, settings, ClockRule.ContactDue, ClockRule.FirstVisitDue, ClockRule.VisitDue, ClockRule.YearlyOfferDue);

    /// <summary>When a review that was asked for must be held.</summary>
    public ClockReading AskedReview(DateOnly today, IReadOnlyCollection<ClockSetting> settings) => Read(ClockRule.ReviewAskedFor, today, settings);

    /// <summary>When the plan must next be reviewed, whatever asks for it first.</summary>
    public ClockReading NextReview(DateOnly today, IReadOnlyCollection<ClockSetting> settings) =>
        First(today, settings, ClockRule.PlanReviewDue, ClockRule.EarlyReviewDue, ClockRule.ReviewAskedFor);

    /// <summary>When work on the plan must next be done: the needs assessment it is made from, while there is no plan, or its next review.</summary>
    public ClockReading PlanWork(DateOnly today, IReadOnlyCollection<ClockSetting> settings) =>
        First(today, settings, ClockRule.PlanReviewDue, ClockRule.EarlyReviewDue, ClockRule.ReviewAskedFor, ClockRule.NeedsAssessmentDue);

    private ClockReading First(DateOnly today, IReadOnlyCollection<ClockSetting> settings, params IEnumerable<ClockRule> rules)
    {
        var readings = rules.Select(rule => Read(rule, today, settings)).ToList();
        return readings.Where(reading => reading.IsRunning).MinBy(reading => reading.DueOn) ?? readings[0];
    }

    /// <summary>The day a clock counts from with how we know it, or null with why it does not run.</summary>
    private (DateOnly? Day, IReadOnlyList<ClockStep> Steps) Started(Clock clock, DateOnly today) => clock.Rule switch
    {
        ClockRule.NeedsAssessmentDue => NeedsAssessment(),
        ClockRule.FirstVisitDue => FirstVisit(),
        ClockRule.VisitDue => Visit(),
        ClockRule.ContactDue => From((LastMadeOn, "clock-from-last-contact"), (FirstAssignedOn, "clock-from-start")),
        ClockRule.EarlyReviewDue => EarlyReview(),
        ClockRule.PlanReviewDue => PlanReviewFrom(),
        ClockRule.ReviewAskedFor => AskedFor(),
        _ => YearlyOffer(today),
    };

    private (DateOnly?, IReadOnlyList<ClockStep>) NeedsAssessment()
    {
        if (Status is not (LegalStatus.Eligible or LegalStatus.Relevant))
            return Not("clock-not-for-status");
        if (AssessedOn is { } assessed)
            return Not("clock-assessed", assessed);
        if (PlanStartedOn is { } plan)
            return Not("clock-assessed-before-plan", plan);
        var sixteen = LondonTime.Birthday(Born, 16);
        return EligibleSince > sixteen ? (EligibleSince, [new("clock-from-eligible", EligibleSince)]) : (sixteen, [new("clock-from-16", sixteen)]);
    }

    private (DateOnly?, IReadOnlyList<ClockStep>) FirstVisit()
    {
        if (Provided(out var steps) is not { } moved)
            return (null, steps);
        return LastVisitOn >= moved ? Not("clock-visited", LastVisitOn) : (moved, steps);
    }

    private (DateOnly?, IReadOnlyList<ClockStep>) Visit()
    {
        if (Provided(out var steps) is not { } moved)
            return (null, steps);
        return LastVisitOn >= moved ? (LastVisitOn, [.. steps, new("clock-from-last-visit", LastVisitOn)]) : Not("clock-first-visit-comes-first");
    }

    private (DateOnly?, IReadOnlyList<ClockStep>) EarlyReview()
    {
        if (Provided(out var steps) is not { } moved)
            return (null, steps);
        if (PlanStartedOn is not { } plan)
            return Not("clock-no-plan");
        if (plan >= moved)
            return Not("clock-plan-after-move", plan);
        return LastReviewOn >= moved ? Not("clock-reviewed", LastReviewOn) : (moved, steps);
    }

    private (DateOnly?, IReadOnlyList<ClockStep>) PlanReviewFrom()
    {
        if (PlanStartedOn is not { } plan)
            return Not("clock-no-plan");
        return LastReviewOn > plan ? (LastReviewOn, [new("clock-from-last-review", LastReviewOn)]) : (plan, [new("clock-from-plan-start", plan)]);
    }

    private (DateOnly?, IReadOnlyList<ClockStep>) AskedFor() =>
        ReviewAskedOn is { } asked ? (asked, [new("clock-from-review-asked", asked)]) : Not("clock-not-asked");

    private (DateOnly?, IReadOnlyList<ClockStep>) YearlyOffer(DateOnly today)
    {
        var (from, until) = (LondonTime.Birthday(Born, 21), LondonTime.Birthday(Born, 25));
        if (Status is not LegalStatus.FormerRelevant || today < from || today >= until)
            return Not("clock-only-21-to-24");
        return LastMadeOn > from ? (LastMadeOn, [new("clock-from-last-contact", LastMadeOn)]) : (from, [new("clock-from-21", from)]);
    }

    /// <summary>The day they moved into a home the council provides; null when it does not, or nobody knows when.</summary>
    private DateOnly? Provided(out IReadOnlyList<ClockStep> steps)
    {
        if (!CouncilProvidesHome)
        {
            steps = [new(CouncilProvided is null ? "clock-home-not-provided" : "clock-home-recorded-not-provided")];
            return null;
        }
        if (MovedInOn is not { } moved)
        {
            steps = [new("clock-nothing-to-count-from")];
            return null;
        }

        steps = CouncilProvided is null ? [new("clock-from-move", moved), new("clock-home-guessed")] : [new("clock-from-move", moved)];
        return moved;
    }

    private ClockReading Turns(Clock clock, int age, DateOnly today)
    {
        var day = LondonTime.Birthday(Born, age);
        return day < today ? ClockReading.NotRunning(clock.Rule, new ClockStep("clock-turned", age, day)) : new(clock.Rule, Born, day, day, null, [new("clock-turns", age, day)]);
    }

    /// <summary>The return asks for the position around each birthday from 17 to 21; later ones ask for the latest contact instead.</summary>
    private ClockReading Window(Clock clock, ClockBand band, DateOnly today, IReadOnlyCollection<ClockSetting> settings)
    {
        var (before, after) = (Clock.Of(ClockRule.ReturnWindowOpens).LocalFor(band, settings)!.Value, Clock.Of(ClockRule.ReturnWindowCloses).LocalFor(band, settings)!.Value);
        for (var age = FirstReturnAge; age <= LastReturnAge; age++)
        {
            var birthday = LondonTime.Birthday(Born, age);
            var (opens, closes) = (before.Before(birthday), after.After(birthday));
            if (closes < today)
                continue;
            if (clock.Rule is ClockRule.ReturnWindowOpens)
            {
                if (opens >= today)
                    return new(clock.Rule, today, opens, null, opens, [new("clock-window-opens", age, birthday, opens)]);
            }
            else if (opens <= today)
                return new(clock.Rule, opens, closes, null, closes, [new("clock-window-closes", age, birthday, closes)]);
            else
                return ClockReading.NotRunning(clock.Rule, "clock-window-not-open");
        }

        return ClockReading.NotRunning(clock.Rule, "clock-no-window-left");
    }

    private static (DateOnly?, IReadOnlyList<ClockStep>) From(params IEnumerable<(DateOnly? Day, string Code)> starts)
    {
        foreach (var (day, code) in starts)
            if (day is not null)
                return (day, [new(code, day)]);
        return Not("clock-nothing-to-count-from");
    }

    private static (DateOnly?, IReadOnlyList<ClockStep>) Not(string code, params IReadOnlyList<object> values) => (null, [new(code, values)]);
}
