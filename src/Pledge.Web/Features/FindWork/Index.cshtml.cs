using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Domain.Matching;
using Pledge.Domain.Opportunities;
using Pledge.Domain.Organisations;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.NationalAdverts;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.FindWork;

/// <summary>Live posts of partner organisations. What somebody types is posted and kept as for national adverts: in no address, and only in a cookie that we alone can read.</summary>
[Authorize(Policy = Policies.LookForWork)]
public sealed class IndexModel(PledgeDb db, TimeProvider clock) : PageModel
{
    private const int LongestWords = 80, LastNumber = 100;

    private sealed record Kept(Guid Account, string? Words, string? Kind, string? Field, string? Near, string? Within, int Number);

    public static IReadOnlyList<string> Distances { get; } = ["10", "30", "any"];

    [BindProperty]
    public string? Words { get; set; }

    /// <summary>Kebab-case; empty for any.</summary>
    [BindProperty]
    public string? Kind { get; set; }

    [BindProperty]
    public string? Field { get; set; }

    /// <summary>An outcode, or a postcode of which the first half is used.</summary>
    [BindProperty]
    public string? Near { get; set; }

    [BindProperty]
    public string? Within { get; set; } = "any";

    /// <summary>Of the page, from 1.</summary>
    [BindProperty]
    public int Number { get; set; } = 1;

    public IReadOnlyList<WorkLine> Found { get; private set; } = [];
    public bool HasNext { get; private set; }
    public bool IsTheirHome { get; private set; }
    public bool IsYoung => User.RoleName() == Roles.YoungPerson;

    public async Task OnGetAsync(CancellationToken ct)
    {
        if (TempData.Peek("FindWork") is string text && JsonSerializer.Deserialize<Kept>(text) is { } kept && kept.Account == User.AccountId().Value)
            (Words, Kind, Field, Near, Within, Number) = (kept.Words, kept.Kind, kept.Field, kept.Near, kept.Within, kept.Number);
        else if (IsYoung)
            IsTheirHome = (Near = await db.OwnOutcodeAsync(clock.Today(), ct)) is not null;
        int? miles = int.TryParse(Within, System.Globalization.CultureInfo.InvariantCulture, out var number) && Distances.Contains(Within!) ? number : null;
        var kind = Kebab.Find<OpportunityKind>(Kind) is null ? null : Kind;
        var found = await db.FindWorkAsync(new(Words, kind, OpportunityChoices.Fields.Contains(Field) ? Field : null, await db.PlaceOfAsync(Near, ct), miles, Number), clock.Today(), ct);
        (Found, HasNext) = ([.. found.Take(FindWorkReads.PageSize)], found.Count > FindWorkReads.PageSize && Number < LastNumber);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        (Words, Near, Number) = (Words?.Trim(), Near?.Trim(), Math.Clamp(Number, 1, LastNumber));
        if (Words?.Length > LongestWords)
            return this.Refused(new("search-too-long", LongestWords), nameof(Words));
        if (!string.IsNullOrEmpty(Near) && Outcode.Read(Near) is null)
            return this.Refused(new("outcode-not-valid"), nameof(Near));
        if (!string.IsNullOrEmpty(Near) && await db.PlaceOfAsync(Near, ct) is null)
            return this.Refused(new("outcode-not-known"), nameof(Near));
        TempData["FindWork"] = JsonSerializer.Serialize(new Kept(User.AccountId().Value, Words, Kind, Field, Outcode.Read(Near), Within, Number));
        return LocalRedirect("/find-work");
    }
}
