using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Board;
using Pledge.Domain.Organisations;
using Pledge.Domain.Practice;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Commitments;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Board;

/// <summary>Notes about practice: a second person reads each before the board does.</summary>
[Authorize(Policy = Policies.RunBoard)]
public sealed class NotesModel(PledgeDb db, TimeProvider clock, IStringLocalizer<BoardText> texts) : PageModel
{
    /// <summary>The one to read; the first that waits when none is named.</summary>
    [BindProperty(SupportsGet = true)]
    public PracticeNoteId? Note { get; set; }

    [BindProperty]
    public uint Version { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public IReadOnlyList<PracticeNote> All { get; private set; } = [];
    public PracticeNote? One { get; private set; }
    public IReadOnlyDictionary<string, string> Promises { get; private set; } = new Dictionary<string, string>();
    public bool Writes => User.RoleName() is Roles.Manager;
    public bool IsOwn => One?.WrittenBy == User.AccountId();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await FindAsync(ct);
        if (Note is not null && One is null)
            return NotFound();
        if (One is not null)
            (Note, Version, Reason) = (One.Id, db.VersionOf(One), One.Reason);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(bool release, CancellationToken ct)
    {
        await FindAsync(ct);
        if (One is null)
            return NotFound();
        if (db.VersionOf(One) != Version)
            return this.ReadAgain(db.VersionOf(One), "board-words-changed");
        var now = clock.GetUtcNow();
        if (One.Decide(release ? BoardDecision.Released : BoardDecision.HeldBack, Reason, now, User.AccountId()) is { } refusal)
            return this.Refused(refusal, release ? "" : nameof(Reason));
        var id = One.Id;
        if (!await db.SavedUnlessChangedAsync(ct))
        {
            await FindAsync(ct);
            return One is null ? NotFound() : this.ReadAgain(db.VersionOf(One), "board-words-changed");
        }
        await db.AuditAsync(User, release ? "release-practice-note" : "hold-back-practice-note", id.Value, now, ct);
        TempData["Done"] = texts[release ? "Released" : "HeldBack"].Value;
        return LocalRedirect("/board/notes");
    }

    private async Task FindAsync(CancellationToken ct)
    {
        All = await db.ListPracticeNotesAsync(ct);
        One = All.FirstOrDefault(note => Note is null ? note.Decision is null : note.Id == Note);
        Promises = (await db.ListPromisesAsync(clock.Today(), ct)).ToDictionary(promise => promise.Key, promise => promise.Statement);
    }
}
