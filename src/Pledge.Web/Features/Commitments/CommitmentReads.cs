using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Board;
using Pledge.Domain.Partners;
using Pledge.Domain.Publications;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Commitments;

/// <summary>A commitment as pages and the board show it.</summary>
/// <param name="Id">Of the commitment, through all its corrections.</param>
/// <param name="PromiseKey">Null in old lines only, as <paramref name="OwnerName"/> is.</param>
/// <param name="Signatory">Null for the authority itself.</param>
/// <param name="Kind">Kebab-case.</param>
/// <param name="Done">How many are done; null where that would count a few young people for somebody who must not know.</param>
/// <param name="IsCounted">Whether Pledge counted it; else whoever keeps it said so.</param>
/// <param name="IsOfYoungPeople">Whether the count is, or was before a correction, a count of young people.</param>
/// <param name="Words">What was said last of how far it is.</param>
public sealed record CommitmentLine(
    CommitmentId Id, Guid LineId, string? PromiseKey, OrganisationId? SignatoryId, string? Signatory, string Kind, int HowMany, DateOnly ByDay, AccountId? OwnerId, string? OwnerName,
    CommitmentStatus Status, int? Done, bool IsCounted, bool IsOfYoungPeople, string? Words, string? Link, DateTimeOffset? SaidAt)
{
    /// <summary>Why <paramref name="Done"/> is null, as pages name it: counted by Pledge, said, or too few for anybody to count.</summary>
    public string Hidden => IsCounted ? "pledge" : HowMany < FewestCounted ? "few" : "said";

    /// <summary>Of fewer young people promised nobody counts, as <c>pledge.commitments_kept</c> has it.</summary>
    public const int FewestCounted = 6;
}

/// <summary>One line of a commitment, now or before.</summary>
/// <param name="By">Null when the caller may not know.</param>
public sealed record CommitmentVersion(Guid Id, string Kind, string? PromiseKey, int HowMany, DateOnly ByDay, string? OwnerName, string? Words, DateTimeOffset RecordedAt, string? By, DateTimeOffset? SupersededAt);

/// <summary>What somebody said of how far it is.</summary>
/// <param name="Done">As in <see cref="CommitmentLine"/>.</param>
/// <param name="IsMine">Whether the caller said it.</param>
public sealed record CommitmentSaid(Guid Id, int? Done, string Words, string? Link, DateTimeOffset SaidAt, string? By, DateTimeOffset? SupersededAt, bool IsMine);

/// <summary>A promise by its key, in the words of the edition in force.</summary>
public sealed record PromiseName(string Key, string Statement);

/// <summary>Somebody who can be named to keep a commitment or to do an action.</summary>
/// <param name="Organisation">Null for staff.</param>
public sealed record CanOwn(Guid AccountId, string Name, Guid? OrganisationId, string? OrganisationName)
{
    public SelectListItem Item => new(OrganisationName is null ? Name : $"{Name}, {OrganisationName}", AccountId.ToString());
}

/// <summary>An organisation that can sign.</summary>
public sealed record SignatoryName(Guid Id, string Name);

/// <summary>What signatories promised and whether they do it. Row policies keep a partner to their own organisations.</summary>
public static class CommitmentReads
{
    // Of these the count is a count of young people.
    private static readonly string[] OfYoungPeople = ["work-experience", "internships", "apprenticeships", "jobs", "interviews"];

    /// <summary>Every commitment that was believed at an instant, as it stood then: what is late first, then what is due, and the nearest day first in each.</summary>
    /// <param name="exact">Whether the reader may know small counts: coordinators, and an organisation of its own. For a board page false.</param>
    /// <param name="at">Its London day is the one on which a commitment is late or not. What Pledge counts itself is as counted now, and words that were taken back since are not shown.</param>
    /// <returns>One statement.</returns>
    public static async Task<IReadOnlyList<CommitmentLine>> ListCommitmentsAsync(this PledgeDb db, bool exact, DateTimeOffset at, CancellationToken ct)
    {
        var instant = at.ToUniversalTime();
        return [.. (await db.Database.SqlQuery<Row>(
            $"""
            select c.commitment_id as id, c.id as line_id, c.promise_key, c.organisation_id as signatory_id, o.name as signatory, c.kind, c.how_many, c.by_day, c.owner_id, c.owner_name,
                   coalesce(k.done, u.done, 0) as done, k.done is not null as is_counted,
                   exists (select from pledge.organisation_commitment e where e.commitment_id = c.commitment_id and e.kind = any ({OfYoungPeople})) as is_of_young_people, u.words, u.link, u.said_at
            from pledge.organisation_commitment c
            left join (
                select b.commitment_id, b.kind, b.how_many, n.done from pledge.commitments_now() n join pledge.organisation_commitment b on b.id = n.line_id where n.is_counted
            ) k on k.commitment_id = c.commitment_id and k.kind = c.kind and (k.how_many = c.how_many or c.how_many >= {CommitmentLine.FewestCounted})
            left join lateral (
                select x.done, x.said_at, case when x.superseded_at is null then x.words end as words, case when x.superseded_at is null then x.link end as link from pledge.commitment_update x
                where x.commitment_id = c.commitment_id and x.said_at <= {instant} and (x.superseded_at is null or x.superseded_at > {instant}) order by x.said_at desc, x.id desc limit 1
            ) u on true
            left join pledge.signatories() o on o.id = c.organisation_id
            where c.recorded_at <= {instant} and (c.superseded_at is null or c.superseded_at > {instant})
            """).ToListAsync(ct)).Select(row => Line(row, exact, LondonTime.DayOf(at))).OrderBy(line => line.Status).ThenBy(line => line.ByDay).ThenBy(line => line.Id.Value)];
    }

