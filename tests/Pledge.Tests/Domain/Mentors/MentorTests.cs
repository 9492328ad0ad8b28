using Pledge.Domain;
using Pledge.Domain.Mentors;
using Pledge.Domain.People;

namespace Pledge.Tests.Domain.Mentors;

public sealed class MentorTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly AccountId By = AccountId.New();

    [Theory]
    [InlineData(MentorState.Applied, "References Left")]
    [InlineData(MentorState.References, "Checks Left")]
    [InlineData(MentorState.Checks, "Trained Left")]
    [InlineData(MentorState.Trained, "Approved Left")]
    [InlineData(MentorState.Approved, "Available Left")]
    [InlineData(MentorState.Available, "Paused Left")]
    [InlineData(MentorState.Paused, "Available Left")]
    [InlineData(MentorState.Left, "")]
    public void Only_these_steps_follow(MentorState from, string after)
    {
        foreach (var next in Enum.GetValues<MentorState>())
        {
            var mentor = At(from);
            var refusal = mentor.Move(next, "Because", 0, Now, By);
            Assert.Equal(after.Split(' ').Contains(next.ToString()) ? null : "step-not-allowed", refusal?.Code);
            Assert.Equal(refusal is null ? next : from, mentor.State);
        }
    }

    [Theory]
    [InlineData(MentorState.Paused)]
    [InlineData(MentorState.Left)]
    public void Pausing_and_leaving_say_why(MentorState next)
    {
        var mentor = At(MentorState.Available);
        Assert.Equal("step-needs-reason", mentor.Move(next, " ", 0, Now, By)!.Code);
        Assert.Null(mentor.Move(next, " Moving away ", 0, Now, By));
        Assert.Equal("Moving away", mentor.Steps[^1].Reason);
    }

    [Fact]
    public void A_step_waits_for_what_is_missing()
    {
        var mentor = Applied();
        mentor.Move(MentorState.References, null, 0, Now, By);
        mentor.Move(MentorState.Checks, null, 0, Now, By);
        Assert.Equal("step-not-ready", mentor.Move(MentorState.Trained, null, 0, Now, By)!.Code);
        Train(mentor, Today.AddYears(1));
        Assert.Null(mentor.Move(MentorState.Trained, null, 0, Now, By));
        Assert.Equal("step-not-ready", mentor.Move(MentorState.Approved, null, 0, Now, By)!.Code);
        Clear(mentor, ClearanceOutcome.NotAccepted);
        Assert.Equal("step-not-ready", mentor.Move(MentorState.Approved, null, 0, Now, By)!.Code);
        Clear(mentor);
        Assert.Null(mentor.Move(MentorState.Approved, null, 0, Now, By));
        Assert.Equal(2, mentor.Clearances.Count);
        Assert.Single(mentor.Clearances, line => line.IsCurrent);
    }

    [Fact]
    public void A_step_taken_back_stays_and_the_one_before_holds()
    {
        var mentor = At(MentorState.Available);
        Assert.Null(mentor.TakeBack(Now.AddDays(1), By));
        Assert.Equal((MentorState.Approved, 6), (mentor.State, mentor.Steps.Count));
        Assert.Equal([MentorState.Available], mentor.Steps.Where(step => !step.IsCurrent).Select(step => step.State));
        for (var left = 4; left > 0; left--)
            Assert.Null(mentor.TakeBack(Now.AddDays(1), By));
        Assert.Equal("step-is-the-first", mentor.TakeBack(Now.AddDays(1), By)!.Code);
        Assert.Equal(MentorState.Applied, mentor.State);
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(100, "")]
    [InlineData(101, "CourseLapsed")]
    [InlineData(200, "CourseLapsed")]
    [InlineData(201, "ClearanceLapsed CourseLapsed")]
    public void A_lapse_stops_matching_on_the_day_after(int days, string bars)
    {
        var mentor = At(MentorState.Available, courseUntil: Today.AddDays(100), recheck: Today.AddDays(200));
        var found = Readiness.On(Today.AddDays(days), mentor.State, mentor.Clearance, [.. mentor.Courses.Where(done => done.Course == MentorCourse.Safeguarding), .. Others(mentor)], 2, 1);
        Assert.Equal(bars.Split(' ', StringSplitOptions.RemoveEmptyEntries), found.Select(reason => reason.Bar.ToString()).Distinct());
    }

    [Theory]
    [InlineData(MentorState.Available, 1, 0, "")]
    [InlineData(MentorState.Available, 1, 1, "NoPlaceFree")]
    [InlineData(MentorState.Available, 0, 0, "NoPlaceFree")]
    [InlineData(MentorState.Paused, 1, 0, "NotAvailable")]
    [InlineData(MentorState.Left, 1, 1, "NotAvailable NoPlaceFree")]
    public void A_mentor_is_matched_only_when_available_with_a_free_place(MentorState state, int places, int taken, string bars)
    {
        var mentor = At(MentorState.Available);
        Assert.Equal(bars.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Readiness.On(Today, state, mentor.Clearance, mentor.Courses, places, taken).Select(reason => reason.Bar.ToString()));
    }

    [Fact]
    public void Without_anything_recorded_everything_is_named() =>
        Assert.Equal(["ClearanceMissing", "CourseMissing", "CourseMissing", "CourseMissing"],
            Readiness.On(Today, MentorState.Available, null, [], 1, 0).Select(reason => reason.Bar.ToString()));

    [Theory]
    [InlineData("12345678901", "2026-01-01", "2029-01-01", "certificate-number-wrong")]
    [InlineData("001234567890", "2026-11-23", "2029-01-01", "check-issued-in-future")]
    [InlineData("001234567890", "2026-01-01", "2026-01-01", "check-again-too-early")]
    [InlineData("001234567890", "2026-01-01", "2031-01-02", "check-again-too-late")]
    [InlineData("0012 3456 7890", "2026-01-01", "2029-01-01", null)]
    public void A_check_is_recorded_without_what_it_says(string number, string issued, string recheck, string? code) =>
        Assert.Equal(code, Applied().Record(ClearanceOutcome.Accepted, new DbsCheck(DbsLevel.Enhanced, DateOnly.Parse(issued, null), DateOnly.Parse(recheck, null)), number, Now, By)?.Code);

    [Theory]
    [InlineData(null, "mo@mentors.test", 1, "M14", 5, "mentor-name-missing")]
    [InlineData("Mo", null, 1, "M14", 5, "mentor-cannot-be-reached")]
    [InlineData("Mo", "nowhere", 1, "M14", 5, "email-not-understood")]
    [InlineData("Mo", "mo@mentors.test", 11, "M14", 5, "places-out-of-range")]
    [InlineData("Mo", "mo@mentors.test", -1, "M14", 5, "places-out-of-range")]
    [InlineData("Mo", "mo@mentors.test", 1, "M14 5", 5, "outcode-not-valid")]
    [InlineData("Mo", "mo@mentors.test", 1, "m14", 201, "travel-out-of-range")]
    [InlineData("Mo", "mo@mentors.test", 0, "m14", 0, null)]
    public void Details_are_looked_at(string? name, string? email, int places, string outcode, int km, string? code) =>
        Assert.Equal(code, Mentor.Apply(MentorId.New(), AuthorityId.New(), Details with { Name = name, Email = email, Places = places, Outcode = outcode, TravelKm = km }, Now, By).Refusal?.Code);

    [Fact]
    public void A_choice_that_is_on_no_list_is_left_out() =>
        Assert.Equal(["english", "urdu"], Mentor.Apply(MentorId.New(), AuthorityId.New(), Details with { Languages = ["urdu", "klingon", "english", "urdu"] }, Now, By).Value!.Languages);

    [Fact]
    public void What_matching_looks_at_is_kept_as_it_was_told()
    {
        var told = Details with { Kinds = ["work", "nonsense", "friend"], Gender = "woman", BirthYear = 1980, Backgrounds = ["care"], AgreesToBeSuggested = true, NotUsed = ["gender"], NotShown = ["background", "x"] };
        var mentor = Mentor.Apply(MentorId.New(), AuthorityId.New(), told, Now, By).Value!;
        Assert.Equal(["friend", "work"], mentor.Kinds);
        Assert.Equal(("woman", (int?)1980, true), (mentor.Gender, mentor.BirthYear, mentor.AgreesToBeSuggested));
        Assert.Equal(["care"], mentor.Backgrounds);
        Assert.Equal(["gender"], mentor.NotUsed);
        Assert.Equal(["background"], mentor.NotShown);
        Assert.Null(mentor.Change(told with { Gender = "nonsense", BirthYear = null }, Now, By));
        Assert.Null(mentor.Gender);
        Assert.Null(mentor.BirthYear);
    }

    [Theory]
    [InlineData(2008, null)]
    [InlineData(2009, "birth-year-out-of-range")]
    [InlineData(1925, "birth-year-out-of-range")]
    public void A_mentor_is_grown_up(int year, string? refusal) => Assert.Equal(refusal, Applied().Change(Details with { BirthYear = year }, Now, By)?.Code);

    [Fact]
    public void Times_that_are_chosen_stand_for_parts_of_the_week_and_come_back_as_they_were()
    {
        foreach (var choice in MentorChoices.Times.Where(choice => choice != "by-phone"))
            Assert.Equal([choice], MentorChoices.TimesIn(MentorChoices.TimesOf([choice])));
        Assert.Equal(5, MentorChoices.TimesOf(["weekday-evenings", "by-phone"]).Count);
        Assert.Equal(21, MentorChoices.TimesOf(MentorChoices.Times).Count);
        Assert.Equal(["saturdays"], MentorChoices.TimesIn(MentorChoices.TimesOf(["saturdays", "sundays"]).Shared(MentorChoices.TimesOf(["saturdays", "weekday-mornings"]))));
    }

    private static MentorDetails Details => new("Mo Reed", "mo@mentors.test", null, null, 1, null, null, [], [], [], [], null);

    private static Mentor Applied() => Mentor.Apply(MentorId.New(), AuthorityId.New(), Details, Now, By).Value!;

    // The two courses other than safeguarding, good for longer.
    private static IEnumerable<MentorTraining> Others(Mentor mentor)
    {
        mentor.Record(MentorCourse.Training, Today, Today.AddYears(4), Now, By);
        mentor.Record(MentorCourse.CodeOfConduct, Today, Today.AddYears(4), Now, By);
        return mentor.Courses.Where(done => done.Course != MentorCourse.Safeguarding);
    }

    private static void Train(Mentor mentor, DateOnly until)
    {
        foreach (var course in Enum.GetValues<MentorCourse>())
            Assert.Null(mentor.Record(course, Today, until, Now, By));
    }

    private static void Clear(Mentor mentor, ClearanceOutcome outcome = ClearanceOutcome.Accepted, DateOnly? recheck = null) =>
        Assert.Null(mentor.Record(outcome, new DbsCheck(DbsLevel.Enhanced, Today, recheck ?? Today.AddYears(3)), "001234567890", Now, By));

    private static Mentor At(MentorState state, DateOnly? courseUntil = null, DateOnly? recheck = null)
    {
        var mentor = Applied();
        Train(mentor, courseUntil ?? Today.AddYears(1));
        Clear(mentor, recheck: recheck);
        MentorState[] way = [MentorState.References, MentorState.Checks, MentorState.Trained, MentorState.Approved, MentorState.Available, MentorState.Paused];
        foreach (var step in state == MentorState.Left ? [MentorState.Left] : way.TakeWhile(_ => mentor.State != state))
        {
            if (mentor.State != state)
                Assert.Null(mentor.Move(step, "Because", 0, Now, By));
        }
        return mentor;
    }
}
