using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Plans;
using Pledge.Web.Data;

namespace Pledge.Web.Features.PlanWork;

/// <summary>Why a manager gave a version back. The day is a London day.</summary>
public sealed record SentBack(string Words, string? Manager, DateOnly On);

/// <summary>A version that waits for a manager.</summary>
/// <param name="On">London day it was submitted.</param>
/// <param name="Mine">True when the asking manager submitted it and so cannot approve it.</param>
public sealed record WaitingPlan(YoungPersonId YoungPerson, string Name, int Number, string? Worker, DateOnly On, bool Mine);

/// <summary>Reads behind workers' pages of a plan.</summary>
public static class PlanWorkReads
{
    private sealed record SentBackRow(string Words, string? Manager, DateTime RecordedAt);

    private sealed record WaitingRow(Guid YoungPerson, string Name, int Number, string? Worker, DateTime SubmittedAt, bool Mine);

    /// <summary>The latest comment with which a version was sent back; null when it never was, or was submitted again since.</summary>
    /// <returns>One statement.</returns>
    public static async Task<SentBack?> FindSentBackAsync(this PledgeDb db, PlanVersionId version, CancellationToken ct)
    {
        var rows = await db.Database.SqlQuery<SentBackRow>(
            $"""
            select coalesce(p.words, '') as words, s.display_name as manager, p.recorded_at
            from (select * from pledge.plan_step where version_id = {version.Value} order by recorded_at desc, id desc limit 1) p
            left join pledge.staff_member s on s.id = p.recorded_by where p.step = 'sent-back'
            """).ToListAsync(ct);
        return rows is [var row] ? new(row.Words, row.Manager, LondonTime.DayOf(row.RecordedAt)) : null;
    }

    /// <summary>What waits for a manager among the young people the caller reaches, longest first.</summary>
    /// <returns>One statement.</returns>
    public static async Task<IReadOnlyList<WaitingPlan>> ListWaitingPlansAsync(this PledgeDb db, AccountId me, CancellationToken ct)
    {
        var rows = await db.Database.SqlQuery<WaitingRow>(
            $"""
            select v.young_person_id as young_person,
                   coalesce(nullif(btrim(concat_ws(' ', coalesce(nullif(btrim(y.known_as), ''), y.given_name), y.family_name)), ''), y.child_id) as name,
                   v.number, s.display_name as worker, v.submitted_at, v.submitted_by = {me.Value} as mine
            from pledge.plan_version v
            join pledge.young_person y on y.id = v.young_person_id
            left join pledge.staff_member s on s.id = v.submitted_by
            where v.state = 'submitted' order by v.submitted_at, v.id
            """).ToListAsync(ct);
        return [.. rows.Select(row => new WaitingPlan(new(row.YoungPerson), row.Name, row.Number, row.Worker, LondonTime.DayOf(row.SubmittedAt), row.Mine))];
    }
}
