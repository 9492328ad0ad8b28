using System.Diagnostics.CodeAnalysis;

namespace Pledge.Domain.Documents;

/// <summary>One document on one young person's record.</summary>
public readonly record struct DocumentId(Guid Value) : IParsable<DocumentId>
{
    public static DocumentId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static DocumentId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out DocumentId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One decision to keep a document back.</summary>
public readonly record struct DocumentHidingId(Guid Value) : IParsable<DocumentHidingId>
{
    public static DocumentHidingId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static DocumentHidingId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out DocumentHidingId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}
