using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Appointments;
using Pledge.Domain.Conversations;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Start;

/// <summary>A worker and how to reach them.</summary>
public sealed record MyWorker(string Name, string? Phone, string? Email)
{
    /// <summary>One or two capitals for the round mark.</summary>
    public string Initials => string.Concat(Name.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var first, .., var last] ? [Initial(first), Initial(last)] : [Initial(Name)]);

    private static string Initial(string name) => System.Globalization.StringInfo.GetNextTextElement(name.TrimStart()).ToUpperInvariant();
}

/// <summary>Something a young person has said they would do.</summary>
/// <param name="DueOn">London day.</param>
public sealed record NextAction(string What, DateOnly DueOn);

/// <summary>An appointment that is coming.</summary>
/// <param name="StartsAt">UTC instant.</param>
/// <param name="State">Kebab-case <see cref="AppointmentState"/>. While it is proposed one side has not said yes: the young person, when it <paramref name="IsFromWorker"/>.</param>
public sealed record NextAppointment(Guid Id, DateTimeOffset StartsAt, string State, bool IsFromWorker)
{
    public bool IsCancelled => State == Kebab.Of(AppointmentState.Cancelled);
    public bool WaitsForThem => IsFromWorker && State == Kebab.Of(AppointmentState.Proposed);
}

/// <summary>An employer wants to talk to them.</summary>
/// <param name="Id">Of the application.</param>
/// <param name="InterviewOn">London day.</param>
/// <param name="WaitsForThem">Whether they have not said if they come.</param>
public sealed record NextInterview(Guid Id, string OrganisationName, DateOnly InterviewOn, bool WaitsForThem);

/// <summary>Something of mentoring that comes next: a mentor who waits for their answer, or the next meeting with their own.</summary>
/// <param name="Id">Of the proposal, or of the match.</param>
/// <param name="Called">What the mentor is called.</param>
/// <param name="Day">London day until which they can answer, or on which they meet.</param>
public sealed record NextMentoring(Guid Id, bool IsMeeting, string Called, DateOnly Day);

/// <summary>A consultation that asks them and that they have not answered.</summary>
/// <param name="ClosesOn">The last London day.</param>
public sealed record NextConsultation(Guid Id, DateOnly ClosesOn);

/// <summary>The person at home: who they are, who is there for them and what they do next.</summary>
/// <param name="Name">First name they go by, or null.</param>
/// <param name="AuthorityName">As in a sentence.</param>
/// <param name="NewMessages">From workers, not opened yet.</param>
/// <param name="AnswerIsLate">True when something they wrote should have had an answer by now.</param>
/// <param name="IsEmailStopped">True when what we send to their address does not arrive.</param>
/// <param name="IsNumberStopped">The same of texts.</param>
/// <param name="Appointments">The next one, agreed or not; each that waits for their yes; and each that their worker cancelled a short while ago, for mails can be turned off.</param>
/// <param name="Mentoring">The soonest first.</param>
/// <param name="CopyUntil">UTC instant until which a copy of their record can be taken that they have not taken yet; null when there is none.</param>
/// <param name="Asked">The one that closes first.</param>
/// <param name="ForumNews">Something they raised of which there is news of the last 14 days.</param>
public sealed record HomeView(string? Name, string AuthorityName, MyWorker? Worker, NextAction? Next, int NewMessages, DateTimeOffset? CopyUntil, NextConsultation? Asked, Guid? ForumNews, bool AnswerIsLate, bool IsEmailStopped, bool IsNumberStopped, IReadOnlyList<NextAppointment> Appointments, IReadOnlyList<NextInterview> Interviews, IReadOnlyList<NextMentoring> Mentoring);

/// <summary>What the first page of a young person shows beside their pledge and plan.</summary>
public static class StartReads
{
    private sealed record Row(string? Name, string AuthorityName, string? Worker, string? Phone, string? Email, string? What, DateOnly? DueOn, int NewMessages, DateTimeOffset? CopyUntil, Guid? AskedId, DateOnly? AskedUntil, Guid? ForumNews, DateTimeOffset? WaitingSince, bool IsEmailStopped, bool IsNumberStopped);

    private const int MostAppointments = 4, CancelledShownDays = 14, ForumNewsDays = 14;

