using Pledge.Domain.Indicators;

namespace Pledge.Domain.Publications;

/// <summary>The figures of a quarter end as a person published them for the board. Never changed; for the same day another, with a higher number, may follow.</summary>
public sealed class Publication
{
    public PublicationId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }

    /// <summary>A <see cref="QuarterEnd"/>.</summary>
    public DateOnly OnDay { get; private set; }

    /// <summary>1 for the first of its day.</summary>
    public int Number { get; private set; }

    /// <summary>Only what was recorded by this UTC instant counts, so that it can be counted again for ever.</summary>
    public DateTimeOffset KnownAt { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset PublishedAt { get; private set; }
    public AccountId PublishedBy { get; private set; }

    /// <summary>True when nothing was recorded for so long before the day that its figures say little.</summary>
    public bool IsStale { get; private set; }

    /// <summary>How many figures it has: the database takes no more and no fewer.</summary>
    public int Figures { get; private set; }

    /// <summary>How many facts that stood in the first of the day were corrected since; null in the first.</summary>
    public Told? Corrected { get; private set; }

    /// <summary>Why the day was published again, for whoever reads it; null in the first.</summary>
    public string? Reason { get; private set; }

    public const int ReasonMaxLength = 500;

    private Publication()
    {
    }

    /// <param name="number">One more than the last of the day.</param>
    /// <param name="withAction">Codes of the indicators on which an action is open.</param>
    /// <param name="corrected">How many facts were corrected since the first; null for that.</param>
    /// <param name="reason">Needed for every one but the first.</param>
    /// <returns>Refused with <c>publication-reason-missing</c>, <c>reason-too-long</c>, <c>publication-not-quarter-end</c>, <c>publication-too-early</c>, <c>publication-known-in-future</c>, <c>publication-empty</c> or <c>publication-red-without-action</c> and the first code.</returns>
    public static Outcome<Publication> Publish(
        PublicationId id, AuthorityId authority, DateOnly on, int number, DateTimeOffset knownAt, bool isStale, IReadOnlyCollection<PublishedFigure> figures, IReadOnlyCollection<string> withAction,
        int? corrected, string? reason, DateTimeOffset now, AccountId by)
    {
        var why = number > 1 && !string.IsNullOrWhiteSpace(reason) ? reason.Trim() : null;
        if (number > 1 && why is null)
            return new Refusal("publication-reason-missing");
        if (why?.Length > ReasonMaxLength)
            return new Refusal("reason-too-long", ReasonMaxLength);
        if (!QuarterEnd.Is(on))
            return new Refusal("publication-not-quarter-end");
        if (on >= LondonTime.DayOf(now))
            return new Refusal("publication-too-early");
        if (knownAt > now)
            return new Refusal("publication-known-in-future");
        if (figures.Count == 0)
            return new Refusal("publication-empty");
        if (RedWithoutAction(figures, withAction).FirstOrDefault() is { } red)
            return new Refusal("publication-red-without-action", red);
        return new Publication
        {
            Id = id,
            AuthorityId = authority,
            OnDay = on,
            Number = number,
            KnownAt = knownAt.ToUniversalTime(),
            PublishedAt = now.ToUniversalTime(),
            PublishedBy = by,
            IsStale = isStale,
            Figures = figures.Count,
            Corrected = corrected is { } facts ? Told.Of(facts) : null,
            Reason = why,
        };
    }

    /// <summary>The indicators that are far from their target and that nobody does anything about.</summary>
    public static IEnumerable<string> RedWithoutAction(IEnumerable<PublishedFigure> figures, IReadOnlyCollection<string> withAction) =>
        figures.Where(figure => figure.Status is Rag.Red && !withAction.Contains(figure.Indicator)).Select(figure => figure.Indicator);
}
