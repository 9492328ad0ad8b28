using Microsoft.Extensions.Localization;
using Pledge.Domain.Indicators;
using Pledge.Domain.Publications;
using Pledge.Web.Features.Figures;

namespace Pledge.Web.Features.Publications;

/// <summary>Told numbers as lines of a file, each with the definition.</summary>
public static class PublishedCsv
{
    private static readonly string[] Columns = ["Code", "Name", "WhatCounts", "WhoCounts", "Day", "Dimension", "Group", "Value", "IntervalLow", "IntervalHigh", "Met", "NotMet", "NoInformation", "Base", "Target", "Tolerance", "Status"];

    public static IEnumerable<string> Headings(IStringLocalizer<PublicationsText> texts) => Columns.Select(column => texts[$"Csv{column}"].Value);

    /// <summary>Groups as they are read: dimension by dimension, and in each in its own order.</summary>
    public static IEnumerable<PublishedFigure> InOrder(IEnumerable<PublishedFigure> groups) => groups.GroupBy(figure => figure.Dimension!.Value).OrderBy(same => same.Key)
        .SelectMany(same => FigureWords.InOrder(same.Key, same.Select(figure => figure.GroupName!)).Select(name => same.Single(figure => figure.GroupName == name)));

    /// <param name="day">The quarter end.</param>
    /// <param name="group">What the group is called; null for the name of <see cref="FigureWords.GroupOf"/>.</param>
    public static IEnumerable<object?> FieldsOf(IStringLocalizer<PublicationsText> texts, IStringLocalizer<FiguresText> figures, Indicator indicator, DateOnly day, PublishedFigure figure, string? group = null) =>
    [
        indicator.Code, figures[$"Name_{indicator.Code}"].Value, figures[$"Met_{indicator.Code}"].Value, figures[$"Base_{indicator.Code}"].Value, day,
        figure.Dimension is { } dimension ? figures[$"By_{dimension}"].Value : "", group ?? (figure.Dimension is { } of ? figures.GroupOf(of, figure.GroupName!) : figures["Everybody"].Value),
        figure.Value, figure.IntervalLow, figure.IntervalHigh, indicator.TellsMet ? texts.Tell(figure.Met) : "", indicator.HasOthers ? texts.Tell(figure.NotMet) : "", indicator.HasOthers ? texts.Tell(figure.NoInformation) : "", indicator.TellsBase ? texts.Tell(figure.Base) : "",
        figure.Target, figure.Tolerance, figures[$"Rag_{figure.Status}"].Value,
    ];
}
