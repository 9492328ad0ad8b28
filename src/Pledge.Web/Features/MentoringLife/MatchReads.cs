using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Mentoring;
using Pledge.Web.Data;

namespace Pledge.Web.Features.MentoringLife;

/// <summary>A worry as it is listed.</summary>
/// <param name="Called">What the young person is called; their whole name for staff who reach them.</param>
/// <param name="Worker">Who works with them, for the same staff.</param>
/// <param name="Side">Kebab-case.</param>
public sealed record ConcernRow(Guid Id, string Called, string? Worker, string Side, DateTimeOffset RaisedAt, DateTimeOffset? ReadAt);

/// <summary>A match as a coordinator lists it, with what decides whether it needs somebody.</summary>
/// <param name="EndKind">Kebab-case, or null.</param>
/// <param name="CheckInsDone">As <c>side:months</c>.</param>
/// <param name="Unread">Worries that nobody has read.</param>
public sealed record MatchRow(
    Guid Id, string Called, string MentorCalled, DateOnly MeetingOn, DateOnly? EndingOn, DateOnly? EndedOn, string? EndKind, bool Agreed, DateOnly? LastMade, DateOnly? PausedUntil, string[] CheckInsDone, int Unread)
{
    /// <summary>Why it needs somebody on a day; see <see cref="MatchHealth.Alarms"/>.</summary>
    public IReadOnlyList<string> Alarms(DateOnly today) => MatchHealth.Alarms(new(MeetingOn, EndingOn, EndedOn, Kebab.Find<MatchEnd>(EndKind), Agreed, LastMade, PausedUntil, Unread,
        [.. CheckInsDone.Select(done => done.Split(':')).Select(parts => (Kebab.Read<MatchSide>(parts[0]), int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture)))]), today);
}

/// <summary>What coordinators, and staff who answer worries, read of matches.</summary>
public static class MatchReads
{
    /// <summary>The most that a page lists.</summary>
    private const int Most = 500;

    /// <summary>Worries that the caller may read, unread ones first, the longest waiting of them on top.</summary>
    /// <param name="match">Only of that match, or null for all.</param>
    /// <param name="youngPerson">Only about that young person, or null for all.</param>
    /// <returns>One statement.</returns>
    public static Task<List<ConcernRow>> ListConcernsAsync(this PledgeDb db, Guid? match, Guid? youngPerson, DateOnly today, CancellationToken ct) =>
        db.Database.SqlQuery<ConcernRow>(
            $"""
            select c.id, coalesce(nullif(concat_ws(' ', coalesce(nullif(btrim(y.known_as), ''), y.given_name), y.family_name), ''), p.young_person_called) as called, s.display_name as worker,
                c.side, c.raised_at, c.read_at
            from pledge.mentor_concern c join pledge.mentor_match m on m.id = c.match_id join pledge.mentor_proposal p on p.id = m.proposal_id
            left join pledge.young_person y on y.id = c.young_person_id
            left join pledge.assignment a on a.young_person_id = c.young_person_id and a.period_from <= {today} and (a.period_to is null or a.period_to > {today})
            left join pledge.staff_member s on s.id = a.staff_member_id
            where c.authority_id = (select pledge.authority()) and ({match}::uuid is null or c.match_id = {match}) and ({youngPerson}::uuid is null or c.young_person_id = {youngPerson})
            order by c.read_at is not null, case when c.read_at is null then c.raised_at end, c.raised_at desc, c.id limit {Most}
            """).ToListAsync(ct);

    /// <summary>Worries about which nobody has written anything yet, of those that are the caller's to answer: all for a coordinator, for others those of the young people they work with or lead.</summary>
    /// <returns>One statement.</returns>
    public static async Task<int> CountOpenConcernsAsync(this PledgeDb db, CancellationToken ct) => (await db.Database.SqlQuery<int>(
        $"""
        select count(*)::integer as "Value" from pledge.mentor_concern c
        where c.authority_id = (select pledge.authority()) and c.read_at is null and ((select pledge.actor()) = 'coordinator' or c.young_person_id = any ((select pledge.my_young_people())::uuid[]))
        """).ToListAsync(ct))[0];

    /// <summary>Matches that run, and those that ended lately.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<MatchRow>> ListMatchesAsync(this PledgeDb db, DateOnly today, CancellationToken ct) =>
        db.Database.SqlQuery<MatchRow>(
            $"""
            select m.id, p.young_person_called as called, p.mentor_called, m.meeting_on, m.ending_on, m.ended_on, m.end_kind,
                exists (select from pledge.mentor_agreement a where a.match_id = m.id and a.superseded_at is null and a.young_person_yes_at is not null and a.mentor_yes_at is not null) as agreed,
                (select max(x.on_day) from pledge.mentor_meeting x where x.match_id = m.id and x.outcome = 'made' and x.withdrawn_at is null) as last_made,
                (select max(case when s.ended_at is null then s.until_on else least(s.until_on, (s.ended_at at time zone 'Europe/London')::date) end) from pledge.mentor_pause s where s.match_id = m.id) as paused_until,
                coalesce((select array_agg(c.side || ':' || c.months) from pledge.mentor_check_in c where c.match_id = m.id and c.superseded_at is null), array[]::text[]) as check_ins_done,
                (select count(*) from pledge.mentor_concern c where c.match_id = m.id and c.read_at is null)::int as unread
            from pledge.mentor_match m join pledge.mentor_proposal p on p.id = m.proposal_id
            where m.authority_id = (select pledge.authority()) and (m.ended_on is null or m.ended_on > {today.AddDays(-MatchHealth.EndedLatelyDays)})
            order by m.meeting_on, m.id limit {Most}
            """).ToListAsync(ct);
}
