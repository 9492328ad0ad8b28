namespace Pledge.Domain.Matching;

/// <summary>From degrees as maps and phones give them (WGS 84) to the National Grid, to about 5 metres in Great Britain.</summary>
/// <remarks>Source: Ordnance Survey, "A guide to coordinate systems in Great Britain": the seven-parameter transformation of its section 6.6 and the projection of annexes B and C.</remarks>
public static class NationalGrid
{
    private const double ArcSecond = Math.PI / 180 / 3600;

    // Airy 1830, on which the grid is drawn, and GRS 80 of WGS 84: half axes in metres.
    private const double AiryMajor = 6377563.396, AiryMinor = 6356256.909, WorldMajor = 6378137, WorldMinor = 6356752.3141;

    // The projection: scale on the central meridian, the true origin in radians and its false coordinates.
    private const double Scale = 0.9996012717, OriginLatitude = 49 * Math.PI / 180, OriginLongitude = -2 * Math.PI / 180, OriginEasting = 400000, OriginNorthing = -100000;

    /// <summary>Where the grid is of use: the British Isles with some sea around them.</summary>
    /// <returns>Null outside it, which is where a wrong or a missing pair of numbers (0, 0) lies too.</returns>
    public static Place? Of(double latitude, double longitude)
    {
        if (!(latitude is > 49 and < 61.5 && longitude is > -9 and < 2.5))
            return null;
        var (airyLatitude, airyLongitude) = OnAiry(latitude * Math.PI / 180, longitude * Math.PI / 180);
        return Project(airyLatitude, airyLongitude);
    }

    private static (double Latitude, double Longitude) OnAiry(double latitude, double longitude)
    {
        const double square = 1 - (WorldMinor * WorldMinor / (WorldMajor * WorldMajor));
        var radius = WorldMajor / Math.Sqrt(1 - (square * Math.Sin(latitude) * Math.Sin(latitude)));
        double x = radius * Math.Cos(latitude) * Math.Cos(longitude), y = radius * Math.Cos(latitude) * Math.Sin(longitude), z = radius * (1 - square) * Math.Sin(latitude);

        const double scale = 1 + 20.4894e-6, turnX = -0.1502 * ArcSecond, turnY = -0.2470 * ArcSecond, turnZ = -0.8421 * ArcSecond;
        (x, y, z) = (
            -446.448 + (scale * x) - (turnZ * y) + (turnY * z),
            125.157 + (turnZ * x) + (scale * y) - (turnX * z),
            -542.060 - (turnY * x) + (turnX * y) + (scale * z));

        const double airySquare = 1 - (AiryMinor * AiryMinor / (AiryMajor * AiryMajor));
        var flat = Math.Sqrt((x * x) + (y * y));
        var found = Math.Atan2(z, flat * (1 - airySquare));
        // Each turn leaves less than a hundredth of the error before it.
        for (var turn = 0; turn < 5; turn++)
            found = Math.Atan2(z + (airySquare * AiryMajor / Math.Sqrt(1 - (airySquare * Math.Sin(found) * Math.Sin(found))) * Math.Sin(found)), flat);
        return (found, Math.Atan2(y, x));
    }

    private static Place Project(double latitude, double longitude)
    {
        const double square = 1 - (AiryMinor * AiryMinor / (AiryMajor * AiryMajor)), n = (AiryMajor - AiryMinor) / (AiryMajor + AiryMinor);
        double sin = Math.Sin(latitude), cos = Math.Cos(latitude), tan2 = Math.Pow(Math.Tan(latitude), 2);
        var across = AiryMajor * Scale / Math.Sqrt(1 - (square * sin * sin));
        var along = AiryMajor * Scale * (1 - square) / Math.Pow(1 - (square * sin * sin), 1.5);
        var eta2 = (across / along) - 1;

        double less = latitude - OriginLatitude, more = latitude + OriginLatitude;
        var arc = AiryMinor * Scale * (((1 + n + (1.25 * n * n) + (1.25 * n * n * n)) * less)
            - (((3 * n) + (3 * n * n) + (2.625 * n * n * n)) * Math.Sin(less) * Math.Cos(more))
            + (((1.875 * n * n) + (1.875 * n * n * n)) * Math.Sin(2 * less) * Math.Cos(2 * more))
            - (35d / 24 * n * n * n * Math.Sin(3 * less) * Math.Cos(3 * more)));

        var east = longitude - OriginLongitude;
        var northing = arc + OriginNorthing + (across / 2 * sin * cos * Math.Pow(east, 2))
            + (across / 24 * sin * Math.Pow(cos, 3) * (5 - tan2 + (9 * eta2)) * Math.Pow(east, 4))
            + (across / 720 * sin * Math.Pow(cos, 5) * (61 - (58 * tan2) + (tan2 * tan2)) * Math.Pow(east, 6));
        var easting = OriginEasting + (across * cos * east) + (across / 6 * Math.Pow(cos, 3) * ((across / along) - tan2) * Math.Pow(east, 3))
            + (across / 120 * Math.Pow(cos, 5) * (5 - (18 * tan2) + (tan2 * tan2) + (14 * eta2) - (58 * tan2 * eta2)) * Math.Pow(east, 5));
        return new((int)Math.Round(easting), (int)Math.Round(northing));
    }
}
