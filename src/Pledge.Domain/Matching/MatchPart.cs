namespace Pledge.Domain.Matching;

/// <summary>Why a part of the score was left out.</summary>
public enum NotUsed
{
    /// <summary>It counted.</summary>
    No,

    /// <summary>The one it is about did not say.</summary>
    NotGiven,

    /// <summary>The one it is about said that matching may not use it.</summary>
    MayNotBeUsed,
}

/// <summary>What one part says of one pair.</summary>
/// <param name="Value">From 0 to 1; 0 when it was left out.</param>
/// <param name="Mine">Whether it was left out because of the young person; then it is left out of the most that can be reached too, so that saying little costs nothing.</param>
/// <param name="Theirs">Whether it was left out because of the other side.</param>
/// <param name="MayRead">Who may read the reason; nobody when it was left out.</param>
public readonly record struct PartReading(double Value, NotUsed Mine, NotUsed Theirs, MatchReaders MayRead)
{
    public bool Counts => Mine is NotUsed.No && Theirs is NotUsed.No;
}

/// <summary>A named part of a score. It is made of one thing the young person told and one of the other side, and can look at nothing else: what it counts
/// and what it says are worked out from those two alone, and only who may see both may read it.</summary>
public sealed class MatchPart<TPair>
{
    private readonly Func<TPair, IReadOnlyList<object>> _args;

    internal MatchPart(string code, MatchReaders them, Func<TPair, PartReading> read, Func<TPair, IReadOnlyList<object>> args) => (Code, Them, Read, _args) = (code, them, read, args);

    /// <summary>Stable kebab-case name: of the weight, of the sentence, and of the line on what was not used.</summary>
    public string Code { get; }

    /// <summary>The mentor or the employer: who may read why their side was left out.</summary>
    public MatchReaders Them { get; }

    public Func<TPair, PartReading> Read { get; }

    /// <summary>Values for the sentence, in order; only for a part that counted.</summary>
    public IReadOnlyList<object> Args(TPair pair) => _args(pair);
}

/// <summary>The only ways to make a part.</summary>
public static class MatchPart
{
    /// <summary>A part of two things told.</summary>
    /// <param name="them">The mentor or the employer, for whose eyes what they told always is.</param>
    /// <param name="value">From 0 to 1.</param>
    public static MatchPart<TPair> Between<TPair, TMine, TTheirs>(
        string code, MatchReaders them, Func<TPair, Told<TMine>?> mine, Func<TPair, Told<TTheirs>?> theirs, Func<TMine, TTheirs, double> value, Func<TMine, TTheirs, IReadOnlyList<object>> args)
        where TMine : notnull
        where TTheirs : notnull => new(code, them, pair =>
    {
        var (my, their) = (mine(pair), theirs(pair));
        return my is { MayUse: true } && their is { MayUse: true }
            ? new(value(my.Value, their.Value), NotUsed.No, NotUsed.No, (my.MaySee | MatchReaders.YoungPerson) & (their.MaySee | them))
            : new(0, WhyNot(my), WhyNot(their), MatchReaders.Nobody);
    }, pair => args(mine(pair)!.Value, theirs(pair)!.Value));

    /// <summary>A part of something told and of something that everybody may read.</summary>
    public static MatchPart<TPair> OfOpen<TPair, TMine, TTheirs>(
        string code, Func<TPair, Told<TMine>?> mine, Func<TPair, TTheirs> theirs, Func<TMine, TTheirs, double> value, Func<TMine, TTheirs, IReadOnlyList<object>> args)
        where TMine : notnull => new(code, MatchReaders.Nobody, pair => mine(pair) is { MayUse: true } my
            ? new(value(my.Value, theirs(pair)), NotUsed.No, NotUsed.No, my.MaySee | MatchReaders.YoungPerson)
            : new(0, WhyNot(mine(pair)), NotUsed.No, MatchReaders.Nobody), pair => args(mine(pair)!.Value, theirs(pair)));

    private static NotUsed WhyNot<T>(Told<T>? told)
        where T : notnull => told is null ? NotUsed.NotGiven : told.MayUse ? NotUsed.No : NotUsed.MayNotBeUsed;
}
