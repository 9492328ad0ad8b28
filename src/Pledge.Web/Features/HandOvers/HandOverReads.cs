using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.People;
using Pledge.Web.Data;

namespace Pledge.Web.Features.HandOvers;

/// <summary>One hand-over in a list.</summary>
/// <param name="Name">Of the young person, as those may know it who are asked to take them over.</param>
/// <param name="State">Kebab-case <see cref="HandOverState"/>.</param>
/// <param name="HasNote">Whether the giver wrote what matters.</param>
/// <param name="StartsOn">First London day of the new worker, once accepted.</param>
/// <param name="ChangedBy">Name of who did what <paramref name="State"/> says, at <paramref name="ChangedAt"/>; null for somebody we no longer list.</param>
public sealed record HandOverRow(
    Guid Id, Guid GroupId, Guid YoungPersonId, string Name, DateOnly Born, Guid FromId, string FromName, Guid ToId, string ToName, DateOnly PlannedOn, string State, bool HasNote,
    string? Question, DateOnly? StartsOn, string? ChangedBy, DateTime ChangedAt)
{
    public HandOverState Stands => Kebab.Read<HandOverState>(State);
}

/// <summary>Cover of one or more young people, set up together.</summary>
/// <param name="People">Names, in order; <paramref name="Ids"/> in the same.</param>
/// <param name="PeriodTo">First London day on which it no longer holds.</param>
public sealed record CoverRow(Guid GroupId, string[] People, Guid[] Ids, Guid AwayId, string Away, Guid CoveringId, string Covering, DateOnly PeriodFrom, DateOnly PeriodTo, string? Note);

/// <summary>Somebody who could be handed over.</summary>
/// <param name="Busy">Whether a hand-over of them is open already.</param>
public sealed record Given(Guid Id, string Name, Guid WorkerId, string Worker, bool Busy);

/// <summary>A worker who could take somebody over.</summary>
/// <param name="People">How many young people they are the worker of today.</param>
public sealed record Taker(Guid Id, string Name, string? Team, int People);

/// <summary>A young person's open action that is the old worker's to do.</summary>
public sealed record OpenAction(Guid Id, string What, DateOnly DueOn);

/// <summary>One period with one worker.</summary>
/// <param name="To">First London day on which they no longer were, or null.</param>
/// <param name="Goodbye">What they wrote when they left.</param>
/// <param name="Hello">What they wrote when they came.</param>
public sealed record WorkerPeriod(string Name, DateOnly From, DateOnly? To, string? Hello, string? Goodbye);

/// <summary>One time somebody stood in.</summary>
/// <param name="To">First London day on which they no longer did.</param>
public sealed record CoverPeriod(string Covering, string Away, DateOnly From, DateOnly To);

/// <summary>Who gives whom to whom. What the caller does not reach is not there.</summary>
public static class HandOverReads
{
    private const int DaysDoneIsListed = 90;

    private const string Name = "coalesce(nullif(trim(concat(coalesce(nullif(trim(y.known_as), ''), y.given_name), ' ', y.family_name)), ''), y.child_id)";

    private const string Rows =
        $"""
        select h.id, h.group_id, h.young_person_id, coalesce({Name}, o.name, '') as name, coalesce(y.date_of_birth, o.date_of_birth, '1900-01-01') as born,
               h.from_staff_id as from_id, f.display_name as from_name, h.to_staff_id as to_id, t.display_name as to_name, h.planned_on, h.state,
               h.matters is not null as has_note, h.question, h.starts_on, g.display_name as changed_by, h.changed_at
        from pledge.hand_over h
        left join pledge.young_person y on y.id = h.young_person_id
        left join pledge.offered_young_people() o on o.id = h.young_person_id
        join pledge.staff_member f on f.id = h.from_staff_id
        join pledge.staff_member t on t.id = h.to_staff_id
        left join pledge.staff_member g on g.id = h.changed_by
        """;

    /// <summary>Open ones, and those accepted lately or for a day to come, oldest plan first.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<HandOverRow>> ListHandOversAsync(this PledgeDb db, DateOnly today, CancellationToken ct) =>
        db.Database.SqlQueryRaw<HandOverRow>(
            $$"""
            {{Rows}}
            where h.state in ('draft', 'proposed', 'asked-back') or (h.state = 'accepted' and h.starts_on > {0})
            order by h.planned_on, 4, h.id
            """, today.AddDays(-DaysDoneIsListed)).ToListAsync(ct);

    /// <summary>Everybody in one group, by name.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<HandOverRow>> ListGroupAsync(this PledgeDb db, Guid group, CancellationToken ct) =>
        db.Database.SqlQueryRaw<HandOverRow>($$"""{{Rows}} where h.group_id = {0} and h.state <> 'withdrawn' order by 4, h.id""", group).ToListAsync(ct);

    /// <returns>One statement; null when there is none the caller reaches.</returns>
    public static async Task<HandOverRow?> FindHandOverAsync(this PledgeDb db, HandOverId id, CancellationToken ct) =>
        (await db.Database.SqlQueryRaw<HandOverRow>($$"""{{Rows}} where h.id = {0}""", id.Value).ToListAsync(ct)).SingleOrDefault();

