using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Opportunities;
using Pledge.Domain.Partners;
using Pledge.Web.Data;
using Pledge.Web.Features.Partners;

namespace Pledge.Web.Features.Opportunities;

/// <summary>A post as its organisation and a coordinator list it.</summary>
/// <param name="State">Kebab-case, as <paramref name="NewestState"/> of the newest version is.</param>
/// <param name="SubmittedAt">When the newest version was sent; null when it was not.</param>
public sealed record PostRow(
    Guid Id, Guid OrganisationId, string OrganisationName, string Title, string Kind, string State, string NewestState, int NewestVersion, int? PublishedVersion, DateOnly? ClosesOn, DateOnly? ClosedOn, string? ClosedBecause,
    DateTimeOffset ChangedAt, DateTimeOffset? SubmittedAt)
{
    public OpportunityStage StageOn(DateOnly today) => Opportunity.StageOn(Kebab.Read<OpportunityState>(State), ClosesOn, today);

    /// <summary>A change of what is live that is a draft, waits, or was sent back: kebab-case; null when there is none.</summary>
    public string? Change => State == "live" && NewestVersion != PublishedVersion ? NewestState : null;
}

/// <summary>One thing that was done with a post.</summary>
/// <param name="Act">Kebab-case.</param>
/// <param name="Who">Null when it closed by itself, or when the reader may not know.</param>
public sealed record StepRow(string Act, string? Words, DateTimeOffset At, string? Who, bool ByItself);

/// <summary>How many applied, and of them who wait for an answer, have an offer, and took a place.</summary>
public sealed record ApplicantCounts(int People, int Waiting, int Offered, int Accepted);

/// <summary>A post with its newest version, and the live one.</summary>
public sealed record FoundPost(Opportunity Post, OpportunityVersion Newest, OpportunityVersion? Live);

/// <summary>What the pages of employers and coordinators read. Row policies keep it to the organisation's own people and the authority's coordinators.</summary>
public static class OpportunityReads
{
    private const int Most = 300, MostClosed = 100;

    /// <summary>The posts of the organisations for which the caller may post: open ones first, the latest changed first.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<PostRow>> ListMyPostsAsync(this PledgeDb db, CancellationToken ct) =>
        db.Database.SqlQuery<PostRow>(
            $"""
            select o.id, o.organisation_id, o.organisation_name, v.title, v.kind, o.state, v.state as newest_state, o.newest_version, o.published_version, o.closes_on, o.closed_on, o.closed_because, o.changed_at, v.submitted_at
            from pledge.opportunity o join pledge.opportunity_version v on v.opportunity_id = o.id and v.number = o.newest_version
            where o.authority_id = (select pledge.authority()) and o.organisation_id = any ((select pledge.my_organisations('post'))::uuid[])
            order by o.state in ('closed', 'told'), o.changed_at desc, o.id limit {Most}
            """).ToListAsync(ct);

    /// <summary>What waits for a coordinator, the longest waiting first; with <paramref name="live"/> what is live and does not.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<PostRow>> ListForCoordinatorAsync(this PledgeDb db, bool live, DateOnly today, CancellationToken ct) =>
        db.Database.SqlQuery<PostRow>(
            $"""
            select o.id, o.organisation_id, o.organisation_name, v.title, v.kind, o.state, v.state as newest_state, o.newest_version, o.published_version, o.closes_on, o.closed_on, o.closed_because, o.changed_at, v.submitted_at
            from pledge.opportunity o join pledge.opportunity_version v on v.opportunity_id = o.id and v.number = o.newest_version
            where o.authority_id = (select pledge.authority()) and case when {live} then o.state = 'live' and o.closes_on >= {today} and v.state <> 'submitted' else v.state = 'submitted' end
            order by case when {live} then null else v.submitted_at end, o.closes_on, o.id limit {Most}
            """).ToListAsync(ct);

    /// <summary>A post that the caller may write in, or decide on; null for everybody else.</summary>
    /// <param name="mustPost">Whether it is for the people of the organisation who may post; false for a coordinator.</param>
    public static async Task<FoundPost?> FindPostAsync(this PledgeDb db, OpportunityId id, bool mustPost, CancellationToken ct)
    {
        if (await db.Opportunities.SingleOrDefaultAsync(row => row.Id == id, ct) is not { } post || (mustPost && !await db.MayAsync(post.OrganisationId, OrganisationRight.Post, ct)))
            return null;
        var (newest, live) = (post.NewestVersion, post.PublishedVersion);
        var versions = await db.OpportunityVersions.Where(row => row.OpportunityId == id && (row.Number == newest || row.Number == live)).ToListAsync(ct);
        return new(post, versions.Single(row => row.Number == newest), versions.SingleOrDefault(row => row.Number == live));
    }

    /// <summary>What a coordinator marked in the last version that was sent back, when nothing newer was sent; empty otherwise.</summary>
    public static Task<List<OpportunityMark>> ListMarksAsync(this PledgeDb db, FoundPost found, CancellationToken ct)
    {
        // The draft that follows is written beside the marks of the one before it.
        var (id, number) = (found.Post.Id, found.Newest.State is OpportunityVersionState.Draft ? found.Newest.Number - 1 : found.Newest.Number);
        return db.OpportunityMarks.AsNoTracking().Where(mark => mark.OpportunityId == id && mark.Version == number).OrderBy(mark => mark.Id).ToListAsync(ct);
    }

    /// <summary>How many applied for a post of the caller's organisation.</summary>
    public static async Task<ApplicantCounts> CountApplicantsAsync(this PledgeDb db, OpportunityId id, CancellationToken ct) =>
        (await db.Database.SqlQuery<ApplicantCounts>($"select * from pledge.applicants_of({id.Value})").ToListAsync(ct))[0];

    /// <summary>What was done, the latest first.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<StepRow>> ListStepsAsync(this PledgeDb db, OpportunityId id, CancellationToken ct) =>
        db.Database.SqlQuery<StepRow>(
            $"""
            select s.act, s.words, s.at, coalesce(m.display_name, p.name) as who, s.by is null as by_itself
            from pledge.opportunity_step s
            left join pledge.staff_member m on m.id = s.by
            left join lateral (select x.name from pledge.organisation_person x where x.account_id = s.by and x.organisation_id = s.organisation_id limit 1) p on true
            where s.opportunity_id = {id.Value} order by s.at desc, s.id desc limit {MostClosed}
            """).ToListAsync(ct);
}
