using System.ComponentModel.DataAnnotations;
using Pledge.Domain;
using Pledge.Domain.Plans;
using Pledge.Web.Data;

namespace Pledge.Web.Features.YoungPeople;

/// <summary>What a worker types about an action: what, for which matter of the plan, who does it and by when.</summary>
public sealed class ActionForm
{
    [Required(ErrorMessage = "action-empty")]
    public string? What { get; set; }

    /// <summary>Number of a <see cref="PlanMatter"/>.</summary>
    [Required(ErrorMessage = "answer-missing")]
    public int? Matter { get; set; }

    /// <summary>Kebab-case <see cref="OwnerKind"/>.</summary>
    [Required(ErrorMessage = "answer-missing")]
    public string? Owner { get; set; }

    public string? OwnerName { get; set; }

    [Required(ErrorMessage = "date-part-missing")]
    public DateOnly? Due { get; set; }

    /// <summary>Who does it; a worker means the one who is signed in.</summary>
    public ActionOwner WhoDoesIt(AccountId me)
    {
        var kind = Enum.GetValues<OwnerKind>().Where(word => Kebab.Of(word) == Owner).DefaultIfEmpty((OwnerKind)(-1)).First();
        return new(kind, OwnerName, kind is OwnerKind.Worker ? me : null);
    }

    /// <summary>The field a refusal is shown beside.</summary>
    public string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "action-matter-unknown" => nameof(Matter),
        "action-owner-missing" when Owner != Kebab.Of(OwnerKind.SomeoneElse) => nameof(Owner),
        "action-owner-missing" or "action-owner-name-too-long" => nameof(OwnerName),
        "action-due-in-past" or "action-due-too-far" => nameof(Due),
        _ => nameof(What),
    };
}
