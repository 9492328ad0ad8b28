using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Appointments;
using Pledge.Domain.Reminders;
using Pledge.Web.Access;
using Pledge.Web.Background;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Appointments;

/// <summary>Puts what was done to appointments on record, and tells the other side.</summary>
public sealed class AppointmentWrites(PledgeDb db, IDataProtectionProvider keys, TimeProvider clock)
{
    /// <summary>Proposes one. The very same one again is one tap that arrived twice.</summary>
    /// <returns>Null, or refused as <see cref="Appointment.Propose"/> is, or with <c>appointment-already-there</c>: there is one already that is not over when this begins.</returns>
    public async Task<Refusal?> ProposeAsync(ClaimsPrincipal user, AuthorityId authority, YoungPersonId whose, AppointmentSide side, AppointmentForm form, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var made = Appointment.Propose(authority, whose, side, form.ChosenKind(), form.Chosen(), form.Place, form.Note, now, user.AccountId());
        if (made.IsRefused)
            return made.Refusal;

        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({whose.Value.ToString()}, 912))", ct);
        if (await FindAtSameTimeAsync(made.Value, ct) is { } there)
            return (there.Kind, there.StartsAt, there.ProposedBy, there.Minutes, there.Place, there.Note) == (made.Value.Kind, made.Value.StartsAt, side, made.Value.Minutes, made.Value.Place, made.Value.Note)
                ? null : new("appointment-already-there");
        db.Appointments.Add(made.Value);
        await db.SaveChangesAsync(ct);
        await db.WroteAsync(user, whose, "appointment", now, ct);
        await TellAsync(made.Value, side, now, ct);
        return null;
    }

    /// <summary>Saves what <paramref name="act"/> did.</summary>
    /// <returns>Null, or why not; <c>appointment-already-there</c> for a time in which another stands; <c>appointment-changed-meanwhile</c> also when somebody saved in the same moment.</returns>
    public async Task<Refusal?> ChangeAsync(ClaimsPrincipal user, Appointment appointment, AppointmentSide side, Func<Appointment, Refusal?> act, CancellationToken ct)
    {
        var before = (appointment.StartsAt, appointment.Minutes);
        if (act(appointment) is { } refusal)
            return refusal;
        if ((appointment.StartsAt, appointment.Minutes) != before && await FindAtSameTimeAsync(appointment, ct) is not null)
        {
            db.ChangeTracker.Clear();
            return new("appointment-already-there");
        }
        var now = clock.GetUtcNow();
        try
        {
            if (await db.SaveChangesAsync(ct) == 0)
                return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return new("appointment-changed-meanwhile");
        }
        await db.WroteAsync(user, appointment.YoungPersonId, "appointment", now, ct);
        await TellAsync(appointment, side, now, ct);
        return null;
    }

    /// <summary>Another one of theirs that stands and overlaps it: nobody is in two places.</summary>
    private async Task<Appointment?> FindAtSameTimeAsync(Appointment one, CancellationToken ct)
    {
        var (id, whose, from, to) = (one.Id, one.YoungPersonId, one.StartsAt.AddMinutes(-Appointment.MaxMinutes), one.EndsAt);
        var near = await db.Appointments.AsNoTracking().Where(row => row.YoungPersonId == whose && row.StartsAt > from && row.StartsAt < to && row.Id != id && row.State != AppointmentState.Cancelled)
            .OrderBy(row => row.StartsAt).ThenBy(row => row.Id).ToListAsync(ct);
        return near.Find(other => other.EndsAt > one.StartsAt);
    }

    /// <summary>A mail that says only that something is new, with a calendar file without words; the sender drops it when its reader may not be reached before the appointment.</summary>
    private async Task TellAsync(Appointment appointment, AppointmentSide side, DateTimeOffset now, CancellationToken ct)
    {
        var toYoungPerson = side is AppointmentSide.Worker;
        var account = (await db.Database.SqlQuery<Guid?>(
            $"""
            select case when {toYoungPerson} then pledge.account_of_young_person({appointment.YoungPersonId.Value}) else pledge.account_of_my_worker() end as "Value"
            """).ToListAsync(ct))[0];
        if (account is not { } whom || now >= appointment.StartsAt)
            return;
        var rule = toYoungPerson ? ReminderRule.AppointmentNewsForYoungPerson : ReminderRule.AppointmentNewsForWorker;
        await db.QueueAsync(new(appointment.AuthorityId, new(whom), appointment.YoungPersonId, rule.Key, string.Create(CultureInfo.InvariantCulture, $"{appointment.Id}:{appointment.Sequence}"),
            now, appointment.StartsAt, keys.Seal(rule.Key, AppointmentInvite.Of(appointment).ToString())), now, ct);
    }
}
