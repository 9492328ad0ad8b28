namespace Pledge.Web.Demonstration;

/// <summary>Numbers that look random and are always the same for a seed, on every runtime.</summary>
internal sealed class Dice
{
    private ulong _state;

    private Dice(ulong state) => _state = state;

    /// <summary>A fresh sequence for one thing among many, so that making one thing differently leaves the others as they were.</summary>
    public static Dice For(int seed, string purpose, int number)
    {
        var state = 14695981039346656037UL; // FNV-1a
        foreach (var part in (ReadOnlySpan<int>)[seed, number])
            state = (state ^ (uint)part) * 1099511628211UL;
        foreach (var letter in purpose)
            state = (state ^ letter) * 1099511628211UL;
        return new Dice(state);
    }

    /// <summary>From 0, below 1.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>From <paramref name="low"/> up to and with <paramref name="high"/>.</summary>
    public int Between(int low, int high) => low + (int)(Unit() * (high - low + 1));

    public bool Chance(double probability) => Unit() < probability;

    public T One<T>(IReadOnlyList<T> choices) => choices[(int)(Unit() * choices.Count)];

    /// <summary>One to so many of them, each once.</summary>
    public string[] Some(IReadOnlyList<string> list, int most) => [.. Enumerable.Range(0, Between(1, most)).Select(_ => One(list)).Distinct()];

    public T Weighted<T>(IReadOnlyList<(T Value, double Weight)> choices) => At(choices, Unit());

    /// <summary>The choice at <paramref name="place"/> (0 to 1) when all are laid end to end by weight.</summary>
    public static T At<T>(IReadOnlyList<(T Value, double Weight)> choices, double place)
    {
        var left = place * choices.Sum(choice => choice.Weight);
        foreach (var (value, weight) in choices)
        {
            if (left < weight)
                return value;
            left -= weight;
        }
        return choices[^1].Value;
    }

    /// <summary>A day from <paramref name="first"/> up to and with <paramref name="last"/>.</summary>
    public DateOnly Day(DateOnly first, DateOnly last) => last <= first ? first : first.AddDays(Between(0, last.DayNumber - first.DayNumber));

    /// <summary>An instant in working hours of the day, UTC.</summary>
    public DateTimeOffset WorkingHour(DateOnly day) => new(day.ToDateTime(new TimeOnly(Between(9, 16), Between(0, 59))), TimeSpan.Zero);

    /// <summary>A UUID of version 7 for something made at that instant.</summary>
    public Guid Id(DateTimeOffset at)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, (ulong)at.ToUnixTimeMilliseconds() << 16 | (Next() & 0xFFFF));
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Next());
        bytes[6] = (byte)(0x70 | bytes[6] & 0x0F);
        bytes[8] = (byte)(0x80 | bytes[8] & 0x3F);
        return new Guid(bytes, bigEndian: true);
    }

    private ulong Next() // SplitMix64
    {
        var z = _state += 0x9E3779B97F4A7C15UL;
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ z >> 27) * 0x94D049BB133111EBUL;
        return z ^ z >> 31;
    }
}
