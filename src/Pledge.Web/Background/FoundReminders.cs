using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Appointments;
using Pledge.Domain.Clocks;
using Pledge.Domain.Conversations;
using Pledge.Domain.Organisations;
using Pledge.Domain.Publications;
using Pledge.Domain.Reminders;
using Pledge.Web.Data;

namespace Pledge.Web.Background;

/// <summary>Something that is due, as a query over the authority found it.</summary>
/// <param name="Account">Whose it is to do, when that is not the young person or their worker.</param>
/// <param name="YoungPersonId">Whom it is about, or null.</param>
/// <param name="Subject">What makes it this one: an id, a month.</param>
/// <param name="DueOn">London day.</param>
/// <param name="StartsAt">UTC instant at which it begins, when it has one.</param>
public sealed record FoundReminder(Guid? Account, Guid? YoungPersonId, string Subject, DateOnly DueOn, DateTimeOffset? StartsAt);

/// <summary>The query of each rule that <see cref="ReminderRule.IsFound"/>: everything of the authority in scope that is due in a span of days, in one statement.</summary>
public static class FoundReminders
{
    /// <summary>How long nobody is asked about the promises after an answer, in days.</summary>
    public const int QuietAfterAnswerDays = 60;

    private const int UnansweredForDays = 60;

    // As the database allows.
    private const int MostWeeksToPublish = 26;

    /// <param name="from">First London due day that matters, and <paramref name="to"/> the last.</param>
    public static Task<List<FoundReminder>> FindAsync(this PledgeDb db, ReminderRule rule, DateOnly from, DateOnly to, DateOnly today, CancellationToken ct) =>
        Queries[(rule.Key, rule.To)](db, from, to, today).ToListAsync(ct);

