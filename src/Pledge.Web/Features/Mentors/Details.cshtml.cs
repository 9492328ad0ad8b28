using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Mentors;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Mentors;

[Authorize(Policy = Policies.RunMentoring)]
public sealed class DetailsModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public Mentor Mentor { get; private set; } = null!;
    public Organisation? Organisation { get; private set; }
    public IReadOnlyList<StandingBar> Bars { get; private set; } = [];
    public DateOnly Today { get; private set; }
    private Dictionary<AccountId, string> Names { get; set; } = [];

    /// <summary>Who it was; null for somebody who is a coordinator no longer.</summary>
    public string? NameOf(AccountId id) => Names.GetValueOrDefault(id);

    public async Task<IActionResult> OnGetAsync(MentorId id, CancellationToken ct)
    {
        if (await db.FindMentorAsync(id, ct) is not { } mentor)
            return NotFound();

        (Mentor, Today) = (mentor, clock.Today());
        Organisation = mentor.OrganisationId is { } from ? await db.Organisations.FindAsync([from], ct) : null;
        Names = await db.Staff.ToDictionaryAsync(staff => staff.Id, staff => staff.DisplayName, ct);
        var taken = await db.MentorMatches.CountAsync(row => row.MentorId == id && row.EndedOn == null, ct);
        Bars = Readiness.On(Today, mentor.State, mentor.Clearance, mentor.Courses, mentor.Places, taken);
        return Page();
    }
}
