using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Account;

/// <summary>In which language pages and messages are, where this installation offers more than one.</summary>
[Authorize(Policy = Policies.SignedIn)]
public sealed class LanguageModel(PledgeDb db, Languages languages, IStringLocalizer<AccountText> text) : PageModel
{
    /// <summary>A tag, such as <c>en-GB</c>.</summary>
    [BindProperty]
    [Required(ErrorMessage = "choose-an-answer")]
    public string? Language { get; set; }

    public IReadOnlyList<CultureInfo> Offered => languages.Offered;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!languages.AreSeveral)
            return NotFound();
        Language = languages.Of((await MineAsync(ct)).Language).Name;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!languages.AreSeveral)
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        if (languages.Of(Language).Name != Language)
            return this.Refused(new Refusal("choose-an-answer"), nameof(Language));

        (await MineAsync(ct)).Language = Language;
        await db.SaveChangesAsync(ct);
        languages.Remember(HttpContext, Language);
        using (languages.Speak(Language))
            TempData["Done"] = text["LanguageSaved"].Value;
        return LocalRedirect("/account");
    }

    private Task<Access.Account> MineAsync(CancellationToken ct) => db.Users.SingleAsync(account => account.Id == User.AccountId().Value, ct);
}
