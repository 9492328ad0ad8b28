using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Returns;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.YoungPeople;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Imports.Conflicts;

/// <summary>One difference between a file and the record: the record is right, or the file. What was decided can be decided the other way once more.</summary>
[Authorize(Policy = Policies.LoadCohort)]
public sealed class DecideModel(PledgeDb db, TimeProvider clock, IStringLocalizer<ImportsText> texts) : PageModel
{
    /// <summary><c>record</c> or <c>file</c>.</summary>
    [BindProperty, Required(ErrorMessage = "answer-missing"), RegularExpression("record|file", ErrorMessage = "answer-missing")]
    public string? Right { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Whether the file is right beyond <see cref="NextBirthday"/> too.</summary>
    [BindProperty]
    public bool Beyond { get; set; }

    /// <summary>Both sides as they were shown.</summary>
    [BindProperty]
    public string? Version { get; set; }

    public ConflictRow Conflict { get; private set; } = null!;

    /// <summary>The first day that a decision for the file no longer reaches; null for none, and for what the header says.</summary>
    public DateOnly? Reach { get; private set; }

    /// <summary>The next birthday, where a decision for the file reaches beyond it and it has been; else null.</summary>
    public DateOnly? NextBirthday { get; private set; }

    /// <summary>The decision that can still be made: any while it is open, the other one once it was decided; null where nothing can be.</summary>
    public ConflictDecision? Other => Conflict switch
    {
        { TakenAgainBy: not null } => null,
        { Decided: ConflictDecision.Record } => ConflictDecision.File,
        { Decided: ConflictDecision.File } => ConflictDecision.Record,
        _ => null,
    };

    private const string Changed = ConflictWrites.Changed;

    private string Shown => $"{Conflict.FileSays}.{Conflict.OnRecord}.{Conflict.RecordedAt:O}.{Conflict.Decision}.{Conflict.TakenAgainBy}";

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
        if (Version != Shown || (Conflict.Decision is not null && Right is not null && Right != (Other is { } other ? Kebab.Of(other) : "")))
            return Told();
        if (!ModelState.IsValid)
            return Page();
        if (NextBirthday is not null && Right == "file" && !Beyond)
            return this.Refused(new("conflict-beyond-birthday"), nameof(Beyond));

        var now = clock.GetUtcNow();
        var conflict = await db.ImportConflicts.SingleAsync(one => one.Id == id, ct);
        var counts = conflict;
        if (Other is not null)
        {
            var again = conflict.TakeAgain(Conflict.OnRecord, Reason, User.AccountId(), now);
            if (again.IsRefused)
                return this.Refused(again.Refusal, nameof(Reason));
            counts = again.Value;
            db.ImportConflicts.Add(counts);
        }
        else if (conflict.Decide(Kebab.Read<ConflictDecision>(Right!), Conflict.OnRecord, Reason, User.AccountId(), now) is { } refusal)
        {
            return this.Refused(refusal, nameof(Reason));
        }

        if (await CarryOutAsync(conflict, counts, now, ct) is { } refused)
            return refused.Code == Changed ? await ToldAsync(id, ct) : this.Refused(refused);
        await db.AuditAsync(User, "decided-difference", counts.Id.Value, now, ct);
        TempData["Done"] = texts["DecisionKept"].Value;
        return LocalRedirect("/imports/differences");
    }

    /// <summary>Saves the decision with what follows from it for the record.</summary>
    private async Task<Refusal?> CarryOutAsync(ImportConflict conflict, ImportConflict counts, DateTimeOffset now, CancellationToken ct)
    {
        var right = counts.Decision is ConflictDecision.File ? counts.FileSays : counts.TakesAgain is null ? Conflict.OnRecord : counts.RecordSays;
        if (right == Conflict.OnRecord)
            return await db.SavedUnlessChangedAsync(ct) ? null : new(Changed);

        var person = (await db.FindPersonAsync(conflict.YoungPersonId, ct))!;
        var refusal = counts.Decision is ConflictDecision.File
            ? await db.TakeFromFileAsync(person, counts, Conflict.ExtractedOn, User.AccountId(), now, ct)
            : await db.PutBackAsync(person, conflict, counts, ct);
        if (refusal is null)
            await db.WroteAsync(User, person.Id, "corrected-fact", now, ct);
        return refusal;
    }

    private async Task<bool> FoundAsync(ImportConflictId id, CancellationToken ct)
    {
        if (await db.FindConflictAsync(id, ct) is not { } conflict)
            return false;
        Conflict = conflict;
        if (conflict.Day is { } day && (conflict.Decision is null || Other is ConflictDecision.File) && await db.FindPersonAsync(new(conflict.YoungPersonId), ct) is { } person)
        {
            Reach = await db.ReachAsync(person.Id, conflict.Differs, day, ct);
            var next = LondonTime.Birthday(person.Born, LondonTime.AgeOn(person.Born, day) + 1);
            NextBirthday = next <= clock.Today() && (Reach is null || Reach > next) ? next : null;
        }
        return true;
    }

    private async Task<IActionResult> ToldAsync(ImportConflictId id, CancellationToken ct) => await FoundAsync(id, ct) ? Told() : NotFound();

    private PageResult Told() => this.ReadAgain(Shown, Conflict.Decision is null && Conflict.TakenAgainBy is null ? Changed : "conflict-decided");
}