    /// <summary>By rule.</summary>
    public static IReadOnlyDictionary<(string Key, ReminderAudience To), Func<PledgeDb, DateOnly, DateOnly, DateOnly, IQueryable<FoundReminder>>> Queries { get; } =
        new Dictionary<(string, ReminderAudience), Func<PledgeDb, DateOnly, DateOnly, DateOnly, IQueryable<FoundReminder>>>
        {
            [("plan-waiting", ReminderAudience.YoungPerson)] = PlansWaiting,
            [("plan-waiting", ReminderAudience.Staff)] = PlansWaiting,
            [("plan-to-approve", ReminderAudience.Staff)] = (db, from, to, _) => db.Database.SqlQuery<FoundReminder>(
                $"""
                select null::uuid as account, v.young_person_id, v.id::text as subject, d.day as due_on, null::timestamptz as starts_at
                from pledge.plan_version v cross join lateral (select (v.submitted_at at time zone 'Europe/London')::date as day) d
                where v.state = 'submitted' and d.day between {from} and {to}
                """),
            [("action-due", ReminderAudience.YoungPerson)] = (db, from, to, _) => db.Database.SqlQuery<FoundReminder>(
                $"""
                select null::uuid as account, a.young_person_id, a.id::text as subject, a.due_on, null::timestamptz as starts_at
                from pledge.plan_action a
                where a.owner_kind = 'young-person' and a.done_at is null and a.taken_out_at is null and a.due_on between {from} and {to}
                """),
            [("action-due", ReminderAudience.Staff)] = (db, from, to, _) => db.Database.SqlQuery<FoundReminder>(
                $"""
                select a.owner_account_id as account, a.young_person_id, a.id::text as subject, a.due_on, null::timestamptz as starts_at
                from pledge.plan_action a
                where a.owner_kind = 'worker' and a.done_at is null and a.taken_out_at is null and a.due_on between {from} and {to}
                """),
            [("message-unanswered", ReminderAudience.Staff)] = Unanswered,
            [("correction-due", ReminderAudience.Staff)] = (db, from, to, _) => db.Database.SqlQuery<FoundReminder>(
                $"""
                select null::uuid as account, q.young_person_id, q.id::text as subject, d.day as due_on, null::timestamptz as starts_at
                from pledge.correction_request q
                cross join lateral (select ((q.asked_at at time zone 'Europe/London')::date + interval '1 month')::date as day) d
                where q.state = 'asked' and d.day between {from} and {to}
                """),
            [("check-lapsing", ReminderAudience.Staff)] = (db, from, to, _) => db.Database.SqlQuery<FoundReminder>(
                $"""
                select null::uuid as account, p.young_person_id, p.person_key::text as subject, p.check_again_by as due_on, null::timestamptz as starts_at
                from pledge.involved_professional p
                where p.superseded_at is null and p.check_again_by between {from} and {to}
                """),
            [("clearance-lapses", ReminderAudience.Staff)] = (db, from, to, _) => db.Database.SqlQuery<FoundReminder>(
                $"""
                select s.id as account, null::uuid as young_person_id, c.id::text as subject, c.recheck_due_on as due_on, null::timestamptz as starts_at
                from pledge.mentor_clearance c
                join pledge.mentor m on m.id = c.mentor_id and m.state <> 'left'
                join pledge.staff_member s on s.authority_id = c.authority_id and s.role = 'coordinator' and s.left_on is null
                where c.authority_id = (select pledge.authority()) and c.superseded_at is null and c.outcome = 'accepted' and c.recheck_due_on between {from} and {to}
                """),
            [("training-lapses", ReminderAudience.Staff)] = (db, from, to, _) => db.Database.SqlQuery<FoundReminder>(
                $"""
                select s.id as account, null::uuid as young_person_id, t.id::text as subject, t.valid_until as due_on, null::timestamptz as starts_at
                from pledge.mentor_training t
                join pledge.mentor m on m.id = t.mentor_id and m.state <> 'left'
                join pledge.staff_member s on s.authority_id = t.authority_id and s.role = 'coordinator' and s.left_on is null
                where t.authority_id = (select pledge.authority()) and t.superseded_at is null and t.valid_until between {from} and {to}
                """),
            [("mentor-to-answer", ReminderAudience.YoungPerson)] = (db, from, to, today) => db.Database.SqlQuery<FoundReminder>(
                $"""
                select null::uuid as account, p.young_person_id, p.id::text as subject, d.day as due_on, null::timestamptz as starts_at
                from pledge.mentor_proposal p cross join lateral (select (p.made_at at time zone 'Europe/London')::date as day) d
                where p.authority_id = (select pledge.authority()) and p.state = 'open' and p.young_person_says is null and p.expires_on >= {today} and d.day between {from} and {to}
                """),
            // What they said no to, stopped or took back themselves is no news; one that ran out is news on the day after.
            [("mentor-news", ReminderAudience.YoungPerson)] = (db, from, to, today) => db.Database.SqlQuery<FoundReminder>(
                $"""
                select null::uuid as account, p.young_person_id, p.id::text as subject, d.day as due_on, null::timestamptz as starts_at
                from pledge.mentor_proposal p
                cross join lateral (select case when p.state = 'open' or p.closed_because = 'expired' then p.expires_on + 1 else (p.decided_at at time zone 'Europe/London')::date end as day) d
                where p.authority_id = (select pledge.authority()) and (p.state <> 'open' or p.expires_on < {today}) and p.young_person_says is distinct from 'no' and (p.closed_because is null or p.closed_because not in ('not-looking', 'taken-back')) and d.day between {from} and {to}
                """),
            [("mentor-to-ask", ReminderAudience.Staff)] = (db, from, to, today) => db.Database.SqlQuery<FoundReminder>(
                $"""
                select s.id as account, null::uuid as young_person_id, p.id::text as subject, d.day as due_on, null::timestamptz as starts_at
                from pledge.mentor_proposal p cross join lateral (select (p.made_at at time zone 'Europe/London')::date as day) d
                join pledge.mentor m on m.id = p.mentor_id and m.account_id is null
                join pledge.staff_member s on s.authority_id = p.authority_id and s.role = 'coordinator' and s.left_on is null
                where p.authority_id = (select pledge.authority()) and p.state = 'open' and p.mentor_says is null and p.expires_on >= {today} and d.day between {from} and {to}
                """),
            [("mentor-asked", ReminderAudience.Staff)] = FoundMentoring.Asked,
            [("mentor-meeting-tomorrow", ReminderAudience.YoungPerson)] = FoundMentoring.MeetingsOfYoungPeople,
            [("mentor-meeting-tomorrow", ReminderAudience.Staff)] = FoundMentoring.MeetingsOfMentors,
            [("mentor-quiet", ReminderAudience.Staff)] = FoundMentoring.Quiet,
            [("mentor-check-in", ReminderAudience.Staff)] = FoundMentoring.CheckIns,
            [("mentor-may-not-meet", ReminderAudience.Staff)] = FoundMentoring.Barred,
            [("mentor-agreement", ReminderAudience.YoungPerson)] = FoundMentoring.AgreementsForYoungPeople,
            [("mentor-agreement", ReminderAudience.Staff)] = FoundMentoring.AgreementsForMentors,
            [("mentor-ending", ReminderAudience.YoungPerson)] = FoundMentoring.EndingsForYoungPeople,
            [("mentor-ending", ReminderAudience.Staff)] = FoundMentoring.EndingsForMentors,
            [("mentor-ended", ReminderAudience.YoungPerson)] = FoundMentoring.EndsOfYoungPeople,
            [("mentor-ended", ReminderAudience.Staff)] = FoundMentoring.EndsOfMentors,
            [("mentor-concern-unread", ReminderAudience.Staff)] = FoundMentoring.Unread,
            [("application-news", ReminderAudience.YoungPerson)] = FoundWork.ApplicationNews,
            [("application-came", ReminderAudience.Staff)] = FoundWork.ApplicationsCame,
            [("application-to-answer", ReminderAudience.Staff)] = FoundWork.ApplicationsToAnswer,
            [("feedback-to-read", ReminderAudience.Staff)] = FoundWork.FeedbackToRead,
            [("answers-late", ReminderAudience.Staff)] = FoundWork.AnswersLate,
            [("placement-start", ReminderAudience.YoungPerson)] = (db, from, to, _) => FoundPlacements.Starts(db, false, from, to),
            [("placement-start", ReminderAudience.Staff)] = (db, from, to, _) => FoundPlacements.Starts(db, true, from, to),
            [("placement-going", ReminderAudience.YoungPerson)] = (db, from, to, _) => FoundPlacements.Going(db, false, from, to),
            [("placement-going", ReminderAudience.Staff)] = (db, from, to, _) => FoundPlacements.Going(db, true, from, to),
            [("placement-to-tell", ReminderAudience.Staff)] = FoundPlacements.ToTell,
            [("bursary-came", ReminderAudience.YoungPerson)] = (db, from, to, _) => FoundPlacements.Bursaries(db, false, from, to),
            [("bursary-came", ReminderAudience.Staff)] = (db, from, to, _) => FoundPlacements.Bursaries(db, true, from, to),
            [("placement-to-confirm", ReminderAudience.Staff)] = FoundPlacements.ToConfirm,
            [("application-forgotten", ReminderAudience.YoungPerson)] = FoundWork.ApplicationsToForget,
            [("opportunity-closing", ReminderAudience.YoungPerson)] = FoundWork.SavedThatClose,
            [("opportunity-closed", ReminderAudience.YoungPerson)] = FoundWork.SavedThatClosedEarly,
            [("work-found", ReminderAudience.YoungPerson)] = FoundWork.NewPosts,
            [("opportunity-ends", ReminderAudience.Staff)] = FoundWork.PostsThatEnd,
            [("opportunity-decided", ReminderAudience.Staff)] = FoundWork.PostsDecided,
            [("opportunity-to-approve", ReminderAudience.Staff)] = FoundWork.PostsToApprove,
            [("consultation-open", ReminderAudience.YoungPerson)] = FoundConsultations.Open,
            [("consultation-closing", ReminderAudience.YoungPerson)] = FoundConsultations.Closing,
            [("consultation-results", ReminderAudience.YoungPerson)] = FoundConsultations.Results,
            [("forum-news", ReminderAudience.YoungPerson)] = FoundConsultations.ForumNews,
            [("forum-waiting", ReminderAudience.Staff)] = FoundConsultations.ForumWaiting,
            [("commitment-due", ReminderAudience.Staff)] = (db, from, to, _) => db.Database.SqlQuery<FoundReminder>(
                $"""
                select c.owner_id as account, null::uuid as young_person_id, c.commitment_id::text as subject, c.by_day as due_on, null::timestamptz as starts_at
                from pledge.organisation_commitment c join pledge.commitments_now() n on n.line_id = c.id
                where c.authority_id = (select pledge.authority()) and c.superseded_at is null and c.owner_id is not null and n.done < c.how_many and c.by_day between {from} and {to}
                """),
            [("board-action-due", ReminderAudience.Staff)] = (db, from, to, _) => db.Database.SqlQuery<FoundReminder>(
                $"""
                select a.owner_id as account, null::uuid as young_person_id, a.id::text as subject, a.due_on, null::timestamptz as starts_at
                from pledge.board_action a where a.authority_id = (select pledge.authority()) and a.state = 'open' and a.due_on between {from} and {to}
                """),
            [("quarter-to-publish", ReminderAudience.Staff)] = QuartersToPublish,
            [("cannot-reach", ReminderAudience.Staff)] = (db, from, to, _) => db.Database.SqlQuery<FoundReminder>(
                $"""
                select null::uuid as account, s.young_person_id, s.id::text as subject, s.day as due_on, null::timestamptz as starts_at
                from pledge.stopped_addresses({from}, {to}) s
                """),
            [("appointment-tomorrow", ReminderAudience.YoungPerson)] = Appointments,
            [("appointment-tomorrow", ReminderAudience.Staff)] = Appointments,
            [("appointment-soon", ReminderAudience.YoungPerson)] = Appointments,
            [("appointment-soon", ReminderAudience.Staff)] = Appointments,
            [("appointment-to-answer", ReminderAudience.YoungPerson)] = (db, from, to, today) => AppointmentsToAnswer(db, AppointmentSide.Worker, from, to, today),
            [("appointment-to-answer", ReminderAudience.Staff)] = (db, from, to, today) => AppointmentsToAnswer(db, AppointmentSide.YoungPerson, from, to, today),
            [("pledge-nudge", ReminderAudience.YoungPerson)] = PledgeNudges,
            [("draft-unfinished", ReminderAudience.Anyone)] = (db, from, to, _) => db.Database.SqlQuery<FoundReminder>(
                $"select d.account_id as account, null::uuid as young_person_id, d.draft_key as subject, d.left_on as due_on, null::timestamptz as starts_at from pledge.unfinished_drafts({from}, {to}) d"),
        };