    /// <summary>One of them; null when there is none, or none that the caller may see.</summary>
    public static async Task<CommitmentLine?> FindCommitmentAsync(this PledgeDb db, CommitmentId id, bool exact, DateTimeOffset now, CancellationToken ct) =>
        (await db.ListCommitmentsAsync(exact, now, ct)).SingleOrDefault(line => line.Id == id);

    /// <summary>Its lines, the newest first. To a partner only the one that holds.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<CommitmentVersion>> ListVersionsAsync(this PledgeDb db, CommitmentId id, CancellationToken ct) =>
        db.Database.SqlQuery<CommitmentVersion>(
            $"""
            select c.id, c.kind, c.promise_key, c.how_many, c.by_day, c.owner_name, c.words, c.recorded_at, pledge.board_name(c.recorded_by) as by, c.superseded_at
            from pledge.organisation_commitment c where c.commitment_id = {id.Value} order by c.superseded_at desc nulls first, c.recorded_at desc, c.id desc
            """).ToListAsync(ct);

    /// <summary>What was said of it, the newest first.</summary>
    /// <returns>One statement.</returns>
    public static async Task<IReadOnlyList<CommitmentSaid>> ListSaidAsync(this PledgeDb db, CommitmentLine line, bool exact, AccountId account, CancellationToken ct) =>
        [.. (await db.Database.SqlQuery<CommitmentSaid>(
            $"""
            select u.id, u.done, u.words, u.link, u.said_at, pledge.board_name(u.said_by) as by, u.superseded_at, u.said_by = {account.Value} as is_mine
            from pledge.commitment_update u where u.commitment_id = {line.Id.Value} order by u.said_at desc, u.id desc
            """).ToListAsync(ct)).Select(said => said with { Done = ShownOf(line.IsOfYoungPeople, said.Done!.Value, line.HowMany, exact) })];

    /// <summary>The promises of the edition in force, in its order.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<PromiseName>> ListPromisesAsync(this PledgeDb db, DateOnly today, CancellationToken ct) =>
        db.Database.SqlQuery<PromiseName>(
            $"""
            select p.key, p.statement from pledge.promise p
            where p.edition_id = (select e.id from pledge.edition e where e.in_force_from <= {today} order by e.in_force_from desc, e.number desc limit 1)
            order by p.position
            """).ToListAsync(ct);

    /// <summary>Who can be named, by name: staff, and the people of one organisation or, with null, of each.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<CanOwn>> ListWhoCanOwnAsync(this PledgeDb db, OrganisationId? organisation, CancellationToken ct) =>
        db.Database.SqlQuery<CanOwn>($"select w.account_id, w.name, w.organisation_id, w.organisation_name from pledge.who_can_own({organisation?.Value}) w order by w.organisation_name nulls first, lower(w.name), w.account_id").ToListAsync(ct);

    /// <summary>Organisations by name.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<SignatoryName>> ListSignatoriesAsync(this PledgeDb db, CancellationToken ct) =>
        db.Database.SqlQuery<SignatoryName>($"select s.id, s.name from pledge.signatories() s order by lower(s.name), s.id").ToListAsync(ct);

    /// <summary>The one of <paramref name="people"/> that a form names, or null.</summary>
    public static NamedOwner? Named(this IEnumerable<CanOwn> people, Guid? account) =>
        people.FirstOrDefault(one => one.AccountId == account) is { } found ? new(new(found.AccountId), found.Name) : null;

    private static CommitmentLine Line(Row row, bool exact, DateOnly today) => new(
        new(row.Id), row.LineId, row.PromiseKey, row.SignatoryId is { } signatory ? new(signatory) : null, row.Signatory, row.Kind, row.HowMany, row.ByDay, row.OwnerId is { } owner ? new(owner) : null, row.OwnerName,
        CommitmentStatuses.Of(row.Done, row.HowMany, row.ByDay, today),
        ShownOf(row.IsOfYoungPeople, row.Done, row.HowMany, exact), row.IsCounted, row.IsOfYoungPeople, row.Words, row.Link, row.SaidAt);

    // Of young people a told number, which does not reach what was promised before it is done.
    private static int? ShownOf(bool ofYoungPeople, int done, int howMany, bool exact) =>
        exact || !ofYoungPeople ? done
        : done >= howMany && howMany > Told.LargestFew ? howMany
        : Math.Min(Told.Of(done).Number, (howMany - 1) / Told.Step * Told.Step) is var told and > Told.LargestFew ? told : null;

    private sealed record Row(
        Guid Id, Guid LineId, string? PromiseKey, Guid? SignatoryId, string? Signatory, string Kind, int HowMany, DateOnly ByDay, Guid? OwnerId, string? OwnerName, int Done, bool IsCounted, bool IsOfYoungPeople, string? Words, string? Link, DateTimeOffset? SaidAt);
}
