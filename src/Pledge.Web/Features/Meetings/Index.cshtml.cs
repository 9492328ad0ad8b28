using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain.Organisations;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Meetings;

[Authorize(Policy = Policies.ReadBoard)]
public sealed class IndexModel(PledgeDb db) : PageModel
{
    public IReadOnlyList<MeetingLine> Meetings { get; private set; } = [];
    public bool Runs => Roles.BoardRunners.Contains(User.RoleName());

    public async Task OnGetAsync(CancellationToken ct) => Meetings = await db.ListMeetingsAsync(ct);
}