    /// <summary>Quarters that ended after one that was published, and are not; due as many weeks after their end as the authority set. For everybody who may publish.</summary>
    private static IQueryable<FoundReminder> QuartersToPublish(PledgeDb db, DateOnly from, DateOnly to, DateOnly today)
    {
        DateOnly[] ends = [.. QuarterEnd.Before(to).TakeWhile(end => end >= from.AddDays(-MostWeeksToPublish * 7))];
        string[] roles = [.. Roles.BoardRunners];
        return db.Database.SqlQuery<FoundReminder>(
            $"""
            select s.id as account, null::uuid as young_person_id, q.on_day::text as subject, d.day as due_on, null::timestamptz as starts_at
            from pledge.authority a
            cross join unnest({ends}) q (on_day)
            cross join lateral (select q.on_day + 7 * a.publish_within_weeks as day) d
            join pledge.staff_member s on s.authority_id = a.id and s.role = any ({roles}) and s.left_on is null
            where a.id = (select pledge.authority()) and d.day between {from} and {to}
              and exists (select from pledge.publication p where p.authority_id = a.id and p.on_day < q.on_day)
              and not exists (select from pledge.publication p where p.authority_id = a.id and p.on_day = q.on_day)
            """);
    }

    /// <summary>Plans that were shared and to which, as a whole, no answer came; due on the day they were shared.</summary>
    private static IQueryable<FoundReminder> PlansWaiting(PledgeDb db, DateOnly from, DateOnly to, DateOnly today) => db.Database.SqlQuery<FoundReminder>(
        $"""
        select null::uuid as account, v.young_person_id, v.id::text as subject, d.day as due_on, null::timestamptz as starts_at
        from pledge.plan_version v cross join lateral (select (v.shared_at at time zone 'Europe/London')::date as day) d
        where v.state = 'shared' and d.day between {from} and {to}
          and not exists (select from pledge.plan_version n where n.young_person_id = v.young_person_id and n.state = 'shared' and n.number > v.number)
          and not exists (select from pledge.plan_voice a where a.version_id = v.id and a.matter is null and a.answer is not null)
        """);

