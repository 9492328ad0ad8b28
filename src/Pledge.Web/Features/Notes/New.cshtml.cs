using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.Words;
using Pledge.Web.Features.YoungPeople;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Notes;

[Authorize(Policy = Policies.WorkWithYoungPeople), KeepsDraft("note")]
public sealed class NewModel(PledgeDb db, TimeProvider clock, IStringLocalizer<NotesText> texts) : PageModel
{
    [BindProperty, Required(ErrorMessage = "note-empty")]
    public string? Text { get; set; }

    [BindProperty]
    public KeepBackForm KeepBack { get; set; } = new();

    public PersonHead Person { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();

        await db.LookedAsync(User, id, "write-note", clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(YoungPersonId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        if (!this.HasAll(KeepBack.Missing($"{nameof(KeepBack)}.")))
            return Page();

        var now = clock.GetUtcNow();
        var note = db.AddNote(Person.Authority, id, null, Text, KeepBack, now, User.AccountId());
        if (note.IsRefused)
            return this.Refused(note.Refusal, note.Refusal.Code.StartsWith("hiding-", StringComparison.Ordinal) ? $"{nameof(KeepBack)}.{KeepBackForm.FieldOf(note.Refusal)}" : nameof(Text));

        if (!await IsOnRecordAsync(id, note.Value.Text, now, ct))
        {
            await db.SaveChangesAsync(ct);
            await db.WroteAsync(User, id, KeepBack.IsAsked ? "note-kept-back" : "note", now, ct);
        }
        this.OfferWords(Text);
        TempData["Done"] = KeepBack.IsAsked ? texts["SavedKeptBack", KeepBack.ReviewOn!.Value].Value : texts["Saved", Person.ShortName].Value;
        return LocalRedirect($"/young-people/{id}#notes");
    }

    /// <summary>Two taps can arrive at the same moment: the second waits until the first is on record, and then sees it.</summary>
    private async Task<bool> IsOnRecordAsync(YoungPersonId id, string text, DateTimeOffset now, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({id.Value.ToString()}, 922))", ct);
        var (me, since) = (User.AccountId(), now.AddMinutes(-1));
        return await db.Notes.AnyAsync(row => row.YoungPersonId == id && row.WrittenBy == me && row.Text == text && row.WrittenAt > since && row.WithdrawnAt == null
            && row.HidingId.HasValue == KeepBack.IsAsked, ct);
    }

    private async Task<bool> FoundAsync(YoungPersonId id, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person)
            return false;

        Person = person;
        return true;
    }
}
