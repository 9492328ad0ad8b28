using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Applications;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Placements;

/// <summary>What somebody types about one matter of a place. The matter decides which fields are asked.</summary>
public sealed class PlacementForm
{
    /// <summary><c>yes</c>, <c>no</c>, or of a start <c>later</c>.</summary>
    public string? Answer { get; set; }

    public DateOnly? Day { get; set; }

    /// <summary>Kebab-case <see cref="LeavingReason"/>.</summary>
    public string? Reason { get; set; }

    public string? Words { get; set; }

    public static PlacementForm Of(PlacementStatement? said) => said is null ? new() : new() { Answer = said.Says ? "yes" : "no", Day = said.Day, Reason = said.Reason is { } reason ? Kebab.Of(reason) : null, Words = said.Words };

    /// <summary>What it is about: of a start that comes later, its day.</summary>
    public PlacementMatter About(PlacementMatter asked) => asked is PlacementMatter.Started && Answer == "later" ? PlacementMatter.Expected : asked;

    public PlacementAnswer ToAnswer() => new(Answer switch { "yes" or "later" => true, "no" => false, _ => null }, Day, Kebab.Find<LeavingReason>(Reason), Words);

    /// <summary>The field a refusal is shown beside.</summary>
    public static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "placement-day-missing" or "placement-day-not-valid" or "placement-day-ahead" or "placement-day-before-start" => $"Form.{nameof(Day)}",
        "leaving-reason-missing" => $"Form.{nameof(Reason)}",
        "placement-words-too-long" => $"Form.{nameof(Words)}",
        "placement-changed-meanwhile" => "",
        _ => $"Form.{nameof(Answer)}",
    };
}

/// <summary>One matter of one place, as a form asks about it.</summary>
/// <param name="Name">Of whom it is asked about; null when they are asked themselves.</param>
public sealed record PlacementAsk(PlacementStory Story, PlacementQuestion Question, string? Name)
{
    public string Kind => Kebab.Of(Question.About);

    /// <summary>The question in a sentence.</summary>
    public string Sentence(IStringLocalizer<PlacementsText> texts) =>
        texts[$"{(Name is null ? "Ask_me" : "Ask_them")}_{Kind}", Name ?? "", Question.AfterDays / 7, Pounds(Story, Question.AfterDays), Story.Placement.OrganisationName];

    /// <summary>What was said, in a sentence.</summary>
    public static string Line(IStringLocalizer<PlacementsText> texts, PlacementStory story, PlacementStatement said) =>
        texts[$"Line_{Kebab.Of(said.About)}_{(said.Says ? "yes" : "no")}", (object?)said.Day ?? "", said.AfterDays / 7, Pounds(story, said.AfterDays)];

    private static decimal Pounds(PlacementStory story, int afterDays) =>
        (ApprenticeBursary.All.LastOrDefault(payment => payment.AfterDays == afterDays && payment.StartedFrom <= story.StartedOn)?.Pence ?? 0) / 100m;
}
