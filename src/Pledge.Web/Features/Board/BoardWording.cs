using Microsoft.Extensions.Localization;
using Pledge.Domain.Indicators;
using Pledge.Domain.Publications;
using Pledge.Web.Features.Publications;

namespace Pledge.Web.Features.Board;

/// <summary>Published numbers in words.</summary>
public static class BoardWording
{
    /// <summary>A number about people.</summary>
    public static string PeopleOf(this IStringLocalizer<BoardText> texts, Told? told) => told switch
    {
        null => texts["NotShown"],
        { IsFew: true } => texts["Few"],
        { Number: var number } => texts["About", number],
    };

    /// <summary>A value in its unit.</summary>
    public static string ValueOf(this IStringLocalizer<BoardText> texts, IndicatorUnit unit, decimal? value) => value is null ? texts["NoValue"] : texts[unit is IndicatorUnit.Percent ? "Percent" : "Number", value];

    /// <summary>The value of a figure, or why there is none: too few people to say of how many, or too few of them.</summary>
    public static string ValueOf(this IStringLocalizer<BoardText> texts, PublishedFigure figure) => figure switch
    {
        { Value: not null } => texts.ValueOf(figure.Unit, figure.Value),
        { Unit: not IndicatorUnit.Count, Base: { IsFew: true } or { Number: < Told.SmallestBase } } => texts["TooFew"],
        { Met.IsFew: true } => texts["Few"],
        _ => texts["NoValue"],
    };

    /// <summary>How a figure moved in a year, and whether that is better; null where the year before says nothing.</summary>
    public static string? MoveOf(this IStringLocalizer<BoardText> texts, PublishedIndicator shown, Polarity polarity)
    {
        var (now, before) = (shown.Now, shown.YearBefore);
        if (now.Value is not { } value || before?.Value is not { } old)
            return null;
        if (value == old)
            return texts["MoveNone"];
        var change = Math.Abs(value - old);
        var amount = now.Unit is IndicatorUnit.Percent ? texts[$"Points_{(change == 1 ? "one" : "several")}", change].Value : texts["Number", change].Value;
        var move = texts[value > old ? "MoveUp" : "MoveDown", amount, texts.ValueOf(now.Unit, old)].Value;
        if (shown.MayBeChance)
            return texts["MoveChance", move];
        if (shown.MayBeRounding)
            return texts["MoveRounding", move];
        if (polarity is Polarity.None)
            return shown.IsMoreThanChance ? texts["MoveChanged", move] : move;
        return value > old == polarity is Polarity.High ? texts["MoveBetter", move] : texts["MoveWorse", move];
    }

    /// <summary>Why a move may be chance or is more: how few people it rests on, and between what each share likely is; null where nothing moved or no share can tell.</summary>
    public static string? ChanceOf(this IStringLocalizer<BoardText> texts, PublishedIndicator shown) =>
        shown is { Now: { Value: { } value, IntervalLow: { } low, IntervalHigh: { } high } now, YearBefore: { Value: { } old, IntervalLow: { } oldLow, IntervalHigh: { } oldHigh } before } && value != old
            ? (shown.MayBeChance ? texts["ChanceWhy", texts.PeopleOf(now.Base), low, high, texts.PeopleOf(before.Base), oldLow, oldHigh] : texts["ChanceNot", low, high, oldLow, oldHigh]).Value
            : null;

    /// <summary>What the gap is, in one sentence.</summary>
    public static string SentenceOf(this IStringLocalizer<BoardText> texts, Gap gap, string? figure)
    {
        var than = gap.IsToFigure ? texts["ThanFigure", figure!] : texts["ThanWorkers"];
        return gap switch
        {
            { Workers: null, Figure: null } => texts["GapAlone"],
            { Points: >= Gap.Narrow } => texts["GapBelow", gap.Points, than],
            { Points: <= -Gap.Narrow } => texts["GapAbove", -gap.Points, than],
            _ => texts["GapNarrow", than],
        };
    }
}
