using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Pledge.Domain;
using Pledge.Domain.Applications;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Applications;

/// <summary>Puts what was done with an application on record.</summary>
public static class ApplicationWrites
{
    /// <summary>Whoever saves their profile at the same moment waits.</summary>
    public static Task LockProfileAsync(this DatabaseFacade database, YoungPersonId whose, CancellationToken ct) =>
        database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({whose.Value.ToString()}, 921))", ct);

    /// <summary>Whoever answers the same application at the same moment waits, and reads what was answered.</summary>
    public static Task LockApplicationAsync(this DatabaseFacade database, JobApplicationId id, CancellationToken ct) =>
        database.ExecuteSqlAsync($"select from pledge.job_application where id = {id.Value} for update", ct);

    /// <summary>The changed application with the step that changed it.</summary>
    /// <returns>False when somebody was first; nothing is written then.</returns>
    public static async Task<bool> DidAsync(this PledgeDb db, ApplicationStep step, CancellationToken ct)
    {
        // An employer reads no step before the application that it is of, so the application goes first.
        if (!await db.SavedUnlessChangedAsync(ct))
            return false;
        db.ApplicationSteps.Add(step);
        await db.SaveChangesAsync(ct);
        return true;
    }
}
