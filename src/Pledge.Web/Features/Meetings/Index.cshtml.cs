using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Domain.Organisations;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Meetings;

[Authorize(Policy = Policies.ReadBoard)]
public sealed class IndexModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public IReadOnlyList<MeetingLine> Meetings { get; private set; } = [];

    /// <summary>The one that comes next; null when none is planned.</summary>
    public MeetingLine? Next { get; private set; }
    public bool Runs => Roles.BoardRunners.Contains(User.RoleName());

    public async Task OnGetAsync(CancellationToken ct)
    {
        Meetings = await db.ListMeetingsAsync(ct);
        Next = Meetings.Where(meeting => meeting.ClosedAt is null && meeting.HeldOn >= clock.Today()).MinBy(meeting => meeting.HeldOn);
    }
}
