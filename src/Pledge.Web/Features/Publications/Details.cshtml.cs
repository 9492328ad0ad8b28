using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
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

    /// <summary>Which publication of its day it would be, so that nobody publishes on top of what they have not seen.</summary>
    [BindProperty]
    public int Number { get; set; }

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
        await PrepareAsync(clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string on, CancellationToken ct)
    {
        if (!Runs || !IsDay(on) || Day >= clock.Today())
            return NotFound();
        var now = clock.GetUtcNow();
        // Nothing but what was counted lately is published: an old page would tell what was known long ago.
        var knownAt = KnownAt > now.AddHours(-12).UtcTicks && KnownAt <= now.UtcTicks ? new DateTimeOffset(KnownAt, TimeSpan.Zero) : now;
        // Two at once: one is the first, and the other looks at it.
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({User.AuthorityId().ToString() + on}, 928))", ct);
        if (await PublishedSinceAsync(knownAt, now, ct) is { } answer)
            return answer;
        var prepared = await PrepareAsync(knownAt, ct);
        var published = prepared.Publish(Reason, now, User.AccountId());
        if (published is { IsRefused: true, Refusal: { Code: "publication-red-without-action", Args: [string red] } missing })
            return this.Refused(missing with { Args = [figureTexts[$"Name_{red}"].Value] });
        if (published.IsRefused)
            return this.Refused(published.Refusal, published.Refusal.Code is "publication-reason-missing" or "reason-too-long" ? nameof(Reason) : "");
        db.Publications.Add(published.Value);
        db.PublishedFigures.AddRange(prepared.Figures);
        await db.SaveChangesAsync(ct);
        return PublishedNow();
    }

    /// <summary>Null where the page was made from the newest publication of its day.</summary>
    private async Task<IActionResult?> PublishedSinceAsync(DateTimeOffset knownAt, DateTimeOffset now, CancellationToken ct)
    {
        var newest = await db.Publications.AsNoTracking().Where(publication => publication.OnDay == Day).OrderByDescending(publication => publication.Number).FirstOrDefaultAsync(ct);
        // PostgreSQL keeps microseconds.
        var apart = newest is null ? 1 : (knownAt - newest.KnownAt).Ticks / TimeSpan.TicksPerMicrosecond;
        if (Number == (newest?.Number ?? 0) + 1 && apart >= 0)
            return null;
        // The same form once more: it is done.
        if (newest is not null && Number == newest.Number && apart == 0 && newest.PublishedBy == User.AccountId())
            return PublishedNow();
        var prepared = await PrepareAsync(now, ct);
        return this.ReadAgain(prepared.Number, "publication-changed-meanwhile", nameof(Number));
    }

    private async Task<Prepared> PrepareAsync(DateTimeOffset knownAt, CancellationToken ct)
    {
        Prepared = await db.PrepareAsync(User.AuthorityId(), Day, knownAt, ct);
        return Prepared;
    }

    private LocalRedirectResult PublishedNow()
    {
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
