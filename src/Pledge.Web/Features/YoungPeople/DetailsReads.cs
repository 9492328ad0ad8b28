using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Clocks;
using Pledge.Domain.Facts;
using Pledge.Domain.People;
using Pledge.Web.Data;

namespace Pledge.Web.Features.YoungPeople;

/// <summary>One fact as the timeline shows it.</summary>
/// <param name="RecordedBy">Name of who first typed it, or null when it came from a file. A row that a newer fact only made shorter keeps who wrote it.</param>
/// <param name="RecordedAt">UTC instant at which they did.</param>
public sealed record FactLine(Fact Fact, string? RecordedBy, DateTimeOffset RecordedAt)
{
    /// <summary>What the young person said is wrong with it and was not changed, latest first.</summary>
    public IReadOnlyList<Dispute> Disputes { get; init; } = [];
}

/// <summary>A fact of which the young person says that it is wrong.</summary>
/// <param name="Who">What to call them.</param>
/// <param name="On">London day on which they said it.</param>
public sealed record Dispute(string Who, DateOnly On, string Words);

/// <summary>One contact as the timeline shows it. Words are kebab-case, as stored.</summary>
public sealed record ContactLine(
    Guid Id, string Outcome, string Channel, string StartedBy, string? Place, DateOnly OccurredOn, string? Note, string? RecordedBy, DateTime RecordedAt, DateTime? WithdrawnAt,
    string? WithdrawReason);

/// <summary>Raw days the clocks and the heading need beside the facts.</summary>
/// <param name="Status">Kebab-case legal status today as the caseload counts with it, or null.</param>
/// <param name="LastVisitOn">London day of the last contact made face to face, or null.</param>
/// <param name="EligibleSince">First London day as an eligible child, or null.</param>
/// <param name="ReviewAskedOn">London day on which a review was asked for that was not held yet, or null.</param>
public sealed record PersonDays(
    string? Worker, string? Status, DateOnly? FirstAssignedOn, DateOnly? LastMadeOn, DateOnly? PlanStartedOn, DateOnly? LastReviewOn, DateOnly? LastVisitOn, DateOnly? EligibleSince,
    DateOnly? ReviewAskedOn);

/// <summary>Reads of the young person page. Each is one statement, whatever the length of the history.</summary>
public static class DetailsReads
{
    private sealed record EpisodeRow(DateOnly Decom, DateOnly? Dec, string LegalStatusCode, string? Rne, string? Rec, string? Place);

    public static async Task<PersonDays> ReadPersonDaysAsync(this PledgeDb db, YoungPersonId id, DateOnly today, CancellationToken ct) =>
        (await db.Database.SqlQuery<PersonDays>(
            $"""
            select (select s.display_name from pledge.assignment a join pledge.staff_member s on s.id = a.staff_member_id
                    where a.young_person_id = {id.Value} and a.period_from <= {today} and (a.period_to is null or a.period_to > {today})) as worker,
                   (select l.status from pledge.legal_status l where l.young_person_id = {id.Value} and l.superseded_at is null
                      and l.period_from <= {today} and (l.period_to is null or l.period_to > {today})) as status,
                   (select min(a.period_from) from pledge.assignment a where a.young_person_id = {id.Value}) as first_assigned_on,
                   (select max(c.occurred_on) from pledge.contact c
                    where c.young_person_id = {id.Value} and c.superseded_at is null and c.outcome = 'made') as last_made_on,
                   (select max(c.occurred_on) from pledge.contact c
                    where c.young_person_id = {id.Value} and c.superseded_at is null and c.outcome = 'made' and c.channel = 'face-to-face') as last_visit_on,
                   (select min(l.period_from) from pledge.legal_status l
                    where l.young_person_id = {id.Value} and l.superseded_at is null and l.status = 'eligible') as eligible_since,
                   (select min(o.asked_on) from pledge.review_request o
                    where o.young_person_id = {id.Value} and o.taken_back_at is null and not exists (
                        select from pledge.plan_review v where v.young_person_id = o.young_person_id and v.reviewed_on >= o.asked_on and v.recorded_at >= o.asked_at)) as review_asked_on,
                   p.started_on as plan_started_on,
                   (select max(r.reviewed_on) from pledge.plan_review r where r.young_person_id = {id.Value} and r.plan_id = p.id) as last_review_on
            from (select 1) one
            left join lateral (select g.id, g.started_on from pledge.pathway_plan g
                               where g.young_person_id = {id.Value} and g.ended_on is null order by g.started_on desc limit 1) p on true
            """).ToListAsync(ct))[0];

