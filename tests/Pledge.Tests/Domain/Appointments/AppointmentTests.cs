using Pledge.Domain;
using Pledge.Domain.Appointments;

namespace Pledge.Tests.Domain.Appointments;

public sealed class AppointmentTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
    private static readonly AccountId Worker = AccountId.New();
    private static readonly AccountId Me = AccountId.New();
    private static readonly AppointmentTime Tuesday = At(new(2026, 3, 10), 14);

    [Fact]
    public void What_one_side_proposes_the_other_accepts()
    {
        var made = Proposed();

        Assert.Equal("appointment-not-yours-to-accept", made.Accept(AppointmentSide.Worker, 0, Now, Worker)!.Code);
        Assert.Null(made.Accept(AppointmentSide.YoungPerson, 0, Now, Me));
        Assert.Null(made.Accept(AppointmentSide.YoungPerson, 0, Now, Me));
        Assert.Equal((AppointmentState.Accepted, 1), (made.State, made.Sequence));
        Assert.Equal([AppointmentAct.Proposed, AppointmentAct.Accepted], made.Changes.Select(change => change.Act));
    }

    [Fact]
    public void Another_time_waits_for_the_other_side_again_and_the_old_one_is_kept()
    {
        var made = Proposed();
        var before = made.StartsAt;
        made.Accept(AppointmentSide.YoungPerson, 0, Now, Me);

        Assert.Null(made.Move(AppointmentSide.YoungPerson, 1, At(new(2026, 3, 11), 9), Now.AddHours(1), Me));

        Assert.Equal((AppointmentState.Proposed, AppointmentSide.YoungPerson, 2), (made.State, made.ProposedBy, made.Sequence));
        var change = made.Changes[^1];
        Assert.Equal((before, 60, Me, Now.AddHours(1), 2), (change.StartedBefore, change.MinutesBefore, change.By, change.At, change.Sequence));
        Assert.Equal("appointment-not-yours-to-accept", made.Accept(AppointmentSide.YoungPerson, 2, Now, Me)!.Code);
        Assert.Null(made.Accept(AppointmentSide.Worker, 2, Now, Worker));
    }

    [Fact]
    public void Naming_the_time_that_stands_is_refused()
    {
        var made = Proposed();

        Assert.Equal("appointment-same-time", made.Move(AppointmentSide.Worker, 0, Tuesday, Now, Worker)!.Code);
        Assert.Equal((0, 1), (made.Sequence, made.Changes.Count));
    }

    [Fact]
    public void What_is_over_is_not_moved()
    {
        var made = Proposed();

        Assert.Equal("appointment-is-over", made.Move(AppointmentSide.Worker, 0, At(new(2026, 4, 20), 9), made.EndsAt, Worker)!.Code);
        Assert.Equal(0, made.Sequence);
    }

    [Theory]
    [InlineData("03:00", "appointment-at-night")]
    [InlineData("05:59", "appointment-at-night")]
    [InlineData("06:00", null)]
    [InlineData("22:00", null)]
    [InlineData("22:01", "appointment-at-night")]
    public void Nobody_meets_at_night(string time, string? refusal) => Assert.Equal(refusal, Appointment.Propose(
        AuthorityId.New(), YoungPersonId.New(), AppointmentSide.Worker, AppointmentKind.Call, new(new(2026, 3, 29), TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture), 30), null, null, Now, Me).Refusal?.Code);

    [Fact]
    public void An_act_on_an_older_look_is_refused()
    {
        var made = Proposed();
        made.Move(AppointmentSide.Worker, 0, At(new(2026, 3, 12), 9), Now, Worker);

        Assert.Equal("appointment-changed-meanwhile", made.Accept(AppointmentSide.YoungPerson, 0, Now, Me)!.Code);
        Assert.Equal("appointment-changed-meanwhile", made.Move(AppointmentSide.YoungPerson, 0, Tuesday, Now, Me)!.Code);
        Assert.Equal("appointment-changed-meanwhile", made.Cancel(AppointmentSide.YoungPerson, 0, null, Now, Me)!.Code);
        Assert.Equal(1, made.Sequence);
    }

    [Fact]
    public void A_cancelled_one_stays_cancelled()
    {
        var made = Proposed();

        Assert.Equal("appointment-reason-too-long", made.Cancel(AppointmentSide.YoungPerson, 0, new('x', 501), Now, Me)!.Code);
        Assert.Null(made.Cancel(AppointmentSide.YoungPerson, 0, " I am away ", Now, Me));

        Assert.Equal((AppointmentState.Cancelled, 1, "I am away"), (made.State, made.Sequence, made.Changes[^1].Reason));
        Assert.Equal("appointment-is-cancelled", made.Cancel(AppointmentSide.Worker, 1, null, Now, Worker)!.Code);
        Assert.Equal("appointment-is-cancelled", made.Accept(AppointmentSide.YoungPerson, 1, Now, Me)!.Code);
        Assert.Equal("appointment-is-cancelled", made.Move(AppointmentSide.Worker, 1, Tuesday, Now, Worker)!.Code);
    }

    [Fact]
    public void What_began_is_not_accepted_and_what_is_over_is_not_cancelled()
    {
        var made = Proposed();

        Assert.Equal("appointment-in-past", made.Accept(AppointmentSide.YoungPerson, 0, made.StartsAt, Me)!.Code);
        Assert.Equal("appointment-is-over", made.Cancel(AppointmentSide.YoungPerson, 0, null, made.EndsAt, Me)!.Code);
        Assert.Null(made.Cancel(AppointmentSide.YoungPerson, 0, null, made.EndsAt.AddMinutes(-1), Me));
    }

    [Theory]
    [InlineData("2026-03-02", 10, 60, "appointment-in-past")]
    [InlineData("2027-03-02", 22, 60, null)]
    [InlineData("2027-03-03", 6, 60, "appointment-too-far")]
    [InlineData("2026-03-03", 9, 14, "appointment-length")]
    [InlineData("2026-03-03", 9, 15, null)]
    [InlineData("2026-03-03", 9, 480, null)]
    [InlineData("2026-03-03", 9, 481, "appointment-length")]
    public void Times_have_limits(string day, int hour, int minutes, string? code) =>
        Assert.Equal(code, Propose(new(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), new(hour, 0), minutes)).Refusal?.Code);

    [Fact]
    public void What_is_missing_or_too_long_is_said()
    {
        Assert.Equal("appointment-day-missing", Propose(Tuesday with { Day = null }).Refusal!.Code);
        Assert.Equal("appointment-time-missing", Propose(Tuesday with { Time = null }).Refusal!.Code);
        Assert.Equal("appointment-length", Propose(Tuesday with { Minutes = null }).Refusal!.Code);
        Assert.Equal("appointment-kind-missing", Propose(Tuesday, kind: (AppointmentKind)9).Refusal!.Code);
        Assert.Equal("appointment-place-too-long", Propose(Tuesday, place: new('x', 201)).Refusal!.Code);
        Assert.Equal("appointment-note-too-long", Propose(Tuesday, note: new('x', 1001)).Refusal!.Code);
        Assert.Null(Propose(Tuesday, place: "  ").Value!.Place);
    }

    [Theory]
    [InlineData("2026-03-28", 14)]
    [InlineData("2026-03-29", 13)]
    [InlineData("2026-10-24", 13)]
    [InlineData("2026-10-25", 14)]
    public void The_clock_time_is_Londons_on_both_sides_of_a_change(string day, int utcHour) =>
        Assert.Equal(utcHour, Propose(At(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), 14)).Value!.StartsAt.UtcDateTime.Hour);

    private static AppointmentTime At(DateOnly day, int hour) => new(day, new(hour, 0), 60);

    private static Appointment Proposed() => Propose(Tuesday).Value!;

    private static Outcome<Appointment> Propose(AppointmentTime time, AppointmentKind kind = AppointmentKind.Meeting, string? place = null, string? note = null) =>
        Appointment.Propose(AuthorityId.New(), YoungPersonId.New(), AppointmentSide.Worker, kind, time, place, note, Now, Worker);
}
