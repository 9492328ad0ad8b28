using Microsoft.EntityFrameworkCore;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Admin;

/// <summary>One line of a trail, newest first.</summary>
/// <param name="What">Kebab-case name of the act.</param>
/// <param name="Who">The account's name; null when it is not known any more.</param>
/// <param name="About">The account or young person it concerned, by name; null for anything else.</param>
public sealed record TrailRow(long Id, DateTimeOffset At, string Act, string What, string? Who, string Role, string? About);

/// <summary>Where a trail was broken.</summary>
/// <param name="Trail"><c>record-look</c> or <c>audit-event</c>.</param>
public sealed record BrokenRow(string Trail, long Id);

public static class AuditReads
{
    public const int PageSize = 50;

    /// <summary>What people did to accounts, settings and loads, older than an id. One row more than a page, to know whether there is another.</summary>
    /// <param name="before">Null for the newest.</param>
    public static Task<List<TrailRow>> ListAuditAsync(this PledgeDb db, long? before, CancellationToken ct) =>
        db.Database.SqlQuery<TrailRow>(
            $"""
            select e.id, e.at, 'did' as act, e.what, a.display_name as who, e.role, s.display_name as about
            from pledge.audit_event e left join identity.account a on a.id = e.account_id left join identity.account s on s.id = e.subject_id
            where e.authority_id = (select pledge.authority()) and ({before}::bigint is null or e.id < {before}) order by e.id desc limit {PageSize + 1}
            """).ToListAsync(ct);

    /// <summary>Who looked at or wrote in young people's records; as <see cref="ListAuditAsync"/>.</summary>
    public static Task<List<TrailRow>> ListLooksAsync(this PledgeDb db, long? before, CancellationToken ct) =>
        db.Database.SqlQuery<TrailRow>(
            $"""
            select l.id, l.at, l.act, l.what, a.display_name as who, l.role,
                   coalesce(nullif(concat_ws(' ', coalesce(y.known_as, y.given_name), y.family_name), ''), y.child_id) as about
            from pledge.record_look l left join identity.account a on a.id = l.account_id left join pledge.young_person y on y.id = l.young_person_id
            where l.authority_id = (select pledge.authority()) and ({before}::bigint is null or l.id < {before}) order by l.id desc limit {PageSize + 1}
            """).ToListAsync(ct);

    /// <summary>Rows that somebody changed or took away behind the program's back; none when all is well. Reads the whole trail.</summary>
    public static Task<List<BrokenRow>> ListBrokenTrailsAsync(this PledgeDb db, CancellationToken ct) =>
        db.Database.SqlQuery<BrokenRow>($"select trail, id from pledge.broken_trails()").ToListAsync(ct);
}
