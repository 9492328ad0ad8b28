namespace Pledge.Domain.Matching;

/// <summary>A place on the National Grid in metres: the middle of an outcode, never an address.</summary>
/// <param name="Easting">Metres east of the grid's origin.</param>
/// <param name="Northing">Metres north of it.</param>
public readonly record struct Place(int Easting, int Northing)
{
    /// <summary>Metres as the crow flies.</summary>
    public double MetresTo(Place other)
    {
        double east = Easting - other.Easting, north = Northing - other.Northing;
        return Math.Sqrt((east * east) + (north * north));
    }
}

/// <summary>Where somebody is and how far they go from there.</summary>
/// <param name="Metres">Most metres they go; 0 or more.</param>
public sealed record Reach(Place Place, int Metres)
{
    private const int MetresInKm = 1000;
    private const double MetresInMile = 1609.344;

    // Wide on purpose: a distance that is told must not find a place on the map.
    private static readonly int[] Bands = [2, 3, 5, 10, 15, 20, 30, 50, 100, 200, 1000];

    /// <summary>As it is kept of people: an outcode, of which the middle is known, and kilometres.</summary>
    /// <returns>Null when either is not known.</returns>
    public static Reach? Of(Place? middle, int? km) => middle is { } place && km is { } far ? new(place, far * MetresInKm) : null;

    /// <summary>1 at the same place, falling evenly to 0 at the most metres that both go.</summary>
    public double Near(Reach other) => Near(other.Place, Math.Min(Metres, other.Metres));

    /// <summary>The same for a place that does not move.</summary>
    public double Near(Place place) => Near(place, Metres);

    /// <summary>Whether the other is no farther than each of the two goes.</summary>
    public bool IsWithin(Reach other) => Place.MetresTo(other.Place) <= Math.Min(Metres, other.Metres);

    public bool IsWithin(Place place) => Place.MetresTo(place) <= Metres;

    /// <summary>The distance as it may be told: within 2, 3, 5, 10, 15, 20, 30, 50, 100, 200 or 1,000 miles.</summary>
    public int WithinMiles(Place place)
    {
        var miles = Place.MetresTo(place) / MetresInMile;
        return Bands.FirstOrDefault(band => miles <= band, Bands[^1]);
    }

    private double Near(Place place, int most) => Math.Max(0, 1 - (Place.MetresTo(place) / Math.Max(1, most)));
}
