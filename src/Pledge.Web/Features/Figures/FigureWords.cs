using Microsoft.Extensions.Localization;
using Pledge.Domain.Facts;
using Pledge.Domain.Indicators;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Figures;

/// <summary>Figures, groups and codes in words.</summary>
public static class FigureWords
{
    /// <summary>A value in its unit.</summary>
    public static string ValueOf(this IStringLocalizer<FiguresText> texts, IndicatorUnit unit, double? value) => value is null ? texts["NoValue"] : texts[$"Value_{unit}", value];

    /// <summary>What the group of a dimension is called.</summary>
    public static string GroupOf(this IStringLocalizer<FiguresText> texts, Dimension dimension, string group) => group == FigureCell.Unknown && dimension is not Dimension.EthnicGroup
        ? texts["GroupUnknown"]
        : dimension switch
        {
            Dimension.Ethnicity => EthnicityCode.Find(group)?.Meaning ?? group,
            Dimension.Age when char.IsDigit(group[0]) && group.Length == 2 => group,
            Dimension.Locality or Dimension.Part => group,
            _ => texts[$"Group_{dimension}_{group}"],
        };

    /// <summary>A group with what it is told apart by; everybody without.</summary>
    public static string PlaceOf(this IStringLocalizer<FiguresText> texts, Dimension? dimension, string? group) =>
        dimension is { } by ? string.Join(", ", texts[$"By_{by}"].Value, texts.GroupOf(by, group!)) : texts["Everybody"];

    /// <summary>The raw codes of a cell that an indicator looks at.</summary>
    public static string CodesOf(this IStringLocalizer<FiguresText> texts, FigureCell cell, Indicator indicator)
    {
        if (cell.Outcome is { } outcome && indicator.Family is not IndicatorFamily.Birthday)
            return indicator.Unit is IndicatorUnit.Mean && char.IsDigit(outcome[0]) ? outcome : texts[$"Outcome_{outcome}"];
        if (cell.InTouch is InTouchCode.Died or InTouchCode.ReturnedHome || indicator.Code == "CL-NIT-1921")
            return InTouchCode.Find(cell.InTouch)?.Meaning ?? texts["CodeUnknown"];
        if (indicator.LooksAtHome)
            return AccommodationCode.Find(cell.Home![..1])?.Meaning is { } home ? texts[cell.Home.EndsWith('1') ? "HomeSuitable" : "HomeUnsuitable", home] : texts["CodeUnknown"];
        return ActivityCode.Find(cell.Activity) is { Class: not ActivityClass.Unknown } activity ? activity.Meaning : texts["CodeUnknown"];
    }

    /// <summary>Groups in the order in which a page lists them: as their code list has them, else by name, the unknown last.</summary>
    public static IReadOnlyList<string> InOrder(Dimension dimension, IEnumerable<string> groups) =>
        [.. groups.Distinct().OrderBy(group => group == FigureCell.Unknown).ThenBy(group => dimension is Dimension.Ethnicity ? EthnicityCode.All.Index().FirstOrDefault(pair => pair.Item.Code == group).Index : 0)
            .ThenBy(group => dimension is Dimension.Age && group == "under-18" ? 0 : 1).ThenBy(group => group, StringComparer.CurrentCulture)];

    /// <summary>Name in an address.</summary>
    public static string KeyOf(Dimension dimension) => Kebab.Of(dimension);
}
