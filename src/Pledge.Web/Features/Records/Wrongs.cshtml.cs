using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Records;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Records;

[Authorize(Policy = Policies.OwnPledge)]
public sealed class WrongsModel(PledgeDb db, TimeProvider clock, IStringLocalizer<RecordsText> words) : PageModel
{
    public IReadOnlyList<CorrectionLine> Lines { get; private set; } = [];
    public DateOnly Today { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Today = clock.Today();
        Lines = await db.ListCorrectionsAsync(User.YoungPersonId(), Today, ct);
    }

    public async Task<IActionResult> OnPostTakeBackAsync(CorrectionRequestId id, CancellationToken ct)
    {
        if (await db.CorrectionRequests.SingleOrDefaultAsync(row => row.Id == id && row.YoungPersonId == User.YoungPersonId(), ct) is not { } request)
            return NotFound();
        if (request.TakeBack() is { } refusal)
        {
            await OnGetAsync(ct);
            return this.Refused(refusal);
        }
        await db.SaveChangesAsync(ct);
        await db.WroteAsync(User, User.YoungPersonId(), "correction-taken-back", clock.GetUtcNow(), ct);
        TempData["Done"] = words["WrongTakenBack"].Value;
        return LocalRedirect("/record/wrong/list");
    }
}
