using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Clocks;
using Pledge.Domain.People;
using Pledge.Domain.Reminders;
using Pledge.Web.Data;

namespace Pledge.Web.Background;

/// <summary>What the clocks of one young person are read from.</summary>
/// <param name="Status">Kebab-case <see cref="LegalStatus"/> today.</param>
/// <param name="MovedInOn">London day they moved into the home, or null.</param>
/// <param name="CouncilProvided">Null when nobody recorded it.</param>
/// <param name="LastVisitOn">London day of the last contact made face to face, or null.</param>
/// <param name="EligibleSince">First London day as an eligible child, or null.</param>
/// <param name="ReviewAskedOn">London day on which a review was asked for that was not held yet, or null.</param>
public sealed record ClockInput(
    Guid Id, DateOnly DateOfBirth, string Status, DateOnly? FirstAssignedOn, string? HomeCode, DateOnly? LastMadeOn, DateOnly? PlanStartedOn, DateOnly? LastReviewOn,
    DateOnly? MovedInOn, bool? CouncilProvided, DateOnly? LastVisitOn, DateOnly? EligibleSince, DateOnly? ReviewAskedOn)
{
    /// <param name="pauses">Of everybody, by person.</param>
    public ClockFacts FactsWith(ILookup<YoungPersonId, ClockPause> pauses) =>
        new(DateOfBirth, Kebab.Read<LegalStatus>(Status), FirstAssignedOn, HomeCode, LastMadeOn, PlanStartedOn, LastReviewOn, ReviewAskedOn)
        {
            MovedInOn = MovedInOn,
            CouncilProvided = CouncilProvided,
            LastVisitOn = LastVisitOn,
            EligibleSince = EligibleSince,
            Pauses = pauses[new(Id)],
        };
}

/// <summary>Reads <see cref="ClockInput"/>s.</summary>
public static class ClockInputs
{
    // Each part names the authority, so that it is read from one index in the order of people; what is counted stands in the index (migration 0046).
    private const string Sql =
        """
        select y.id, y.date_of_birth, s.status, f.first_assigned_on, h.code, c.last_made_on, p.started_on, r.last_review_on,
               coalesce(h.moved_in_on, h.period_from), h.council_provided, c.last_visit_on, s.eligible_since, q.review_asked_on
        from pledge.young_person y
        join (select young_person_id, max(status) filter (where period_from <= $1 and (period_to is null or period_to > $1)) as status,
                     min(period_from) filter (where status = 'eligible') as eligible_since
              from pledge.legal_status where authority_id = (select pledge.authority()) and superseded_at is null group by young_person_id) s
             on s.young_person_id = y.id and s.status <> 'none'
        left join (select young_person_id, min(period_from) as first_assigned_on from pledge.assignment
                   where authority_id = (select pledge.authority()) group by young_person_id) f on f.young_person_id = y.id
        left join pledge.fact h on h.authority_id = (select pledge.authority()) and h.young_person_id = y.id and h.kind = 'home' and h.superseded_at is null
                               and h.period_from <= $1 and (h.period_to is null or h.period_to > $1)
        left join (select young_person_id, max(occurred_on) as last_made_on, max(occurred_on) filter (where channel = 'face-to-face') as last_visit_on from pledge.contact
                   where authority_id = (select pledge.authority()) and outcome = 'made' and superseded_at is null group by young_person_id) c on c.young_person_id = y.id
        left join pledge.pathway_plan p on p.authority_id = (select pledge.authority()) and p.young_person_id = y.id and p.ended_on is null
        left join (select plan_id, max(reviewed_on) as last_review_on from pledge.plan_review
                   where authority_id = (select pledge.authority()) group by plan_id) r on r.plan_id = p.id
        left join (select o.young_person_id, min(o.asked_on) as review_asked_on from pledge.review_request o
                   where o.authority_id = (select pledge.authority()) and o.taken_back_at is null and not exists (
                       select from pledge.plan_review v where v.young_person_id = o.young_person_id and v.reviewed_on >= o.asked_on and v.recorded_at >= o.asked_at)
                   group by o.young_person_id) q on q.young_person_id = y.id
        where y.authority_id = (select pledge.authority())
        """;

    /// <summary>Nothing that rises is spoken of for longer.</summary>
    private const int HoldsKeptDays = 366;

    /// <summary>Everybody of the authority in scope who has a leaving-care status today, in no order.</summary>
    /// <returns>One statement, whatever the number of people.</returns>
    public static Task<List<ClockInput>> ReadClockInputsAsync(this PledgeDb db, DateOnly today, CancellationToken ct) =>
        db.ReadManyAsync(Sql, row => new ClockInput(
            row.GetGuid(0), row.GetFieldValue<DateOnly>(1), row.GetString(2), row.DayAt(3), row.IsDBNull(4) ? null : row.GetString(4), row.DayAt(5), row.DayAt(6), row.DayAt(7),
            row.DayAt(8), row.IsDBNull(9) ? null : row.GetBoolean(9), row.DayAt(10), row.DayAt(11), row.DayAt(12)), ct, ScopedRead.Value(today));

    /// <summary>The pauses the caller reaches that may still move a day, by person: those that lasted into the longest time a clock can run.</summary>
    /// <returns>One statement, whatever the number of people.</returns>
    public static async Task<ILookup<YoungPersonId, ClockPause>> ListPausesAsync(this PledgeDb db, DateOnly today, CancellationToken ct)
    {
        var since = today.AddDays(-ClockSetting.MaxDays);
        return (await db.ClockPauses.AsNoTracking().Where(pause => pause.Until >= since).ToListAsync(ct)).ToLookup(pause => pause.YoungPersonId);
    }

    /// <summary>The pauses of matters that rise, of everybody the caller reaches or of one young person, as far as they may still move a day.</summary>
    /// <returns>One statement, whatever the number of people.</returns>
    public static async Task<RiseHolds> ReadHoldsAsync(this PledgeDb db, DateOnly today, CancellationToken ct, YoungPersonId? of = null)
    {
        var since = LondonTime.At(today.AddDays(-HoldsKeptDays), TimeOnly.MinValue);
        return new(await db.RisePauses.AsNoTracking().Where(pause => pause.SaidAt >= since && (of == null || pause.YoungPersonId == of)).ToListAsync(ct));
    }
}
