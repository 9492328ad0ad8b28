using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Plans;
using Pledge.Web.Features.YoungPeople;
using Pledge.Web.Platform.Pdf;

namespace Pledge.Web.Features.PlanWork;

/// <summary>The file of a version, for a worker to print or hand over, or a page that says why there is none.</summary>
[Authorize(Policy = Policies.WorkWithYoungPeople)]
public sealed class PdfModel(PledgeDb db, PdfPrinter printer, TimeProvider clock) : PageModel
{
    /// <summary>Code of what went wrong a moment ago, or null.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Problem { get; set; }

    public PersonHead Person { get; private set; } = null!;
    public int Number { get; private set; }

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, int number, CancellationToken ct)
    {
        Number = number;
        if (await db.FindPersonAsync(id, ct) is not { } person || (await db.ListPlanHeadsAsync(id, ct)).FirstOrDefault(head => head.Number == number) is not { } head)
            return NotFound();

        Person = person;
        if (Problem is not null || !printer.IsAvailable)
            return Page();
        await db.LookedAsync(User, id, "plan-version", clock.GetUtcNow(), ct);
        return new PlanPdfResult(new(await db.ReadPlanSheetAsync(id, head, ct), person.ShortName, clock.Today()));
    }
}
