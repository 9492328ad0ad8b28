using System.Globalization;
using Pledge.Domain.People;

namespace Pledge.Web.Features.Relationships;

/// <summary>Somebody in the picture.</summary>
public sealed record PictureOf(string Name, Side Side, Closeness Closeness, bool ForLife);

/// <summary>Where somebody stands in the picture, in its own units.</summary>
/// <param name="Size">Half of the width of their mark.</param>
/// <param name="Initials">Empty where the mark is too small for them.</param>
/// <param name="LabelX">Middle of the name, which keeps it inside the picture.</param>
/// <param name="Label">Name as far as there is room, or null where a circle is too full for names.</param>
public sealed record PicturePlace(PictureOf Who, double X, double Y, double Size, string Initials, double LabelX, string? Label);

/// <summary>The people around a young person as circles around them: who is closest stands nearest. Pure: the same people give the same picture.</summary>
/// <param name="Places">Everybody, in no two places alike.</param>
public sealed record PeoplePicture(IReadOnlyList<PictureOf> People, IReadOnlyList<PicturePlace> Places)
{
    public const double Width = 352, Height = 372, CentreX = 176, CentreY = 176;
    private const double FullSize = 17;
    private const int LabelLength = 9;

    /// <summary>Widest that a letter of a name is on average, in units of the picture.</summary>
    private const double LetterWidth = 8.5;

    /// <summary>Radius of each circle, and how many people with their names fit on it.</summary>
    private static readonly Dictionary<Closeness, (double Radius, int Names, double Turn)> Circles = new()
    {
        [Closeness.Closest] = (64, 5, -90),
        [Closeness.Close] = (110, 9, -60),
        [Closeness.Further] = (154, 13, -75),
    };

    public static IEnumerable<double> Radii => Circles.Values.Select(circle => circle.Radius);

    /// <param name="rightToLeft">Whether the first stands to the left of the top instead of the right.</param>
    public static PeoplePicture Of(IReadOnlyList<PictureOf> people, bool rightToLeft)
    {
        List<PicturePlace> places = [];
        foreach (var circle in people.GroupBy(person => person.Closeness))
        {
            var (radius, names, turn) = Circles[circle.Key];
            var count = circle.Count();
            // Marks never touch: a full circle has smaller ones.
            var size = count == 1 ? FullSize : Math.Min(FullSize, radius * Math.Sin(Math.PI / count) * 0.9);
            foreach (var (person, index) in circle.Select((person, index) => (person, index)))
            {
                var angle = (turn + (360.0 * index / count)) * Math.PI / 180;
                var x = CentreX + (radius * Math.Cos(angle) * (rightToLeft ? -1 : 1));
                var label = count > names ? null : Short(person.Name);
                var half = ((label is null ? 0 : new StringInfo(label).LengthInTextElements) * LetterWidth / 2) + 2;
                places.Add(new(person, Math.Round(x, 1), Math.Round(CentreY + (radius * Math.Sin(angle)), 1), Math.Round(size, 1),
                    size < 11 ? "" : InitialsOf(person.Name), Math.Round(Math.Clamp(x, half, Width - half), 1), label));
            }
        }
        return new(people, places);
    }

    /// <summary>Names of one circle, as a list in a sentence, each apart from the direction of the others; empty when nobody stands there.</summary>
    public string NamesAt(Closeness closeness) => string.Join(", ", People.Where(person => person.Closeness == closeness).Select(person => $"\u2068{person.Name}\u2069"));

    private static string InitialsOf(string name) => string.Concat(
        name.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var first, .., var last] ? [Initial(first), Initial(last)] : [Initial(name)]);

    private static string Initial(string name) => StringInfo.GetNextTextElement(name.TrimStart()).ToUpperInvariant();

    // Whole characters as people see them: half an emoji is none.
    private static string Short(string name)
    {
        var first = name.Split(' ', 2)[0];
        var text = new StringInfo(first.Length >= 3 ? first : name);
        return text.LengthInTextElements <= LabelLength ? text.String : text.SubstringByTextElements(0, LabelLength - 1) + "…";
    }
}
