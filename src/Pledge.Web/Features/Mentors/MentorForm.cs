using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Mentors;
using Pledge.Web.Features.Shared;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Mentors;

/// <summary>What a coordinator types about a mentor, and a mentor about themselves.</summary>
public sealed class MentorForm
{
    private const double KmOfMile = 1.609344;

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
    public int? TravelMiles { get; set; }

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

    /// <summary>Whoever adds them says that it is not the mentor who looks the same.</summary>
    public bool IsAnother { get; set; }

    public MentorDetails Details => new(Name, Email, Phone, Organisation is { } id ? new OrganisationId(id) : null, Places, Outcode, Km(TravelMiles),
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
        TravelMiles = MilesOf(mentor.TravelKm),
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

    /// <summary>What this form became with what somebody else saved meanwhile: what was not touched here is as they saved it.</summary>
    /// <param name="was">What the form was filled from.</param>
    public MentorForm Over(MentorForm was, MentorForm saved)
    {
        var (mine, before, theirs) = (Written(this), Written(was), Written(saved));
        foreach (var (name, value) in before)
            if (JsonNode.DeepEquals(value, mine[name]))
                mine[name] = theirs[name]?.DeepClone();
        return mine.Deserialize<MentorForm>()!;
    }

    /// <summary>As it is carried along in the page.</summary>
    public string ToText() => JsonSerializer.Serialize(this);

    /// <returns>Null for what is none.</returns>
    public static MentorForm? FromText(string? text)
    {
        try
        {
            return text is null ? null : JsonSerializer.Deserialize<MentorForm>(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Nothing ticked is nothing, and a line ends in one way.
    private static JsonObject Written(MentorForm form)
    {
        var written = JsonSerializer.SerializeToNode(form)!.AsObject();
        foreach (var (name, value) in written.ToList())
            if (value is JsonArray { Count: 0 })
                written[name] = null;
            else if (value?.GetValueKind() is JsonValueKind.String)
                written[name] = ((string?)value)?.Trim() is { Length: > 0 } text ? text.ReplaceLineEndings("\n") : null;
        return written;
    }

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
            new(texts["TravelMiles"], Number(TravelMiles), Number(saved.TravelMiles)),
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

    /// <summary>People think in miles; the distance is kept in kilometres.</summary>
    public static int? MilesOf(int? km) => km is { } far ? (int)Math.Round(far / KmOfMile) : null;

    private static int? Km(int? miles) => miles is { } far ? (int)Math.Round(far * KmOfMile) : null;

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
        "travel-out-of-range" => nameof(TravelMiles),
        "birth-year-out-of-range" => nameof(BirthYear),
        "words-too-long" => nameof(Words),
        _ => nameof(Name),
    };
}
