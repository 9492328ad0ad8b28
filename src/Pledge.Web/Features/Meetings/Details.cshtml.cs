using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Domain.Organisations;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Meetings;

/// <summary>The page of a meeting, ready for its minutes.</summary>
[Authorize(Policy = Policies.ReadBoard)]
public sealed class DetailsModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public MeetingPage Shown { get; private set; } = null!;
    public bool Runs => Roles.BoardRunners.Contains(User.RoleName());

    public async Task<IActionResult> OnGetAsync(BoardMeetingId id, CancellationToken ct)
    {
        if (await db.BoardMeetings.FindAsync([id], ct) is not { } meeting)
            return NotFound();
        Shown = await db.ReadMeetingAsync(meeting, clock.GetUtcNow(), ct);
        return Page();
    }
}
