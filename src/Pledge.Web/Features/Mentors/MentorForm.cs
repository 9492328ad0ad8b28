using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Mentors;
using Pledge.Web.Features.Shared;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Mentors;

/// <summary>What a coordinator types about a mentor.</summary>
public sealed class MentorForm
{
    /// <summary>Made when the form is opened, so that one form is one mentor.</summary>
    public Guid Key { get; set; }

    [Required(ErrorMessage = "mentor-name-missing")]
    public string? Name { get; set; }

    [EmailShape]
    public string? Email { get; set; }

    public string? Phone { get; set; }

    /// <summary>Id of the organisation; empty for none.</summary>
    public Guid? Organisation { get; set; }

    [Required(ErrorMessage = "enter-a-number")]
    public int? Places { get; set; } = 1;

    public string? Outcode { get; set; }
    public int? TravelKm { get; set; }

    // Null until bound: what is ticked cannot be put into a list that is there already and fixed.
    public IReadOnlyList<string>? Times { get; set; }
    public IReadOnlyList<string>? Languages { get; set; }
    public IReadOnlyList<string>? Interests { get; set; }
    public IReadOnlyList<string>? Helps { get; set; }
    public string? Words { get; set; }
    public IReadOnlyList<string>? Kinds { get; set; }
    public string? Gender { get; set; }
    public int? BirthYear { get; set; }
    public IReadOnlyList<string>? Backgrounds { get; set; }
    public bool AgreesToBeSuggested { get; set; }
    public IReadOnlyList<string>? NotUsed { get; set; }
    public IReadOnlyList<string>? NotShown { get; set; }

    public MentorDetails Details => new(Name, Email, Phone, Organisation is { } id ? new OrganisationId(id) : null, Places, Outcode, TravelKm,
        Times ?? [], Languages ?? [], Interests ?? [], Helps ?? [], Words)
    {
        Kinds = Kinds ?? [],
        Gender = Gender,
        BirthYear = BirthYear,
        Backgrounds = Backgrounds ?? [],
        AgreesToBeSuggested = AgreesToBeSuggested,
        NotUsed = NotUsed ?? [],
        NotShown = NotShown ?? [],
    };

    public static MentorForm Of(Mentor mentor) => new()
    {
        Key = mentor.Id.Value,
        Name = mentor.Name,
        Email = mentor.Email,
        Phone = mentor.Phone,
        Organisation = mentor.OrganisationId?.Value,
        Places = mentor.Places,
        Outcode = mentor.Outcode,
        TravelKm = mentor.TravelKm,
        Times = mentor.Times,
        Languages = mentor.Languages,
        Interests = mentor.Interests,
        Helps = mentor.Helps,
        Words = mentor.Words,
        Kinds = mentor.Kinds,
        Gender = mentor.Gender,
        BirthYear = mentor.BirthYear,
        Backgrounds = mentor.Backgrounds,
        AgreesToBeSuggested = mentor.AgreesToBeSuggested,
        NotUsed = mentor.NotUsed,
        NotShown = mentor.NotShown,
    };

    /// <summary>What this form holds beside what somebody else saved.</summary>
    public IReadOnlyList<MergeField> Beside(MentorForm saved, IReadOnlyList<Organisation> organisations, IStringLocalizer<MentorsText> texts)
    {
        string? Chosen(string kind, IReadOnlyList<string> list, IReadOnlyList<string>? chosen) =>
            string.Join(", ", MentorChoices.Among(list, chosen).Select(choice => texts[kind + choice].Value));
        string? From(Guid? id) => organisations.FirstOrDefault(row => row.Id.Value == id)?.Name;
        return
        [
            new(texts["Name"], Name, saved.Name),
            new(texts["Email"], Email, saved.Email),
            new(texts["Phone"], Phone, saved.Phone),
            new(texts["Organisation"], From(Organisation), From(saved.Organisation)),
            new(texts["Places"], Number(Places), Number(saved.Places)),
            new(texts["Outcode"], Outcode, saved.Outcode),
            new(texts["TravelKm"], Number(TravelKm), Number(saved.TravelKm)),
            new(texts["Times"], Chosen("Time_", MentorChoices.Times, Times), Chosen("Time_", MentorChoices.Times, saved.Times)),
            new(texts["Languages"], Chosen("Language_", MentorChoices.Languages, Languages), Chosen("Language_", MentorChoices.Languages, saved.Languages)),
            new(texts["Interests"], Chosen("Interest_", MentorChoices.Interests, Interests), Chosen("Interest_", MentorChoices.Interests, saved.Interests)),
            new(texts["Helps"], Chosen("Help_", MentorChoices.Helps, Helps), Chosen("Help_", MentorChoices.Helps, saved.Helps)),
            new(texts["Words"], Words, saved.Words),
            new(texts["Kinds"], Chosen("Kind_", MentorChoices.Kinds, Kinds), Chosen("Kind_", MentorChoices.Kinds, saved.Kinds)),
            new(texts["Gender"], Chosen("Gender_", MentorChoices.Genders, [Gender ?? ""]), Chosen("Gender_", MentorChoices.Genders, [saved.Gender ?? ""])),
            new(texts["BirthYear"], Year(BirthYear), Year(saved.BirthYear)),
            new(texts["Backgrounds"], Chosen("Background_", MentorChoices.Backgrounds, Backgrounds), Chosen("Background_", MentorChoices.Backgrounds, saved.Backgrounds)),
            new(texts["Agreed"], texts[AgreesToBeSuggested ? "Yes" : "No"], texts[saved.AgreesToBeSuggested ? "Yes" : "No"]),
            new(texts["NotUsed"], Chosen("Item_", MentorChoices.Items, NotUsed), Chosen("Item_", MentorChoices.Items, saved.NotUsed)),
            new(texts["NotShown"], Chosen("Item_", MentorChoices.Items, NotShown), Chosen("Item_", MentorChoices.Items, saved.NotShown)),
        ];
    }

    private static string? Year(int? year) => year?.ToString(CultureInfo.InvariantCulture);

    private static string? Number(int? number) => number?.ToString(CultureInfo.CurrentCulture);

    /// <summary>The field a refusal is shown beside.</summary>
    public static string FieldOf(Refusal refusal) => "Form." + refusal.Code switch
    {
        "email-not-understood" or "mentor-cannot-be-reached" => nameof(Email),
        "phone-too-long" or "phone-not-understood" => nameof(Phone),
        "organisation-not-found" => nameof(Organisation),
        "places-out-of-range" => nameof(Places),
        "outcode-not-valid" => nameof(Outcode),
        "travel-out-of-range" => nameof(TravelKm),
        "birth-year-out-of-range" => nameof(BirthYear),
        "words-too-long" => nameof(Words),
        _ => nameof(Name),
    };
}
