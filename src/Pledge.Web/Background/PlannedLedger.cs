using System.Collections.Frozen;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Reminders;
using Pledge.Web.Data;

namespace Pledge.Web.Background;

/// <summary>What is in the ledger of one authority that the planner may change, and what becomes of it. Read in one statement, decided in memory, written in two:
/// a run that finds nothing new writes nothing.</summary>
public sealed class PlannedLedger
{
    private sealed record Row(Guid Id, Guid AccountId, string Rule, string Occurrence, string Channel, string State, string? Outcome, Guid? DigestId, DateTime NotBefore, DateTime StaleAt, int Attempts);

    /// <summary>A row that is added.</summary>
    private sealed record Added(Guid Id, NewMessage Message, Guid? DigestId);

    /// <summary>A row that is changed, unless a sender has taken it meanwhile.</summary>
    private sealed record Changed(Guid Id, string State, string? Outcome, Guid? DigestId, DateTimeOffset NotBefore, DateTimeOffset StaleAt);

    private static readonly string Digest = ReminderRule.DigestForStaff.Key;

    /// <summary>Outcome of what waits for somebody to say that an address is right. It is left as it is: its time is that moment.</summary>
    private const string Held = "address-stopped";

    /// <summary>How the occurrence of a digest begins: the London day of which it tells.</summary>
    private const string Day = "yyyy-MM-dd";

    /// <summary>What never goes in a digest.</summary>
    private static readonly HashSet<string> Alone = [ReminderRule.WeeklyDigest.Key, .. ReminderRule.All.Where(rule => rule.HoursBefore is not null).Select(rule => rule.Key)];

    private readonly PledgeDb _db;
    private readonly AuthorityId _authority;
    private readonly DateTimeOffset _now;
    private readonly Dictionary<(Guid Account, string Rule, string Occurrence, string Channel), Row> _rows;
    private readonly List<Added> _added = [];
    private readonly Dictionary<Guid, Changed> _changed = [];

    private PlannedLedger(PledgeDb db, AuthorityId authority, DateTimeOffset now, IEnumerable<Row> rows) =>
        (_db, _authority, _now, _rows) = (db, authority, now, rows.ToDictionary(row => (row.AccountId, row.Rule, row.Occurrence, row.Channel)));

    /// <summary>Keys of the rules whose messages the planner decides on.</summary>
    internal static IReadOnlySet<string> Keys { get; } = ReminderRule.All.Where(rule => rule.IsPlanned).Select(rule => rule.Key).ToFrozenSet();

    /// <summary>How many were queued, taken back, and put into another.</summary>
    public (int Queued, int Over, int Bundled) Result { get; private set; }

    /// <summary>Reads what waits or may still be called for, and holds back the digests that wait until this transaction ends.</summary>
    public static async Task<PlannedLedger> ReadAsync(PledgeDb db, AuthorityId authority, DateTimeOffset now, CancellationToken ct)
    {
        string[] rules = [.. Keys, Digest, ReminderRule.WeeklyDigest.Key];
        // A sender passes over a locked row: what is put into a digest now is in it when it is sent.
        await db.Database.ExecuteSqlAsync($"select from pledge.message where authority_id = {authority.Value} and rule = {Digest} and state = 'queued' for update", ct);
        return new(db, authority, now, await db.ReadManyAsync(
            """
            select id, account_id, rule, occurrence, channel, state, outcome, digest_id, not_before, stale_at, attempts
            from pledge.message where authority_id = $1 and rule = any ($2) and stale_at > $3
            """,
            row => new Row(row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.IsDBNull(6) ? null : row.GetString(6), row.IdAt(7),
                row.GetDateTime(8), row.GetDateTime(9), row.GetInt32(10)),
            ct, ScopedRead.Value(authority.Value), ScopedRead.Value(rules), ScopedRead.Value(now.UtcDateTime)));
    }

    /// <summary>Whether the ledger has this message, in whatever state.</summary>
    public bool Holds(Guid account, string rule, string occurrence, string channel = Channel.Email) => _rows.ContainsKey((account, rule, occurrence, channel));

