using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Domain.Opportunities;
using Pledge.Domain.Partners;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Partners;

namespace Pledge.Web.Features.Opportunities;

/// <summary>What the organisations offer for which somebody may post.</summary>
[Authorize(Policy = Policies.BePartner)]
public sealed class PostsModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public IReadOnlyList<PostRow> Posts { get; private set; } = [];
    public bool MayPost { get; private set; }
    public DateOnly Today => clock.Today();

    /// <summary>By where they stand, in the order in which something is to be done.</summary>
    public IEnumerable<(string Group, IReadOnlyList<PostRow> Posts)> Groups =>
        from row in Posts
        group row by row.StageOn(Today) switch
        {
            OpportunityStage.SentBack => "sent-back",
            OpportunityStage.Draft => "draft",
            OpportunityStage.Submitted => "submitted",
            OpportunityStage.Live or OpportunityStage.Closing => row.Change == "sent-back" ? "sent-back" : "live",
            _ => "over",
        } into alike
        orderby Array.IndexOf(["sent-back", "draft", "submitted", "live", "over"], alike.Key)
        select (alike.Key, (IReadOnlyList<PostRow>)[.. alike]);

    public async Task OnGetAsync(CancellationToken ct) =>
        (Posts, MayPost) = (await db.ListMyPostsAsync(ct), (await db.ListMyOrganisationsAsync(User.AccountId(), ct)).Any(each => each.Rights.Contains(OrganisationRight.Post)));
}
