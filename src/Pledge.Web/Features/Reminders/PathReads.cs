using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Reminders;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Reminders;

/// <summary>Who hears of a young person's matters at each step, by name, as the planner would choose them today.</summary>
public sealed class RisePath
{
    private sealed record Row(string Step, Guid Id, string Name, bool Manages, Guid? TeamId);

    private readonly ILookup<string, Row> _rows;

    private RisePath(IEnumerable<Row> rows) => _rows = rows.ToLookup(row => row.Step);

    /// <summary>Whose the task is, while it is still theirs.</summary>
    private Row? OwnerOf(Guid owner) => _rows["owner"].FirstOrDefault(row => row.Id == owner
        && ReminderSteps.IsStillTheirs(_rows["worker"].Concat(_rows["assigned"]).Any(worker => worker.Id == owner), row.Manages, row.TeamId, _rows["assigned"].FirstOrDefault()?.TeamId));

    /// <param name="owners">Accounts whose some of the matters are to do.</param>
    /// <returns>One statement.</returns>
    public static async Task<RisePath> ReadAsync(PledgeDb db, YoungPersonId about, IEnumerable<Guid> owners, DateOnly today, CancellationToken ct)
    {
        Guid[] own = [.. owners.Distinct()];
        return new(await db.Database.SqlQuery<Row>(
            $"""
            with worker as (
                select a.staff_member_id as id from pledge.assignment a
                where a.young_person_id = {about.Value} and a.period_from <= {today} and (a.period_to is null or a.period_to > {today}))
            select 'worker' as step, s.id, s.display_name as name, s.role = 'manager' as manages, s.team_id from pledge.staff_member s
            where s.left_on is null and s.id = coalesce(
                (select c.covering_id from pledge.leave_cover c where c.young_person_id = {about.Value} and c.period_from <= {today} and c.period_to > {today}), (select id from worker))
            union all
            select 'assigned', w.id, w.display_name, w.role = 'manager', w.team_id from pledge.staff_member w where w.id = (select id from worker)
            union all
            select 'team', m.id, m.display_name, true, m.team_id from pledge.staff_member m join pledge.staff_member w on w.id = (select id from worker) and w.team_id = m.team_id
            where m.role = 'manager' and m.left_on is null
            union all
            select 'service', m.id, m.display_name, true, null from pledge.staff_member m where m.role = 'manager' and m.team_id is null and m.left_on is null
            union all
            select 'owner', s.id, s.display_name, s.role = 'manager', s.team_id from pledge.staff_member s where s.id = any ({own}) and s.left_on is null
            order by 3
            """).ToListAsync(ct));
    }

    /// <summary>Names of those who hear at this step, or in its place, and what they are. No names when there is nobody at all.</summary>
    public (IReadOnlyList<string> Names, ReminderStep As) At(ReminderStep step, Guid? owner)
    {
        var first = owner is { } own && OwnerOf(own) is { } whose ? [whose] : _rows["worker"];
        var heard = step.HeardAt(first.Any(), _rows["team"].Any());
        var who = heard switch { ReminderStep.First => first, ReminderStep.TeamManager => _rows["team"], _ => _rows["service"] };
        return ([.. who.Select(row => row.Name)], heard);
    }
}

/// <summary>Names of staff.</summary>
public static class StaffNames
{
    /// <summary>By account; whoever left the authority's list is missing.</summary>
    /// <returns>One statement.</returns>
    public static async Task<IReadOnlyDictionary<AccountId, string>> NamesOfStaffAsync(this PledgeDb db, IEnumerable<AccountId> accounts, CancellationToken ct)
    {
        var wanted = accounts.Distinct().ToArray();
        return (await db.Staff.AsNoTracking().Where(staff => wanted.Contains(staff.Id)).Select(staff => new { staff.Id, staff.DisplayName }).ToListAsync(ct)).ToDictionary(staff => staff.Id, staff => staff.DisplayName);
    }
}
