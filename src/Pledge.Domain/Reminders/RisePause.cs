namespace Pledge.Domain.Reminders;

/// <summary>Somebody's word that a matter of one young person rises no further for a while, and why; or that it may rise again. The newest of a matter holds.</summary>
/// <remarks>Rows are only added. Whoever has to do it is still reminded: a pause keeps it from the next, and puts nothing off.</remarks>
public sealed class RisePause
{
    public const int ReasonMaxLength = 500;

    /// <summary>Longest pause at one go. A longer one is decided again.</summary>
    public const int MaxDays = 28;

    public RisePauseId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }

    /// <summary>Key of a <see cref="ReminderRule"/> that rises.</summary>
    public string Rule { get; private set; } = "";

    /// <summary>As <see cref="Matter"/> writes it.</summary>
    public string Matter { get; private set; } = "";

    /// <summary>Last London day of the pause; null when this ends one.</summary>
    public DateOnly? Until { get; private set; }

    /// <summary>Why; null when this ends one.</summary>
    public string? Reason { get; private set; }

    /// <summary>UTC.</summary>
    public DateTimeOffset SaidAt { get; private set; }
    public AccountId SaidBy { get; private set; }

    private RisePause()
    {
    }

    /// <summary>Whether it keeps the matter from rising, when it is the newest.</summary>
    public bool IsInForceOn(DateOnly day) => Until >= day;

    /// <summary>Pauses a matter from today.</summary>
    /// <returns>Refused with <c>pause-ends-too-early</c>, <c>rise-pause-too-long</c>, <c>pause-reason-missing</c> or <c>reason-too-long</c>.</returns>
    /// <exception cref="ArgumentException">The rule never rises, or is not to be kept from it: a bug, since pages offer only those that do.</exception>
    public static Outcome<RisePause> Create(AuthorityId authority, YoungPersonId youngPerson, ReminderRule rule, Matter matter, DateOnly until, string? reason, DateTimeOffset now, AccountId by)
    {
        if (!rule.Rises || !rule.CanBePaused)
            throw new ArgumentException("Nobody further hears of this rule.", nameof(rule));
        var today = LondonTime.DayOf(now);
        if (until <= today)
            return new Refusal("pause-ends-too-early");
        if (until > today.AddDays(MaxDays))
            return new Refusal("rise-pause-too-long", today.AddDays(MaxDays));
        if (string.IsNullOrWhiteSpace(reason))
            return new Refusal("pause-reason-missing");
        if (reason.Trim().Length > ReasonMaxLength)
            return new Refusal("reason-too-long", ReasonMaxLength);

        return Said(authority, youngPerson, rule.Key, matter.ToString(), until, reason.Trim(), now, by);
    }

    /// <summary>Lets the matter rise again from today.</summary>
    public RisePause Ended(DateTimeOffset now, AccountId by) => Said(AuthorityId, YoungPersonId, Rule, Matter, null, null, now, by);

    private static RisePause Said(AuthorityId authority, YoungPersonId youngPerson, string rule, string matter, DateOnly? until, string? reason, DateTimeOffset now, AccountId by) => new()
    {
        Id = RisePauseId.New(),
        AuthorityId = authority,
        YoungPersonId = youngPerson,
        Rule = rule,
        Matter = matter,
        Until = until,
        Reason = reason,
        SaidAt = now.ToUniversalTime(),
        SaidBy = by,
    };
}

/// <summary>London days on which a matter was, or is, to rise no further.</summary>
/// <param name="Until">The last of them, or the last as it is meant.</param>
public readonly record struct RiseHold(DateOnly From, DateOnly Until)
{
    public int Days => Until.DayNumber - From.DayNumber + 1;

    public bool Holds(DateOnly day) => From <= day && day <= Until;
}

/// <summary>The pauses of one young person's matters, or of everybody's.</summary>
public sealed class RiseHolds
{
    private readonly Dictionary<(string Rule, string Matter), List<RisePause>> _said;
    private readonly HashSet<YoungPersonId> _people;

    public RiseHolds(IReadOnlyCollection<RisePause> said)
    {
        _people = [.. said.Select(pause => pause.YoungPersonId)];
        _said = said.GroupBy(pause => (pause.Rule, pause.Matter)).ToDictionary(of => of.Key, of => of.OrderBy(pause => pause.SaidAt).ThenBy(pause => pause.Id.Value).ToList());
    }

    /// <summary>Most days for which one matter was paused, all its pauses together.</summary>
    public int MostDays => _said.Values.Select(said => HoldsOf(said).Sum(hold => hold.Days)).DefaultIfEmpty().Max();

    /// <summary>When a matter was, or is, to rise no further; in order, none of them touching another.</summary>
    public IReadOnlyList<RiseHold> Of(ReminderRule rule, string about, DateOnly due) =>
        _said.Count > 0 && _said.TryGetValue((rule.Key, new Matter(about, due).ToString()), out var said) ? HoldsOf(said) : [];

    /// <summary>The same of a clock of somebody. The planner asks this of everybody's, nearly always in vain.</summary>
    internal IReadOnlyList<RiseHold> Of(ReminderRule rule, YoungPersonId about, DateOnly due) => _people.Contains(about) ? Of(rule, about.ToString(), due) : [];

    /// <summary>The pause that keeps a matter from rising on <paramref name="day"/>, or null.</summary>
    public RisePause? InForce(string rule, Matter matter, DateOnly day) =>
        _said.TryGetValue((rule, matter.ToString()), out var said) && said[^1] is { } newest && newest.IsInForceOn(day) ? newest : null;

    /// <summary>The pauses that keep anything from rising on <paramref name="day"/>, the first to end first.</summary>
    public IReadOnlyList<RisePause> InForceOn(DateOnly day) => [.. _said.Values.Select(said => said[^1]).Where(newest => newest.IsInForceOn(day)).OrderBy(pause => pause.Until).ThenBy(pause => pause.Id.Value)];

    // The next word ends the one before it, on its day.
    private static List<RiseHold> HoldsOf(List<RisePause> said)
    {
        var holds = new List<RiseHold>();
        for (var i = 0; i < said.Count; i++)
        {
            if (said[i].Until is not { } until)
                continue;
            var before = i + 1 < said.Count ? LondonTime.DayOf(said[i + 1].SaidAt).AddDays(-1) : until;
            var hold = new RiseHold(LondonTime.DayOf(said[i].SaidAt), before < until ? before : until);
            if (hold.Days > 0)
                holds.Add(hold);
        }
        return holds;
    }
}