    /// <summary>Accounts that had as many planned messages by a channel today as they should get.</summary>
    /// <param name="morning">UTC instant at which the London day began.</param>
    public HashSet<(Guid Account, string Channel)> FullSince(DateTimeOffset morning) =>
        [.. _rows.Values.Where(row => row.State is "claimed" or "sending" or "sent" or "in-doubt" && row.Rule != ReminderRule.WeeklyDigest.Key && row.NotBefore >= morning.UtcDateTime)
            .GroupBy(row => (row.AccountId, row.Channel)).Where(mine => mine.Count() >= PlanReminders.MostADay).Select(mine => mine.Key)];

    /// <summary>Brings the ledger in line with everything that is called for now.</summary>
    /// <param name="unwanted">What is due as well and in the ledger, but no longer wanted by that channel.</param>
    public async Task WriteAsync(IReadOnlyCollection<NewMessage> called, IReadOnlySet<(Guid Account, string Rule, string Occurrence, string Channel)> unwanted, CancellationToken ct)
    {
        var calls = new Dictionary<(Guid, string, string, string), NewMessage>(called.Count);
        foreach (var message in called)
            calls.TryAdd((message.Account.Value, message.Rule, message.Occurrence, By(message)), message);

        foreach (var (key, message) in calls)
        {
            if (!_rows.TryGetValue(key, out var row))
                _added.Add(new(MessageId.New().Value, message, null));
            // A mail that was turned off stays so: whether mails are wanted at all is asked when they are sent.
            else if (row is { State: "dropped", Outcome: "no-longer-due" } or { State: "dropped", Outcome: "turned-off", Channel: Channel.Text })
                _changed[row.Id] = new(row.Id, "queued", null, null, message.NotBefore, message.StaleAt);
        }
        var queued = _added.Count + _changed.Count;
        var waitingDigests = _rows.Values.Where(row => row.Rule == Digest && row.State == "queued").Select(row => row.Id).ToHashSet();
        var over = 0;
        foreach (var row in _rows.Values.Where(row => Keys.Contains(row.Rule) && !calls.ContainsKey((row.AccountId, row.Rule, row.Occurrence, row.Channel))
                                                      && (row.State == "queued" || (row.State == "bundled" && waitingDigests.Contains(row.DigestId!.Value)))))
        {
            var outcome = unwanted.Contains((row.AccountId, row.Rule, row.Occurrence, row.Channel)) ? "turned-off" : "no-longer-due";
            _changed[row.Id] = new(row.Id, "dropped", outcome, row.DigestId, Utc(row.NotBefore), Utc(row.StaleAt));
            over++;
        }

        var bundled = Bundle();
        DropEmptyDigests();
        await AddAsync(ct);
        await ChangeAsync(ct);
        Result = (queued, over, bundled);
    }

