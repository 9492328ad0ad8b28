using System.Diagnostics.CodeAnalysis;

namespace Pledge.Domain.Appointments;

/// <summary>One appointment, whatever time it has been moved to. It is also the UID of its calendar entry.</summary>
public readonly record struct AppointmentId(Guid Value) : IParsable<AppointmentId>
{
    public static AppointmentId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static AppointmentId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out AppointmentId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One change of one appointment.</summary>
public readonly record struct AppointmentChangeId(Guid Value) : IParsable<AppointmentChangeId>
{
    public static AppointmentChangeId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static AppointmentChangeId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out AppointmentChangeId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}
