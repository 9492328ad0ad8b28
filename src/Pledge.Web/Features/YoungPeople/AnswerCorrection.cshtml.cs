using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Records;
using Pledge.Web.Access;
using Pledge.Web.Background;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.YoungPeople;

[Authorize(Policy = Policies.WorkWithYoungPeople), KeepsDraft("correction-answer", Subject = "correctionId")]
public sealed class AnswerCorrectionModel(PledgeDb db, TimeProvider clock, IStringLocalizer<YoungPeopleText> texts) : PageModel
{
    /// <summary><c>yes</c> or <c>no</c>.</summary>
    [BindProperty, Required(ErrorMessage = "answer-missing")]
    public string? Agree { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    public PersonHead Person { get; private set; } = null!;
    public new CorrectionRequest Request { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, CorrectionRequestId correctionId, CancellationToken ct)
    {
        if (!await FindAsync(id, correctionId, ct))
            return NotFound();
        await db.LookedAsync(User, id, "corrections", clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(YoungPersonId id, CorrectionRequestId correctionId, CancellationToken ct)
    {
        if (!await FindAsync(id, correctionId, ct))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        var now = clock.GetUtcNow();
        if (Request.Settle(Agree == "yes", Why, now, User.AccountId()) is { } refusal)
            return this.Refused(refusal, refusal.Code == "correction-answered" ? "" : nameof(Why));
        await db.SaveChangesAsync(ct);
        await db.WroteAsync(User, id, "correction-answer", now, ct);
        await db.QueueMessageFromWorkerAsync(Person.Authority, id, now, ct);
        TempData["Done"] = texts["CorrectionAnswered", Person.ShortName].Value;
        // Agreed and about one fact: the usual way to correct it comes next.
        return LocalRedirect(Request is { State: CorrectionState.Accepted, FactId: { } fact } && await db.Facts.AnyAsync(row => row.Id == fact && row.SupersededAt == null, ct)
            ? $"/young-people/{id}/facts/{fact}/correct" : $"/young-people/{id}/corrections");
    }

    private async Task<bool> FindAsync(YoungPersonId id, CorrectionRequestId correctionId, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person
            || await db.CorrectionRequests.SingleOrDefaultAsync(row => row.Id == correctionId && row.YoungPersonId == id, ct) is not { } request)
            return false;
        (Person, Request) = (person, request);
        return true;
    }
}