    /// <summary>Where several planned messages wait for one person, channel and London day, puts them in one; and one that comes later into the one that still waits.</summary>
    private int Bundle()
    {
        var byPersonAndDay = new Dictionary<(Guid, string, DateOnly), List<(Guid Id, bool IsNew, DateTimeOffset NotBefore)>>();
        void Waits(Guid account, string channel, Guid id, bool isNew, DateTimeOffset notBefore)
        {
            var place = (account, channel, LondonTime.DayOf(notBefore));
            if (!byPersonAndDay.TryGetValue(place, out var list))
                byPersonAndDay[place] = list = [];
            list.Add((id, isNew, notBefore));
        }

        foreach (var added in _added.Where(added => !Alone.Contains(added.Message.Rule)))
            Waits(added.Message.Account.Value, By(added.Message), added.Id, true, added.Message.NotBefore);
        foreach (var row in _rows.Values.Where(row => row.Attempts == 0 && row.Outcome != Held && Keys.Contains(row.Rule) && !Alone.Contains(row.Rule)))
        {
            if (_changed.TryGetValue(row.Id, out var change) ? change.State == "queued" : row.State == "queued")
                Waits(row.AccountId, row.Channel, row.Id, false, change?.NotBefore ?? Utc(row.NotBefore));
        }

        var digests = _rows.Values.Where(row => row.Rule == Digest).ToLookup(row => (row.AccountId, row.Channel, LondonTime.DayOf(Utc(row.NotBefore))));
        // One that failed in the evening waits for the next day, and keeps the name of its own.
        var named = _rows.Values.Where(row => row.Rule == Digest).CountBy(row => (row.AccountId, row.Channel, row.Occurrence[..Day.Length])).ToDictionary();
        var into = new Dictionary<Guid, Guid>();
        foreach (var (place, waiting) in byPersonAndDay)
        {
            var open = digests[place].FirstOrDefault(row => row is { State: "queued", Attempts: 0 } && row.Outcome != Held)?.Id;
            if (open is null && waiting.Count == 1)
                continue;
            var id = open ?? NewDigest(place.Item1, place.Item2, place.Item3, named, waiting.Min(one => one.NotBefore));
            foreach (var one in waiting)
                into[one.Id] = id;
        }

        for (var i = 0; i < _added.Count; i++)
        {
            if (into.TryGetValue(_added[i].Id, out var digest))
                _added[i] = _added[i] with { DigestId = digest };
        }
        foreach (var row in _rows.Values.Where(row => into.ContainsKey(row.Id)))
        {
            var (notBefore, staleAt) = _changed.TryGetValue(row.Id, out var change) ? (change.NotBefore, change.StaleAt) : (Utc(row.NotBefore), Utc(row.StaleAt));
            _changed[row.Id] = new(row.Id, "bundled", null, into[row.Id], notBefore, staleAt);
        }
        return into.Count;
    }

    private static string By(NewMessage message) => message.Channel ?? Channel.Email;

    private Guid NewDigest(Guid account, string channel, DateOnly on, Dictionary<(Guid, string, string), int> named, DateTimeOffset notBefore)
    {
        var (id, day) = (MessageId.New().Value, on.ToString(Day, CultureInfo.InvariantCulture));
        _added.Add(new(id, new(_authority, new(account), null, Digest, string.Create(CultureInfo.InvariantCulture, $"{day}:{named.GetValueOrDefault((account, channel, day))}"),
            notBefore, notBefore.AddDays(ReminderRule.DigestForStaff.StaleAfterDays), Channel: channel), null));
        return id;
    }

    /// <summary>A digest of which nothing is left is not sent.</summary>
    private void DropEmptyDigests()
    {
        var full = _added.Select(added => added.DigestId)
            .Concat(_rows.Values.Select(row => _changed.TryGetValue(row.Id, out var change) ? (change.State == "bundled" ? change.DigestId : null) : row.State == "bundled" ? row.DigestId : null)).ToHashSet();
        foreach (var row in _rows.Values.Where(row => row.Rule == Digest && row.State == "queued" && !full.Contains(row.Id)))
            _changed[row.Id] = new(row.Id, "dropped", "no-longer-due", null, Utc(row.NotBefore), Utc(row.StaleAt));
    }

