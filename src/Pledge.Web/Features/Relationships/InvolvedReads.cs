using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain.People;
using Pledge.Domain;
using Pledge.Web.Data;
using Pledge.Web.Features.Mentoring;
using Pledge.Web.Features.Shared;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Relationships;

/// <summary>A worker of the young person, now or before.</summary>
/// <param name="From">London day.</param>
/// <param name="Until">Last London day, or null while it is their worker.</param>
public sealed record WorkerLine(string Name, string? Team, string? Phone, string? Email, DateOnly From, DateOnly? Until);

/// <summary>Everybody connected with a young person, as far as the reader may see.</summary>
/// <param name="Workers">Newest first.</param>
/// <param name="Managers">Of the team of today's worker.</param>
/// <param name="Shared">Whom the young person lets their worker see.</param>
/// <param name="Mentor">Theirs now, or null.</param>
/// <param name="Today">London day for which it is read.</param>
public sealed record Involved(
    YoungPersonId YoungPerson, string ShortName, IReadOnlyList<WorkerLine> Workers, IReadOnlyList<WorkerLine> Managers, IReadOnlyList<ProfessionalLine> Professionals,
    IReadOnlyList<PersonLine> Shared, MentorNow? Mentor, bool MayWrite, DateOnly Today);

/// <summary>A version of a professional that no longer holds.</summary>
/// <param name="Reason">Why it ended, or null for a correction.</param>
public sealed record PastProfessional(string Name, string Role, string Organisation, Agreement Agreed, InvolvementEnd Ended, string? Reason, string? By, DateOnly On);

/// <summary>Who is connected with a young person: four statements, whatever their number.</summary>
public static class InvolvedReads
{
    private sealed record StaffRow(bool MayWrite, bool? Manages, string? Name, string? Team, string? Phone, string? Email, DateOnly? PeriodFrom, DateOnly? PeriodTo);

    public static async Task<Involved> ReadInvolvedAsync(this PledgeDb db, YoungPersonId id, string shortName, DateOnly today, CancellationToken ct)
    {
        // A reader with a reason for the day is not in the narrow list, and is shown no forms.
        var rows = await db.Database.SqlQuery<StaffRow>(
            $"""
            select m.may_write, s.manages, s.name, s.team, s.phone, s.email, s.period_from, s.period_to
            from (select {id.Value} = any (pledge.my_young_people()) as may_write) m
            left join lateral (
                select false as manages, s.display_name as name, t.name as team, s.work_phone as phone, s.work_email as email, w.period_from, w.period_to
                from pledge.assignment w join pledge.staff_member s on s.id = w.staff_member_id left join pledge.team t on t.id = s.team_id
                where w.young_person_id = {id.Value} and w.period_from <= {today} and (w.period_to is null or w.period_to > w.period_from)
                union all
                select true, g.display_name, t.name, g.work_phone, g.work_email, w.period_from, null
                from pledge.assignment w join pledge.staff_member s on s.id = w.staff_member_id
                join pledge.staff_member g on g.authority_id = s.authority_id and g.team_id = s.team_id and g.role = 'manager' and (g.left_on is null or g.left_on > {today})
                left join pledge.team t on t.id = g.team_id
                where w.young_person_id = {id.Value} and w.period_from <= {today} and (w.period_to is null or w.period_to > {today})) s on true
            order by s.period_from desc, s.name
            """).ToListAsync(ct);
        var (workers, managers) = (rows.Where(row => row.Manages is false), rows.Where(row => row.Manages is true));
        return new(id, shortName, [.. workers.Select(row => Line(row, today))], [.. managers.Select(row => Line(row, today))],
            await db.ListProfessionalsAsync(id, ct), await db.ListRelationshipsAsync(id, ct), await db.FindMentorNowAsync(id, today, ct) is { EndedOn: null } mentor ? mentor : null, rows[0].MayWrite, today);
    }

    /// <summary>The newest version, tracked, to be changed; null when there is none the caller reaches. It may have ended.</summary>
    public static Task<InvolvedProfessional?> LoadProfessionalAsync(this PledgeDb db, YoungPersonId id, Guid person, CancellationToken ct) =>
        db.InvolvedProfessionals.Where(row => row.YoungPersonId == id && row.PersonKey == person)
            .OrderByDescending(row => row.SupersededAt == null).ThenByDescending(row => row.SupersededAs == InvolvementEnd.NoLongerInvolved).FirstOrDefaultAsync(ct);

    /// <summary>What a form shows when <paramref name="newest"/> stands in its place, or has ended.</summary>
    public static async Task<PageResult> ProfessionalChangedMeanwhileAsync(
        this PageModel page, PledgeDb db, InvolvedProfessional newest, IReadOnlyList<MergeField> fields, CancellationToken ct)
    {
        var (by, at) = newest.IsCurrent ? (newest.RecordedBy, newest.RecordedAt) : (newest.SupersededBy!.Value, newest.SupersededAt!.Value);
        var who = await db.StaffNameAsync(by, ct);
        return page.ChangedMeanwhile(new(who, at, fields), newest.Id, newest.IsCurrent ? "changed-meanwhile" : "taken-back-meanwhile");
    }

    /// <summary>What was believed before, newest first, at most a hundred.</summary>
    public static async Task<IReadOnlyList<PastProfessional>> ListPastProfessionalsAsync(this PledgeDb db, YoungPersonId id, CancellationToken ct)
    {
        var rows = await (from row in db.InvolvedProfessionals.AsNoTracking()
                          where row.YoungPersonId == id && row.SupersededAt != null
                          orderby row.SupersededAt descending
                          select new { Row = row, By = db.Staff.Where(staff => staff.Id == row.SupersededBy).Select(staff => staff.DisplayName).FirstOrDefault() }).Take(100).ToListAsync(ct);
        return [.. rows.Select(line => new PastProfessional(line.Row.Name, line.Row.Role, line.Row.Organisation, line.Row.Agreed, line.Row.SupersededAs!.Value, line.Row.SupersedeReason, line.By,
            LondonTime.DayOf(line.Row.SupersededAt!.Value)))];
    }

    private static WorkerLine Line(StaffRow row, DateOnly today) =>
        new(row.Name!, row.Team, row.Phone, row.Email, row.PeriodFrom!.Value, row.PeriodTo is { } to && to <= today ? to.AddDays(-1) : null);
}
