using System.Diagnostics.CodeAnalysis;

namespace Pledge.Domain;

/// <summary>What somebody signed, through all its corrections.</summary>
public readonly record struct CommitmentId(Guid Value) : IParsable<CommitmentId>
{
    public static CommitmentId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static CommitmentId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out CommitmentId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>What was said of how far a commitment is.</summary>
public readonly record struct CommitmentUpdateId(Guid Value) : IParsable<CommitmentUpdateId>
{
    public static CommitmentUpdateId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static CommitmentUpdateId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out CommitmentUpdateId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>A meeting of the corporate parenting board.</summary>
public readonly record struct BoardMeetingId(Guid Value) : IParsable<BoardMeetingId>
{
    public static BoardMeetingId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static BoardMeetingId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out BoardMeetingId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One making of a meeting's pack.</summary>
public readonly record struct BoardPackId(Guid Value) : IParsable<BoardPackId>
{
    public static BoardPackId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static BoardPackId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out BoardPackId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>A decision of a meeting, or a correction of its page.</summary>
public readonly record struct BoardMeetingLineId(Guid Value) : IParsable<BoardMeetingLineId>
{
    public static BoardMeetingLineId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static BoardMeetingLineId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out BoardMeetingLineId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One thing that the board wants done.</summary>
public readonly record struct BoardActionId(Guid Value) : IParsable<BoardActionId>
{
    public static BoardActionId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static BoardActionId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out BoardActionId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>How an action stood from an instant on.</summary>
public readonly record struct BoardActionUpdateId(Guid Value) : IParsable<BoardActionUpdateId>
{
    public static BoardActionUpdateId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static BoardActionUpdateId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out BoardActionUpdateId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>Words that a young person lets the board read. Random, so that it does not tell when they were given, and with that by whom.</summary>
public readonly record struct BoardWordsId(Guid Value) : IParsable<BoardWordsId>
{
    public static BoardWordsId New() => new(Guid.NewGuid());
    public override string ToString() => Value.ToString();
    public static BoardWordsId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out BoardWordsId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}
