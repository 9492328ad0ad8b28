using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Domain.People;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.HandOvers;

[Authorize(Policy = Policies.WorkWithYoungPeople)]
public sealed class IndexModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public IReadOnlyList<HandOverRow> ToAnswer { get; private set; } = [];
    public IReadOnlyList<HandOverRow> ToWrite { get; private set; } = [];
    public IReadOnlyList<HandOverRow> Waiting { get; private set; } = [];
    public IReadOnlyList<HandOverRow> Agreed { get; private set; } = [];
    public IReadOnlyList<CoverRow> Covers { get; private set; } = [];
    public IReadOnlySet<Guid> MyStaff { get; private set; } = new HashSet<Guid>();
    public DateOnly Today { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Today = clock.Today();
        MyStaff = await db.ReadMyStaffAsync(ct);
        var rows = await db.ListHandOversAsync(Today, ct);
        Covers = await db.ListCoversAsync(Today, ct);
        ToAnswer = [.. rows.Where(row => MyStaff.Contains(row.ToId) && row.Stands is HandOverState.Proposed)];
        ToWrite = [.. rows.Where(row => MyStaff.Contains(row.FromId) && row.Stands is HandOverState.Draft or HandOverState.AskedBack)];
        Waiting = [.. rows.Where(row => row.Stands is HandOverState.Proposed or HandOverState.AskedBack).Except(ToAnswer).Except(ToWrite)];
        Agreed = [.. rows.Where(row => row.Stands is HandOverState.Accepted).OrderByDescending(row => row.StartsOn)];
    }
}