    /// <returns>Four statements.</returns>
    public static async Task<HomeView> ReadHomeAsync(this PledgeDb db, AccountId account, YoungPersonId youngPerson, DateTimeOffset now, CancellationToken ct)
    {
        var today = LondonTime.DayOf(now);
        var row = (await db.Database.SqlQuery<Row>(
            $"""
            select coalesce(nullif(btrim(y.known_as), ''), y.given_name) as name, a.short_name as authority_name,
                   s.display_name as worker, s.work_phone as phone, s.work_email as email, n.what, n.due_on,
                   (select count(*)::int from pledge.conversation_message m
                    where m.young_person_id = y.id and not m.from_young_person and m.read_at is null) as new_messages,
                   (select max(d.expires_at) from pledge.record_download d
                    where d.young_person_id = y.id and d.state = 'ready' and d.taken_at is null and d.expires_at > {now}) as copy_until,
                   k.id as asked_id, k.closes_on as asked_until,
                   (select t.matter_id from pledge.forum_step t join pledge.forum_matter m on m.id = t.matter_id
                    where m.young_person_id = y.id and m.taken_back_at is null and t.at > {now.AddDays(-ForumNewsDays)} order by t.at desc limit 1) as forum_news,
                   (select min(c.waiting_since) from pledge.conversation c where c.young_person_id = y.id) as waiting_since,
                   coalesce((select e.is_stopped from pledge.address_standing e where e.account_id = {account.Value} and e.channel = 'email' order by e.number desc limit 1), false) as is_email_stopped,
                   coalesce((select e.is_stopped from pledge.address_standing e where e.account_id = {account.Value} and e.channel = 'text' order by e.number desc limit 1), false) as is_number_stopped
            from pledge.young_person y
            join pledge.authority a on a.id = y.authority_id
            left join pledge.assignment w on w.young_person_id = y.id and w.period_from <= {today} and (w.period_to is null or w.period_to > {today})
            left join pledge.staff_member s on s.id = w.staff_member_id and (s.left_on is null or s.left_on > {today})
            left join lateral (
                select what, due_on from pledge.plan_action
                where young_person_id = y.id and owner_kind = 'young-person' and done_at is null and taken_out_at is null order by due_on, id limit 1) n on true
            left join lateral (
                select c.id, c.closes_on from pledge.consultation_asked q join pledge.consultation c on c.id = q.consultation_id
                where q.young_person_id = y.id and not q.answered and c.state = 'asked' and c.opens_on <= {today} and c.closes_on >= {today} order by c.closes_on, c.id limit 1) k on true
            where y.id = {youngPerson.Value}
            """).ToListAsync(ct))[0];
        return new(
            row.Name, row.AuthorityName,
            row.Worker is null ? null : new(row.Worker, row.Phone, row.Email),
            row.What is null ? null : new(row.What, row.DueOn!.Value), row.NewMessages, row.CopyUntil,
            row.AskedId is { } asked ? new(asked, row.AskedUntil!.Value) : null, row.ForumNews, row.WaitingSince is { } since && Conversation.AnswerDueOn(since) < today, row.IsEmailStopped, row.IsNumberStopped,
            await db.ListNextAppointmentsAsync(youngPerson, now, ct),
            await db.Database.SqlQuery<NextInterview>(
                $"""
                select a.id, a.organisation_name, a.interview_on, a.interview_answer is null as waits_for_them from pledge.job_application a
                where a.young_person_id = {youngPerson.Value} and a.state = 'interview' and a.interview_on >= {today} and a.interview_answer is distinct from 'cannot-come'
                order by a.interview_on, a.id limit {MostAppointments}
                """).ToListAsync(ct),
            await db.ListNextMentoringAsync(youngPerson, today, ct));
    }

    private static Task<List<NextMentoring>> ListNextMentoringAsync(this PledgeDb db, YoungPersonId youngPerson, DateOnly today, CancellationToken ct) =>
        db.Database.SqlQuery<NextMentoring>(
            $"""
            select p.id, false as is_meeting, p.mentor_called as called, p.expires_on as day
            from pledge.mentor_proposal p
            where p.young_person_id = {youngPerson.Value} and p.state = 'open' and p.young_person_says is null and p.expires_on >= {today}
            union all
            select m.id, true, p.mentor_called, d.day
            from pledge.mentor_match m join pledge.mentor_proposal p on p.id = m.proposal_id
            cross join lateral (select min(x.day) as day from (
                select m.meeting_on as day union all select g.on_day from pledge.mentor_meeting g where g.match_id = m.id and g.outcome is null and g.withdrawn_at is null) x where x.day >= {today}) d
            where m.young_person_id = {youngPerson.Value} and m.ended_on is null and d.day is not null
            order by 4, 1
            """).ToListAsync(ct);

    private static async Task<IReadOnlyList<NextAppointment>> ListNextAppointmentsAsync(this PledgeDb db, YoungPersonId youngPerson, DateTimeOffset now, CancellationToken ct)
    {
        var coming = await db.Database.SqlQuery<NextAppointment>(
            $"""
            select p.id, p.starts_at, p.state, p.proposed_by = 'worker' as is_from_worker
            from pledge.appointment p
            where p.young_person_id = {youngPerson.Value} and p.starts_at > {now}
              and (p.state <> 'cancelled' or (p.changed_at > {now.AddDays(-CancelledShownDays)} and 'worker' = (
                   select c.side from pledge.appointment_change c where c.appointment_id = p.id order by c.sequence desc limit 1)))
            order by p.starts_at, p.id
            """).ToListAsync(ct);
        var next = coming.FirstOrDefault(one => !one.IsCancelled);
        return [.. coming.Where(one => one == next || one.IsCancelled || one.WaitsForThem).Take(MostAppointments)];
    }
}
