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
    /// <summary>Proposes one. The same kind at the same time is one tap that arrived twice.</summary>
    /// <returns>Null, or refused as <see cref="Appointment.Propose"/> is.</returns>
    public async Task<Refusal?> ProposeAsync(ClaimsPrincipal user, AuthorityId authority, YoungPersonId whose, AppointmentSide side, AppointmentForm form, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var made = Appointment.Propose(authority, whose, side, form.ChosenKind(), form.Chosen(), form.Place, form.Note, now, user.AccountId());
        if (made.IsRefused)
            return made.Refusal;

        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({whose.Value.ToString()}, 912))", ct);
        var (kind, startsAt) = (made.Value.Kind, made.Value.StartsAt);
        if (await db.Appointments.AnyAsync(row => row.YoungPersonId == whose && row.Kind == kind && row.StartsAt == startsAt && row.State != AppointmentState.Cancelled, ct))
            return null;
        db.Appointments.Add(made.Value);
        await db.SaveChangesAsync(ct);
        await db.WroteAsync(user, whose, "appointment", now, ct);
        await TellAsync(made.Value, side, now, ct);
        return null;
    }

    /// <summary>Saves what <paramref name="act"/> did.</summary>
    /// <returns>Null, or why not; <c>appointment-changed-meanwhile</c> also when somebody saved in the same moment.</returns>
    public async Task<Refusal?> ChangeAsync(ClaimsPrincipal user, Appointment appointment, AppointmentSide side, Func<Appointment, Refusal?> act, CancellationToken ct)
    {
        if (act(appointment) is { } refusal)
            return refusal;
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

    /// <summary>A mail that says only that something is new, with a calendar file without words; not when it would come after the appointment.</summary>
    private async Task TellAsync(Appointment appointment, AppointmentSide side, DateTimeOffset now, CancellationToken ct)
    {
        var toYoungPerson = side is AppointmentSide.Worker;
        var account = (await db.Database.SqlQuery<Guid?>(
            $"""
            select case when {toYoungPerson} then pledge.account_of_young_person({appointment.YoungPersonId.Value}) else pledge.account_of_my_worker() end as "Value"
            """).ToListAsync(ct))[0];
        var sendAt = QuietHours.Usual.FirstMoment(now);
        if (account is not { } whom || sendAt >= appointment.StartsAt)
            return;
        var rule = toYoungPerson ? ReminderRule.AppointmentNewsForYoungPerson : ReminderRule.AppointmentNewsForWorker;
        await db.QueueAsync(new(appointment.AuthorityId, new(whom), appointment.YoungPersonId, rule.Key, string.Create(CultureInfo.InvariantCulture, $"{appointment.Id}:{appointment.Sequence}"),
            sendAt, appointment.StartsAt, keys.Seal(rule.Key, AppointmentInvite.Of(appointment).ToString())), now, ct);
    }
}
