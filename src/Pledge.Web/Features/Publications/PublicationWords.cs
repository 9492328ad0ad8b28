using Microsoft.Extensions.Localization;
using Pledge.Domain.Indicators;
using Pledge.Domain.Publications;

namespace Pledge.Web.Features.Publications;

/// <summary>Told numbers in words.</summary>
public static class PublicationWords
{
    /// <summary>"fewer than 8", the number, or that it is not shown.</summary>
    public static string Tell(this IStringLocalizer<PublicationsText> texts, Told? told) => told switch
    {
        null => texts["NotShown"],
        { IsFew: true } => texts["Few"],
        { Number: var number } => number.ToString("N0", System.Globalization.CultureInfo.CurrentCulture),
    };

    /// <summary>The figure in its unit.</summary>
    public static string ValueOf(this IStringLocalizer<PublicationsText> texts, PublishedFigure figure) =>
        figure.Unit is IndicatorUnit.Count ? texts.Tell(figure.Met) : figure.Value is { } value ? texts[$"Value_{figure.Unit}", value] : texts[figure.Base is { Number: < Told.SmallestBase } or { IsFew: true } ? "NoShare" : "NotShown"];

    /// <summary>Where the share likely lies.</summary>
    public static string IntervalOf(this IStringLocalizer<PublicationsText> texts, PublishedFigure figure) =>
        figure is { IntervalLow: { } low, IntervalHigh: { } high } ? texts["Interval", low, high] : texts["Nothing"];
}
