using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Appointments;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Appointments;

/// <summary>An appointment in a list.</summary>
/// <param name="StartsAt">UTC instant.</param>
public sealed record AppointmentLine(AppointmentId Id, AppointmentKind Kind, DateTimeOffset StartsAt, int Minutes, AppointmentState State, AppointmentSide ProposedBy)
{
    public DateTimeOffset EndsAt => StartsAt.AddMinutes(Minutes);
}

/// <summary>The appointments of one young person.</summary>
/// <param name="Coming">Not over yet, soonest first.</param>
/// <param name="Past">Over, or cancelled, latest first.</param>
public sealed record AppointmentList(IReadOnlyList<AppointmentLine> Coming, IReadOnlyList<AppointmentLine> Past, string Root, AppointmentSide Side);

/// <summary>Reads appointments; the row policies decide whose.</summary>
public static class AppointmentReads
{
    private const int PastShown = 50;

    /// <param name="root">Address of the list, in front of an appointment's id.</param>
    /// <param name="side">Who reads.</param>
    /// <returns>One statement.</returns>
    public static async Task<AppointmentList> ListAppointmentsAsync(
        this PledgeDb db, YoungPersonId whose, string root, AppointmentSide side, DateTimeOffset now, CancellationToken ct)
    {
        var since = now.AddYears(-1);
        var lines = await db.Appointments.AsNoTracking().Where(row => row.YoungPersonId == whose && row.StartsAt > since)
            .OrderBy(row => row.StartsAt).ThenBy(row => row.Id)
            .Select(row => new AppointmentLine(row.Id, row.Kind, row.StartsAt, row.Minutes, row.State, row.ProposedBy)).ToListAsync(ct);
        var coming = lines.Where(line => line.EndsAt > now && line.State is not AppointmentState.Cancelled).ToList();
        return new(coming, [.. lines.Except(coming).Reverse().Take(PastShown)], root, side);
    }

    /// <summary>One appointment with its changes, to be changed; null when the caller does not reach it or it is another's.</summary>
    public static Task<Appointment?> FindAppointmentAsync(this PledgeDb db, YoungPersonId whose, AppointmentId id, CancellationToken ct) =>
        db.Appointments.Include(row => row.Changes.OrderBy(change => change.Sequence)).SingleOrDefaultAsync(row => row.Id == id && row.YoungPersonId == whose, ct);
}
