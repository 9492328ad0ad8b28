using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Board;

[Authorize(Policy = Policies.ReadBoard)]
public sealed class IndexModel(PledgeDb db, TimeProvider clock) : PageModel
{
    // Facts of five years are the least a council brings; before this day nothing could be counted.
    public static readonly DateOnly Earliest = new(2015, 4, 1);

    [BindProperty(SupportsGet = true)]
    public DateOnly? On { get; set; }

    public BoardPage Board { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var today = clock.Today();
        var on = ModelState.IsValid && On is { } asked ? asked : today;
        if (Check(on, today) is { } refusal)
        {
            this.Refused(refusal, nameof(On));
            on = today;
        }
        Board = await db.ReadBoardAsync(on, clock.GetUtcNow(), ct);
        On ??= on;
        return Page();
    }

    private static Refusal? Check(DateOnly on, DateOnly today) =>
        on > today ? new("date-in-future") : on < Earliest ? new("date-too-early", Earliest) : null;
}
