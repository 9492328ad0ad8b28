using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Domain.Applications;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Applications;

/// <summary>A young person's applications, and the way to what they say of themselves.</summary>
[Authorize(Policy = Policies.OwnPledge)]
public sealed class IndexModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public IReadOnlyList<JobApplication> Applications { get; private set; } = [];
    public DateOnly Today { get; private set; }

    /// <summary>Where it stands, in a word of the texts.</summary>
    public static string StandOf(JobApplication application, DateOnly today) => application.State switch
    {
        ApplicationState.Sent when application.IsLateOn(today) => "late",
        var state => Kebab.Of(state),
    };

    public async Task OnGetAsync(CancellationToken ct) => (Applications, Today) = (await db.ListOwnApplicationsAsync(User.YoungPersonId(), ct), clock.Today());
}
