using Pledge.Domain.People;

namespace Pledge.Domain.Appointments;

/// <summary>What an appointment is.</summary>
public enum AppointmentKind
{
    Meeting,
    PlanReview,
    Visit,

    /// <summary>By phone or video.</summary>
    Call,
    SomewhereElse,
}

/// <summary>How far an appointment is agreed.</summary>
public enum AppointmentState
{
    /// <summary>One side named a time; the other has not said yes.</summary>
    Proposed,
    Accepted,
    Cancelled,
}

/// <summary>Who of the two acts. A worker, whoever covers for them and their manager are one side.</summary>
public enum AppointmentSide
{
    YoungPerson,
    Worker,
}

/// <summary>When, as people write it: a London day and clock time, and how many minutes.</summary>
public sealed record AppointmentTime(DateOnly? Day, TimeOnly? Time, int? Minutes);

/// <summary>A meeting of a young person with whoever is their worker.</summary>
/// <remarks>Invariants: the side that named the time cannot accept it; a cancelled one stays cancelled;
/// <see cref="Sequence"/> rises by one with each change, and each change leaves a line in <see cref="Changes"/>.</remarks>
public sealed class Appointment
{
    public const int MinMinutes = 15;
    public const int MaxMinutes = 8 * 60;
    public const int PlaceMaxLength = 200;
    public const int NoteMaxLength = 1000;
    public const int ReasonMaxLength = 500;

    private readonly List<AppointmentChange> _changes = [];

    /// <summary>First London clock time at which one begins.</summary>
    public static TimeOnly Earliest { get; } = new(6, 0);

    /// <summary>Last London clock time at which one begins.</summary>
    public static TimeOnly Latest { get; } = new(22, 0);

