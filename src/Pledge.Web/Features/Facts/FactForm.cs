using System.ComponentModel.DataAnnotations;
using Pledge.Domain;
using Pledge.Domain.Facts;

namespace Pledge.Web.Features.Facts;

/// <summary>What a fact is about; the word in the address and in the database.</summary>
public enum FactKind
{
    Home,
    Activity,
    InTouch,
}

/// <summary>What a worker types about a fact. The kind decides which fields are asked.</summary>
public sealed class FactForm
{
    [Required(ErrorMessage = "date-part-missing")]
    public DateOnly? From { get; set; }

    /// <summary>Asked only when a recorded period is corrected.</summary>
    public DateOnly? To { get; set; }

    [Required(ErrorMessage = "answer-missing")]
    public string? Code { get; set; }

    public bool? Suitable { get; set; }
    public string? Reasons { get; set; }
    public string? Evidence { get; set; }
    public string? Outcode { get; set; }

    public static FactForm Of(Fact fact) => new()
    {
        From = fact.From,
        To = fact.To,
        Code = fact.Code,
        Suitable = (fact as Home)?.Suitable,
        Reasons = (fact as Home)?.SuitabilityReasons,
        Evidence = (fact as Home)?.SuitabilityEvidence,
        Outcode = (fact as Home)?.Outcode,
    };

    /// <summary>The fact as its kind understands it.</summary>
    public Outcome<Fact> Create(FactKind kind, FactSubject subject, FactOrigin origin) => kind switch
    {
        FactKind.Home => AnyKind(Home.Create(subject, From!.Value, To, new(Code!, Suits(), Reasons, Evidence, Outcode), origin)),
        FactKind.Activity => AnyKind(Activity.Create(subject, From!.Value, To, Code!, origin)),
        _ => AnyKind(InTouch.Create(subject, From!.Value, To, Code!, origin)),
    };

    /// <summary>The field a refusal is shown beside.</summary>
    public string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "date-in-future" or "date-before-birth" => nameof(From),
        "end-not-after-start" or "end-in-future" => nameof(To),
        "home-needs-suitability" or "home-not-known-cannot-suit" or "home-only-unsuitable" => nameof(Suitable),
        "home-not-suitable-needs-reasons" => nameof(Reasons),
        "text-too-long" => Reasons?.Trim().Length > Home.TextMaxLength ? nameof(Reasons) : nameof(Evidence),
        "outcode-not-valid" => nameof(Outcode),
        _ => nameof(Code),
    };

    // Nobody is asked whether having no home suits them: a kind that always counts as not suitable answers the question itself.
    private bool? Suits() => Suitable ?? (AccommodationCode.Find(Code) is { OnlyUnsuitable: true } ? false : null);

    private static Outcome<Fact> AnyKind<TFact>(Outcome<TFact> outcome) where TFact : Fact => outcome.IsRefused ? outcome.Refusal : outcome.Value;
}
