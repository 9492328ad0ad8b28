using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.People;
using Pledge.Web.Data;
using Pledge.Web.Features.Start;

namespace Pledge.Web.Features.Relationships;

/// <summary>Somebody a young person named, as lists show them.</summary>
/// <param name="Key">Of the person, the same over all versions.</param>
public sealed record PersonLine(
    Guid Key, Side Side, string Name, string? WhatToMe, bool ForLife, Closeness Closeness, string? RingFor, string? Phone, string? Email, string? OtherWay, SeenBy SeenBy);

/// <summary>A version that no longer holds, for the young person's own history.</summary>
/// <param name="From">London day it was written.</param>
/// <param name="Until">London day it was changed, or they were taken away.</param>
public sealed record PastLine(string Name, string? WhatToMe, RelationshipEnd Ended, DateOnly From, DateOnly Until);

/// <summary>A professional a worker put on record.</summary>
/// <param name="Since">London day since which the answer about agreement is so.</param>
/// <param name="Dbs">The background check that was seen.</param>
/// <param name="RecordedBy">Name of the member of staff, or null for someone we no longer list.</param>
/// <param name="RecordedOn">London day.</param>
public sealed record ProfessionalLine(
    Guid Key, string Name, string Role, string Organisation, string? Phone, string? Email, string? OtherWay, Agreement Agreed, string? Because, DateOnly Since,
    DbsCheck Dbs, string? RecordedBy, DateOnly RecordedOn);

/// <summary>Reads of the people around a young person. Each is one statement, whatever the number of people; what comes back is what the caller may see.</summary>
public static class MyPeopleReads
{
    private sealed record PastRow(string Name, string? WhatToMe, RelationshipEnd Ended, DateTimeOffset From, DateTimeOffset Until);

    /// <summary>Current people, closest first and within a circle as they were added.</summary>
    public static async Task<IReadOnlyList<PersonLine>> ListRelationshipsAsync(this PledgeDb db, YoungPersonId youngPerson, CancellationToken ct)
    {
        var lines = await db.Relationships.AsNoTracking().Where(row => row.YoungPersonId == youngPerson && row.SupersededAt == null)
            .OrderBy(row => row.PersonKey)
            .Select(row => new PersonLine(
                row.PersonKey, row.Side, row.Name, row.WhatToMe, row.ForLife, row.Closeness, row.RingFor, row.Phone, row.Email, row.OtherWay, row.SeenBy))
            .ToListAsync(ct);
        return [.. lines.OrderBy(line => line.Closeness)];
    }

    /// <summary>What was changed or taken away, newest first. Only the young person has any.</summary>
    public static async Task<IReadOnlyList<PastLine>> ListPastRelationshipsAsync(this PledgeDb db, YoungPersonId youngPerson, CancellationToken ct)
    {
        var rows = await db.Relationships.AsNoTracking().Where(row => row.YoungPersonId == youngPerson && row.SupersededAt != null)
            .OrderByDescending(row => row.SupersededAt).Take(PastShown)
            .Select(row => new PastRow(row.Name, row.WhatToMe, row.SupersededAs!.Value, row.RecordedAt, row.SupersededAt!.Value)).ToListAsync(ct);
        return [.. rows.Select(row => new PastLine(row.Name, row.WhatToMe, row.Ended, LondonTime.DayOf(row.From), LondonTime.DayOf(row.Until)))];
    }

    /// <summary>The newest version of one person, current or not; tracked, to be changed. Null when there is none the caller reaches.</summary>
    public static Task<Relationship?> LoadRelationshipAsync(this PledgeDb db, YoungPersonId youngPerson, Guid person, CancellationToken ct) =>
        db.Relationships.Where(row => row.YoungPersonId == youngPerson && row.PersonKey == person && row.SupersededAt == null).SingleOrDefaultAsync(ct);

    /// <summary>Their worker today; null when there is none.</summary>
    public static async Task<MyWorker?> ReadWorkerAsync(this PledgeDb db, YoungPersonId youngPerson, DateOnly today, CancellationToken ct) =>
        (await db.Database.SqlQuery<MyWorker>(
            $"""
            select s.display_name as name, s.work_phone as phone, s.work_email as email
            from pledge.assignment w join pledge.staff_member s on s.id = w.staff_member_id and (s.left_on is null or s.left_on > {today})
            where w.young_person_id = {youngPerson.Value} and w.period_from <= {today} and (w.period_to is null or w.period_to > {today})
            """).ToListAsync(ct)).FirstOrDefault();

    /// <summary>Professionals who are involved now, in the order they were added.</summary>
    public static async Task<IReadOnlyList<ProfessionalLine>> ListProfessionalsAsync(this PledgeDb db, YoungPersonId youngPerson, CancellationToken ct)
    {
        var rows = await (from row in db.InvolvedProfessionals.AsNoTracking()
                          where row.YoungPersonId == youngPerson && row.SupersededAt == null
                          orderby row.PersonKey
                          select new { Row = row, RecordedBy = db.Staff.Where(staff => staff.Id == row.RecordedBy).Select(staff => staff.DisplayName).FirstOrDefault() }).ToListAsync(ct);
        return
        [
            .. rows.Select(line => new ProfessionalLine(
                line.Row.PersonKey, line.Row.Name, line.Row.Role, line.Row.Organisation, line.Row.Phone, line.Row.Email, line.Row.OtherWay, line.Row.Agreed, line.Row.Because,
                line.Row.Since, line.Row.Dbs, line.RecordedBy, LondonTime.DayOf(line.Row.RecordedAt))),
        ];
    }

    private const int PastShown = 200;
}
