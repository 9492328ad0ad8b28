using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Mentors;
using Pledge.Domain.People;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Mentors;

/// <summary>One mentor in the list.</summary>
/// <param name="State">Kebab-case.</param>
/// <param name="LapsesOn">The first London day after which their check or a course is no longer good; null while there is neither.</param>
/// <param name="Total">How many the whole list has.</param>
public sealed record MentorRow(Guid Id, string Name, string State, string? Organisation, int Places, DateOnly? LapsesOn, int Total);

/// <summary>A line of a mentor's history with the name of who recorded it; null for somebody who is a coordinator no longer.</summary>
public sealed record RecordedLine(MentorLine Line, string? Who);

/// <summary>What a mentor told of themselves from a day on, as far as rules of matching go by it.</summary>
public sealed record ToldLine(int Places, string? Gender, int? BirthYear, string[] Languages, DateTimeOffset ToldAt, Guid ToldBy);

/// <summary>How many mentors are in a state.</summary>
public sealed record MentorCount(string State, int Count);

/// <summary>A young person whom a mentor meets or met, or who was asked.</summary>
/// <param name="Match">Null while it is only proposed.</param>
/// <param name="Called">The young person’s first name.</param>
/// <param name="Day">London day of the first meeting; the last one on which it can be answered while it is only proposed.</param>
public sealed record MentorPairRow(Guid Proposal, Guid? Match, string Called, DateOnly Day, DateOnly? EndedOn)
{
    public bool Runs => Match is not null && EndedOn is null;
}

/// <summary>Somebody on the register who looks like who is being added.</summary>
public sealed record MentorTwin(Guid Id, string Name);

/// <summary>A page of mentors: those with something that lapsed or will soon first, the earliest first; then by name.</summary>
public sealed record MentorPage(IReadOnlyList<MentorRow> Rows, int Number, int Total)
{
    public const int Size = 25;
    public int LastNumber => Math.Max(1, (Total + Size - 1) / Size);
}

/// <summary>What the pages of the register read. Row policies keep it to coordinators of the authority.</summary>
public static class MentorReads
{
    /// <summary>Days before a lapse from which it stands first in the list.</summary>
    public const int SoonDays = DbsCheck.SoonDays;

    private const int MostPairs = 100;

    /// <returns>One statement.</returns>
    public static Task<List<MentorCount>> CountMentorsAsync(this PledgeDb db, CancellationToken ct) =>
        db.Database.SqlQuery<MentorCount>($"select m.state, count(*)::int as count from pledge.mentor m where m.authority_id = (select pledge.authority()) group by m.state").ToListAsync(ct);

    /// <param name="state">Kebab-case, or null for all.</param>
    /// <param name="name">Part of a name, or null.</param>
    /// <param name="number">1-based; past the end there is nothing.</param>
    /// <returns>One statement.</returns>
    public static async Task<MentorPage> ListMentorsAsync(this PledgeDb db, string? state, string? name, int number, DateOnly today, CancellationToken ct)
    {
        var page = Math.Clamp(number, 1, 10_000);
        var rows = await db.Database.SqlQuery<MentorRow>(
            $"""
            select m.id, m.name, m.state, o.name as organisation, m.places, l.lapses_on, count(*) over ()::int as total
            from pledge.mentor m
            left join pledge.organisation o on o.id = m.organisation_id
            left join (select x.mentor_id, min(x.until) as lapses_on from (
                select c.mentor_id, c.recheck_due_on as until from pledge.mentor_clearance c where c.authority_id = (select pledge.authority()) and c.superseded_at is null
                union all
                select t.mentor_id, t.valid_until from pledge.mentor_training t where t.authority_id = (select pledge.authority()) and t.superseded_at is null) x
                group by x.mentor_id) l on l.mentor_id = m.id and m.state <> 'left'
            where m.authority_id = (select pledge.authority()) and ({state}::text is null or m.state = {state})
              and ({name}::text is null or position(lower({name}) in lower(m.name)) > 0)
            order by case when l.lapses_on <= {today.AddDays(SoonDays)} then l.lapses_on end nulls last, lower(m.name), m.id
            limit {MentorPage.Size} offset {(page - 1) * MentorPage.Size}
            """).ToListAsync(ct);
        return new(rows, page, rows.Count == 0 ? 0 : rows[0].Total);
    }

    /// <returns>The mentor with all lines, or null. One statement each for the mentor and the three kinds of lines.</returns>
    public static Task<Mentor?> FindMentorAsync(this PledgeDb db, MentorId id, CancellationToken ct) =>
        db.Mentors.Include(mentor => mentor.Steps).Include(mentor => mentor.Clearances).Include(mentor => mentor.Trainings).AsSplitQuery()
            .OrderBy(mentor => mentor.Id).SingleOrDefaultAsync(mentor => mentor.Id == id, ct);

