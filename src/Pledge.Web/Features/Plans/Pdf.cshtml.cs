using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Domain.Plans;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.YoungPeople;
using Pledge.Web.Platform.Pdf;

namespace Pledge.Web.Features.Plans;

/// <summary>The file of a version, or a page that says why there is none.</summary>
[Authorize(Policy = Policies.OwnPledge)]
public sealed class PdfModel(PledgeDb db, PdfPrinter printer, TimeProvider clock) : PageModel
{
    /// <summary>Code of what went wrong a moment ago, or null.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Problem { get; set; }

    public int Number { get; private set; }

    public async Task<IActionResult> OnGetAsync(int number, CancellationToken ct)
    {
        Number = number;
        var me = User.YoungPersonId();
        if ((await db.ListPlanHeadsAsync(me, ct)).FirstOrDefault(head => head.Number == number && head.State is PlanState.Shared) is not { } head
            || await db.FindPersonAsync(me, ct) is not { } person)
            return NotFound();
        if (Problem is not null || !printer.IsAvailable)
            return Page();

        return new PlanPdfResult(new(await db.ReadPlanSheetAsync(me, head, ct), person.ShortName, clock.Today()));
    }
}