    /// <summary>Appointments that stand, agreed or not; one that moves to another time is another. Due on their London day.</summary>
    private static IQueryable<FoundReminder> Appointments(PledgeDb db, DateOnly from, DateOnly to, DateOnly today)
    {
        var (first, last) = (LondonTime.At(from, TimeOnly.MinValue), LondonTime.At(to.AddDays(1), TimeOnly.MinValue));
        return db.Database.SqlQuery<FoundReminder>(
            $"""
            select null::uuid as account, p.young_person_id, p.id::text || ':' || to_char(p.starts_at at time zone 'UTC', 'YYYYMMDDHH24MI') as subject,
                   (p.starts_at at time zone 'Europe/London')::date as due_on, p.starts_at
            from pledge.appointment p
            where p.state <> 'cancelled' and p.starts_at >= {first} and p.starts_at < {last}
            """);
    }

    /// <summary>Appointments from today on to which the other side has not said yes; due on the London day on which their time was named.</summary>
    /// <param name="by">The side that named it.</param>
    private static IQueryable<FoundReminder> AppointmentsToAnswer(PledgeDb db, AppointmentSide by, DateOnly from, DateOnly to, DateOnly today)
    {
        var (side, first) = (Kebab.Of(by), LondonTime.At(today, TimeOnly.MinValue));
        return db.Database.SqlQuery<FoundReminder>(
            $"""
            select null::uuid as account, p.young_person_id, p.id::text as subject, d.day as due_on, p.starts_at
            from pledge.appointment p cross join lateral (select (p.changed_at at time zone 'Europe/London')::date as day) d
            where p.state = 'proposed' and p.proposed_by = {side} and p.starts_at >= {first} and d.day between {from} and {to}
            """);
    }

