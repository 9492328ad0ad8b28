using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Board;
using Pledge.Domain.Organisations;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Commitments;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.Shared;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.BoardActions;

/// <summary>One action. Whoever has to do it says how it goes; whoever runs the board can also move its day or give it to somebody else.</summary>
[Authorize(Policy = Policies.AnswerToBoard), KeepsDraft("board-action-update")]
public sealed class DetailsModel(PledgeDb db, TimeProvider clock, IStringLocalizer<BoardActionsText> texts) : PageModel
{
    [BindProperty]
    public uint Version { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "board-action-words-missing")]
    public string? Words { get; set; }

    /// <summary>Kebab-case.</summary>
    [BindProperty]
    public string? State { get; set; }

    [BindProperty]
    public Guid? Owner { get; set; }

    [BindProperty]
    public DateOnly? DueOn { get; set; }

    public ActionLine Line { get; private set; } = null!;
    public string? Promise { get; private set; }
    public IReadOnlyList<ActionSaid> Said { get; private set; } = [];
    public IReadOnlyList<CanOwn> People { get; private set; } = [];
    public bool Runs => Roles.BoardRunners.Contains(User.RoleName());

    /// <summary>Whether the board page is theirs to read; whoever else keeps an action sees that alone.</summary>
    public bool ReadsBoard => Runs || User.RoleName() == Roles.Board;
    public bool MaySay { get; private set; }
    public int DaysLate => Line.DaysLate(clock.Today());

    public async Task<IActionResult> OnGetAsync(BoardActionId id, CancellationToken ct)
    {
        if (await FoundAsync(id, ct) is not { } action)
            return NotFound();
        (Version, State, Owner, DueOn) = (db.VersionOf(action), Kebab.Of(action.State), action.OwnerId.Value, action.DueOn);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(BoardActionId id, CancellationToken ct)
    {
        if (await FoundAsync(id, ct) is not { } action || !MaySay)
            return NotFound();
        // A second tap: the newest update says the same.
        if (db.VersionOf(action) != Version && Beside(action).Any(field => field.Differs))
            return ChangedMeanwhile(action);
        if (Kebab.Find<BoardActionState>(State) is not { } state)
            return this.Refused(new("board-action-state-missing"), nameof(State));
        if (Runs && DueOn is null)
            this.Refused(new("board-action-day-missing"), nameof(DueOn));
        var owner = Runs && Owner != action.OwnerId.Value ? People.Named(Owner) : null;
        if (Runs && owner is null && Owner != action.OwnerId.Value)
            this.Refused(new("owner-missing"), nameof(Owner));
        if (!ModelState.IsValid)
            return Page();
        var now = clock.GetUtcNow();
        if (db.VersionOf(action) == Version)
        {
            var said = action.Update(new(Guid.CreateVersion7(now)), state, owner, Runs ? DueOn : null, Words, now, User.AccountId());
            if (said.IsRefused)
                return this.Refused(said.Refusal, nameof(Words));
            db.BoardActionUpdates.Add(said.Value);
            if (!await db.SavedUnlessChangedAsync(ct))
                return await FoundAsync(id, ct) is { } theirs ? ChangedMeanwhile(theirs) : NotFound();
        }
        TempData["Done"] = texts["Saved"].Value;
        return LocalRedirect($"/board/actions/{id}");
    }

    private async Task<BoardAction?> FoundAsync(BoardActionId id, CancellationToken ct)
    {
        if (await db.BoardActions.FindAsync([id], ct) is not { } action || await db.FindActionLineAsync(id, clock.GetUtcNow(), ct) is not { } line)
            return null;
        (Line, MaySay) = (line, Runs || action.OwnerId == User.AccountId());
        Promise = (await db.ListPromisesAsync(clock.Today(), ct)).SingleOrDefault(promise => promise.Key == line.PromiseKey)?.Statement;
        Said = await db.ListActionSaidAsync(id, ct);
        if (Runs)
            People = await db.ListWhoCanOwnAsync(null, ct);
        return action;
    }

    private List<MergeField> Beside(BoardAction theirs)
    {
        string? StateOf(string? state) => Kebab.Find<BoardActionState>(state) is { } known ? texts[$"State_{Kebab.Of(known)}"].Value : null;
        List<MergeField> fields = [new(texts["State"], StateOf(State), StateOf(Kebab.Of(theirs.State))), new(texts["Words"], Words, Said[0].Words)];
        if (Runs)
            fields.AddRange([
                new(texts["Owner"], Owner == theirs.OwnerId.Value ? theirs.OwnerName : People.Named(Owner)?.Name, theirs.OwnerName),
                new(texts["DueOn"], DueOn is { } day ? texts["Day", day].Value : null, texts["Day", theirs.DueOn].Value)]);
        return fields;
    }

    private PageResult ChangedMeanwhile(BoardAction theirs) => this.ChangedMeanwhile(new(Said[0].By, theirs.ChangedAt, Beside(theirs)), db.VersionOf(theirs));
}
