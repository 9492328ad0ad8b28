using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Plans;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Plans;

/// <summary>Two versions beside each other.</summary>
/// <param name="Older">The one looked back at.</param>
/// <param name="Others">Every version it can be compared with, newest first.</param>
public sealed record PlanChanges(PlanHead Older, PlanHead Newer, IReadOnlyList<PlanHead> Others, IReadOnlyList<PlanChange> All);

/// <summary>Reads what changed between two versions.</summary>
public static class PlanChangesReads
{
    private sealed record ActionRow(Guid Id, Guid? Replaces, int Matter, string What, string OwnerKind, string? OwnerName, DateOnly DueOn, DateTime? DoneAt);

    private sealed record ReachedRow(int Matter, string Goal);

    /// <summary>What changed up to version <paramref name="number"/> since version <paramref name="since"/>, or since the one before; null when there are no two such versions.</summary>
    /// <param name="heads">The versions the reader may read, newest first.</param>
    /// <param name="words">For an owner without a name.</param>
    /// <returns>Five statements.</returns>
    public static async Task<PlanChanges?> ReadPlanChangesAsync(
        this PledgeDb db, IReadOnlyList<PlanHead> heads, int number, int? since, string name, DateTimeOffset now, IStringLocalizer<PlansText> words, CancellationToken ct)
    {
        if (heads.FirstOrDefault(head => head.Number == number) is not { } newer
            || heads.FirstOrDefault(head => since is null ? head.Number < number : head.Number == since && head.Number < number) is not { } older)
            return null;

        var parts = await db.PlanParts.AsNoTracking().Where(part => part.VersionId == older.Id || part.VersionId == newer.Id).ToListAsync(ct);
        var reached = await db.Database.SqlQuery<ReachedRow>(
            $"""
            select distinct p.number as matter, g.goal
            from pledge.plan_version n
            join pledge.plan_version v on v.young_person_id = n.young_person_id and v.number > {older.Number} and v.number <= {newer.Number}
            join pledge.plan_part p on p.version_id = v.id cross join lateral unnest(p.reached) as g (goal)
            where n.id = {newer.Id.Value}
            """).ToListAsync(ct);
        var all = PlanComparison.Between(
            await SnapshotAsync(older), await SnapshotAsync(newer), reached.Select(row => (row.Matter, row.Goal)).ToHashSet());
        return new(older, newer, [.. heads.Where(head => head.Number < number)], all);

        async Task<PlanSnapshot> SnapshotAsync(PlanHead head) => new(
            head.ApprovedAt ?? now, [.. parts.Where(part => part.VersionId == head.Id)],
            [.. (await db.ListKeptActionsAsync(head, ct)).Select(row => new KeptAction(
                new(row.Id), row.Replaces is { } old ? new(old) : null, row.Matter, row.What,
                Kebab.Read<OwnerKind>(row.OwnerKind) is OwnerKind.YoungPerson ? name : row.OwnerName ?? words["TheWorker"].Value, row.DueOn, row.DoneAt))]);
    }

    // Before approval the actions are those of the moment.
    private static Task<List<ActionRow>> ListKeptActionsAsync(this PledgeDb db, PlanHead head, CancellationToken ct) => head.ApprovedAt is null
        ? db.Database.SqlQuery<ActionRow>(
            $"""
            select a.id, a.replaces_id as replaces, a.matter, a.what, a.owner_kind, coalesce(a.owner_name, s.display_name) as owner_name, a.due_on, a.done_at
            from pledge.plan_version v
            join pledge.plan_action a on a.young_person_id = v.young_person_id and a.taken_out_at is null
            left join pledge.staff_member s on s.id = a.owner_account_id
            where v.id = {head.Id.Value} order by a.due_on, a.id
            """).ToListAsync(ct)
        : db.Database.SqlQuery<ActionRow>(
            $"""
            select k.action_id as id, a.replaces_id as replaces, k.matter, k.what, k.owner_kind, coalesce(k.owner_name, s.display_name) as owner_name, k.due_on,
                   coalesce(k.done_at, a.done_at) as done_at
            from pledge.plan_version_action k
            left join pledge.plan_action a on a.id = k.action_id
            left join pledge.staff_member s on s.id = k.owner_account_id
            where k.version_id = {head.Id.Value} order by k.due_on, k.action_id
            """).ToListAsync(ct);
}
