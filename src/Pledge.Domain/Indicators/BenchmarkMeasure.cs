namespace Pledge.Domain.Indicators;

/// <summary>Measures of the published outcomes of care leavers, as we call them and as the Department for Education does.</summary>
public static class BenchmarkMeasure
{
    private static readonly Dictionary<string, string> ByName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Accommodation considered suitable"] = "suitable",
        ["Accommodation considered unsuitable"] = "unsuitable",
        ["No information"] = "no-information",
        ["Total in education, employment or training"] = "eet",
        ["Higher education i.e. studies beyond A level"] = "higher-education",
        ["Education other than higher education"] = "other-education",
        ["In an apprenticeship"] = "apprenticeship",
        ["In training or employment (excl. apprenticeship)"] = "training-or-work",
        ["Total not in education, employment or training"] = "neet",
        ["Not in education, training or employment, owing to illness or disability"] = "neet-illness",
        ["Not in education, training or employment, owing to pregnancy or parenting"] = "neet-parenting",
        ["Not in education, training or employment, owing to other reasons"] = "neet-other",
        ["Total information not known"] = "not-known",
    };

    /// <summary>The measure of a breakdown; null for totals and for what we do not show.</summary>
    public static string? Find(string breakdown) => ByName.GetValueOrDefault(breakdown.Trim());
}
