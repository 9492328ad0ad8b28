using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Applications;

/// <summary>Who applied for what an employer offers.</summary>
[Authorize(Policy = Policies.BePartner)]
public sealed class ApplicantsModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public IReadOnlyList<ApplicantRow> Applicants { get; private set; } = [];
    public DateOnly Today { get; private set; }

    public async Task OnGetAsync(CancellationToken ct) => (Applicants, Today) = (await db.ListApplicantsAsync(ct), clock.Today());
}
