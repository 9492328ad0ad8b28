using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Mentors;
using Pledge.Web.Data;
using Pledge.Web.Features.Shared;

namespace Pledge.Web.Features.Organisations;

/// <summary>What a coordinator types about a partner organisation.</summary>
public sealed class OrganisationForm
{
    /// <summary>Made when the form is opened, so that one form is one organisation.</summary>
    public Guid Key { get; set; }

    [Required(ErrorMessage = "organisation-name-missing")]
    public string? Name { get; set; }

    /// <summary>Kebab-case.</summary>
    [Required(ErrorMessage = "organisation-kind-missing")]
    public string? Kind { get; set; }

    public string? Offers { get; set; }

    /// <summary>Whether it is a partner no more.</summary>
    public bool Ended { get; set; }

    /// <summary>A word that is no kind is one that is not defined.</summary>
    public OrganisationKind KindChosen => Enum.GetValues<OrganisationKind>().Cast<OrganisationKind?>().FirstOrDefault(kind => Kebab.Of(kind!.Value) == Kind) ?? (OrganisationKind)(-1);

    public static OrganisationForm Of(Organisation row) => new() { Key = row.Id.Value, Name = row.Name, Kind = Kebab.Of(row.Kind), Offers = row.Offers, Ended = row.EndedOn is not null };

    /// <summary>What this form holds beside what somebody else saved.</summary>
    public IReadOnlyList<MergeField> Beside(OrganisationForm saved, IStringLocalizer<OrganisationsText> texts)
    {
        string? Word(OrganisationForm form) => Enum.IsDefined(form.KindChosen) ? texts[$"Kind_{form.Kind}"].Value : null;
        return
        [
            new(texts["Name"], Name, saved.Name),
            new(texts["Kind"], Word(this), Word(saved)),
            new(texts["Offers"], Offers, saved.Offers),
            new(texts["Standing"], texts[Ended ? "Ended_true" : "Ended_false"], texts[saved.Ended ? "Ended_true" : "Ended_false"]),
        ];
    }

    /// <summary>The field a refusal is shown beside.</summary>
    public static string FieldOf(Refusal refusal) => "Form." + refusal.Code switch
    {
        "organisation-kind-missing" => nameof(Kind),
        "offers-too-long" => nameof(Offers),
        _ => nameof(Name),
    };
}
