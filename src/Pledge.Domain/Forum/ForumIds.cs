using System.Diagnostics.CodeAnalysis;

namespace Pledge.Domain.Forum;

/// <summary>Something a young person raised with the forum.</summary>
public readonly record struct ForumMatterId(Guid Value) : IParsable<ForumMatterId>
{
    public static ForumMatterId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static ForumMatterId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ForumMatterId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}
