using System.Diagnostics.CodeAnalysis;

namespace Pledge.Domain.Consultations;

/// <summary>One consultation.</summary>
public readonly record struct ConsultationId(Guid Value) : IParsable<ConsultationId>
{
    public static ConsultationId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static ConsultationId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ConsultationId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}
