using System.Text.RegularExpressions;

namespace Pledge.Domain.Matching;

/// <summary>The first half of a postcode and where the middle of its postcodes is.</summary>
public sealed partial class Outcode
{
    private Outcode(string code, int easting, int northing, string source, DateOnly asOf) => (Code, Easting, Northing, Source, AsOf) = (code, easting, northing, source, asOf);

    /// <summary>In capitals, as <see cref="Read"/> gives it.</summary>
    public string Code { get; private set; }

    public int Easting { get; private set; }

    public int Northing { get; private set; }

    /// <summary>The file it was worked out from.</summary>
    public string Source { get; private set; }

    /// <summary>First day of the month of the newest postcode in that file, unless whoever brought it said otherwise.</summary>
    public DateOnly AsOf { get; private set; }

    public Place Place => new(Easting, Northing);

    /// <summary>The outcode in what somebody typed: an outcode or a whole postcode, of which the second half is dropped.</summary>
    /// <returns>In capitals; null when it is neither.</returns>
    public static string? Read(string? typed)
    {
        var match = Typed().Match((typed ?? "").Trim().ToUpperInvariant());
        return match.Success ? match.Groups[1].Value : null;
    }

    // A postcode's second half is always a digit and two letters, so "SW1A1AA" parts without a space.
    [GeneratedRegex("^([A-Z]{1,2}[0-9][A-Z0-9]?)(?:[ ]*[0-9][A-Z]{2})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Typed();
}
