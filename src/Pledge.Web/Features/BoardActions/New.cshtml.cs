using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Board;
using Pledge.Domain.Indicators;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Commitments;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.Figures;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.BoardActions;

/// <summary>An action out of a figure (<c>?about=CL-ACC-1718</c>), a promise (<c>?about=home</c>) or a decision (<c>?decision=…</c>).</summary>
[Authorize(Policy = Policies.RunBoard), KeepsDraft("board-action")]
public sealed class NewModel(PledgeDb db, TimeProvider clock, IStringLocalizer<BoardActionsText> texts, IStringLocalizer<FiguresText> figures) : PageModel
{
    /// <summary>Made when the form is opened, so that one form is one action.</summary>
    [BindProperty]
    public Guid Key { get; set; }

    [BindProperty(SupportsGet = true)]
    public BoardMeetingLineId? Decision { get; set; }

    /// <summary>An indicator's code or a promise's key.</summary>
    [BindProperty(SupportsGet = true)]
    public string? About { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "board-action-what-missing")]
    public string? What { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "owner-missing")]
    public Guid? Owner { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "board-action-day-missing")]
    public DateOnly? DueOn { get; set; }

    /// <summary>The words of the decision it comes from, or null.</summary>
    public string? Decided { get; private set; }
    public IReadOnlyList<SelectListItem> Abouts { get; private set; } = [];
    public IReadOnlyList<CanOwn> People { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await FoundAsync(ct))
            return NotFound();
        Key = Guid.CreateVersion7(clock.GetUtcNow());
        What = Decided;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await FoundAsync(ct))
            return NotFound();
        var about = Abouts.FirstOrDefault(item => item.Value == About)?.Value;
        if (string.IsNullOrEmpty(about) && (Decision is null || !string.IsNullOrEmpty(About)))
            this.Refused(new("board-action-about-missing"), nameof(About));
        if (!ModelState.IsValid)
            return Page();
        var now = clock.GetUtcNow();
        var key = new BoardActionId(Key == Guid.Empty ? Guid.CreateVersion7(now) : Key);
        // A form sent twice is one action.
        if (!await db.IsWrittenAsync<BoardAction>(key, ct))
        {
            var indicator = Indicator.Find(about)?.Code;
            var raised = BoardAction.Raise(key, User.AuthorityId(), What, indicator, indicator is null && about is { Length: > 0 } ? about : null, Decision, People.Named(Owner), DueOn, now, User.AccountId());
            if (raised.IsRefused)
                return this.Refused(raised.Refusal, FieldOf(raised.Refusal));
            db.BoardActions.Add(raised.Value);
            db.BoardActionUpdates.Add(BoardActionUpdate.Of(new(Guid.CreateVersion7(now)), raised.Value, words: null));
            await db.SaveChangesAsync(ct);
        }
        TempData["Done"] = texts["Added"].Value;
        return LocalRedirect($"/board/actions/{key}");
    }

    private async Task<bool> FoundAsync(CancellationToken ct)
    {
        if (Decision is { } decision)
        {
            if (await db.BoardMeetingLines.AsNoTracking().SingleOrDefaultAsync(line => line.Id == decision && line.Kind == BoardMeetingLineKind.Decision && line.SupersededAt == null, ct) is not { } decided)
                return false;
            Decided = decided.Words;
        }
        Abouts = [new(texts["ChooseOne"], ""), .. (await db.ListPromisesAsync(clock.Today(), ct)).Select(promise => new SelectListItem(promise.Statement, promise.Key)), .. Indicator.All.Select(indicator => new SelectListItem(texts["Figure", figures[$"Name_{indicator.Code}"].Value], indicator.Code))];
        People = await db.ListWhoCanOwnAsync(null, ct);
        return true;
    }

    private static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "board-action-about-missing" => nameof(About),
        "owner-missing" => nameof(Owner),
        "board-action-day-missing" or "board-action-day-past" => nameof(DueOn),
        _ => nameof(What),
    };
}
