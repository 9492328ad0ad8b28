using Pledge.Domain.Appointments;

namespace Pledge.Web.Features.Appointments;

/// <summary>One appointment as one side sees it, with the forms to act on it.</summary>
public sealed class AppointmentView
{
    public required Appointment Appointment { get; init; }
    public required AppointmentSide Side { get; init; }

    /// <summary>As in <see cref="AppointmentList"/>.</summary>
    public string? Other { get; init; }

    /// <summary>Address of the list.</summary>
    public required string Root { get; init; }

    /// <summary>UTC instant.</summary>
    public required DateTimeOffset Now { get; init; }
    public TimeForm Form { get; init; } = new();
    public string? Reason { get; init; }
}
