using Microsoft.EntityFrameworkCore;

namespace Pledge.Web.Data;

/// <summary>Whether somebody else saved in between: the row version PostgreSQL itself keeps (<c>xmin</c>), mapped for every entity that is edited.</summary>
public static class RowVersions
{
    /// <summary>The version of a loaded entity, for the hidden field of its form. It changes with every write to the row.</summary>
    /// <exception cref="InvalidOperationException">Its mapping has no <c>xmin</c>: a bug.</exception>
    public static uint VersionOf(this PledgeDb db, object entity) => (uint)db.Entry(entity).Property("xmin").CurrentValue!;

    /// <summary>Saves, unless somebody saved the same rows, or rows that exclude these, since they were read: then nothing is written, nothing is tracked any more,
    /// and the transaction goes on, so that the page can read what the other person saved and show both.</summary>
    /// <returns>False when somebody else was first.</returns>
    /// <remarks>Rules that wait for the end of the transaction are asked here: at the end it would be too late to tell anyone.</remarks>
    /// <param name="last">False when more of the same change is saved after this, so that what waits for the end is not asked yet.</param>
    public static async Task<bool> SavedUnlessChangedAsync(this PledgeDb db, CancellationToken ct, bool last = true)
    {
        const string before = "before_save";
        var transaction = db.Database.CurrentTransaction!;
        await transaction.CreateSavepointAsync(before, ct);
        try
        {
            await db.SaveChangesAsync(ct);
            if (last)
                await db.Database.ExecuteSqlAsync($"set constraints all immediate; set constraints all deferred", ct);
            return true;
        }
        catch (Exception error) when (RowScopeFilter.IsRace(error))
        {
            await transaction.RollbackToSavepointAsync(before, ct);
            db.ChangeTracker.Clear();
            return false;
        }
    }
}
