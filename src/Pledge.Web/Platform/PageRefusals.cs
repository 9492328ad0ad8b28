using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Web.Features.Shared;

namespace Pledge.Web.Platform;

/// <summary>How a page answers when a rule says no.</summary>
public static class PageRefusals
{
    /// <summary>Shows the form again with the sentence for <paramref name="refusal"/> beside <paramref name="field"/>.</summary>
    /// <param name="field">Name of the bound property as in the form, or empty when the whole form is meant.</param>
    public static PageResult Refused(this PageModel page, Refusal refusal, string field = "")
    {
        page.ModelState.AddModelError(field, page.HttpContext.RequestServices.GetRequiredService<IStringLocalizer<RefusalText>>().Sentence(refusal));
        return page.Page();
    }

    /// <summary>The sentence people read for a refusal.</summary>
    public static string Sentence(this IStringLocalizer<RefusalText> texts, Refusal refusal) =>
        refusal.Args.Count == 0 ? texts[refusal.Code] : texts[refusal.Code, [.. refusal.Args]];
}
