namespace Pledge.Web.Features.Appointments;

/// <summary>Names the words of the appointments pages: <c>AppointmentsText.resx</c>.</summary>
public sealed class AppointmentsText;
