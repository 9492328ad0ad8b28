using Pledge.Domain.Matching;

namespace Pledge.Tests.Matching;

public sealed class NationalGridTests
{
    // Published with the Ordnance Survey's own transformation (OSTN15): a lighthouse, a water tower and a hill at three ends of the country.
    [Theory]
    [InlineData(49.92226394, -6.29977753, 91492, 11319)]
    [InlineData(52.65800783, 1.71607397, 651410, 313177)]
    [InlineData(58.51560361, -6.26091456, 151969, 966484)]
    [InlineData(51.42754743, -2.54407618, 362270, 169978)]
    public void Degrees_come_out_within_ten_metres_of_the_published_place(double latitude, double longitude, int easting, int northing) =>
        Assert.InRange(NationalGrid.Of(latitude, longitude)!.Value.MetresTo(new(easting, northing)), 0, 10);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1.9, 52.5)]
    [InlineData(48.85, 2.35)]
    [InlineData(double.NaN, -1)]
    [InlineData(double.PositiveInfinity, -1)]
    public void What_lies_elsewhere_has_no_place(double latitude, double longitude) => Assert.Null(NationalGrid.Of(latitude, longitude));

    [Theory]
    [InlineData("LE1", "LE1")]
    [InlineData(" le1 ", "LE1")]
    [InlineData("SW1A 1AA", "SW1A")]
    [InlineData("sw1a1aa", "SW1A")]
    [InlineData("M11AE", "M1")]
    [InlineData("B33 8TH", "B33")]
    [InlineData("Leicester", null)]
    [InlineData("LE1 5", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void An_outcode_is_read_from_what_somebody_typed(string? typed, string? outcode) => Assert.Equal(outcode, Outcode.Read(typed));
}
