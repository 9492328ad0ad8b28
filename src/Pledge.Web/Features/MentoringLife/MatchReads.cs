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
/// <param name="Barred">Whether the mentor may meet nobody now.</param>
/// <param name="NotWell">Whether a side said last that it does not go well, and nobody wrote what was done.</param>
/// <param name="EndSeen">Whether a coordinator has looked after its end.</param>
public sealed record MatchRow(
    Guid Id, string Called, string MentorCalled, DateOnly MeetingOn, DateOnly? EndingOn, DateOnly? EndedOn, string? EndKind, bool Agreed, DateOnly? LastMade, DateOnly? PausedUntil, string[] CheckInsDone, int Unread,
    bool Barred, bool NotWell, bool EndSeen)
{
    /// <summary>Why it needs somebody on a day; see <see cref="MatchHealth.Alarms"/>.</summary>
    public IReadOnlyList<string> Alarms(DateOnly today) => MatchHealth.Alarms(new(MeetingOn, EndingOn, EndedOn, Kebab.Find<MatchEnd>(EndKind), Agreed, LastMade, PausedUntil, Unread, Barred, NotWell, EndSeen,
        [.. CheckInsDone.Select(done => done.Split(':')).Select(parts => (Kebab.Read<MatchSide>(parts[0]), int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture)))]), today);
}

/// <summary>A match that is over, as it is listed.</summary>
/// <param name="EndKind">Kebab-case; null for one that ended before that was asked.</param>
/// <param name="Total">How many there are.</param>
public sealed record EndedMatchRow(Guid Id, string Called, string MentorCalled, DateOnly EndedOn, string? EndKind, int Total);

/// <summary>The mentor of a match as a coordinator reaches them.</summary>
public sealed record MentorOfMatch(Guid Id, string Name, string? Email, string? Phone, bool Barred);

/// <summary>Whom a coordinator rings about the young person of a match.</summary>
/// <param name="StandsIn">For somebody who is away.</param>
public sealed record WorkerOfMatch(string Name, string? WorkPhone, string? WorkEmail, bool StandsIn);

/// <summary>How a coordinator reaches the two of a match.</summary>
public sealed record WaysOfMatch(MentorOfMatch Mentor, IReadOnlyList<WorkerOfMatch> Workers);

/// <summary>What coordinators, and staff who answer worries, read of matches.</summary>
public static class MatchReads
{
    /// <summary>The most that a page lists.</summary>
    private const int Most = 500;

    /// <summary>Matches on one page.</summary>
    public const int Size = 25;

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
    /// <summary>Matches that run, those that ended lately, and those with a worry that nobody has read.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<MatchRow>> ListMatchesAsync(this PledgeDb db, DateOnly today, CancellationToken ct) =>
        db.Database.SqlQuery<MatchRow>(
            $"""
            select m.id, p.young_person_called as called, p.mentor_called, m.meeting_on, m.ending_on, m.ended_on, m.end_kind,
                exists (select from pledge.mentor_agreement a where a.match_id = m.id and a.young_person_yes_at is not null and a.mentor_yes_at is not null) as agreed,
                (select max(x.on_day) from pledge.mentor_meeting x where x.match_id = m.id and x.outcome = 'made' and x.withdrawn_at is null) as last_made,
                (select max(case when s.ended_at is null then s.until_on else least(s.until_on, (s.ended_at at time zone 'Europe/London')::date) end) from pledge.mentor_pause s where s.match_id = m.id) as paused_until,
                coalesce((select array_agg(c.side || ':' || c.months) from pledge.mentor_check_in c where c.match_id = m.id and c.superseded_at is null), array[]::text[]) as check_ins_done,
                u.unread,
                m.ended_on is null and pledge.mentor_barred_on(m.mentor_id) is not null as barred,
                exists (select from pledge.mentor_check_in c where c.match_id = m.id and c.superseded_at is null and c.going = 'worried' and c.acted_at is null
                    and not exists (select from pledge.mentor_check_in n where n.match_id = m.id and n.superseded_at is null and n.side = c.side and n.months > c.months)) as not_well,
                m.end_seen_at is not null as end_seen
            from pledge.mentor_match m join pledge.mentor_proposal p on p.id = m.proposal_id
            cross join lateral (select count(*)::int as unread from pledge.mentor_concern c where c.match_id = m.id and c.read_at is null) u
            where m.authority_id = (select pledge.authority()) and (m.ended_on is null or m.ended_on > {today.AddDays(-MatchHealth.EndedLatelyDays)} or u.unread > 0)
            order by m.meeting_on, m.id limit {Most}
            """).ToListAsync(ct);

    /// <summary>A page of matches that are over, the latest end first.</summary>
    /// <param name="number">1-based.</param>
    /// <returns>One statement.</returns>
    public static Task<List<EndedMatchRow>> ListEndedMatchesAsync(this PledgeDb db, int number, CancellationToken ct) =>
        db.Database.SqlQuery<EndedMatchRow>(
            $"""
            select m.id, p.young_person_called as called, p.mentor_called, m.ended_on, m.end_kind, count(*) over ()::int as total
            from pledge.mentor_match m join pledge.mentor_proposal p on p.id = m.proposal_id
            where m.authority_id = (select pledge.authority()) and m.ended_on is not null
            order by m.ended_on desc, m.id limit {Size} offset {(number - 1) * Size}
            """).ToListAsync(ct);

    /// <summary>How a coordinator reaches the two; nobody else is given anything.</summary>
    /// <returns>Two statements.</returns>
    public static async Task<WaysOfMatch> FindWaysAsync(this PledgeDb db, Guid match, CancellationToken ct) => new(
        await db.Database.SqlQuery<MentorOfMatch>(
            $"select r.id, r.name, r.email, r.phone, pledge.mentor_barred_on(r.id) is not null as barred from pledge.mentor_match m join pledge.mentor r on r.id = m.mentor_id where m.id = {match}").SingleAsync(ct),
        await db.Database.SqlQuery<WorkerOfMatch>($"select * from pledge.worker_of_match({match})").ToListAsync(ct));
}
