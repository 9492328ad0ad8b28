using Pledge.Domain.Reminders;
using Pledge.Web.Data;

namespace Pledge.Web.Background;

/// <summary>Whom reminders about each young person go to, and on which path they rise when nothing is done.</summary>
public sealed class Addressees
{
    /// <param name="Hears">An adviser or a manager with an open account.</param>
    private sealed record Member(Guid Id, Guid? TeamId, bool IsManager, bool IsOpen, bool Hears);

    private readonly Dictionary<Guid, Guid> _accounts;
    private readonly Dictionary<Guid, Guid> _workers;
    private readonly Dictionary<Guid, Guid> _covers;
    private readonly Dictionary<Guid, Member> _members;
    private readonly ILookup<Guid, Guid> _managers;
    private readonly Guid[] _serviceManagers;

    private Addressees(Dictionary<Guid, Guid> accounts, Dictionary<Guid, Guid> workers, Dictionary<Guid, Guid> covers, IReadOnlyCollection<Member> members)
    {
        (_accounts, _workers, _covers, _members) = (accounts, workers, covers, members.ToDictionary(member => member.Id));
        var managers = members.Where(member => member is { Hears: true, IsManager: true }).ToList();
        _managers = managers.Where(member => member.TeamId is not null).ToLookup(member => member.TeamId!.Value, member => member.Id);
        _serviceManagers = [.. managers.Where(member => member.TeamId is null).Select(member => member.Id)];
    }

    /// <summary>Staff with an open account.</summary>
    public IEnumerable<Guid> Staff => _members.Values.Where(member => member.Hears).Select(member => member.Id);

    /// <summary>Reads them for the authority in scope.</summary>
    /// <returns>Four statements, whatever the number of people. Put together here: the database would look up each person four times.</returns>
    public static async Task<Addressees> ReadAsync(PledgeDb db, DateOnly today, CancellationToken ct) => new(
        await PairsAsync(db, "select young_person_id, id from identity.account where authority_id = (select pledge.authority()) and young_person_id is not null and closed_at is null", ct),
        await PairsAsync(db, "select young_person_id, staff_member_id from pledge.assignment where authority_id = (select pledge.authority()) and period_from <= $1 and (period_to is null or period_to > $1)", ct, today),
        await PairsAsync(db, "select young_person_id, covering_id from pledge.leave_cover where authority_id = (select pledge.authority()) and period_from <= $1 and period_to > $1", ct, today),
        await db.ReadManyAsync(
            """
            select s.id, s.team_id, s.role = 'manager', a.id is not null, a.id is not null and s.role in ('adviser', 'manager')
            from pledge.staff_member s
            left join identity.account a on a.id = s.id and a.closed_at is null
            where s.authority_id = (select pledge.authority())
            union all
            select p.id, null, false, true, false from identity.account p where p.authority_id = (select pledge.authority()) and p.role = 'partner' and p.closed_at is null
            """, row => new Member(row.GetGuid(0), row.IdAt(1), row.GetBoolean(2), row.GetBoolean(3), row.GetBoolean(4)), ct));

    private static async Task<Dictionary<Guid, Guid>> PairsAsync(PledgeDb db, string sql, CancellationToken ct, params DateOnly[] days) =>
        (await db.ReadManyAsync(sql, row => KeyValuePair.Create(row.GetGuid(0), row.GetGuid(1)), ct, [.. days.Select(ScopedRead.Value)])).ToDictionary();

    /// <summary>The young person's own open account, or null.</summary>
    public Guid? AccountOf(Guid youngPerson) => Find(_accounts, youngPerson);

    /// <summary>Open account of whoever works with the young person today, or null. Whoever stands in hears instead of the worker who is away.</summary>
    public Guid? WorkerOf(Guid youngPerson) => (Find(_covers, youngPerson) ?? Find(_workers, youngPerson)) is { } id && _members.GetValueOrDefault(id) is { IsOpen: true } ? id : null;

    /// <summary>Whether a member of staff, of whatever role, or a partner has an open account.</summary>
    public bool IsOpen(Guid account) => _members.GetValueOrDefault(account) is { IsOpen: true };

    /// <summary>The manager's team, or null for one without.</summary>
    public Guid? TeamOf(Guid account) => _members.GetValueOrDefault(account) is { Hears: true } member ? member.TeamId : null;

    public bool IsManager(Guid account) => _members.GetValueOrDefault(account) is { Hears: true, IsManager: true };

    /// <summary>Team of the young person's worker, who may be away, or null.</summary>
    public Guid? TeamAround(Guid youngPerson) => Find(_workers, youngPerson) is { } id ? _members.GetValueOrDefault(id)?.TeamId : null;

    /// <summary>Staff who hear at this step, or in its place.</summary>
    /// <param name="owner">Whose task it is, when that is somebody else than the young person's worker. After a hand-over it is the worker's.</param>
    public IReadOnlyCollection<Guid> StaffAt(ReminderStep step, Guid? youngPerson, Guid? owner = null)
    {
        var first = owner is { } own && _members.GetValueOrDefault(own) is { Hears: true } member && (youngPerson is not { } whose || IsStillTheirs(member, whose)) ? own : youngPerson is { } about ? WorkerOf(about) : null;
        var team = youngPerson is { } person ? TeamAround(person) : null;
        return step.HeardAt(first is not null, team is { } led && _managers.Contains(led)) switch
        {
            ReminderStep.First => [first!.Value],
            ReminderStep.TeamManager => [.. _managers[team!.Value]],
            _ => _serviceManagers,
        };
    }

    private bool IsStillTheirs(Member member, Guid youngPerson) =>
        ReminderSteps.IsStillTheirs(member.Id == Find(_workers, youngPerson) || member.Id == Find(_covers, youngPerson), member.IsManager, member.TeamId, TeamAround(youngPerson));

    private static Guid? Find(Dictionary<Guid, Guid> pairs, Guid key) => pairs.TryGetValue(key, out var value) ? value : null;
}
