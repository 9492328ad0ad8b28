using System.Diagnostics.CodeAnalysis;

namespace Pledge.Domain;

/// <summary>The figures of a quarter end as the board reads them.</summary>
public readonly record struct PublicationId(Guid Value) : IParsable<PublicationId>
{
    public static PublicationId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static PublicationId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PublicationId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}
