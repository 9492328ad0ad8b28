using Pledge.Domain.Consultations;

namespace Pledge.Web.Features.Consultations;

/// <summary>How far a consultation is, as pages say it.</summary>
public static class ConsultationSteps
{
    /// <returns>Ends a key <c>Step_…</c>: draft, coming, open, over or published.</returns>
    public static string Step(this Consultation consultation, DateOnly today) => consultation.State switch
    {
        ConsultationState.Draft => "draft",
        ConsultationState.Published => "published",
        _ => consultation.IsOver(today) ? "over" : consultation.IsOpen(today) ? "open" : "coming",
    };
}
