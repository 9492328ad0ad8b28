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
/// <param name="Other">Name of the young person, for a worker; null for the young person, whose worker may change.</param>
public sealed record AppointmentList(IReadOnlyList<AppointmentLine> Coming, IReadOnlyList<AppointmentLine> Past, string Root, AppointmentSide Side, string? Other);

/// <summary>Reads appointments; the row policies decide whose.</summary>
public static class AppointmentReads
{
    private const int PastShown = 50;

    /// <param name="root">Address of the list, in front of an appointment's id.</param>
    /// <param name="side">Who reads.</param>
    /// <param name="other">See <see cref="AppointmentList"/>.</param>
    /// <returns>One statement.</returns>
    public static async Task<AppointmentList> ListAppointmentsAsync(
        this PledgeDb db, YoungPersonId whose, string root, AppointmentSide side, string? other, DateTimeOffset now, CancellationToken ct)
    {
        var since = now.AddYears(-1);
        var lines = await db.Appointments.AsNoTracking().Where(row => row.YoungPersonId == whose && row.StartsAt > since)
            .OrderBy(row => row.StartsAt).ThenBy(row => row.Id)
            .Select(row => new AppointmentLine(row.Id, row.Kind, row.StartsAt, row.Minutes, row.State, row.ProposedBy)).ToListAsync(ct);
        var coming = lines.Where(line => line.EndsAt > now && line.State is not AppointmentState.Cancelled).ToList();
        return new(coming, [.. lines.Except(coming).Reverse().Take(PastShown)], root, side, other);
    }

    /// <summary>Whether the young person can sign in, and so hear of it and say yes. For their worker.</summary>
    public static async Task<bool> HasSignInAsync(this PledgeDb db, YoungPersonId whose, CancellationToken ct) =>
        (await db.Database.SqlQuery<bool>($"select pledge.account_of_young_person({whose.Value}) is not null as \"Value\"").ToListAsync(ct))[0];

    /// <summary>How many times the young person named that are still to come and nobody said yes to.</summary>
    public static Task<int> CountAppointmentsAskedAsync(this PledgeDb db, YoungPersonId whose, DateTimeOffset now, CancellationToken ct) =>
        db.Appointments.CountAsync(row => row.YoungPersonId == whose && row.State == AppointmentState.Proposed && row.ProposedBy == AppointmentSide.YoungPerson && row.StartsAt > now, ct);

    /// <summary>One appointment with its changes, to be changed; null when the caller does not reach it or it is another's.</summary>
    public static Task<Appointment?> FindAppointmentAsync(this PledgeDb db, YoungPersonId whose, AppointmentId id, CancellationToken ct) =>
        db.Appointments.Include(row => row.Changes.OrderBy(change => change.Sequence)).SingleOrDefaultAsync(row => row.Id == id && row.YoungPersonId == whose, ct);
}
