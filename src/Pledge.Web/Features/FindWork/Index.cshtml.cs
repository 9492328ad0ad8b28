using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Matching;
using Pledge.Domain.Mentors;
using Pledge.Domain.Opportunities;
using Pledge.Domain.Organisations;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.NationalAdverts;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.FindWork;

/// <summary>Live posts of partner organisations. What somebody types is posted and kept as for national adverts: in no address, and only in a cookie that we alone can read.</summary>
[Authorize(Policy = Policies.LookForWork)]
public sealed class IndexModel(PledgeDb db, TimeProvider clock, IStringLocalizer<FindWorkText> texts) : PageModel
{
    private const int LongestWords = 80, LastNumber = 100;

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

    /// <summary>UTC instant after which what is found is new to them.</summary>
    public DateTimeOffset? Since { get; private set; }

    /// <summary>What might suit a young person; null for whoever wants no suggestions.</summary>
    public WorkFits? Fits { get; private set; }

    /// <summary>Whether a draft of their worker waits for them to say that it is right.</summary>
    public bool HasDraft { get; private set; }
    public bool IsYoung => User.RoleName() == Roles.YoungPerson;

    private OpportunityKind? KindRead => Kebab.Find<OpportunityKind>(Kind);
    private string? FieldRead => OpportunityChoices.Fields.Contains(Field) ? Field : null;
    private int? Miles => int.TryParse(Within, CultureInfo.InvariantCulture, out var miles) && Distances.Contains(Within!) ? miles : null;

    public async Task OnGetAsync(CancellationToken ct)
    {
        if (LookedFor.Read(TempData, User.AccountId()) is { } kept)
            (Words, Kind, Field, Near, Within, Number, Since) = (kept.Words, kept.Kind, kept.Field, kept.Near, kept.Within, kept.Number, kept.Since);
        else if (IsYoung)
            IsTheirHome = (Near = await db.OwnOutcodeAsync(clock.Today(), ct)) is not null;
        var found = await db.FindWorkAsync(new(Words, KindRead is null ? null : Kind, FieldRead, await db.PlaceOfAsync(Near, ct), Miles, Number, Since), clock.Today(), ct);
        if (IsYoung)
            (Fits, HasDraft) = (await db.SuggestWorkAsync(User.AuthorityId(), User.YoungPersonId(), clock.Today(), ct), await db.FindWorkWishAsync(User.YoungPersonId(), WishSide.Worker, ct) is not null);
        (Found, HasNext) = ([.. found.Take(FindWorkReads.PageSize)], found.Count > FindWorkReads.PageSize && Number < LastNumber);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await RefusedAsync(ct) is { } refused)
            return refused;
        var asked = new LookedFor(User.AccountId().Value, Words, Kind, Field, Outcode.Read(Near), Within, Number, null);
        // Another page of the same.
        if (LookedFor.Read(TempData, User.AccountId()) is { } kept && asked == kept with { Number = Number, Since = null })
            asked = asked with { Since = kept.Since };
        asked.Write(TempData);
        return LocalRedirect("/find-work#results");
    }

    public async Task<IActionResult> OnPostKeepAsync(CancellationToken ct)
    {
        if (!IsYoung)
            return NotFound();
        if (await RefusedAsync(ct) is { } refused)
            return refused;
        var me = User.YoungPersonId();
        var others = await db.KeptSearches.CountAsync(kept => kept.YoungPersonId == me && kept.EndedAt == null, ct);
        var search = KeptSearch.Keep(User.AuthorityId(), me, Words, KindRead, FieldRead, Outcode.Read(Near), Miles, others, clock.GetUtcNow());
        if (search.IsRefused)
            return this.Refused(search.Refusal);
        db.KeptSearches.Add(search.Value);
        // The same is kept already: once is enough.
        await db.SavedUnlessChangedAsync(ct);
        TempData["Done"] = texts["KeptNow"].Value;
        return LocalRedirect("/find-work/searches");
    }

    private async Task<IActionResult?> RefusedAsync(CancellationToken ct)
    {
        (Words, Near, Number) = (Words?.Trim(), Near?.Trim(), Math.Clamp(Number, 1, LastNumber));
        if (Words?.Length > LongestWords)
            return this.Refused(new("search-too-long", LongestWords), nameof(Words));
        if (!string.IsNullOrEmpty(Near) && Outcode.Read(Near) is null)
            return this.Refused(new("outcode-not-valid"), nameof(Near));
        if (!string.IsNullOrEmpty(Near) && await db.PlaceOfAsync(Near, ct) is null)
            return this.Refused(new("outcode-not-known"), nameof(Near));
        return null;
    }
}
