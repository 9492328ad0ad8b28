using Microsoft.EntityFrameworkCore;
using Pledge.Domain.Matching;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Mentoring;

/// <summary>The weights that an authority's matching goes by.</summary>
public static class AuthorityWeights
{
    /// <param name="begin">What holds while the authority has none of its own.</param>
    /// <returns>One statement.</returns>
    public static async Task<MatchWeights> ReadWeightsAsync(this PledgeDb db, MatchingKind kind, MatchWeights begin, CancellationToken ct) =>
        (await db.SavedWeights.AsNoTracking().Where(row => row.Kind == kind).OrderByDescending(row => row.Version).FirstOrDefaultAsync(ct))?.Read(begin) ?? begin;
}
