using Pledge.Domain.Indicators;

namespace Pledge.Tests.Support;

/// <summary>Published figures.</summary>
public static class ArrangePublication
{
    /// <summary>Told numbers as a publication keeps them. In one transaction, since a publication has every figure that it says.</summary>
    /// <param name="by">Who published them; the authority's own id for somebody who is not known.</param>
    public static Task<int> PublishAsync(this Site site, Guid authority, string on, (string Code, string? Part, int Met, int Base, int? Value, string? Target, string Status)[] figures, int number = 1, Guid? by = null, int noInformation = 0)
    {
        var id = Guid.CreateVersion7();
        string Text(string? text) => text is null ? "null" : $"'{text}'";
        int? ShareOf((string Code, string? Part, int Met, int Base, int? Value, string? Target, string Status) figure) => Indicator.Find(figure.Code)!.Unit is IndicatorUnit.Percent ? figure.Value : null;
        return site.ExecuteAsync($"""
            insert into pledge.publication (id, authority_id, on_day, number, known_at, published_at, published_by, is_stale, figures, reason) values ('{id}', '{authority}', '{on}', {number}, date '{on}' + 5, date '{on}' + 9 + {number - 1}, '{by ?? authority}', false, {figures.Length}, {(number > 1 ? "'Late records came in'" : "null")});
            {string.Concat(figures.Select(figure => $"insert into pledge.published_figure (id, authority_id, publication_id, indicator, dimension, group_name, met, not_met, no_information, base, left_out_reasons, left_out, value, interval_low, interval_high, target, tolerance, status) values (gen_random_uuid(), '{authority}', '{id}', '{figure.Code}', {(figure.Part is null ? "null" : "'part'")}, {Text(figure.Part)}, {figure.Met}, 0, {noInformation}, {figure.Base}, '{{}}', '{{}}', {(figure.Value is { } value ? $"{value}" : "null")}, {(ShareOf(figure) is { } low ? $"{low - 5}" : "null")}, {(ShareOf(figure) is { } high ? $"{high + 5}" : "null")}, {figure.Target ?? "null"}, {(figure.Target is null ? "null" : "3")}, '{figure.Status}');\n"))}
            """);
    }
}
