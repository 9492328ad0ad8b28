using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain.Returns;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.YoungPeople;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Imports.Conflicts;

/// <summary>One difference between a file and the record: the record is right, or the file.</summary>
[Authorize(Policy = Policies.LoadCohort)]
public sealed class DecideModel(PledgeDb db, TimeProvider clock, IStringLocalizer<ImportsText> texts) : PageModel
{
    /// <summary><c>record</c> or <c>file</c>.</summary>
    [BindProperty, Required(ErrorMessage = "answer-missing"), RegularExpression("record|file", ErrorMessage = "answer-missing")]
    public string? Right { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Both sides as they were shown.</summary>
    [BindProperty]
    public string? Version { get; set; }

    public ConflictRow Conflict { get; private set; } = null!;

    private const string Changed = ConflictWrites.Changed;

    private string Shown => $"{Conflict.FileSays}.{Conflict.Record}.{Conflict.RecordedAt:O}";

    public async Task<IActionResult> OnGetAsync(ImportConflictId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        Version = Shown;
        await db.LookedAsync(User, new(Conflict.YoungPersonId), "correct-fact", clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(ImportConflictId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        if (Conflict.Decision is not null || Version != Shown)
            return Told();
        if (!ModelState.IsValid)
            return Page();

        var now = clock.GetUtcNow();
        var conflict = await db.ImportConflicts.SingleAsync(one => one.Id == id, ct);
        var decision = Kebab.Read<ConflictDecision>(Right!);
        if (conflict.Decide(decision, Reason, User.AccountId(), now) is { } refusal)
            return this.Refused(refusal, nameof(Reason));
        if (decision is ConflictDecision.File)
        {
            var person = (await db.FindPersonAsync(conflict.YoungPersonId, ct))!;
            if (await db.TakeFromFileAsync(person, conflict, Conflict.ExtractedOn, User.AccountId(), now, ct) is { } refused)
                return refused.Code == Changed ? await ToldAsync(id, ct) : this.Refused(refused);
            await db.WroteAsync(User, person.Id, "corrected-fact", now, ct);
        }
        else if (!await db.SavedUnlessChangedAsync(ct))
        {
            return await ToldAsync(id, ct);
        }
        await db.AuditAsync(User, "decided-difference", id.Value, now, ct);
        TempData["Done"] = texts["DecisionKept"].Value;
        return LocalRedirect("/imports/differences");
    }

    private async Task<bool> FoundAsync(ImportConflictId id, CancellationToken ct)
    {
        if (await db.FindConflictAsync(id, ct) is not { } conflict)
            return false;
        Conflict = conflict;
        return true;
    }

    private async Task<IActionResult> ToldAsync(ImportConflictId id, CancellationToken ct) => await FoundAsync(id, ct) ? Told() : NotFound();

    private PageResult Told() => this.ReadAgain(Shown, Conflict.Decision is null ? Changed : "conflict-decided");
}
