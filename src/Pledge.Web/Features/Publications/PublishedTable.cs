using Pledge.Domain.Indicators;
using Pledge.Domain.Publications;

namespace Pledge.Web.Features.Publications;

/// <summary>Told numbers side by side.</summary>
/// <param name="Heading">Id of what names the table.</param>
/// <param name="Column">What the first column is called.</param>
public sealed record PublishedTable(string Heading, string Column, Indicator Indicator, IReadOnlyList<(string Name, PublishedFigure Figure)> Rows)
{
    /// <summary>What share of everybody a row is; null where rows are no groups.</summary>
    public Func<PublishedFigure, decimal?>? ShareOf { get; init; }
}
