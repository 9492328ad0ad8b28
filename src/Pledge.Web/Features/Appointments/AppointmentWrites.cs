using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Appointments;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Appointments;

/// <summary>Puts what was done to appointments on record.</summary>
public static class AppointmentWrites
{
    /// <summary>Proposes one. The same kind at the same time is one tap that arrived twice.</summary>
    /// <returns>Null, or refused as <see cref="Appointment.Propose"/> is.</returns>
    public static async Task<Refusal?> ProposeAppointmentAsync(
        this PledgeDb db, ClaimsPrincipal user, AuthorityId authority, YoungPersonId whose, AppointmentSide side, AppointmentForm form, DateTimeOffset now, CancellationToken ct)
    {
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
        return null;
    }

    /// <summary>Saves what <paramref name="act"/> did.</summary>
    /// <returns>Null, or why not; <c>appointment-changed-meanwhile</c> also when somebody saved in the same moment.</returns>
    public static async Task<Refusal?> ChangeAppointmentAsync(
        this PledgeDb db, ClaimsPrincipal user, Appointment appointment, Func<Appointment, Refusal?> act, DateTimeOffset now, CancellationToken ct)
    {
        if (act(appointment) is { } refusal)
            return refusal;
        try
        {
            if (await db.SaveChangesAsync(ct) > 0)
                await db.WroteAsync(user, appointment.YoungPersonId, "appointment", now, ct);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return new("appointment-changed-meanwhile");
        }
    }
}
