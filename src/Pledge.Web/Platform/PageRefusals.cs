using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
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

    /// <summary>Shows beside each field what is missing in it, all at once, so that nobody is sent back once for each. A field whose answer could not be read says enough already.</summary>
    /// <returns>True when the form may go on.</returns>
    public static bool HasAll(this PageModel page, IEnumerable<(Refusal Missing, string Field)> missing)
    {
        foreach (var (refusal, field) in missing)
        {
            if (page.ModelState.GetFieldValidationState(field) is not ModelValidationState.Invalid)
                page.Refused(refusal, field);
        }
        return page.ModelState.IsValid;
    }

    /// <summary>Somebody else saved first: shows the form again as it was typed, with both texts beside each other above it. Saving again saves over the version shown.</summary>
    /// <param name="merge">Their text beside this person's. The page shows it with <c>&lt;partial name="_Merge" /&gt;</c>.</param>
    /// <param name="version">The version now stored, for the hidden field <paramref name="field"/>.</param>
    public static PageResult ChangedMeanwhile(this PageModel page, Merge merge, object version, string code = "changed-meanwhile", string field = "Version")
    {
        merge.ShowOn(page);
        return page.ReadAgain(version, code, field);
    }

    /// <summary>What an answer is given to has changed since it was shown: nothing is kept, the page shows what stands now, and sent again it counts for that.</summary>
    /// <param name="version">As in <see cref="ChangedMeanwhile"/>.</param>
    public static PageResult ReadAgain(this PageModel page, object version, string code, string field = "Version")
    {
        // What was sent wins over the model when the form is drawn: the new version has to stand there.
        page.ModelState.SetModelValue(field, version.ToString(), version.ToString());
        return page.Refused(new Refusal(code));
    }

    /// <summary>The sentence people read for a refusal.</summary>
    public static string Sentence(this IStringLocalizer<RefusalText> texts, Refusal refusal) =>
        refusal.Args.Count == 0 ? texts[refusal.Code] : texts[refusal.Code, [.. refusal.Args]];
}
