using Microsoft.EntityFrameworkCore;

namespace Pledge.Web.Data;

/// <summary>A form whose row has a key made when the form was opened is written once, however often it is sent.</summary>
public static class FormKeys
{
    /// <summary>Whether the row is there already. Of two presses at once the second waits here until the first is written, and finds it.</summary>
    public static async Task<bool> IsWrittenAsync<T>(this PledgeDb db, object key, CancellationToken ct) where T : class
    {
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({key.ToString()}, 927))", ct);
        return await db.FindAsync<T>([key], ct) is not null;
    }
}
