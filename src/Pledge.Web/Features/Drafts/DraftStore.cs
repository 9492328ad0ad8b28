using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Drafts;

/// <summary>A draft as it was kept.</summary>
/// <param name="SavedAt">UTC instant.</param>
public sealed record KeptDraft(IReadOnlyDictionary<string, string[]> Fields, DateTimeOffset SavedAt);

/// <summary>Something that was begun and not sent.</summary>
/// <param name="Form">Name of the form, with its part.</param>
/// <param name="Page">The address that shows it, or null for one kept before addresses were.</param>
/// <param name="SavedAt">UTC instant.</param>
/// <param name="About">Name of the young person it is about, where it is about one that the caller reaches.</param>
public sealed record DraftLine(string Form, string? Page, DateTimeOffset SavedAt, string? About)
{
    /// <summary>Name of the form without its part.</summary>
    public string? Name => KeepsDraftAttribute.NameOf(Form);
}

/// <summary>Drafts of the caller, and of nobody else: the row policy sees to that. They are no part of anyone's record and leave no trace.</summary>
public static class DraftStore
{
    /// <summary>A draft nobody returned to is thrown away after so many days.</summary>
    public const int DaysKept = 30;

    private sealed record Row(string Body, DateTime SavedAt);

    /// <returns>One statement; null when nothing is kept.</returns>
    public static async Task<KeptDraft?> FindDraftAsync(this PledgeDb db, ClaimsPrincipal who, DraftPlace place, CancellationToken ct)
    {
        var rows = await db.Database.SqlQuery<Row>(
            $"""
            select d.body::text as body, d.saved_at from pledge.draft d
            where d.account_id = {who.AccountId().Value} and d.form = {place.Form} and d.subject_id = {place.Subject} and d.body <> jsonb_build_object()
            """).ToListAsync(ct);
        return rows is [var row] ? new(DraftBody.Read(row.Body), new DateTimeOffset(row.SavedAt, TimeSpan.Zero)) : null;
    }

    /// <summary>Keeps the newest text of a form in place of what was kept before.</summary>
    /// <param name="form">What was sent of the form: its hidden fields say on which page it was typed, and where that is.</param>
    /// <param name="body">As <see cref="DraftBody.Of"/> writes it.</param>
    /// <returns>False when the form of that page has been sent meanwhile: then there is nothing to keep.</returns>
    public static async Task<bool> KeepDraftAsync(this PledgeDb db, ClaimsPrincipal who, DraftPlace place, IFormCollection form, string body, DateTimeOffset now, CancellationToken ct)
    {
        var kept = KeepsDraftAttribute.NeedOf(place.Form) is { } need && string.IsNullOrWhiteSpace(form[need]) ? "{}" : body;
        return await db.Database.ExecuteSqlAsync(
            $"""
            insert into pledge.draft as d (authority_id, account_id, form, subject_id, body, page, page_key, saved_at)
            values ({who.AuthorityId().Value}, {who.AccountId().Value}, {place.Form}, {place.Subject}, {kept}::jsonb, {DraftOnPage.PageOf(form)}, {DraftOnPage.KeyOf(form)}, {now.ToUniversalTime()})
            on conflict (account_id, form, subject_id) do update set body = excluded.body, page = excluded.page, page_key = excluded.page_key, saved_at = excluded.saved_at
            where d.sent_key is distinct from excluded.page_key
            """, ct) > 0;
    }

    /// <summary>What the caller began and did not send, the newest first.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<DraftLine>> ListDraftsAsync(this PledgeDb db, ClaimsPrincipal who, CancellationToken ct) => db.Database.SqlQuery<DraftLine>(
        $"""
        select d.form, d.page, d.saved_at, nullif(trim(concat(coalesce(nullif(trim(y.known_as), ''), y.given_name), ' ', y.family_name)), '') as about
        from pledge.draft d left join pledge.young_person y on y.id = d.subject_id
        where d.account_id = {who.AccountId().Value} and d.body <> jsonb_build_object()
        order by d.saved_at desc, d.form, d.subject_id
        """).ToListAsync(ct);

    /// <summary>The form was sent, or its author starts again: the text goes, and nothing more is kept from that page.</summary>
    public static Task FinishDraftAsync(this PledgeDb db, ClaimsPrincipal who, DraftPlace place, Guid page, DateTimeOffset now, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into pledge.draft (authority_id, account_id, form, subject_id, body, page_key, sent_key, saved_at)
            values ({who.AuthorityId().Value}, {who.AccountId().Value}, {place.Form}, {place.Subject}, jsonb_build_object(), {page}, {page}, {now.ToUniversalTime()})
            on conflict (account_id, form, subject_id) do update set body = excluded.body, sent_key = excluded.sent_key, saved_at = excluded.saved_at
            """, ct);
}
