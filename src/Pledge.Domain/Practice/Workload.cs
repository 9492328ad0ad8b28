namespace Pledge.Domain.Practice;

/// <summary>How much work one young person is, as a rough weight, so that "25 people" here and there can be compared.</summary>
/// <remarks>Local judgement, no statute: a manager reads it beside the plain count and never instead of it.</remarks>
public static class Workload
{
    /// <param name="age">Whole years.</param>
    /// <param name="homeSuits">Null when not known.</param>
    /// <param name="inTouch">False when somebody is out of touch and must be looked for.</param>
    /// <returns>1 for most; half from 21, when the law asks for less; half more for a home that does not suit, and for being out of touch.</returns>
    public static decimal WeightOf(int age, bool? homeSuits, bool inTouch) => (age >= 21 ? 0.5m : 1m) + (homeSuits is false ? 0.5m : 0) + (inTouch ? 0 : 0.5m);
}
