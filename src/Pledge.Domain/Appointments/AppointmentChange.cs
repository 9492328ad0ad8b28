namespace Pledge.Domain.Appointments;

/// <summary>What was done to an appointment.</summary>
public enum AppointmentAct
{
    Proposed,
    Accepted,

    /// <summary>The worker wrote down that the young person said yes to them, on the phone or face to face.</summary>
    SaidYes,
    Moved,
    Cancelled,
}

/// <summary>One line of an appointment's history: who did what, when, and what time it was before. It is never changed or erased.</summary>
public sealed class AppointmentChange
{
    public AppointmentChangeId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public AppointmentId AppointmentId { get; private set; }

    /// <summary>The appointment's sequence after this change: 0 for the first.</summary>
    public int Sequence { get; private set; }
    public AppointmentAct Act { get; private set; }
    public AppointmentSide Side { get; private set; }

    /// <summary>UTC instant at which it starts after this change.</summary>
    public DateTimeOffset StartsAt { get; private set; }

    /// <summary>Length after this change.</summary>
    public int Minutes { get; private set; }

    /// <summary>UTC instant at which it was to start before; only for <see cref="AppointmentAct.Moved"/>.</summary>
    public DateTimeOffset? StartedBefore { get; private set; }

    /// <summary>Length before; only for <see cref="AppointmentAct.Moved"/>.</summary>
    public int? MinutesBefore { get; private set; }

    /// <summary>Why it was cancelled, in the words of whoever did, or null.</summary>
    public string? Reason { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset At { get; private set; }
    public AccountId By { get; private set; }

    private AppointmentChange()
    {
    }

    internal static AppointmentChange Of(
        Appointment appointment, AppointmentAct act, AppointmentSide side, (DateTimeOffset StartsAt, int Minutes)? before, string? reason, DateTimeOffset now, AccountId by) => new()
        {
            Id = AppointmentChangeId.New(),
            AuthorityId = appointment.AuthorityId,
            YoungPersonId = appointment.YoungPersonId,
            AppointmentId = appointment.Id,
            Sequence = appointment.Sequence,
            Act = act,
            Side = side,
            StartsAt = appointment.StartsAt,
            Minutes = appointment.Minutes,
            StartedBefore = before?.StartsAt,
            MinutesBefore = before?.Minutes,
            Reason = reason,
            At = now.ToUniversalTime(),
            By = by,
        };
}
