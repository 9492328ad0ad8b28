using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain.Opportunities;

namespace Pledge.Web.Features.Opportunities;

/// <summary>How far a post that is being written is.</summary>
public static class PostStand
{
    /// <summary>By part, in their order: <c>look</c> when somebody marked something or a check refuses it, <c>open</c> when something is missing, <c>done</c>.</summary>
    public static IReadOnlyDictionary<OpportunityPart, string> Of(OpportunityDetails post, IReadOnlyList<OpportunityMark> marks, DateOnly today)
    {
        var refused = OpportunityChecks.Of(post, today).Where(found => found.Refuses).ToList();
        return Enum.GetValues<OpportunityPart>().ToDictionary(part => part, part =>
        {
            var fields = OpportunityDetails.AllFields.Where(field => field.Part == part).Select(field => field.Field).ToHashSet();
            return marks.Any(mark => fields.Contains(mark.Field)) || refused.Any(found => found.Code != "missing" && fields.Contains(found.Field)) ? "look"
                : refused.Any(found => fields.Contains(found.Field)) ? "open" : "done";
        });
    }

    /// <summary>To the post's own page, which says that it was sent: in another window, or before the way back.</summary>
    public static LocalRedirectResult SentAlready(this PageModel page, FoundPost found, IStringLocalizer<OpportunitiesText> texts)
    {
        if (found.Newest.State is OpportunityVersionState.Submitted)
            page.TempData["Done"] = texts["SentAlready"].Value;
        return page.LocalRedirect($"/partner/posts/{found.Post.Id}");
    }
}
