namespace Pledge.Domain.Indicators;

/// <summary>What an authority aims for with one indicator, for a period of days.</summary>
/// <remarks>Each period ends where the next begins. A target set again for the same first day supersedes the one before, which stays on record.</remarks>
public sealed class IndicatorTarget
{
    public IndicatorTargetId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }

    /// <summary>Code of an <see cref="Indicators.Indicator"/>.</summary>
    public string Indicator { get; private set; }

    /// <summary>First London day it is meant for.</summary>
    public DateOnly PeriodFrom { get; private set; }

    /// <summary>First London day it is no longer meant for; null while no later target is set.</summary>
    public DateOnly? PeriodTo { get; private set; }

    /// <summary>As <see cref="Indicators.Target.Value"/>, with one decimal.</summary>
    public decimal Target { get; private set; }

    /// <summary>As <see cref="Indicators.Target.Tolerance"/>, with one decimal.</summary>
    public decimal Tolerance { get; private set; }

    public DateTimeOffset SetAt { get; private set; }

    /// <summary>Null for what came with the authority.</summary>
    public AccountId? SetBy { get; private set; }

    /// <summary>When another was set for the same first day, or null while it counts.</summary>
    public DateTimeOffset? SupersededAt { get; private set; }

    private IndicatorTarget() => Indicator = null!;

    /// <summary>Sets a target from a day until the next one's first day.</summary>
    /// <param name="others">The indicator's targets that count now; the one that holds on <paramref name="from"/> ends there or is superseded.</param>
    /// <returns>Refused with the codes of <see cref="Indicators.Target.Create"/>.</returns>
    public static Outcome<IndicatorTarget> Set(
        AuthorityId authority, Indicator indicator, decimal target, decimal tolerance, DateOnly from, DateTimeOffset now, AccountId by, IReadOnlyCollection<IndicatorTarget> others)
    {
        if (Indicators.Target.Create((double)target, (double)tolerance, indicator.Unit).Refusal is { } refusal)
            return refusal;

        var before = others.SingleOrDefault(other => other.PeriodFrom <= from && (other.PeriodTo is null || other.PeriodTo > from));
        if (before?.PeriodFrom == from)
            before.SupersededAt = now.ToUniversalTime();
        else if (before is not null)
            before.PeriodTo = from;
        return new IndicatorTarget
        {
            Id = IndicatorTargetId.New(),
            AuthorityId = authority,
            Indicator = indicator.Code,
            PeriodFrom = from,
            PeriodTo = others.Where(other => other.PeriodFrom > from).Select(other => (DateOnly?)other.PeriodFrom).Min(),
            Target = decimal.Round(target, 1),
            Tolerance = decimal.Round(tolerance, 1),
            SetAt = now.ToUniversalTime(),
            SetBy = by,
        };
    }
}