    public AppointmentId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public AppointmentKind Kind { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset StartsAt { get; private set; }

    /// <summary><see cref="MinMinutes"/> to <see cref="MaxMinutes"/>.</summary>
    public int Minutes { get; private set; }

    /// <summary>Where, in words, 1 to <see cref="PlaceMaxLength"/> characters, or null.</summary>
    public string? Place { get; private set; }

    /// <summary>1 to <see cref="NoteMaxLength"/> characters, or null.</summary>
    public string? Note { get; private set; }
    public AppointmentState State { get; private set; }

    /// <summary>The side that named the time that stands.</summary>
    public AppointmentSide ProposedBy { get; private set; }

    /// <summary>0 when made, one more with each change (RFC 5545, 3.8.7.4). Also tells a save made on an older look at it.</summary>
    public int Sequence { get; private set; }

    /// <summary>UTC instant of the last change.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>What happened to it, oldest first.</summary>
    public IReadOnlyList<AppointmentChange> Changes => _changes;

    /// <summary>UTC instant at which it is over.</summary>
    public DateTimeOffset EndsAt => StartsAt.AddMinutes(Minutes);

    private Appointment()
    {
    }

    /// <summary>Proposes an appointment to the other side.</summary>
    /// <returns>Refused with <c>appointment-kind-missing</c>, <c>appointment-day-missing</c>, <c>appointment-time-missing</c>, <c>appointment-length</c>,
    /// <c>appointment-in-past</c>, <c>appointment-too-far</c>, <c>appointment-at-night</c>, <c>appointment-place-too-long</c> or <c>appointment-note-too-long</c>.</returns>
    public static Outcome<Appointment> Propose(
        AuthorityId authority, YoungPersonId youngPerson, AppointmentSide side, AppointmentKind kind, AppointmentTime time, string? place, string? note, DateTimeOffset now, AccountId by)
    {
        if (!Enum.IsDefined(kind))
            return new Refusal("appointment-kind-missing");
        if (Check(time, now) is { } refusal)
            return refusal;
        if (place.Tidy()?.Length > PlaceMaxLength)
            return new Refusal("appointment-place-too-long", PlaceMaxLength);
        if (note.Tidy()?.Length > NoteMaxLength)
            return new Refusal("appointment-note-too-long", NoteMaxLength);

        var made = new Appointment
        {
            Id = AppointmentId.New(),
            AuthorityId = authority,
            YoungPersonId = youngPerson,
            Kind = kind,
            StartsAt = StartOf(time),
            Minutes = time.Minutes!.Value,
            Place = place.Tidy(),
            Note = note.Tidy(),
            State = AppointmentState.Proposed,
            ProposedBy = side,
            ChangedAt = now.ToUniversalTime(),
        };
        made._changes.Add(AppointmentChange.Of(made, AppointmentAct.Proposed, side, null, null, now, by));
        return made;
    }

    /// <summary>Says yes to the time the other side named. Saying it twice changes nothing.</summary>
    /// <param name="seen">The sequence on the page the yes was given on: a yes to one time is no yes to another.</param>
    /// <returns>Null, or refused with <c>appointment-is-cancelled</c>, <c>appointment-not-yours-to-accept</c>, <c>appointment-changed-meanwhile</c> or <c>appointment-in-past</c>.</returns>
    public Refusal? Accept(AppointmentSide side, int seen, DateTimeOffset now, AccountId by) =>
        Agree(side == ProposedBy, AppointmentAct.Accepted, side, seen, now, by);

    /// <summary>The worker writes down that the young person said yes to them to the time that the worker named. It is the young person's as before: they can move it or call it off.</summary>
    /// <returns>As <see cref="Accept"/>.</returns>
    public Refusal? SaidYes(int seen, DateTimeOffset now, AccountId by) =>
        Agree(ProposedBy is AppointmentSide.YoungPerson, AppointmentAct.SaidYes, AppointmentSide.Worker, seen, now, by);

    private Refusal? Agree(bool isNotTheirs, AppointmentAct act, AppointmentSide side, int seen, DateTimeOffset now, AccountId by)
    {
        if (State is AppointmentState.Cancelled)
            return new("appointment-is-cancelled");
        if (isNotTheirs)
            return new("appointment-not-yours-to-accept");
        if (State is AppointmentState.Accepted)
            return null;
        if (seen != Sequence)
            return new("appointment-changed-meanwhile");
        if (StartsAt <= now)
            return new("appointment-in-past");
        State = AppointmentState.Accepted;
        Changed(act, side, null, null, now, by);
        return null;
    }

    /// <summary>Names another time, which the other side has to accept.</summary>
    /// <param name="seen">The sequence on the page it was asked on.</param>
    /// <returns>Null, or refused with <c>appointment-is-cancelled</c>, <c>appointment-changed-meanwhile</c>, <c>appointment-day-missing</c>,
    /// <c>appointment-time-missing</c>, <c>appointment-length</c>, <c>appointment-in-past</c>, <c>appointment-too-far</c>, <c>appointment-at-night</c>, <c>appointment-is-over</c> or <c>appointment-same-time</c>.</returns>
    public Refusal? Move(AppointmentSide side, int seen, AppointmentTime time, DateTimeOffset now, AccountId by)
    {
        if (State is AppointmentState.Cancelled)
            return new("appointment-is-cancelled");
        if (seen != Sequence)
            return new("appointment-changed-meanwhile");
        if (EndsAt <= now)
            return new("appointment-is-over");
        if (Check(time, now) is { } refusal)
            return refusal;
        var before = (StartsAt, Minutes);
        var after = (StartOf(time), time.Minutes!.Value);
        if (before == after)
            return new("appointment-same-time");
        (StartsAt, Minutes) = after;
        (State, ProposedBy) = (AppointmentState.Proposed, side);
        Changed(AppointmentAct.Moved, side, before, null, now, by);
        return null;
    }

    /// <summary>Calls it off, by either side.</summary>
    /// <param name="seen">The sequence on the page it was asked on.</param>
    /// <param name="reason">Optional.</param>
    /// <returns>Null, or refused with <c>appointment-is-cancelled</c>, <c>appointment-changed-meanwhile</c>, <c>appointment-is-over</c> or <c>appointment-reason-too-long</c>.</returns>
    public Refusal? Cancel(AppointmentSide side, int seen, string? reason, DateTimeOffset now, AccountId by)
    {
        if (State is AppointmentState.Cancelled)
            return new("appointment-is-cancelled");
        if (seen != Sequence)
            return new("appointment-changed-meanwhile");
        if (EndsAt <= now)
            return new("appointment-is-over");
        if (reason.Tidy()?.Length > ReasonMaxLength)
            return new("appointment-reason-too-long", ReasonMaxLength);
        State = AppointmentState.Cancelled;
        Changed(AppointmentAct.Cancelled, side, null, reason.Tidy(), now, by);
        return null;
    }

    private void Changed(AppointmentAct act, AppointmentSide side, (DateTimeOffset StartsAt, int Minutes)? before, string? reason, DateTimeOffset now, AccountId by)
    {
        Sequence++;
        ChangedAt = now.ToUniversalTime();
        _changes.Add(AppointmentChange.Of(this, act, side, before, reason, now, by));
    }

    private static DateTimeOffset StartOf(AppointmentTime time) => LondonTime.At(time.Day!.Value, time.Time!.Value);

    private static Refusal? Check(AppointmentTime time, DateTimeOffset now) =>
        time.Day is not { } day ? new("appointment-day-missing")
        : time.Time is not { } clock ? new("appointment-time-missing")
        : time.Minutes is not (>= MinMinutes and <= MaxMinutes) ? new("appointment-length", MinMinutes, MaxMinutes / 60)
        // Nobody means three in the morning: they slipped. So no clock change falls in it either.
        : clock < Earliest || clock > Latest ? new("appointment-at-night", Earliest, Latest)
        : LondonTime.At(day, clock) <= now ? new("appointment-in-past")
        : day > LondonTime.DayOf(now).AddYears(1) ? new Refusal("appointment-too-far")
        : null;
}
