using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Appointments;

/// <summary>The private link by which a calendar program shows a young person's appointments and dates.</summary>
[Authorize(Policy = Policies.OwnPledge)]
public sealed class CalendarModel(PledgeDb db, IConfiguration configuration, TimeProvider clock, IStringLocalizer<AppointmentsText> text) : PageModel
{
    /// <summary>The link that works; null when there is none.</summary>
    public CalendarFeed? Feed { get; private set; }

    /// <summary>The link that the form was shown beside.</summary>
    [BindProperty]
    public Guid? Before { get; set; }

    /// <summary>The whole address, on the page that made it and never again.</summary>
    public string? Link { get; private set; }

    /// <summary>The same for programs that take it over from a browser.</summary>
    public string? Subscribe => Link is { } link ? "webcal" + link[link.IndexOf(':', StringComparison.Ordinal)..] : null;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Feed = await db.FindFeedAsync(User, ct);
        Before = Feed?.Id;
    }

    // The answer is the page itself: the link is written nowhere from which another page could show it.
    public async Task<IActionResult> OnPostMakeAsync(CancellationToken ct)
    {
        if (await db.MakeFeedAsync(User, Before, clock.GetUtcNow(), ct) is not { } path)
        {
            TempData["Done"] = text["CalendarMadeAlready"].Value;
            return LocalRedirect("/appointments/calendar");
        }
        // The address mails give; what a request calls us is its own word.
        Link = (configuration["Smtp:PublicAddress"] is { Length: > 0 } known ? known.TrimEnd('/') : $"{Request.Scheme}://{Request.Host}") + path;
        return Page();
    }

    public async Task<IActionResult> OnPostEndAsync(CancellationToken ct)
    {
        await db.EndFeedAsync(User, clock.GetUtcNow(), ct);
        TempData["Done"] = text["CalendarEnded"].Value;
        return LocalRedirect("/appointments/calendar");
    }
}