    private async Task AddAsync(CancellationToken ct)
    {
        if (_added.Count == 0)
            return;
        // Always in the same order: whoever else writes these rows waits for us instead of blocking us for good. Digests first, which the others point to.
        var rows = _added.OrderByDescending(row => row.Message.Rule == Digest).ThenBy(row => row.Message.Account.Value).ThenBy(row => row.Message.Rule, StringComparer.Ordinal)
            .ThenBy(row => row.Message.Occurrence, StringComparer.Ordinal).ThenBy(row => By(row.Message), StringComparer.Ordinal).ToList();
        await _db.Database.ExecuteSqlAsync(
            $"""
            insert into pledge.message (id, authority_id, account_id, young_person_id, rule, occurrence, channel, payload, state, digest_id, decided_at, not_before, stale_at)
            select id, {_authority.Value}, account, about, rule, occurrence, channel, payload, case when digest is null then 'queued' else 'bundled' end, digest, {_now}, not_before, stale_at
            from unnest({rows.Select(row => row.Id).ToArray()}, {rows.Select(row => row.Message.Account.Value).ToArray()}, {rows.Select(row => row.Message.About?.Value).ToArray()},
                        {rows.Select(row => row.Message.Rule).ToArray()}, {rows.Select(row => row.Message.Occurrence).ToArray()}, {rows.Select(row => By(row.Message)).ToArray()}, {rows.Select(row => row.Message.Payload).ToArray()},
                        {rows.Select(row => row.DigestId).ToArray()}, {rows.Select(row => row.Message.NotBefore.ToUniversalTime()).ToArray()}, {rows.Select(row => row.Message.StaleAt.ToUniversalTime()).ToArray()})
                 with ordinality as added (id, account, about, rule, occurrence, channel, payload, digest, not_before, stale_at, position)
            order by position
            on conflict (account_id, rule, occurrence, channel) do update -- taken back, and stale when it was; its day came again, as after a pause
                set state = excluded.state, outcome = null, settled_at = null, digest_id = excluded.digest_id, not_before = excluded.not_before, stale_at = excluded.stale_at, attempts = 0
                where message.state = 'dropped' and message.outcome = 'no-longer-due'
            """, ct);
    }

    private async Task ChangeAsync(CancellationToken ct)
    {
        if (_changed.Count == 0)
            return;
        var rows = _changed.Values.OrderBy(row => row.Id).ToList();
        await _db.Database.ExecuteSqlAsync(
            $"""
            update pledge.message m set state = c.state, outcome = c.outcome, digest_id = c.digest, not_before = c.not_before, stale_at = c.stale_at,
                   settled_at = case c.state when 'dropped' then {_now} end
            from unnest({rows.Select(row => row.Id).ToArray()}, {rows.Select(row => row.State).ToArray()}, {rows.Select(row => row.Outcome).ToArray()}, {rows.Select(row => row.DigestId).ToArray()},
                        {rows.Select(row => row.NotBefore.ToUniversalTime()).ToArray()}, {rows.Select(row => row.StaleAt.ToUniversalTime()).ToArray()})
                 as c (id, state, outcome, digest, not_before, stale_at)
            where m.id = c.id and m.state in ('queued', 'bundled', 'dropped')
            """, ct);
    }

    /// <summary>Writes down what nobody heard of in time.</summary>
    /// <returns>How many were not in the ledger.</returns>
    public Task<int> WriteMissedAsync(IReadOnlyCollection<NewMessage> messages, CancellationToken ct)
    {
        var rows = messages.OrderBy(row => row.Account.Value).ThenBy(row => row.Rule, StringComparer.Ordinal).ThenBy(row => row.Occurrence, StringComparer.Ordinal).ToList();
        return _db.Database.ExecuteSqlAsync(
            $"""
            insert into pledge.message (id, authority_id, account_id, young_person_id, rule, occurrence, channel, state, outcome, decided_at, not_before, stale_at, settled_at)
            select id, {_authority.Value}, account, about, rule, occurrence, 'email', 'dropped', 'missed', {_now}, {_now}, stale_at, {_now}
            from unnest({rows.Select(_ => MessageId.New().Value).ToArray()}, {rows.Select(row => row.Account.Value).ToArray()}, {rows.Select(row => row.About?.Value).ToArray()},
                        {rows.Select(row => row.Rule).ToArray()}, {rows.Select(row => row.Occurrence).ToArray()}, {rows.Select(row => row.StaleAt.ToUniversalTime()).ToArray()})
                 with ordinality as missed (id, account, about, rule, occurrence, stale_at, position)
            order by position
            on conflict do nothing
            """, ct);
    }

    private static DateTimeOffset Utc(DateTime stored) => new(DateTime.SpecifyKind(stored, DateTimeKind.Utc));
}
