using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Domain.Matching;
using Pledge.Domain.Organisations;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.NationalAdverts;

/// <summary>National apprenticeships near somebody. What they type is posted, so that it stands in no address, and is stored nowhere but in a cookie that only we can read, until they sign out.</summary>
[Authorize(Policy = Policies.LookForWork)]
public sealed class IndexModel(PledgeDb db, TimeProvider clock) : PageModel
{
    private const int LongestWords = 80, LastNumber = 500, UsualMiles = 10;

    private sealed record Kept(Guid Account, string? Words, string? Near, string? Within, string? Level, string? Order, int Number);

    public static IReadOnlyList<string> Distances { get; } = ["5", "10", "20", "30", "any"];

    public static IReadOnlyList<string> Levels { get; } = ["any", "2", "3", "4-5", "6-7"];

    public static IReadOnlyList<string> Orders { get; } = ["nearest", "newest"];

    [BindProperty]
    public string? Words { get; set; }

    /// <summary>An outcode, or a postcode of which the first half is used.</summary>
    [BindProperty]
    public string? Near { get; set; }

    [BindProperty]
    public string? Within { get; set; } = UsualMiles.ToString(System.Globalization.CultureInfo.InvariantCulture);

    [BindProperty]
    public string? Level { get; set; } = "any";

    [BindProperty]
    public string? Order { get; set; } = "nearest";

    /// <summary>Of the page, from 1.</summary>
    [BindProperty]
    public int Number { get; set; } = 1;

    public IReadOnlyList<AdvertLine> Adverts { get; private set; } = [];
    public bool HasNext { get; private set; }
    public bool IsTheirHome { get; private set; }

    /// <summary>Null when adverts were never brought, as in the demonstration.</summary>
    public DateTimeOffset? WholeAt { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        if (TempData.Peek("NationalAdverts") is string text && JsonSerializer.Deserialize<Kept>(text) is { } kept && kept.Account == User.AccountId().Value)
            (Words, Near, Within, Level, Order, Number) = (kept.Words, kept.Near, kept.Within, kept.Level, kept.Order, kept.Number);
        else if (User.RoleName() == Roles.YoungPerson)
            IsTheirHome = (Near = await db.OwnOutcodeAsync(clock.Today(), ct)) is not null;
        await ListAsync(await db.PlaceOfAsync(Near, ct), ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        (Words, Near) = (Words?.Trim(), Near?.Trim());
        Number = Math.Clamp(Number, 1, LastNumber);
        var place = await db.PlaceOfAsync(Near, ct);
        if (Words?.Length > LongestWords)
            return await RefusedAsync(new("search-too-long", LongestWords), nameof(Words), ct);
        if (!string.IsNullOrEmpty(Near) && Outcode.Read(Near) is null)
            return await RefusedAsync(new("outcode-not-valid"), nameof(Near), ct);
        if (!string.IsNullOrEmpty(Near) && place is null)
            return await RefusedAsync(new("outcode-not-known"), nameof(Near), ct);

        // Of a whole postcode the second half goes no further.
        TempData["NationalAdverts"] = JsonSerializer.Serialize(new Kept(User.AccountId().Value, Words, Outcode.Read(Near), Within, Level, Order, Number));
        return LocalRedirect("/opportunities/national#results");
    }

    private async Task<PageResult> RefusedAsync(Refusal refusal, string field, CancellationToken ct)
    {
        WholeAt = await db.LastWholePassAsync(ct);
        return this.Refused(refusal, field);
    }

    private async Task ListAsync(Place? place, CancellationToken ct)
    {
        int? miles = int.TryParse(Within, System.Globalization.CultureInfo.InvariantCulture, out var number) && Distances.Contains(Within!) ? number : null;
        (int? from, int? to) = Level switch { "2" => (2, 2), "3" => (3, 3), "4-5" => (4, 5), "6-7" => (6, 7), _ => ((int?)null, (int?)null) };
        var found = await db.FindAdvertsAsync(new(Words, place, miles, from, to, Order != "newest", Number), clock.Today(), ct);
        (Adverts, HasNext) = ([.. found.Take(AdvertReads.PageSize)], found.Count > AdvertReads.PageSize && Number < LastNumber);
        WholeAt = await db.LastWholePassAsync(ct);
    }
}