    /// <summary>Cover that holds or is to come, soonest first.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<CoverRow>> ListCoversAsync(this PledgeDb db, DateOnly today, CancellationToken ct) =>
        db.Database.SqlQueryRaw<CoverRow>(
            $$"""
            select c.group_id, array_agg(coalesce({{Name}}, o.name, '') order by coalesce({{Name}}, o.name, '')) as people,
                   array_agg(c.young_person_id order by coalesce({{Name}}, o.name, '')) as ids, c.away_id, a.display_name as away, c.covering_id, v.display_name as covering,
                   c.period_from, c.period_to, max(c.note) as note
            from pledge.leave_cover c
            left join pledge.young_person y on y.id = c.young_person_id
            left join pledge.offered_young_people() o on o.id = c.young_person_id
            join pledge.staff_member a on a.id = c.away_id
            join pledge.staff_member v on v.id = c.covering_id
            where c.period_to > {0} and c.period_to > c.period_from
            group by c.group_id, c.away_id, a.display_name, c.covering_id, v.display_name, c.period_from, c.period_to
            order by c.period_from, covering, 1
            """, today).ToListAsync(ct);

    /// <summary>The people whose worker the caller, or for a manager somebody of their team, is today; by name.</summary>
    /// <returns>One statement, from the workers' assignments.</returns>
    public static Task<List<Given>> ListGivenAsync(this PledgeDb db, DateOnly today, CancellationToken ct) =>
        db.Database.SqlQueryRaw<Given>(
            $$"""
            select y.id, {{Name}} as name, w.id as worker_id, w.display_name as worker,
                   exists (select from pledge.hand_over h where h.young_person_id = y.id
                           and (h.state in ('draft', 'proposed', 'asked-back') or (h.state = 'accepted' and h.begun_at is null))) as busy
            from pledge.staff_member w
            join pledge.assignment a on a.staff_member_id = w.id and a.period_from <= {0} and (a.period_to is null or a.period_to > {0})
            join pledge.young_person y on y.id = a.young_person_id
            where w.id = any ((select pledge.my_staff())::uuid[])
            order by 2, 1
            """, today).ToListAsync(ct);

    /// <summary>Every adviser and manager of the authority who works here, by name.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<Taker>> ListTakersAsync(this PledgeDb db, CancellationToken ct) =>
        db.Database.SqlQuery<Taker>(
            $"""
            select s.id, s.display_name as name, t.name as team, coalesce(c.people, 0) as people
            from pledge.staff_member s
            left join pledge.team t on t.id = s.team_id
            left join pledge.caseload_sizes() c on c.staff_member_id = s.id
            where s.left_on is null and s.role in ('adviser', 'manager')
            order by 2, 1
            """).ToListAsync(ct);

    /// <summary>Accounts whose work the caller answers for.</summary>
    public static async Task<IReadOnlySet<Guid>> ReadMyStaffAsync(this PledgeDb db, CancellationToken ct) =>
        (await db.Database.SqlQuery<Guid>($"select unnest(pledge.my_staff()) as \"Value\"").ToListAsync(ct)).ToHashSet();

    /// <summary>What the worker has promised to do for the young person and has not done, soonest first.</summary>
    public static Task<List<OpenAction>> ListOpenActionsAsync(this PledgeDb db, Guid youngPerson, Guid worker, CancellationToken ct) =>
        db.Database.SqlQuery<OpenAction>(
            $"""
            select id, what, due_on from pledge.plan_action
            where young_person_id = {youngPerson} and owner_kind = 'worker' and owner_account_id = {worker} and done_at is null and taken_out_at is null order by due_on, id
            """).ToListAsync(ct);

    /// <summary>Every worker there was, latest first, with their words of hello and goodbye. A day to come is listed too.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<WorkerPeriod>> ListWorkersOfAsync(this PledgeDb db, YoungPersonId youngPerson, CancellationToken ct) =>
        db.Database.SqlQuery<WorkerPeriod>(
            $"""
            select s.display_name as name, a.period_from as "from", a.period_to as "to", came.hello, went.goodbye
            from pledge.assignment a
            join pledge.staff_member s on s.id = a.staff_member_id
            left join lateral (select h.hello from pledge.hand_over h where h.young_person_id = a.young_person_id and h.state = 'accepted'
                and h.to_staff_id = a.staff_member_id and h.starts_on = a.period_from limit 1) came on true
            left join lateral (select h.goodbye from pledge.hand_over h where h.young_person_id = a.young_person_id and h.state = 'accepted'
                and h.from_staff_id = a.staff_member_id and h.starts_on = a.period_to limit 1) went on true
            where a.young_person_id = {youngPerson.Value} and (a.period_to is null or a.period_to > a.period_from)
            order by a.period_from desc
            """).ToListAsync(ct);

    /// <summary>Every time somebody stood in, latest first.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<CoverPeriod>> ListCoversOfAsync(this PledgeDb db, YoungPersonId youngPerson, CancellationToken ct) =>
        db.Database.SqlQuery<CoverPeriod>(
            $"""
            select v.display_name as covering, a.display_name as away, c.period_from as "from", c.period_to as "to"
            from pledge.leave_cover c
            join pledge.staff_member a on a.id = c.away_id join pledge.staff_member v on v.id = c.covering_id
            where c.young_person_id = {youngPerson.Value} and c.period_to > c.period_from
            order by c.period_from desc
            """).ToListAsync(ct);
}