    /// <summary>Conversations in which a young person waits; due on the last of the working days in which they should have an answer.</summary>
    private static IQueryable<FoundReminder> Unanswered(PledgeDb db, DateOnly from, DateOnly to, DateOnly today)
    {
        // Working days are the domain's, so each day comes with its own.
        DateOnly[] days = [.. Enumerable.Range(0, UnansweredForDays).Select(ago => today.AddDays(-ago))];
        DateOnly[] dues = [.. days.Select(day => day.AddWorkingDays(Conversation.AnswerWithinWorkingDays))];
        return db.Database.SqlQuery<FoundReminder>(
            $"""
            select null::uuid as account, c.young_person_id, c.id::text || ':' || (c.waiting_since at time zone 'Europe/London')::date as subject, d.due_on, null::timestamptz as starts_at
            from pledge.conversation c
            join unnest({days}, {dues}) d (day, due_on) on d.day = (c.waiting_since at time zone 'Europe/London')::date
            where c.waiting_since is not null and d.due_on between {from} and {to}
            """);
    }

    /// <summary>Who has not answered any promise for a while, on one day of each month, spread over it.</summary>
    private static IQueryable<FoundReminder> PledgeNudges(PledgeDb db, DateOnly from, DateOnly to, DateOnly today)
    {
        var month = new DateOnly(today.Year, today.Month, 1);
        var since = LondonTime.At(today.AddDays(-QuietAfterAnswerDays), TimeOnly.MinValue);
        return db.Database.SqlQuery<FoundReminder>(
            $"""
            select null::uuid as account, a.young_person_id, to_char({month}::date, 'YYYY-MM') as subject, d.day as due_on, null::timestamptz as starts_at
            from identity.account a
            join pledge.legal_status s on s.authority_id = a.authority_id and s.young_person_id = a.young_person_id and s.superseded_at is null and s.status <> 'none'
                                      and s.period_from <= {today} and (s.period_to is null or s.period_to > {today})
            cross join lateral (select {month}::date + (hashtext(a.id::text) & 1023) % 28 as day) d
            where a.authority_id = (select pledge.authority()) and a.role = 'young-person' and a.closed_at is null and d.day between {from} and {to}
              and not exists (select from pledge.answer w where w.young_person_id = a.young_person_id and w.answered_at >= {since})
            """);
    }
}
