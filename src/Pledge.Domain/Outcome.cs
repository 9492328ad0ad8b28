using System.Diagnostics.CodeAnalysis;

namespace Pledge.Domain;

/// <summary>What came of asking for something new: the thing, or the rule that said no. Never both, never neither.</summary>
public sealed class Outcome<T> where T : class
{
    private Outcome(T? value, Refusal? refusal) => (Value, Refusal) = (value, refusal);

    /// <summary>The new thing, or null when refused.</summary>
    public T? Value { get; }

    /// <summary>The rule that said no, or null.</summary>
    public Refusal? Refusal { get; }

    /// <summary>True when a rule said no.</summary>
    [MemberNotNullWhen(true, nameof(Refusal))]
    [MemberNotNullWhen(false, nameof(Value))]
    public bool IsRefused => Refusal is not null;

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(null, refusal);
}
