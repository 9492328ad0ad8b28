using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Pledge.Domain;
using Pledge.Domain.Matching;

namespace Pledge.Web.Features.NationalAdverts;

/// <summary>Reads one item of the API's answer. Pure. Fields that are missing, of another type or too long never spoil the rest of the item.</summary>
internal static partial class AdvertReader
{
    private const int Name = 200, Long = 4000;

    /// <summary>The reference in capitals without VAC, with which some answers write it and others do not.</summary>
    public static string? Reference(JsonElement item)
    {
        var reference = Text(item, "vacancyReference")?.Trim().ToUpperInvariant() ?? "";
        if (reference.StartsWith("VAC", StringComparison.Ordinal))
            reference = reference[3..];
        return Shape().IsMatch(reference) ? reference : null;
    }

    /// <returns>Null when it lacks what every advert has: a reference, a title, or the days it was posted and closes.</returns>
    public static (NationalAdvert Advert, IReadOnlyList<AdvertPlace> Places)? Read(JsonElement item)
    {
        if (Reference(item) is not { } reference || AdvertText.Line(Text(item, "title"), Name) is not { } title
            || Instant(item, "postedDate") is not { } posted || Day(item, "closingDate") is not { } closes)
            return null;
        var course = Part(item, "course");
        var wage = Part(item, "wage");
        var isNational = Flag(item, "isNationalVacancy");
        var advert = new NationalAdvert(
            reference, title, AdvertText.Line(Text(item, "employerName"), Name), AdvertText.Line(Text(item, "providerName"), Name), AdvertText.Lines(Text(item, "description"), 1000),
            AdvertText.Line(Text(course, "title"), Name), Level(item, course), AdvertText.Line(Text(course, "route"), 100), Is(Text(course, "type"), "foundationApprenticeship"),
            Number(item, "numberOfPositions") is { } positions and >= 1 and <= 100_000 ? (int)positions : null,
            Number(item, "hoursPerWeek") is { } hours and > 0 and <= 168 ? Math.Round(hours, 2) : null, AdvertText.Line(Text(item, "expectedDuration"), 100),
            WageKind(Text(wage, "wageType")), Number(wage, "wageAmount") is { } amount and >= 1 and < 10_000_000 ? Math.Round(amount, 2) : null, WageUnit(Text(wage, "wageUnit")),
            AdvertText.Line(Text(wage, "wageAdditionalInformation"), 500), AdvertText.Line(Text(wage, "workingWeekDescription"), 500),
            posted.ToUniversalTime(), closes, Day(item, "startDate"), isNational, isNational ? AdvertText.Line(Text(item, "isNationalVacancyDetails"), 500) : null,
            Flag(item, "isDisabilityConfident"), AdvertText.Lines(Text(item, "fullDescription"), 8000),
            AdvertText.Lines(string.Join('\n', Text(item, "trainingDescription"), Text(item, "additionalTrainingDescription")), 8000), AdvertText.Lines(Text(item, "outcomeDescription"), Long),
            AdvertText.Lines(Text(item, "thingsToConsider"), Long), AdvertText.Lines(Text(item, "employerDescription"), Long),
            [.. List(item, "skills").Select(skill => skill.ValueKind is JsonValueKind.String ? AdvertText.Line(skill.GetString(), 100) : null).OfType<string>().Distinct().Take(30)],
            [.. List(item, "qualifications").Select(Qualification).OfType<string>().Distinct().Take(30)], Address(Text(item, "vacancyUrl")));
        return (advert, isNational ? [] : Places(reference, item));
    }

