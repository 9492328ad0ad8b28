using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Reminders;
using Pledge.Web.Data;

namespace Pledge.Web.Background;

/// <summary>Whom reminders about each young person go to, and on which path they rise when nothing is done.</summary>
public sealed class Addressees
{
    private sealed record Person(Guid Id, Guid? Account, Guid? Worker, Guid? TeamId);

    private sealed record Member(Guid Id, Guid? TeamId, bool IsManager);

    private readonly Dictionary<Guid, Person> _people;
    private readonly ILookup<Guid, Guid> _managers;
    private readonly Guid[] _serviceManagers;
    private readonly Dictionary<Guid, Guid?> _teams;

    private Addressees(IEnumerable<Person> people, IReadOnlyCollection<Member> staff)
    {
        _people = people.ToDictionary(person => person.Id);
        _managers = staff.Where(member => member is { IsManager: true, TeamId: not null }).ToLookup(member => member.TeamId!.Value, member => member.Id);
        _serviceManagers = [.. staff.Where(member => member is { IsManager: true, TeamId: null }).Select(member => member.Id)];
        _teams = staff.ToDictionary(member => member.Id, member => member.TeamId);
    }

    /// <summary>Staff with an open account.</summary>
    public IEnumerable<Guid> Staff => _teams.Keys;

    /// <summary>Reads them for the authority in scope.</summary>
    /// <returns>Two statements, whatever the number of people.</returns>
    public static async Task<Addressees> ReadAsync(PledgeDb db, DateOnly today, CancellationToken ct)
    {
        // Whoever stands in hears instead of the worker who is away; the team stays that of the worker.
        var people = await db.Database.SqlQuery<Person>(
            $"""
            select y.id, own.id as account, w.id as worker, s.team_id
            from pledge.young_person y
            left join pledge.assignment a on a.young_person_id = y.id and a.period_from <= {today} and (a.period_to is null or a.period_to > {today})
            left join pledge.staff_member s on s.id = a.staff_member_id
            left join pledge.leave_cover c on c.young_person_id = y.id and c.period_from <= {today} and c.period_to > {today}
            left join identity.account w on w.id = coalesce(c.covering_id, a.staff_member_id) and w.closed_at is null
            left join identity.account own on own.young_person_id = y.id and own.closed_at is null
            """).ToListAsync(ct);
        var staff = await db.Database.SqlQuery<Member>(
            $"""
            select s.id, s.team_id, s.role = 'manager' as is_manager
            from pledge.staff_member s join identity.account a on a.id = s.id and a.closed_at is null
            where s.role in ('adviser', 'manager')
            """).ToListAsync(ct);
        return new(people, staff);
    }

    /// <summary>The young person's own open account, or null.</summary>
    public Guid? AccountOf(Guid youngPerson) => _people.GetValueOrDefault(youngPerson)?.Account;

    /// <summary>Open account of whoever works with the young person today, or null.</summary>
    public Guid? WorkerOf(Guid youngPerson) => _people.GetValueOrDefault(youngPerson)?.Worker;

    /// <summary>The manager's team, or null for one without.</summary>
    public Guid? TeamOf(Guid account) => _teams.GetValueOrDefault(account);

    public bool IsManager(Guid account) => _serviceManagers.Contains(account) || (_teams.GetValueOrDefault(account) is { } team && _managers[team].Contains(account));

    /// <summary>Team of the young person's worker, or null.</summary>
    public Guid? TeamAround(Guid youngPerson) => _people.GetValueOrDefault(youngPerson)?.TeamId;

    /// <summary>Staff who hear at this step. Where a step has nobody the next one hears in its place, so that nothing falls through.</summary>
    /// <param name="owner">Whose task it is, when that is somebody else than the young person's worker.</param>
    public IReadOnlyCollection<Guid> StaffAt(ReminderStep step, Guid? youngPerson, Guid? owner = null)
    {
        if (step is ReminderStep.First && (owner is { } own && _teams.ContainsKey(own) ? own : youngPerson is { } about ? WorkerOf(about) : null) is { } worker)
            return [worker];
        if (step is not ReminderStep.ServiceManager && youngPerson is { } person && TeamAround(person) is { } team && _managers.Contains(team))
            return [.. _managers[team]];
        return _serviceManagers;
    }
}
