using Pledge.Domain;

namespace Pledge.Web.Features.Notes;

/// <summary>What a worker says to keep a note from the young person for now. Nothing said means that it is shared.</summary>
public sealed class KeepBackForm
{
    public bool On { get; set; }
    public string? Reason { get; set; }
    public DateOnly? ReviewOn { get; set; }

    /// <summary>True too when only a reason was given: nothing is shown to somebody by mistake.</summary>
    public bool IsAsked => On || !string.IsNullOrWhiteSpace(Reason);

    /// <summary>What keeping back asks for and nobody answered.</summary>
    /// <param name="prefix">Where this form stands in the page's, with its dot; empty when it is the page's.</param>
    public IEnumerable<(Refusal Missing, string Field)> Missing(string prefix)
    {
        if (IsAsked && string.IsNullOrWhiteSpace(Reason))
            yield return (new("hiding-reason-missing"), prefix + nameof(Reason));
        if (IsAsked && ReviewOn is null)
            yield return (new("hiding-review-missing"), prefix + nameof(ReviewOn));
    }

    /// <summary>The field a refusal is shown beside.</summary>
    public static string FieldOf(Refusal refusal) => refusal.Code.StartsWith("hiding-review", StringComparison.Ordinal) ? nameof(ReviewOn) : nameof(Reason);
}
