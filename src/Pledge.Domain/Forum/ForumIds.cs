using System.Diagnostics.CodeAnalysis;

namespace Pledge.Domain.Forum;

/// <summary>Something a young person raised with the forum. Random, so that an address does not tell the minute.</summary>
public readonly record struct ForumMatterId(Guid Value) : IParsable<ForumMatterId>
{
    public static ForumMatterId New() => new(Guid.NewGuid());
    public override string ToString() => Value.ToString();
    public static ForumMatterId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ForumMatterId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}
