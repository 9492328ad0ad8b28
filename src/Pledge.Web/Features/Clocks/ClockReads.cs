using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Clocks;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Clocks;

/// <summary>One pause as a list shows it.</summary>
/// <param name="Name">The young person.</param>
/// <param name="PausedBy">Name of who paused it, or null when they left.</param>
public sealed record PauseLine(ClockPause Pause, string? Name, string ChildId, string? PausedBy);

/// <summary>One change of a length of the authority's own.</summary>
/// <param name="SetBy">Name of the administrator, or null when they left.</param>
public sealed record LengthChange(ClockSettingChange Change, string? SetBy);

/// <summary>Reads of the pages about clocks.</summary>
public static class ClockReads
{
    /// <summary>Most lines of a list; older ones are in the record of each person.</summary>
    public const int Most = 200;

    /// <summary>The pauses of everybody the caller reaches that were in force on or after <paramref name="since"/>, the longest first.</summary>
    /// <returns>One statement, at most <see cref="Most"/> lines.</returns>
    public static Task<List<PauseLine>> ListPauseLinesAsync(this PledgeDb db, DateOnly since, CancellationToken ct) =>
        (from pause in db.ClockPauses.AsNoTracking()
         where pause.Until >= since
         join person in db.YoungPeople on pause.YoungPersonId equals person.Id
         from staff in db.Staff.Where(staff => staff.Id == pause.PausedBy).DefaultIfEmpty()
         orderby pause.EndedAt != null, pause.Until descending, pause.Id
         select new PauseLine(
             pause,
             ((person.KnownAs == null || person.KnownAs.Trim() == "" ? person.GivenName : person.KnownAs) + " " + person.FamilyName).Trim(),
             person.ChildId, staff == null ? null : staff.DisplayName)).Take(Most).ToListAsync(ct);

    /// <summary>What administrators set, newest first.</summary>
    /// <returns>One statement, at most <see cref="Most"/> lines.</returns>
    public static Task<List<LengthChange>> ListLengthChangesAsync(this PledgeDb db, CancellationToken ct) =>
        (from change in db.ClockSettingChanges.AsNoTracking()
         from staff in db.Staff.Where(staff => staff.Id == change.SetBy).DefaultIfEmpty()
         orderby change.SetAt descending, change.Id
         select new LengthChange(change, staff == null ? null : staff.DisplayName)).Take(Most).ToListAsync(ct);
}