    /// <summary>The facts of these ids, superseded ones too.</summary>
    public static Task<List<FactLine>> ListFactLinesAsync(this PledgeDb db, YoungPersonId id, Guid[] ids, CancellationToken ct)
    {
        var wanted = Array.ConvertAll(ids, one => new FactId(one));
        return (from fact in db.Facts.AsNoTracking()
                where fact.YoungPersonId == id && wanted.Contains(fact.Id)
                // The row of which this one is what a newer fact left over: it ended at the instant this one began to be known, and not by it.
                from longer in db.Facts.Where(longer =>
                    longer.YoungPersonId == id && EF.Property<string>(longer, "kind") == EF.Property<string>(fact, "kind") && longer.Code == fact.Code
                    && longer.From <= fact.From && longer.SupersededAt == fact.RecordedAt && longer.SupersededBy != fact.Id)
                    .OrderBy(longer => longer.RecordedAt).Take(1).DefaultIfEmpty()
                from staff in db.Staff.Where(staff => staff.Id == (longer == null ? fact.RecordedBy : longer.RecordedBy)).DefaultIfEmpty()
                select new FactLine(fact, staff == null ? null : staff.DisplayName, longer == null ? fact.RecordedAt : longer.RecordedAt)).ToListAsync(ct);
    }

    /// <summary>The contacts of these ids, those taken back too.</summary>
    public static Task<List<ContactLine>> ListContactLinesAsync(this PledgeDb db, YoungPersonId id, Guid[] ids, CancellationToken ct) =>
        db.Database.SqlQuery<ContactLine>(
            $"""
            select c.id, c.outcome, c.channel, c.started_by, c.place, c.occurred_on, c.note, s.display_name as recorded_by, c.recorded_at,
                   c.superseded_at as withdrawn_at, c.supersede_reason as withdraw_reason
            from pledge.contact c left join pledge.staff_member s on s.id = c.recorded_by
            where c.young_person_id = {id.Value} and c.id = any ({ids})
            """).ToListAsync(ct);

    /// <summary>The legal status worked out anew, with its working, from the care they had and what we know of being in touch; null before 16.</summary>
    public static async Task<LegalStatusPeriod?> DeriveStatusAsync(this PledgeDb db, PersonHead person, IEnumerable<InTouch> inTouch, DateOnly today, CancellationToken ct) =>
        new LegalStatusFacts(person.Born, await db.ListEpisodesAsync(person, ct), [.. inTouch]).Derive().LastOrDefault(period => period.HoldsOn(today));

    /// <summary>The care they had, as far as it is on record, earliest first.</summary>
    public static async Task<IReadOnlyList<CareEpisode>> ListEpisodesAsync(this PledgeDb db, PersonHead person, CancellationToken ct)
    {
        var rows = await db.Database.SqlQuery<EpisodeRow>(
            $"""
            select e.decom, e.dec, coalesce(e.legal_status_code, '') as legal_status_code, e.rne, e.rec, e.place
            from pledge.care_episode e where e.young_person_id = {person.Id.Value} and e.superseded_at is null order by e.decom
            """).ToListAsync(ct);
        return
        [
            .. rows.Select(row => CareEpisode.Create(person.Authority, person.Id, person.Born, row.Decom, row.Dec, row.LegalStatusCode, row.Rne, row.Rec, row.Place))
                .Where(episode => !episode.IsRefused).Select(episode => episode.Value!),
        ];
    }
}
