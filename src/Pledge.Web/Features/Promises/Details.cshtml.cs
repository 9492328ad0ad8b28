using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Promises;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Promises;

[Authorize(Policy = Policies.OwnPledge), KeepsDraft("answer", Part = "key")]
public sealed class DetailsModel(PledgeDb db, TimeProvider clock, IStringLocalizer<PromisesText> text) : PageModel
{
    [BindProperty]
    [Required(ErrorMessage = "choose-an-answer")]
    public AnswerValue? Value { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    /// <summary>Whether the board may read the words, without a name.</summary>
    [BindProperty]
    public bool ForBoard { get; set; }

    public Promise Promise { get; private set; } = null!;
    public PromiseHistory History { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string key, int number, CancellationToken ct)
    {
        if (!await LoadAsync(key, number, ct))
            return NotFound();
        // Whoever comes to add words has often answered already. Older pages of the history do not hold the latest answer.
        if (History.Number == 1)
            Value = History.Sayings.FirstOrDefault(saying => saying.Mine)?.Value;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string key, CancellationToken ct)
    {
        if (!await LoadAsync(key, number: 1, ct))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        if (await db.AnswerAsync(User, Promise, Value!.Value, Words, clock.GetUtcNow(), ct, ForBoard) is { } refusal)
            return this.Refused(refusal, nameof(Words));

        TempData["Done"] = text["Saved"].Value;
        return RedirectToPage(new { key });
    }

    /// <summary>Words that the board may read no longer. Those taken back already, or of nobody here, change nothing.</summary>
    public async Task<IActionResult> OnPostTakeBackAsync(string key, BoardWordsId words, CancellationToken ct)
    {
        if (await db.BoardWords.SingleOrDefaultAsync(given => given.Id == words && given.YoungPersonId == User.YoungPersonId() && given.PromiseKey == key, ct) is not { } given)
            return NotFound();
        if (given.TakenBackAt is null)
        {
            var now = clock.GetUtcNow();
            given.TakeBack(now);
            await db.SaveChangesAsync(ct);
            await db.WroteAsync(User, User.YoungPersonId(), "board-words-back", now, ct);
        }
        TempData["Done"] = text["TakenBack"].Value;
        return RedirectToPage(new { key });
    }

    private async Task<bool> LoadAsync(string key, int number, CancellationToken ct)
    {
        if (await db.FindPromiseInForceAsync(User.AuthorityId(), key, clock.Today(), ct) is not { } promise)
            return false;
        Promise = promise;
        History = await db.ReadPromiseHistoryAsync(User.YoungPersonId(), key, number, ct);
        return true;
    }
}
