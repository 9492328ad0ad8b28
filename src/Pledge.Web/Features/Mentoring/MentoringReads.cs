using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Mentors;
using Pledge.Domain.People;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Mentoring;

/// <summary>A young person who looks, as a coordinator may know them: what they are called, their age, and what they released.</summary>
/// <param name="Since">Since when they have been looking.</param>
public sealed record SeekerRow(
    Guid YoungPersonId, string Called, int Age, DateTimeOffset Since, string? Words, string[] Kinds, string[] Genders, string[] Backgrounds, string[] Languages, int? Easting, int? Northing,
    int? TravelKm, string[] Times, string[] Interests, string[] Hopes, string[] NotUsed, string[] NotShown, DateOnly? LookAgainOn)
{
    public SeekerForMatching ForMatching() => new(YoungPersonId, Age, Kinds, Genders, Backgrounds, Languages, Easting, Northing, TravelKm, Times, Interests, Hopes, NotUsed, NotShown);

    /// <summary>The day that is told to who waits.</summary>
    public DateOnly NextLook() => MentorWaiting.NextLook(Since, LookAgainOn);
}

/// <summary>How it stands with the mentor of a young person, as their worker reads it. How a meeting was is not in it.</summary>
/// <param name="EndKind">Kebab-case; null while it runs, or when that was not asked.</param>
/// <param name="Agreed">Whether both said yes to what they wrote.</param>
/// <param name="Made">Meetings that took place.</param>
/// <param name="NextOn">London day of the next meeting that is planned, the first one included.</param>
/// <param name="PausedUntil">Last London day of a break that holds on the day asked for.</param>
public sealed record MentorNow(
    Guid MatchId, string MentorCalled, DateOnly MeetingOn, DateOnly? EndingOn, DateOnly? EndedOn, string? EndKind, bool Agreed, int Made, DateOnly? LastMade, DateOnly? NextOn, DateOnly? PausedUntil);

/// <summary>What the pages of a young person who looks for a mentor, and of the coordinator, read.</summary>
public static class MentoringReads
{
    /// <summary>Who looks, who has waited longest first.</summary>
    /// <param name="one">Only that person, or null for all.</param>
    /// <param name="on">London day on which their age is told.</param>
    /// <returns>One statement; what was not released is not in it.</returns>
    public static Task<List<SeekerRow>> ListSeekersAsync(this PledgeDb db, Guid? one, DateOnly on, CancellationToken ct) =>
        db.Database.SqlQuery<SeekerRow>($"select * from pledge.mentor_seekers({on}, {one}::uuid) s order by s.since, s.young_person_id").ToListAsync(ct);

    /// <summary>What one side wrote last, or null.</summary>
    public static Task<MentorWish?> FindWishAsync(this PledgeDb db, YoungPersonId whose, WishSide side, CancellationToken ct) =>
        db.MentorWishes.SingleOrDefaultAsync(wish => wish.YoungPersonId == whose && wish.WrittenBySide == side && wish.SupersededAt == null, ct);

    /// <summary>What a young person looks for, as matching may use it, for their own list; null when they do not look.</summary>
    /// <returns>One statement.</returns>
    public static async Task<SeekerForMatching?> FindOwnSeekerAsync(this PledgeDb db, YoungPersonId whose, DateOnly today, CancellationToken ct) =>
        (await db.Database.SqlQuery<SeekerForMatching>(
            $"""
            select y.id as young_person_id, extract(year from age({today.AddDays(MentorSuggestions.MeetingInDays)}, y.date_of_birth))::integer as age, w.kinds, w.genders, w.backgrounds, w.languages,
                o.easting, o.northing, w.travel_km, w.times, w.interests, w.hopes, w.not_used, w.not_shown
            from pledge.mentor_wish w join pledge.young_person y on y.id = w.young_person_id left join pledge.outcode o on o.outcode = w.outcode
            where w.young_person_id = {whose.Value} and w.written_by_side = 'young-person' and w.superseded_at is null and w.is_looking and pledge.says_again(w.young_person_id, w.written_at)
            """).ToListAsync(ct)).SingleOrDefault();

    /// <summary>Since when they have been looking without a stop.</summary>
    public static async Task<DateTimeOffset> LooksSinceAsync(this PledgeDb db, YoungPersonId whose, CancellationToken ct)
    {
        var said = await db.MentorWishes.Where(row => row.YoungPersonId == whose && row.WrittenBySide == WishSide.YoungPerson).OrderByDescending(row => row.WrittenAt)
            .Select(row => new { row.IsLooking, row.WrittenAt }).ToListAsync(ct);
        return said.TakeWhile(row => row.IsLooking).Select(row => row.WrittenAt).DefaultIfEmpty(said[0].WrittenAt).Min();
    }

    /// <summary>Proposals of one young person, the newest first.</summary>
    public static Task<List<MentorProposal>> ListProposalsAsync(this PledgeDb db, YoungPersonId whose, CancellationToken ct) =>
        db.MentorProposals.AsNoTracking().Where(row => row.YoungPersonId == whose).OrderByDescending(row => row.MadeAt).ThenBy(row => row.Id).ToListAsync(ct);

    /// <summary>The mentor of an open proposal, for the two whom it is about, as they told of themselves when it was made. Rules are not asked of it.</summary>
    /// <returns>One statement; null when it is over.</returns>
    public static async Task<MentorForMatching?> FindProposedMentorAsync(this PledgeDb db, MentorProposalId proposal, CancellationToken ct) =>
        (await db.Database.SqlQuery<MentorForMatching>($"select * from pledge.proposed_mentor({proposal.Value})").ToListAsync(ct)).SingleOrDefault();

    /// <summary>The match that runs, or null.</summary>
    public static Task<MentorMatch?> FindMatchAsync(this PledgeDb db, YoungPersonId whose, CancellationToken ct) =>
        db.MentorMatches.AsNoTracking().SingleOrDefaultAsync(row => row.YoungPersonId == whose && row.EndedOn == null, ct);

    /// <summary>The match that runs, or the last one; null when they never had a mentor.</summary>
    /// <returns>One statement.</returns>
    public static async Task<MentorNow?> FindMentorNowAsync(this PledgeDb db, YoungPersonId whose, DateOnly today, CancellationToken ct) =>
        (await db.Database.SqlQuery<MentorNow>(
            $"""
            select m.id as match_id, p.mentor_called, m.meeting_on, m.ending_on, m.ended_on, m.end_kind,
                exists (select from pledge.mentor_agreement a where a.match_id = m.id and a.young_person_yes_at is not null and a.mentor_yes_at is not null) as agreed,
                x.made::integer as made, x.last_made, case when m.meeting_on >= {today} then least(m.meeting_on, x.next_on) else x.next_on end as next_on,
                (select max(s.until_on) from pledge.mentor_pause s where s.match_id = m.id and s.ended_at is null and s.until_on >= {today}) as paused_until
            from pledge.mentor_match m join pledge.mentor_proposal p on p.id = m.proposal_id
            cross join lateral (
                select count(*) filter (where t.outcome = 'made') as made, max(t.on_day) filter (where t.outcome = 'made') as last_made, min(t.on_day) filter (where t.outcome is null and t.on_day >= {today}) as next_on
                from pledge.mentor_meeting t where t.match_id = m.id and t.withdrawn_at is null) x
            where m.young_person_id = {whose.Value} order by m.ended_on is not null, m.started_at desc limit 1
            """).ToListAsync(ct)).SingleOrDefault();
}
