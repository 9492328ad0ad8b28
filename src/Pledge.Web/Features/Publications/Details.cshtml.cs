using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Organisations;
using Pledge.Domain.Publications;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Figures;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Publications;

/// <summary>What was published of a quarter end; before that, or when it is published again, what would be, for whoever publishes.</summary>
[Authorize(Policy = Policies.ReadBoard)]
public sealed class DetailsModel(PledgeDb db, TimeProvider clock, IStringLocalizer<PublicationsText> texts, IStringLocalizer<FiguresText> figureTexts) : PageModel
{
    /// <summary>Prepares another publication of a day that has one.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Again { get; set; }

    /// <summary>What was known when the page was shown, so that what is published is what was seen. Ticks of a UTC instant.</summary>
    [BindProperty]
    public long KnownAt { get; set; }

    /// <summary>Why it is published again; the board reads it.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    public DateOnly Day { get; private set; }

    /// <summary>Null while it is prepared.</summary>
    public PublishedBoard? Published { get; private set; }

    /// <summary>Null where what was published is shown.</summary>
    public Prepared? Prepared { get; private set; }
    public bool Runs => Roles.BoardRunners.Contains(User.RoleName());
    public string Address => $"/publications/{Day:yyyy-MM-dd}";

    public async Task<IActionResult> OnGetAsync(string on, CancellationToken ct)
    {
        if (!IsDay(on))
            return NotFound();
        if (!(Runs && Again) && await db.ReadPublishedAsync(Day, clock.GetUtcNow(), ct) is { } shown && shown.Publication.OnDay == Day)
        {
            Published = shown;
            return Page();
        }
        if (!Runs || Day >= clock.Today())
            return NotFound();
        Prepared = await db.PrepareAsync(User.AuthorityId(), Day, clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string on, CancellationToken ct)
    {
        if (!Runs || !IsDay(on) || Day >= clock.Today())
            return NotFound();
        var now = clock.GetUtcNow();
        // Nothing but what was counted lately is published: an old page would tell what was known long ago.
        var knownAt = KnownAt > now.AddHours(-12).UtcTicks && KnownAt <= now.UtcTicks ? new DateTimeOffset(KnownAt, TimeSpan.Zero) : now;
        Prepared = await db.PrepareAsync(User.AuthorityId(), Day, knownAt, ct);
        var published = Prepared.Publish(Reason, now, User.AccountId());
        if (published is { IsRefused: true, Refusal: { Code: "publication-red-without-action", Args: [string red] } missing })
            return this.Refused(missing with { Args = [figureTexts[$"Name_{red}"].Value] });
        if (published.IsRefused)
            return this.Refused(published.Refusal, published.Refusal.Code is "publication-reason-missing" or "reason-too-long" ? nameof(Reason) : "");
        db.Publications.Add(published.Value);
        db.PublishedFigures.AddRange(Prepared.Figures);
        // Two at once: one is the first, and the other looks at it.
        if (await db.SavedUnlessChangedAsync(ct))
            TempData["Done"] = texts["Done"].Value;
        return LocalRedirect(Address);
    }

    private bool IsDay(string on)
    {
        var parsed = DateOnly.TryParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && QuarterEnd.Is(day) && day >= Figures.FigureDays.Earliest;
        Day = day;
        return parsed;
    }
}