    /// <summary>What they told of themselves, the newest first; a version in which nothing of it changed is left out.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<ToldLine>> ListToldAsync(this PledgeDb db, MentorId id, CancellationToken ct) =>
        db.Database.SqlQuery<ToldLine>(
            $"""
            select t.places, t.gender, t.birth_year, t.languages, t.told_at, t.told_by
            from (select x.*, lag(x.number) over w is null or (x.places, x.gender, x.birth_year, x.languages) is distinct from (lag(x.places) over w, lag(x.gender) over w, lag(x.birth_year) over w, lag(x.languages) over w) as is_new
                from pledge.mentor_told x where x.mentor_id = {id.Value} window w as (order by x.number)) t
            where t.is_new order by t.number desc
            """).ToListAsync(ct);

    /// <summary>Matches of a mentor that run, then proposals that wait, then matches that ended, the latest first.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<MentorPairRow>> ListPairsAsync(this PledgeDb db, MentorId id, DateOnly today, CancellationToken ct) =>
        db.Database.SqlQuery<MentorPairRow>(
            $"""
            select p.id as proposal, m.id as match, p.young_person_called as called, coalesce(m.meeting_on, p.expires_on) as day, m.ended_on
            from pledge.mentor_proposal p left join pledge.mentor_match m on m.proposal_id = p.id
            where p.mentor_id = {id.Value} and (m.id is not null or p.state = 'open' and p.expires_on >= {today})
            order by m.ended_on is not null, m.id is null, m.ended_on desc, p.made_at, p.id limit {MostPairs}
            """).ToListAsync(ct);

    /// <summary>A mentor who has not left, with this name or this address; null when there is none.</summary>
    public static async Task<MentorTwin?> FindTwinAsync(this PledgeDb db, string? name, string? email, CancellationToken ct) =>
        (await db.Database.SqlQuery<MentorTwin>(
            $"select m.id, m.name from pledge.mentor m where m.state <> 'left' and (lower(m.name) = lower(trim({name ?? ""})) or lower(m.email) = lower(trim({email ?? ""}))) order by m.added_at, m.id limit 1").ToListAsync(ct)).SingleOrDefault();

    /// <summary>Organisations a mentor can come from, by name: those that are partners, and <paramref name="also"/>.</summary>
    public static Task<List<Organisation>> ListPartnersAsync(this PledgeDb db, OrganisationId? also, CancellationToken ct) =>
        db.Organisations.AsNoTracking().Where(row => row.EndedOn == null || row.Id == also).OrderBy(row => row.Name).ToListAsync(ct);

    /// <summary>One act on a mentor, asked for by a form: saves it and goes to the mentor, or shows the form again with what is wrong. What was proposed to young people ends with an act that rules the mentor out.</summary>
    /// <param name="show">Gives the page the mentor as it stands now.</param>
    /// <param name="version">The version the form was filled from. When somebody else saved first, nothing is kept and the form says so.</param>
    /// <param name="act">What the domain is asked to do.</param>
    /// <param name="fieldOf">The field a refusal is shown beside.</param>
    /// <param name="done">What is said afterwards.</param>
    public static async Task<IActionResult> ActAsync(
        this PledgeDb db, PageModel page, MentorId id, Action<Mentor> show, uint version, Func<Mentor, Refusal?> act, Func<Refusal, string> fieldOf, string done, CancellationToken ct)
    {
        if (await db.FindMentorAsync(id, ct) is not { } mentor)
            return page.NotFound();
        show(mentor);
        if (!page.ModelState.IsValid)
            return page.Page();
        var changed = db.VersionOf(mentor) != version;
        var refusal = changed ? null : act(mentor);
        if (!changed && refusal is null && mentor.IsRuledOut)
            foreach (var proposal in await db.MentorProposals.Where(row => row.MentorId == id && row.State == ProposalState.Open).ToListAsync(ct))
                proposal.Withdraw(mentor.ChangedAt, mentor.ChangedBy);
        if (!changed && refusal is null && await db.SavedUnlessChangedAsync(ct))
        {
            page.TempData["Done"] = done;
            return page.LocalRedirect($"/mentors/{id}");
        }
        // What the act changed before it was refused is not shown.
        db.ChangeTracker.Clear();
        if (await db.FindMentorAsync(id, ct) is not { } now)
            return page.NotFound();
        show(now);
        return refusal is null ? page.ReadAgain(db.VersionOf(now), "mentor-changed-meanwhile") : page.Refused(refusal, fieldOf(refusal));
    }
}
