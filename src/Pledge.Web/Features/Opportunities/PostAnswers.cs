using Microsoft.Extensions.Localization;
using Pledge.Domain.Opportunities;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Opportunities;

/// <summary>One answer of a post, as people read it.</summary>
/// <param name="Field">Of <see cref="OpportunityDetails.AllFields"/>.</param>
/// <param name="Said">Empty when nothing is said.</param>
public sealed record PostAnswer(OpportunityPart Part, string Field, string Said);

/// <summary>The answers of a post in words.</summary>
public static class PostAnswers
{
    /// <summary>Every field, in the order of the parts.</summary>
    public static IReadOnlyList<PostAnswer> Of(OpportunityDetails post, IStringLocalizer<OpportunitiesText> texts) =>
        [.. OpportunityDetails.AllFields.Select(field => new PostAnswer(field.Part, field.Field, Said(post, field.Field, texts)))];

    /// <summary>What is paid, in one line.</summary>
    public static string Pay(OpportunityDetails post, IStringLocalizer<OpportunitiesText> texts) => post switch
    {
        { PayUnit: null } => "",
        { PayUnit: PayUnit.None } => texts["PayNothing"],
        { PayPence: { } pence, PayUnit: { } unit } => texts[$"Pay_{Kebab.Of(unit)}", pence / 100m],
        _ => "",
    };

    /// <summary>Hours a week, in one line.</summary>
    public static string Hours(OpportunityDetails post, IStringLocalizer<OpportunitiesText> texts) => (post.HoursLeast, post.HoursMost) switch
    {
        (null, null) => "",
        ({ } least, { } most) when least != most => texts["HoursBetween", least, most],
        var (least, most) => texts["HoursOf", least ?? most!.Value],
    };

    public static string Where(OpportunityDetails post, IStringLocalizer<OpportunitiesText> texts) =>
        post.IsRemote ? texts["FromHome"] : string.Join(", ", new[] { post.Area, post.Outcode }.OfType<string>());

    public static string Starts(OpportunityDetails post, IStringLocalizer<OpportunitiesText> texts) => post.StartsOn is { } day ? texts["Day", day] : texts["WhenYouCan"];

    public static string Joined(IEnumerable<string> choices, Func<string, string> word) => string.Join(", ", choices.Select(word));

    private static string Said(OpportunityDetails post, string field, IStringLocalizer<OpportunitiesText> texts) => field switch
    {
        nameof(post.Kind) => texts[$"Kind_{Kebab.Of(post.Kind)}"],
        nameof(post.Title) => post.Title ?? "",
        nameof(post.Standard) => post.Standard ?? "",
        nameof(post.NationalReference) => post.NationalReference ?? "",
        nameof(post.Level) => post.Level is { } level ? texts["LevelIs", level] : "",
        nameof(post.Fields) => Joined(post.Fields, choice => texts[$"Work_{choice}"]),
        nameof(post.Work) => post.Work ?? "",
        nameof(post.Places) => $"{post.Places}",
        nameof(post.PayPence) => Pay(post, texts),
        nameof(post.PayUnit) => post.PayUnit is { } unit ? texts[$"Unit_{Kebab.Of(unit)}"] : "",
        nameof(post.HoursLeast) => $"{post.HoursLeast:0.##}",
        nameof(post.HoursMost) => $"{post.HoursMost:0.##}",
        nameof(post.Pattern) => post.Pattern ?? "",
        nameof(post.StartsOn) => Starts(post, texts),
        nameof(post.ClosesOn) => post.ClosesOn is { } closes ? texts["Day", closes] : "",
        nameof(post.Area) => post.IsRemote ? "" : post.Area ?? "",
        nameof(post.Outcode) => post.IsRemote ? texts["FromHome"] : post.Outcode ?? "",
        nameof(post.Essential) => Joined(post.Essential, choice => texts[$"Has_{choice}"]),
        nameof(post.EssentialWords) => post.EssentialWords ?? "",
        nameof(post.Nice) => Joined(post.Nice, choice => texts[$"Has_{choice}"]),
        nameof(post.NiceWords) => post.NiceWords ?? "",
        nameof(post.LeastAge) => post.LeastAge is { } age ? texts["AgeFrom", age] : "",
        nameof(post.Checks) => Joined(post.Checks, choice => texts[$"Check_{choice}"]),
        nameof(post.Flexibility) => post.Flexibility is { } flexibility ? texts[$"Flexible_{Kebab.Of(flexibility)}"] : "",
        nameof(post.ChecksWords) => post.ChecksWords ?? "",
        nameof(post.Support) => Joined(post.Support, choice => texts[$"Support_{choice}"]),
        nameof(post.SupportWords) => post.SupportWords ?? "",
        nameof(post.HasGuaranteedInterview) => texts[post.HasGuaranteedInterview ? "Yes" : "No"],
        nameof(post.Audience) => post.Audience is { } audience ? texts[$"Sees_{Kebab.Of(audience)}"] : "",
        nameof(post.HeadStartDays) => post.HeadStartDays is { } days ? texts["HeadStart", days] : "",
        nameof(post.KeptPlaces) => $"{post.KeptPlaces}",
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, null),
    };
}
