using Pledge.Domain.Matching;

namespace Pledge.Web.Demonstration;

/// <summary>Where the demonstration's own outcodes are. No post office knows them: OH1 to OH9 and ZO1 to ZO9 are districts of the city, OH10 to OH19 the towns around it.</summary>
internal static class DemoOutcodes
{
    /// <summary>Sets them apart from those of the ONS, which an import replaces.</summary>
    public const string Source = "demonstration";

    private static readonly Place Centre = new(452300, 318400);

    private static readonly DateOnly AsOf = new(2026, 1, 1);

    public static readonly IReadOnlyList<(string Code, Place Middle)> All =
    [
        .. Enumerable.Range(1, 9).Select(number => ($"OH{number}", Around(number * 40, 600 + (number * 550)))),
        .. Enumerable.Range(1, 9).Select(number => ($"ZO{number}", Around((number * 40) + 17, 900 + (number * 480)))),
        .. Enumerable.Range(10, 10).Select(number => ($"OH{number}", Around(number * 36, 9000 + ((number - 10) * 4200)))),
    ];

    public static void Make(DemoCity city)
    {
        // They stand for the whole database, so the first city brings them.
        if (city.Index > 0)
            return;
        foreach (var (code, middle) in All)
            city.Rows.Add(DemoTables.Outcode, code, middle.Easting, middle.Northing, Source, AsOf);
    }

    private static Place Around(int degrees, int metres) => new(
        Centre.Easting + (int)(metres * Math.Sin(degrees * Math.PI / 180)), Centre.Northing + (int)(metres * Math.Cos(degrees * Math.PI / 180)));
}
