using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.People;
using Pledge.Web.Data;
using Pledge.Web.Features.Shared;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Relationships;

/// <summary>What a worker types about a professional who is involved. Words of enums are kebab-case.</summary>
public sealed class ProfessionalForm
{
    [Required(ErrorMessage = "professional-name-missing")]
    public string? Name { get; set; }

    [Required(ErrorMessage = "professional-role-missing")]
    public string? Role { get; set; }

    [Required(ErrorMessage = "professional-organisation-missing")]
    public string? Organisation { get; set; }

    public string? Phone { get; set; }

    [EmailShape]
    public string? Email { get; set; }

    public string? Other { get; set; }

    /// <summary>What the young person said. Nothing is chosen for them.</summary>
    [Required(ErrorMessage = "answer-missing")]
    public string? Agreed { get; set; }

    public string? Because { get; set; }

    [Required(ErrorMessage = "date-part-missing")]
    public DateOnly? Since { get; set; }

    private const string NoCheck = "none";

    /// <summary>The background check that was seen.</summary>
    public string? Check { get; set; } = NoCheck;

    public DateOnly? CheckIssuedOn { get; set; }
    public DateOnly? CheckAgainBy { get; set; }

    /// <summary>Made when the form is opened, so that one form is one professional.</summary>
    public Guid Key { get; set; }

    public InvolvementDetails Details => new(Name, Role, Organisation, new(Phone, Email, Other), RelationshipForm.Word<Agreement>(Agreed), Because, Since ?? default,
        new(Check is null or "" or NoCheck ? null : RelationshipForm.Word<DbsLevel>(Check), CheckIssuedOn, CheckAgainBy));

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
        Check = row.CheckLevel is { } level ? Kebab.Of(level) : NoCheck,
        CheckIssuedOn = row.CheckIssuedOn,
        CheckAgainBy = row.CheckAgainBy,
        Key = row.PersonKey,
    };

    /// <summary>What this form holds beside what somebody else saved.</summary>
    /// <param name="called">What the young person is called.</param>
    public IReadOnlyList<MergeField> Beside(ProfessionalForm saved, IStringLocalizer<RelationshipsText> texts, string called)
    {
        string? Word(string kind, string? word) => string.IsNullOrEmpty(word) ? null : texts[kind + word, called].Value;
        return
        [
            new(texts["ProfessionalName"], Name, saved.Name),
            new(texts["ProfessionalRole"], Role, saved.Role),
            new(texts["ProfessionalOrganisation"], Organisation, saved.Organisation),
            new(texts["AgreedQuestion", called], Word("AgreedChoice_", RelationshipForm.Word<Agreement>(Agreed).ToString()), Word("AgreedChoice_", RelationshipForm.Word<Agreement>(saved.Agreed).ToString())),
            new(texts["Because"], Because, saved.Because),
            new(texts["Since"], Day(Since), Day(saved.Since)),
            new(texts["StaffPhone"], Phone, saved.Phone),
            new(texts["StaffEmail"], Email, saved.Email),
            new(texts["StaffOther"], Other, saved.Other),
            new(texts["CheckQuestion"], Word("Check_", Check ?? NoCheck), Word("Check_", saved.Check)),
            new(texts["CheckIssuedOn"], Day(CheckIssuedOn), Day(saved.CheckIssuedOn)),
            new(texts["CheckAgainBy"], Day(CheckAgainBy), Day(saved.CheckAgainBy)),
        ];
    }

    private static string? Day(DateOnly? day) => day?.ToString("d MMMM yyyy", CultureInfo.CurrentCulture);

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
        "check-level-missing" => nameof(Check),
        "check-issued-missing" or "check-issued-in-future" => nameof(CheckIssuedOn),
        "check-again-missing" or "check-again-too-early" or "check-again-too-late" => nameof(CheckAgainBy),
        _ => nameof(Name),
    };
}
