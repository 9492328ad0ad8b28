using System.ComponentModel.DataAnnotations;
using Pledge.Domain;
using Pledge.Domain.People;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Relationships;

/// <summary>What a worker types about a professional who is involved. Words of enums are kebab-case.</summary>
public sealed class ProfessionalForm
{
    public string? Name { get; set; }
    public string? Role { get; set; }
    public string? Organisation { get; set; }
    public string? Phone { get; set; }
    public string? Email { get; set; }
    public string? Other { get; set; }

    /// <summary>What the young person said. Nothing is chosen for them.</summary>
    [Required(ErrorMessage = "answer-missing")]
    public string? Agreed { get; set; }

    public string? Because { get; set; }

    [Required(ErrorMessage = "date-part-missing")]
    public DateOnly? Since { get; set; }

    /// <summary>Made when the form is opened, so that one form is one professional.</summary>
    public Guid Key { get; set; }

    public InvolvementDetails Details => new(Name, Role, Organisation, new(Phone, Email, Other), RelationshipForm.Word<Agreement>(Agreed), Because, Since ?? default);

    public static ProfessionalForm Of(InvolvedProfessional row) => new()
    {
        Name = row.Name,
        Role = row.Role,
        Organisation = row.Organisation,
        Phone = row.Phone,
        Email = row.Email,
        Other = row.OtherWay,
        Agreed = Kebab.Of(row.Agreed),
        Because = row.Because,
        Since = row.Since,
        Key = row.PersonKey,
    };

    /// <summary>The field a refusal is shown beside.</summary>
    public static string FieldOf(Refusal refusal) => "Form." + refusal.Code switch
    {
        "professional-role-missing" or "professional-role-too-long" => nameof(Role),
        "professional-organisation-missing" or "professional-organisation-too-long" => nameof(Organisation),
        "phone-too-long" or "phone-not-understood" => nameof(Phone),
        "email-not-understood" => nameof(Email),
        "other-way-too-long" => nameof(Other),
        "answer-missing" => nameof(Agreed),
        "agreement-needs-because" or "because-too-long" => nameof(Because),
        "date-in-future" or "date-before-birth" => nameof(Since),
        _ => nameof(Name),
    };
}
