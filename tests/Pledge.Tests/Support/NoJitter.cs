namespace Pledge.Tests.Support;

/// <summary>Chance that always gives the least, so that waits are the ones written down.</summary>
public sealed class NoJitter : Random
{
    public override double NextDouble() => 0;
}
