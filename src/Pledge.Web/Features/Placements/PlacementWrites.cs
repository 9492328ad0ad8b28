using Pledge.Domain;
using Pledge.Domain.Applications;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Placements;

/// <summary>Puts on record what somebody says of a place.</summary>
public static class PlacementWrites
{
    /// <summary>Also whatever else was changed for it, together or not at all.</summary>
    /// <param name="version">What the side had said when the form was filled; empty when nothing.</param>
    /// <returns>Null when done. As <see cref="PlacementStory.Say"/>, or <c>placement-changed-meanwhile</c>: then nothing is written, and nothing tracked any more.</returns>
    public static async Task<Refusal?> SayAsync(this PledgeDb db, PlacementStory story, PlacementSide side, PlacementQuestion question, PlacementForm form, Guid version, DateTimeOffset now, AccountId by, CancellationToken ct)
    {
        var said = story.Say(side, form.About(question.About), question.AfterDays, form.ToAnswer(), now, by);
        if (said.IsRefused)
            return said.Refusal;
        if ((question.Mine?.Id.Value ?? Guid.Empty) != version)
        {
            db.ChangeTracker.Clear();
            // A second tap is no conflict.
            return question.Mine?.SaysTheSameAs(said.Value) == true ? null : new("placement-changed-meanwhile");
        }
        db.PlacementStatements.Add(said.Value);
        return await db.SavedUnlessChangedAsync(ct) ? null : new("placement-changed-meanwhile");
    }
}
