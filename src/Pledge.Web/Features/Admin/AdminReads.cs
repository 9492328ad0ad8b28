using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Organisations;
using Pledge.Web.Data;
using Pledge.Web.Features.Messages;

namespace Pledge.Web.Features.Admin;

/// <summary>What waits for an administrator.</summary>
/// <param name="MessagesStopped">Stops that somebody put on all messages or on a channel.</param>
public sealed record Overview(int Staff, int NeverSignedIn, int WithoutWorker, int MessagesStopped);

/// <summary>One line of the list of accounts.</summary>
public sealed record AccountRow(Guid Id, string Name, string Email, string Role, string? Team, DateTimeOffset? LastSignedInAt, DateTimeOffset? ClosedAt);

/// <summary>A page of accounts by name. <paramref name="Total"/> counts every match.</summary>
public sealed record AccountPage(IReadOnlyList<AccountRow> Rows, int Number, int Total)
{
    public const int Size = 25;
    public int LastNumber => Math.Max(1, (Total + Size - 1) / Size);
}

/// <summary>A name to choose.</summary>
public sealed record Named(Guid Id, string Name);

/// <summary>A young person to choose, with what the authority calls them when no name is recorded.</summary>
public sealed record Waiting(YoungPersonId Id, string Name, string ChildId);

public static class AdminReads
{
    public static async Task<Overview> OverviewAsync(this PledgeDb db, DateOnly today, CancellationToken ct) => new(
        await db.Users.CountAsync(a => a.Role != Roles.YoungPerson && a.Role != Roles.Partner && a.ClosedAt == null, ct),
        await db.Users.CountAsync(a => a.ClosedAt == null && a.InvitedAt != null && a.FirstSignedInAt == null, ct),
        await db.WithoutWorker(today).CountAsync(ct),
        (await db.ListSwitchesAsync(ct)).Count(one => one.IsOff));

    /// <summary>Accounts by name: three statements, whatever the number.</summary>
    /// <param name="role">Null for all staff; together with a search, for everybody.</param>
    /// <param name="state"><c>open</c>, <c>waiting</c> (invited, never signed in) or <c>closed</c>.</param>
    /// <param name="search">Part of a name or e-mail; null for all.</param>
    /// <param name="number">1-based; below 1 reads page 1.</param>
    public static async Task<AccountPage> ListAccountsAsync(this PledgeDb db, string? role, string? state, string? search, int number, CancellationToken ct)
    {
        var page = Math.Clamp(number, 1, 10_000);
        var matches = db.Users.AsNoTracking()
            .Where(a => role == null ? (a.Role != Roles.YoungPerson && a.Role != Roles.Partner) || !string.IsNullOrWhiteSpace(search) : a.Role == role)
            .Where(a => state == "closed" ? a.ClosedAt != null : a.ClosedAt == null)
            .Where(a => state != "waiting" || a.FirstSignedInAt == null);
        if (!string.IsNullOrWhiteSpace(search))
        {
            var pattern = $"%{search.Trim().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
            matches = matches.Where(a => EF.Functions.ILike(a.DisplayName, pattern) || EF.Functions.ILike(a.Email!, pattern));
        }

        var accounts = await matches.OrderBy(a => a.DisplayName).ThenBy(a => a.Id).Skip((page - 1) * AccountPage.Size).Take(AccountPage.Size)
            .Select(a => new { a.Id, a.DisplayName, a.Email, a.Role, a.LastSignedInAt, a.ClosedAt }).ToListAsync(ct);
        AccountId[] ids = [.. accounts.Select(a => new AccountId(a.Id))];
        var teams = await db.Staff.Where(s => ids.Contains(s.Id)).Join(db.Teams, s => s.TeamId, t => t.Id, (s, t) => new { s.Id, t.Name }).ToDictionaryAsync(s => s.Id.Value, s => s.Name, ct);
        List<AccountRow> rows = [.. accounts.Select(a => new AccountRow(a.Id, a.DisplayName, a.Email!, a.Role, teams.GetValueOrDefault(a.Id), a.LastSignedInAt, a.ClosedAt))];
        return new(rows, page, await matches.CountAsync(ct));
    }

    public static Task<List<Named>> ListTeamsAsync(this PledgeDb db, CancellationToken ct) =>
        db.Teams.OrderBy(t => t.Name).Select(t => new Named(t.Id.Value, t.Name)).ToListAsync(ct);

    /// <summary>Those who can have young people: advisers and managers who work here, by name.</summary>
    public static Task<List<Named>> ListWorkersAsync(this PledgeDb db, CancellationToken ct) =>
        db.Staff.Where(s => s.LeftOn == null && (s.Role == Roles.Adviser || s.Role == Roles.Manager))
            .OrderBy(s => s.DisplayName).Select(s => new Named(s.Id.Value, s.DisplayName)).ToListAsync(ct);

    /// <summary>The first hundred young people nobody is the worker of today, by name.</summary>
    public static Task<List<Waiting>> ListWithoutWorkerAsync(this PledgeDb db, DateOnly today, CancellationToken ct) =>
        db.WithoutWorker(today).OrderBy(y => y.FamilyName).ThenBy(y => y.GivenName).ThenBy(y => y.ChildId).Take(100)
            .Select(y => new Waiting(y.Id, ((y.KnownAs ?? y.GivenName ?? "") + " " + (y.FamilyName ?? "")).Trim(), y.ChildId)).ToListAsync(ct);

    public static Task<int> CountCaseloadAsync(this PledgeDb db, AccountId worker, DateOnly today, CancellationToken ct) =>
        db.Assignments.CountAsync(a => a.StaffMemberId == worker && a.PeriodFrom <= today && (a.PeriodTo == null || a.PeriodTo > today), ct);

    private static IQueryable<Domain.People.YoungPerson> WithoutWorker(this PledgeDb db, DateOnly today) =>
        db.YoungPeople.AsNoTracking().Where(y => !db.Assignments.Any(a => a.YoungPersonId == y.Id && a.PeriodFrom <= today && (a.PeriodTo == null || a.PeriodTo > today)));

    private sealed record PlacedBy(string? Who, DateTime At);

    /// <summary>Who gave the account its role or team last, and when, as the audit says; nulls when nobody did yet.</summary>
    public static async Task<(string? Who, DateTimeOffset? At)> FindPlacedByAsync(this PledgeDb db, Guid account, CancellationToken ct)
    {
        var rows = await db.Database.SqlQuery<PlacedBy>(
            $"""
            select a.display_name as who, e.at from pledge.audit_event e left join identity.account a on a.id = e.account_id
            where e.authority_id = (select pledge.authority()) and e.what = 'changed-role' and e.subject_id = {account} order by e.id desc limit 1
            """).ToListAsync(ct);
        return rows is [var row] ? (row.Who, new DateTimeOffset(row.At, TimeSpan.Zero)) : (null, null);
    }
}
