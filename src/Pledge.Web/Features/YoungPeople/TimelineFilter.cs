using System.Globalization;
using Pledge.Web.Data;
using Pledge.Web.Features.Facts;

namespace Pledge.Web.Features.YoungPeople;

/// <summary>Which part of what happened a page shows.</summary>
/// <param name="Kind">One of <see cref="Kinds"/>; null for every kind.</param>
/// <param name="Since">First London day shown, or null. A fact is shown when any of its days is.</param>
/// <param name="Until">Last London day shown, or null.</param>
/// <param name="Corrections">Whether what was found wrong, replaced or taken out is shown too.</param>
public sealed record TimelineFilter(string? Kind, DateOnly? Since, DateOnly? Until, bool Corrections)
{
    public const string ContactKind = "contact";
    public const string DocumentKind = "document";

    /// <summary>Every kind, in the order of the filter.</summary>
    public static readonly IReadOnlyList<string> Kinds = [.. Enum.GetValues<FactKind>().Select(Kebab.Of), ContactKind, DocumentKind];

    /// <summary>A day as a browser sends it (2026-05-31), or as people type it where a browser has no field for days (31/5/2026).</summary>
    /// <returns>False when there is something that is no day.</returns>
    public static bool TryDay(string? text, out DateOnly? day)
    {
        day = DateOnly.TryParseExact(text?.Trim(), ["yyyy-MM-dd", "d/M/yyyy", "d.M.yyyy", "d MMMM yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : null;
        return day is not null || string.IsNullOrWhiteSpace(text);
    }

    /// <summary>The part of an address that asks for the same again.</summary>
    public string Query => string.Join('&', Parts());

    private IEnumerable<string> Parts()
    {
        if (Kind is not null)
            yield return $"kind={Kind}";
        if (Since is { } since)
            yield return string.Create(CultureInfo.InvariantCulture, $"since={since:yyyy-MM-dd}");
        if (Until is { } until)
            yield return string.Create(CultureInfo.InvariantCulture, $"until={until:yyyy-MM-dd}");
        if (Corrections)
            yield return "corrections=true";
    }
}
