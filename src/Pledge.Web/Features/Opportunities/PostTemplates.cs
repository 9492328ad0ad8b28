using Microsoft.Extensions.Localization;
using Pledge.Domain.Opportunities;

namespace Pledge.Web.Features.Opportunities;

/// <summary>Posts to begin with: what employers offer care leavers most, with the support that helps.</summary>
public static class PostTemplates
{
    public static IReadOnlyList<string> Keys { get; } = ["apprentice-office", "apprentice-trade", "experience-week", "internship-summer", "interview-entry"];

    /// <summary>Null when there is none of that key.</summary>
    public static OpportunityDetails? Find(string? key, IStringLocalizer<OpportunitiesText> texts) => key is null || !Keys.Contains(key) ? null : Of(key) with
    {
        Title = texts[$"TemplateTitle_{key}"],
        Work = texts[$"TemplateWork_{key}"],
        Support = ["buddy", "named-contact", "travel-money"],
        Audience = OpportunityAudience.First,
        HeadStartDays = 14,
        HasGuaranteedInterview = true,
    };

    private static OpportunityDetails Of(string key) => key switch
    {
        "apprentice-office" => new() { Kind = OpportunityKind.Apprenticeship, Level = 3, Fields = ["business"], HoursLeast = 30, HoursMost = 37, PayUnit = PayUnit.Hour, Places = 1 },
        "apprentice-trade" => new() { Kind = OpportunityKind.Apprenticeship, Level = 2, Fields = ["building"], HoursLeast = 37, HoursMost = 40, PayUnit = PayUnit.Hour, Places = 1 },
        "experience-week" => new() { Kind = OpportunityKind.WorkExperience, HoursLeast = 20, HoursMost = 30, PayUnit = PayUnit.None, Places = 2 },
        "internship-summer" => new() { Kind = OpportunityKind.Internship, HoursLeast = 30, HoursMost = 35, PayUnit = PayUnit.Hour, Places = 1 },
        _ => new() { Kind = OpportunityKind.RingFencedInterview, HoursLeast = 20, HoursMost = 37, PayUnit = PayUnit.Hour, Places = 1, KeptPlaces = 1 },
    };
}
