using Pledge.Domain;
using Pledge.Domain.Mentors;

namespace Pledge.Web.Features.Mentoring;

/// <summary>What a young person looks for, as it is typed.</summary>
public sealed class WishForm
{
    public string? Words { get; set; }

    // Null until bound, as in MentorForm.
    public IReadOnlyList<string>? Kinds { get; set; }
    public IReadOnlyList<string>? Hopes { get; set; }
    public IReadOnlyList<string>? Interests { get; set; }
    public IReadOnlyList<string>? Genders { get; set; }
    public IReadOnlyList<string>? Backgrounds { get; set; }
    public IReadOnlyList<string>? Languages { get; set; }
    public string? Outcode { get; set; }
    public int? TravelKm { get; set; }
    public IReadOnlyList<string>? Times { get; set; }

    /// <summary>What is typed here, with what was chosen before about who sees it.</summary>
    public WishDetails With(MentorWish? before) => new(
        Words, Kinds ?? [], Genders ?? [], Backgrounds ?? [], Languages ?? [], Outcode, TravelKm, Times ?? [], Interests ?? [], Hopes ?? [], before?.Details.Releases ?? new Dictionary<string, WishRelease>());

    public static WishForm Of(MentorWish wish) => new()
    {
        Words = wish.Words,
        Kinds = wish.Kinds,
        Hopes = wish.Hopes,
        Interests = wish.Interests,
        Genders = wish.Genders,
        Backgrounds = wish.Backgrounds,
        Languages = wish.Languages,
        Outcode = wish.Outcode,
        TravelKm = wish.TravelKm,
        Times = wish.Times,
    };

    /// <summary>The field a refusal is shown beside.</summary>
    public static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "words-too-long" or "wish-draft-empty" => "Form.Words",
        "outcode-not-valid" or "where-needs-both" => "Form.Outcode",
        "distance-not-valid" => "Form.TravelKm",
        _ => "",
    };
}
