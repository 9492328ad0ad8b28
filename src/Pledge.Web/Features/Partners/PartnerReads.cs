using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Partners;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Partners;

/// <summary>An organisation somebody belongs to, with what they may do there.</summary>
public sealed record MyOrganisation(Guid Id, string Name, string[] Rights);

/// <summary>What waits for a partner.</summary>
/// <param name="SentBack">Posts to change, <paramref name="Waiting"/> applicants to answer, <paramref name="Late"/> of them over their day.</param>
public sealed record PartnerToDo(int SentBack, int Waiting, int Late);

/// <summary>One person's rights in an organisation, now or before.</summary>
/// <param name="AwaitsInvitation">Whether they have not followed their invitation yet.</param>
/// <param name="By">Who gave them, and <paramref name="EndedBy"/> who ended them; null when the caller may not know.</param>
public sealed record PersonRow(Guid Id, Guid? AccountId, string Name, string[] Rights, DateTimeOffset AddedAt, string? By, DateTimeOffset? EndedAt, string? EndedBy, bool AwaitsInvitation);

/// <summary>What a coordinator sees of a partner's account.</summary>
public sealed record PartnerAccount(string Email, bool AwaitsInvitation);

/// <summary>Somebody who asked to join and waits, or was answered.</summary>
/// <param name="Decision">Kebab-case, or null.</param>
public sealed record JoiningRow(Guid Id, string OrganisationName, string PersonName, DateTimeOffset AskedAt, string? Decision);

/// <summary>What the pages of partners read. Row policies keep it to coordinators of the authority and to the organisation's own people.</summary>
public static class PartnerReads
{
    /// <summary>The most people of one organisation, now and before, and the most requests that a page lists.</summary>
    private const int Most = 200;

    /// <summary>The organisations the caller belongs to today, by name.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<MyOrganisation>> ListMyOrganisationsAsync(this PledgeDb db, AccountId account, CancellationToken ct) =>
        db.Database.SqlQuery<MyOrganisation>(
            $"""
            select o.id, o.name, p.rights from pledge.organisation_person p join pledge.organisation o on o.id = p.organisation_id
            where p.account_id = {account.Value} and p.ended_at is null order by lower(o.name), o.id
            """).ToListAsync(ct);

    /// <summary>What waits for the caller in their organisations: of posts for those who may post, of applicants for those who may see them.</summary>
    /// <returns>One statement.</returns>
    public static Task<PartnerToDo> CountToDoAsync(this PledgeDb db, DateOnly today, CancellationToken ct) =>
        db.Database.SqlQuery<PartnerToDo>(
            $"""
            select (select count(*)::integer from pledge.opportunity_version v join pledge.opportunity o on o.id = v.opportunity_id and o.newest_version = v.number
                    where v.state = 'sent-back' and o.state in ('sent-back', 'live') and v.organisation_id = any ((select pledge.my_organisations('post'))::uuid[])) as sent_back,
                   count(*)::integer as waiting, (count(*) filter (where a.answer_by < {today}))::integer as late
            from pledge.job_application a where a.state = 'sent' and not exists (select from pledge.turning_down t where t.application_id = a.id)
            """).SingleAsync(ct);

    /// <summary>Whether the caller, a partner, has this right in the organisation today.</summary>
    public static Task<bool> MayAsync(this PledgeDb db, OrganisationId organisation, string right, CancellationToken ct) =>
        db.Database.SqlQuery<bool>($"select {organisation.Value} = any (pledge.my_organisations({right})) as \"Value\"").SingleAsync(ct);

    /// <summary>The people of an organisation: those of today by name, then those of before, the latest first.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<PersonRow>> ListPeopleAsync(this PledgeDb db, OrganisationId organisation, CancellationToken ct) =>
        db.Database.SqlQuery<PersonRow>(
            $"""
            select p.id, p.account_id, p.name, p.rights, p.added_at, coalesce(s.display_name, c.name) as by, p.ended_at, coalesce(e.display_name, d.name) as ended_by,
                   p.ended_at is null and p.account_id = any ((select pledge.partners_who_wait({organisation.Value}))::uuid[]) as awaits_invitation
            from pledge.organisation_person p
            left join pledge.staff_member s on s.id = p.added_by
            left join pledge.staff_member e on e.id = p.ended_by
            left join lateral (select x.name from pledge.organisation_person x where x.account_id = p.added_by and x.organisation_id = p.organisation_id limit 1) c on true
            left join lateral (select x.name from pledge.organisation_person x where x.account_id = p.ended_by and x.organisation_id = p.organisation_id limit 1) d on true
            where p.authority_id = (select pledge.authority()) and p.organisation_id = {organisation.Value}
            order by p.ended_at desc nulls first, lower(p.name), p.id limit {Most}
            """).ToListAsync(ct);

    /// <summary>The open account, for a coordinator; null for everybody else.</summary>
    public static async Task<PartnerAccount?> FindPartnerAccountAsync(this PledgeDb db, AccountId account, CancellationToken ct) =>
        (await db.Database.SqlQuery<PartnerAccount>($"select p.email, p.awaits_invitation from pledge.partner_account({account.Value}) p").ToListAsync(ct)).FirstOrDefault();

    /// <summary>Keeps what somebody without an account asked, unless they asked within a day.</summary>
    /// <returns>The coordinator whose mail the receipt is; null when there is none to send.</returns>
    public static async Task<AccountId?> AskToJoinAsync(this PledgeDb db, JoiningRequest asked, CancellationToken ct) =>
        (await db.Database.SqlQuery<Guid?>(
            $"""
            select pledge.ask_to_join({asked.Id.Value}, {asked.AuthorityId.Value}, {asked.OrganisationName}, {asked.PersonName}, {asked.Email}, {asked.Phone}, {asked.Why}, {asked.AskedAt}) as "Value"
            """).ToListAsync(ct))[0] is { } coordinator ? new AccountId(coordinator) : null;

    /// <summary>Those who asked to join: who waits longest first, then the answered, the latest first.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<JoiningRow>> ListJoiningAsync(this PledgeDb db, CancellationToken ct) =>
        db.Database.SqlQuery<JoiningRow>(
            $"""
            select j.id, j.organisation_name, j.person_name, j.asked_at, j.decision from pledge.joining_request j
            where j.authority_id = (select pledge.authority())
            order by j.decided_at desc nulls first, j.asked_at, j.id limit {Most}
            """).ToListAsync(ct);

    /// <summary>The organisation of this name, whatever its case; null when there is none.</summary>
    public static async Task<Guid?> FindOrganisationCalledAsync(this PledgeDb db, string name, CancellationToken ct) =>
        (await db.Database.SqlQuery<Guid?>($"select o.id as \"Value\" from pledge.organisation o where o.authority_id = (select pledge.authority()) and lower(o.name) = lower(trim({name}))").ToListAsync(ct)).FirstOrDefault();
}
