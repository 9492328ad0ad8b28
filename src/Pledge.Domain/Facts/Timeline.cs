namespace Pledge.Domain.Facts;

/// <summary>Rows to write after a change to a <see cref="Timeline"/>. Those to supersede are already marked.</summary>
public sealed record TimelineChange(IReadOnlyList<Fact> Insert, IReadOnlyList<Fact> Supersede);

/// <summary>What we now know of one kind about one person: rows whose periods never overlap.</summary>
/// <remarks>
/// A row is never edited. Whatever a new fact overlaps is superseded, and the parts outside the new period are written again as shorter rows,
/// so that what we knew at any earlier instant can still be read.
/// </remarks>
public sealed class Timeline
{
    public const int ReasonMaxLength = 500;

    private readonly List<Fact> _current;

    /// <param name="facts">All or only the current rows of one kind about one person, in any order.</param>
    /// <exception cref="ArgumentException">Rows of two kinds or two people, or periods that overlap: a bug.</exception>
    public Timeline(IEnumerable<Fact> facts)
    {
        _current = [.. facts.Where(fact => fact.IsCurrent).OrderBy(fact => fact.From)];
        foreach (var (earlier, later) in _current.Zip(_current.Skip(1)))
        {
            if (!Together(earlier, later) || earlier.Overlaps(later))
                throw new ArgumentException("Not one timeline: rows of another kind or person, or periods that overlap.", nameof(facts));
        }
    }

    /// <summary>The rows we now hold true, earliest first.</summary>
    public IReadOnlyList<Fact> Current => _current;

    /// <summary>Adds a fact. One without an end lasts until the next fact we already know of, so news about the past does not wipe out what came later.</summary>
    /// <returns>Never refused by itself: the fact was checked when it was made.</returns>
    /// <exception cref="ArgumentException">A fact of another kind or person: a bug.</exception>
    public TimelineChange Record(Fact fact) => Insert(fact, replaced: null, reason: null);

    /// <summary>Puts a fact in place of one that was wrong, with its own period.</summary>
    /// <returns>Refused with <c>fact-not-current</c>, <c>reason-missing</c> or <c>reason-too-long</c>.</returns>
    public Outcome<TimelineChange> Correct(FactId id, Fact replacement, string? reason)
    {
        if (CheckReason(reason) is { } refusal)
            return refusal;
        if (_current.Find(fact => fact.Id == id) is not { } wrong)
            return new Refusal("fact-not-current");

        return Insert(replacement, wrong, reason!.Trim());
    }

    /// <summary>Puts a fact in place of one that was wrong from the first day of the new one on. What the wrong one said of the days before, and of those after the end of the new one, stays.</summary>
    /// <returns>Refused with <c>fact-not-current</c>, <c>reason-missing</c> or <c>reason-too-long</c>.</returns>
    public Outcome<TimelineChange> CorrectFrom(FactId id, Fact replacement, string? reason)
    {
        if (CheckReason(reason) is { } refusal)
            return refusal;
        return _current.Exists(fact => fact.Id == id) ? Insert(replacement, replaced: null, reason!.Trim()) : new Refusal("fact-not-current");
    }

    /// <summary>Takes back a fact that should not have been recorded. Its period becomes unknown; nothing else moves.</summary>
    /// <returns>Refused with <c>fact-not-current</c>, <c>reason-missing</c> or <c>reason-too-long</c>.</returns>
    public Outcome<TimelineChange> Withdraw(FactId id, string? reason, DateTimeOffset now)
    {
        if (CheckReason(reason) is { } refusal)
            return refusal;
        if (_current.Find(fact => fact.Id == id) is not { } wrong)
            return new Refusal("fact-not-current");

        _current.Remove(wrong);
        wrong.Supersede(by: null, reason!.Trim(), NotBefore(now, [wrong]));
        return new TimelineChange([], [wrong]);
    }

    /// <summary>Puts back from a day on what stood before a correction that was a mistake, up to the end of what took its place.</summary>
    /// <param name="before">What was known of the day then; null for nothing.</param>
    /// <returns>Refused with <c>fact-not-current</c> where nothing was known and something else by now began earlier, <c>reason-missing</c> or <c>reason-too-long</c>.</returns>
    public Outcome<TimelineChange> PutBack(DateOnly day, Fact? before, string? reason, AccountId by, DateTimeOffset now)
    {
        if (CheckReason(reason) is { } refusal)
            return refusal;
        var wrong = _current.Find(fact => fact.HoldsOn(day));
        var replaced = wrong?.From == day ? wrong : null;
        if (before is null)
            return replaced is null ? new Refusal("fact-not-current") : Withdraw(replaced.Id, reason, now);
        var to = before.To < wrong?.To || wrong?.To is null ? before.To : wrong.To;
        return Insert(before.CopyFor(day, to, now.ToUniversalTime(), by), replaced, reason!.Trim());
    }

    private TimelineChange Insert(Fact fact, Fact? replaced, string? reason)
    {
        if (_current.Exists(other => !Together(other, fact)))
            throw new ArgumentException("A fact of another kind or person.", nameof(fact));

        if (replaced is not null)
            _current.Remove(replaced);
        // The next row is where a fact without an end stops; on the same day it takes that row's place instead.
        var to = fact.To ?? _current.Where(other => other.From > fact.From).Select(other => (DateOnly?)other.From).Min();
        var at = NotBefore(fact.RecordedAt, replaced is null ? _current : [.. _current, replaced]);
        fact.Fit(to, at);

        var overlapped = _current.Where(fact.Overlaps).ToList();
        List<Fact> inserted = [fact];
        foreach (var old in overlapped)
        {
            if (old.From < fact.From)
                inserted.Add(old.CopyFor(old.From, fact.From, at, fact.RecordedBy));
            if (fact.To is { } end && (old.To is null || end < old.To))
                inserted.Add(old.CopyFor(end, old.To, at, fact.RecordedBy));
            old.Supersede(fact.Id, replaced is null ? reason : null, at);
        }

        replaced?.Supersede(fact.Id, reason, at);
        _current.RemoveAll(overlapped.Contains);
        _current.AddRange(inserted);
        _current.Sort((a, b) => a.From.CompareTo(b.From));
        return new([.. inserted.OrderBy(row => row.From)], replaced is null ? overlapped : [replaced, .. overlapped]);
    }

    // Clocks of two machines differ a little; knowledge must still run forwards, or two rows would be known at once.
    private static DateTimeOffset NotBefore(DateTimeOffset now, IReadOnlyList<Fact> rows) =>
        rows.Select(row => row.RecordedAt).Append(now.ToUniversalTime()).Max();

    private static bool Together(Fact one, Fact other) => one.GetType() == other.GetType() && one.YoungPersonId == other.YoungPersonId;

    private static Refusal? CheckReason(string? reason) => string.IsNullOrWhiteSpace(reason)
        ? new("reason-missing")
        : reason.Trim().Length > ReasonMaxLength ? new("reason-too-long", ReasonMaxLength) : null;
}
