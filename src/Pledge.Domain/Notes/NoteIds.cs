using System.Diagnostics.CodeAnalysis;

namespace Pledge.Domain.Notes;

/// <summary>One note about one young person.</summary>
public readonly record struct NoteId(Guid Value) : IParsable<NoteId>
{
    public static NoteId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static NoteId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out NoteId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One decision to keep a note back.</summary>
public readonly record struct NoteHidingId(Guid Value) : IParsable<NoteHidingId>
{
    public static NoteHidingId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static NoteHidingId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out NoteHidingId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}
