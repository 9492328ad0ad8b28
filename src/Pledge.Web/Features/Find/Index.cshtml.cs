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

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Who = Who?.Trim();
        if (Who is null || Who.Length < FindReads.ShortestSearch)
            return this.Refused(new("search-too-short", FindReads.ShortestSearch), nameof(Who));
        if (Who.Length > LongestSearch)
            return this.Refused(new("search-too-long", LongestSearch), nameof(Who));

        Found = await db.FindPeopleAsync(Who, ct);
        return Page();
    }
}
