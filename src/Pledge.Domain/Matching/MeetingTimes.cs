using System.Numerics;

namespace Pledge.Domain.Matching;

/// <summary>Part of a day in London.</summary>
public enum PartOfDay
{
    Morning,
    Afternoon,
    Evening,
}

/// <summary>A time of the week.</summary>
public readonly record struct MeetingTime(DayOfWeek Day, PartOfDay Part);

/// <summary>Times of the week at which somebody can meet.</summary>
/// <param name="Bits">One for each part of each day, Sunday morning first; the database keeps this number. From 0 to 2²¹ − 1.</param>
public readonly record struct MeetingTimes(int Bits)
{
    private const int PartsOfDay = 3, TimesOfWeek = 7 * PartsOfDay;

    /// <summary>So many times in common are as good as more.</summary>
    private const int Enough = 3;

    public static MeetingTimes Of(params IEnumerable<MeetingTime> times) =>
        new(times.Aggregate(0, (bits, time) => bits | (1 << (((int)time.Day * PartsOfDay) + (int)time.Part))));

    public int Count => BitOperations.PopCount((uint)Bits);

    /// <summary>From Sunday morning to Saturday evening.</summary>
    public IReadOnlyList<MeetingTime> Times
    {
        get
        {
            var bits = Bits;
            return [.. Enumerable.Range(0, TimesOfWeek).Where(time => (bits & (1 << time)) != 0).Select(time => new MeetingTime((DayOfWeek)(time / PartsOfDay), (PartOfDay)(time % PartsOfDay)))];
        }
    }

    public MeetingTimes Shared(MeetingTimes other) => new(Bits & other.Bits);

    /// <summary>0 for no time in common, 1 for three or more.</summary>
    public double Fit(MeetingTimes other) => Math.Min(1, (double)Shared(other).Count / Enough);
}
