using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Caseload;

/// <summary>A part of the caseload in an order, named by its owner.</summary>
/// <param name="Show">Kebab-case <see cref="CaseloadFilter"/>.</param>
/// <param name="Sort">Kebab-case <see cref="CaseloadOrder"/>.</param>
public sealed record CaseloadView(Guid Id, string Name, string Show, string Sort)
{
    public const int NameMaxLength = 40;
    public const int Most = 12;

    public string Address => $"/caseload?show={Show}&sort={Sort}";
}

/// <summary>The caller's own views; the row policy hides everybody else's.</summary>
public static class CaseloadViews
{
    /// <summary>By name. One statement.</summary>
    public static Task<List<CaseloadView>> ListCaseloadViewsAsync(this PledgeDb db, AccountId account, CancellationToken ct) =>
        db.Database.SqlQuery<CaseloadView>($"select v.id, v.name, v.show, v.sort from pledge.caseload_view v where v.account_id = {account.Value} order by lower(v.name)").ToListAsync(ct);

    /// <summary>Keeps a view under a name.</summary>
    /// <returns>Null when done; <c>view-name-missing</c>, <c>view-name-too-long</c>, <c>view-name-once</c> or <c>views-too-many</c>.</returns>
    public static async Task<Refusal?> SaveViewAsync(this PledgeDb db, ClaimsPrincipal who, string? name, CaseloadFilter show, CaseloadOrder sort, DateTimeOffset now, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(name))
            return new("view-name-missing");
        if (name.Trim().Length > CaseloadView.NameMaxLength)
            return new("view-name-too-long", CaseloadView.NameMaxLength);
        if ((await db.ListCaseloadViewsAsync(who.AccountId(), ct)).Count >= CaseloadView.Most)
            return new("views-too-many", CaseloadView.Most);
        var added = await db.Database.ExecuteSqlAsync(
            $"""
            insert into pledge.caseload_view (id, authority_id, account_id, name, show, sort, saved_at)
            values ({Guid.CreateVersion7()}, {who.AuthorityId().Value}, {who.AccountId().Value}, {name.Trim()}, {Kebab.Of(show)}, {Kebab.Of(sort)}, {now.ToUniversalTime()})
            on conflict (account_id, name) do nothing
            """, ct);
        return added == 0 ? new("view-name-once") : null;
    }

    /// <summary>Throws a view away; nothing happens when it is gone or somebody else's.</summary>
    public static Task DropViewAsync(this PledgeDb db, ClaimsPrincipal who, Guid id, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"delete from pledge.caseload_view where id = {id} and account_id = {who.AccountId().Value}", ct);
}
