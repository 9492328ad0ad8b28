using System.Globalization;

namespace Pledge.Domain.Indicators;

/// <summary>A count that may be read by people who must not recognise anyone. A hidden one does not hold its number, so nothing can leak it.</summary>
public sealed class Figure
{
    private Figure(int? value) => Value = value;

    /// <summary>The one hidden figure: all look alike.</summary>
    public static Figure Hidden { get; } = new(null);

    /// <summary>The count, or null when hidden. A shown 0 is a true 0.</summary>
    public int? Value { get; }

    public bool IsHidden => Value is null;

    public override string ToString() => Value?.ToString(CultureInfo.InvariantCulture) ?? "hidden";

    internal static Figure Shown(int value) => new(value);
}
