using Microsoft.EntityFrameworkCore;
using Pledge.Domain.Opportunities;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Opportunities;

/// <summary>Puts on record what was done with a post.</summary>
public static class OpportunityWrites
{
    /// <summary>A new post: itself before its version, which refers to it.</summary>
    /// <returns>False when there is one with this id already.</returns>
    public static async Task<bool> BegunAsync(this PledgeDb db, BegunOpportunity begun, CancellationToken ct)
    {
        db.Opportunities.Add(begun.Post);
        if (!await db.SavedUnlessChangedAsync(ct, last: false))
            return false;
        db.OpportunityVersions.Add(begun.Version);
        db.OpportunitySteps.Add(begun.Step);
        return await db.SavedUnlessChangedAsync(ct);
    }

    /// <returns>False when somebody else was first.</returns>
    public static Task<bool> DidAsync(this PledgeDb db, OpportunityStep step, CancellationToken ct)
    {
        db.OpportunitySteps.Add(step);
        return db.SavedUnlessChangedAsync(ct);
    }
}
