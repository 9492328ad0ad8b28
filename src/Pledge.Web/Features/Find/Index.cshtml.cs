using Htmx;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Find;

[Authorize(Policy = Policies.FindPeople)]
public sealed class IndexModel(PledgeDb db) : PageModel
{
    private const int LongestSearch = 80;

    /// <summary>A name or a child id. Posted, so that it never stands in an address, a log of addresses or a browser's history.</summary>
    [BindProperty]
    public string? Who { get; set; }

    /// <summary>Null before anything was searched for.</summary>
    public IReadOnlyList<FoundPerson>? Found { get; private set; }

    /// <summary>Shows again what the same person searched for last, so that the way back from a record leads to what was found. It is kept in a cookie only we can read.</summary>
    public async Task OnGetAsync(CancellationToken ct)
    {
        if (TempData.Peek("Found") is string kept && kept.Split(' ', 2) is [var account, var who] && account == User.AccountId().ToString())
            (Who, Found) = (who, await db.FindPeopleAsync(who, ct));
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Who = Who?.Trim();
        if (Who is null || Who.Length < FindReads.ShortestSearch)
            return this.Refused(new("search-too-short", FindReads.ShortestSearch), nameof(Who));
        if (Who.Length > LongestSearch)
            return this.Refused(new("search-too-long", LongestSearch), nameof(Who));

        TempData["Found"] = $"{User.AccountId()} {Who}";
        if (!Request.IsHtmx())
            return LocalRedirect("/find");
        Found = await db.FindPeopleAsync(Who, ct);
        return Page();
    }
}
