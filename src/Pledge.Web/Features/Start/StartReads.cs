using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
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
/// <param name="IsAgreed">False while one side has not said yes: the young person, when it <paramref name="IsFromWorker"/>.</param>
public sealed record NextAppointment(Guid Id, DateTimeOffset StartsAt, bool IsAgreed, bool IsFromWorker);

/// <summary>The person at home: who they are, who is there for them and what they do next.</summary>
/// <param name="Name">First name they go by, or null.</param>
/// <param name="AuthorityName">As in a sentence.</param>
/// <param name="NewMessages">From workers, not opened yet.</param>
/// <param name="AnswerIsLate">True when something they wrote should have had an answer by now.</param>
/// <param name="IsEmailStopped">True when what we send to their address does not arrive.</param>
/// <param name="IsNumberStopped">The same of texts.</param>
/// <param name="Appointment">The next one, agreed or not; null when none is coming.</param>
/// <param name="CopyUntil">UTC instant until which a copy of their record can be taken that they have not taken yet; null when there is none.</param>
public sealed record HomeView(string? Name, string AuthorityName, MyWorker? Worker, NextAction? Next, int NewMessages, DateTimeOffset? CopyUntil, bool AnswerIsLate, bool IsEmailStopped, bool IsNumberStopped, NextAppointment? Appointment);

/// <summary>What the first page of a young person shows beside their pledge and plan.</summary>
public static class StartReads
{
    private sealed record Row(string? Name, string AuthorityName, string? Worker, string? Phone, string? Email, string? What, DateOnly? DueOn, int NewMessages, DateTimeOffset? CopyUntil, DateTimeOffset? WaitingSince, bool IsEmailStopped, bool IsNumberStopped, Guid? AppointmentId, DateTimeOffset? StartsAt, string? AppointmentState, string? ProposedBy);

    /// <returns>One statement.</returns>
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
                   (select min(c.waiting_since) from pledge.conversation c where c.young_person_id = y.id) as waiting_since,
                   coalesce((select e.is_stopped from pledge.address_standing e where e.account_id = {account.Value} and e.channel = 'email' order by e.number desc limit 1), false) as is_email_stopped,
                   coalesce((select e.is_stopped from pledge.address_standing e where e.account_id = {account.Value} and e.channel = 'text' order by e.number desc limit 1), false) as is_number_stopped,
                   p.id as appointment_id, p.starts_at, p.state as appointment_state, p.proposed_by
            from pledge.young_person y
            join pledge.authority a on a.id = y.authority_id
            left join lateral (select id, starts_at, state, proposed_by from pledge.appointment
                               where young_person_id = y.id and state <> 'cancelled' and starts_at > {now} order by starts_at limit 1) p on true
            left join pledge.assignment w on w.young_person_id = y.id and w.period_from <= {today} and (w.period_to is null or w.period_to > {today})
            left join pledge.staff_member s on s.id = w.staff_member_id and (s.left_on is null or s.left_on > {today})
            left join lateral (
                select what, due_on from pledge.plan_action
                where young_person_id = y.id and owner_kind = 'young-person' and done_at is null and taken_out_at is null order by due_on, id limit 1) n on true
            where y.id = {youngPerson.Value}
            """).ToListAsync(ct))[0];
        return new(
            row.Name, row.AuthorityName,
            row.Worker is null ? null : new(row.Worker, row.Phone, row.Email),
            row.What is null ? null : new(row.What, row.DueOn!.Value), row.NewMessages, row.CopyUntil, row.WaitingSince is { } since && Conversation.AnswerDueOn(since) < today, row.IsEmailStopped, row.IsNumberStopped,
            row.AppointmentId is { } id ? new(id, row.StartsAt!.Value, row.AppointmentState == "accepted", row.ProposedBy == "worker") : null);
    }
}