    private static List<AdvertPlace> Places(string reference, JsonElement item)
    {
        List<AdvertPlace> places = [];
        foreach (var address in List(item, "addresses").Where(address => address.ValueKind is JsonValueKind.Object).Take(50))
        {
            string[] lines = [.. Enumerable.Range(1, 4).Select(line => AdvertText.Line(Text(address, $"addressLine{line}"), 100)).OfType<string>()];
            var postcode = AdvertText.Line(Text(address, "postcode"), 10);
            var outcode = Outcode.Read(postcode);
            // Degrees that are missing, zero or abroad fall back on the middle of the outcode, where the database knows it.
            var place = Number(address, "latitude") is { } up && Number(address, "longitude") is { } along ? NationalGrid.Of((double)up, (double)along) : null;
            if (lines.Length == 0 && outcode is null && place is null)
                continue;
            places.Add(new(reference, places.Count + 1, string.Join(", ", outcode is null ? lines : [.. lines, postcode!]) is { Length: > 0 } all ? all : null, lines.LastOrDefault(), outcode,
                place is { } middle ? FormattableString.Invariant($"({middle.Easting},{middle.Northing})") : null));
        }
        return places;
    }

    // The course's own level; else that of the words the service uses, however they are spelt.
    private static int? Level(JsonElement item, JsonElement course) => Number(course, "level") is { } level and >= 2 and <= 7 ? (int)level
        : Text(item, "apprenticeshipLevel")?.Trim().ToUpperInvariant() switch { "INTERMEDIATE" => 2, "ADVANCED" => 3, "HIGHER" => 4, "DEGREE" => 6, _ => null };

    private static string? WageKind(string? written) => written switch
    {
        _ when Is(written, "ApprenticeshipMinimum") => "apprenticeship-minimum",
        _ when Is(written, "NationalMinimum") => "national-minimum",
        _ when Is(written, "Custom") => "custom",
        _ when Is(written, "CompetitiveSalary") => "competitive-salary",
        _ => null,
    };

    private static string? WageUnit(string? written) =>
        Is(written, "Weekly") ? "weekly" : Is(written, "Monthly") ? "monthly" : Is(written, "Annually") ? "annually" : null;

    private static string? Qualification(JsonElement item)
    {
        if (item.ValueKind is not JsonValueKind.Object)
            return null;
        var what = string.Join(' ', new[] { Text(item, "qualificationType"), Text(item, "subject") }.Where(part => !string.IsNullOrWhiteSpace(part)));
        var detail = string.Join(", ", new[] { Text(item, "grade"), Text(item, "weighting")?.ToLowerInvariant() }.Where(part => !string.IsNullOrWhiteSpace(part)));
        return AdvertText.Line(what.Length == 0 ? detail : detail.Length == 0 ? what : $"{what} ({detail})", 200);
    }

    // People follow it, so it must lead to a page and not run anything.
    private static string? Address(string? written) =>
        Uri.TryCreate(written?.Trim(), UriKind.Absolute, out var address) && address.Scheme is "https" or "http" && address.AbsoluteUri.Length <= 500 && address.UserInfo.Length == 0 ? address.AbsoluteUri : null;

    // The service writes a London day as if it were UTC: the last second of 30 September is 1 October in London's summer time, and the advert still closes on the 30th.
    // Only what is exactly midnight in London is taken for an instant.
    private static DateOnly? Day(JsonElement item, string name)
    {
        if (Instant(item, name) is not { } at)
            return null;
        var london = LondonTime.ToLondon(at);
        return DateOnly.FromDateTime(london.TimeOfDay == TimeSpan.Zero ? london.DateTime : at.DateTime);
    }

    private static DateTimeOffset? Instant(JsonElement item, string name) =>
        DateTimeOffset.TryParse(Text(item, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && at.Year is > 2000 and < 2200 ? at : null;

    private static bool Is(string? written, string word) => string.Equals(written?.Trim(), word, StringComparison.OrdinalIgnoreCase);

    private static string? Text(JsonElement item, string name) => Part(item, name) is var value && value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    } is { } text ? text : null;

    private static decimal? Number(JsonElement item, string name) =>
        decimal.TryParse(Text(item, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool Flag(JsonElement item, string name) => Part(item, name).ValueKind is JsonValueKind.True;

    private static JsonElement Part(JsonElement item, string name) => item.ValueKind is JsonValueKind.Object && item.TryGetProperty(name, out var value) ? value : default;

    private static JsonElement[] List(JsonElement item, string name) => Part(item, name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    [GeneratedRegex("^[A-Z0-9-]{1,40}$")]
    private static partial Regex Shape();
}
