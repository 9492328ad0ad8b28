using System.Globalization;
using Microsoft.Extensions.Localization;
using Pledge.Domain.Matching;
using Pledge.Domain.Mentors;
using Pledge.Web.Features.Mentors;

namespace Pledge.Web.Features.Mentoring;

/// <summary>The values of a reason in words.</summary>
public static class ReasonWords
{
    /// <summary>What both chose, or within how many miles; nothing else is in a reason.</summary>
    public static string Of(MatchReason reason, IStringLocalizer<MentorsText> texts) => reason.Args[0] switch
    {
        int miles => miles.ToString(CultureInfo.CurrentCulture),
        IReadOnlyList<MeetingTime> times => Joined("Time_", MentorChoices.TimesIn(MeetingTimes.Of(times)), texts),
        IReadOnlyList<string> chosen => Joined(KindOf(reason.Code), chosen, texts),
        var other => throw new InvalidOperationException($"A reason of {reason.Code} has a {other.GetType().Name}"),
    };

    /// <summary>What the name of a choice of this item begins with in <see cref="MentorsText"/>.</summary>
    public static string KindOf(string item) => item switch
    {
        "hopes" => "Help_",
        "interests" => "Interest_",
        "times" => "Time_",
        "kind" => "Kind_",
        "background" => "Background_",
        "gender" => "Gender_",
        "language" => "Language_",
        _ => throw new ArgumentOutOfRangeException(nameof(item), item, null),
    };

    public static string Joined(string kind, IEnumerable<string> chosen, IStringLocalizer<MentorsText> texts) => string.Join(", ", chosen.Select(choice => texts[kind + choice].Value));
}
