using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Organisations;
using Pledge.Domain.Partners;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Commitments;

/// <summary>One commitment: how far it is, what shows it, and how it came to be as it is. Whoever keeps it says here how far they are.</summary>
[Authorize(Policy = Policies.AnswerToBoard), KeepsDraft("commitment-update")]
public sealed class DetailsModel(PledgeDb db, TimeProvider clock, IStringLocalizer<CommitmentsText> texts) : PageModel
{
    /// <summary>Made when the form is opened, so that one form is one update.</summary>
    [BindProperty]
    public Guid Key { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "enter-a-number")]
    public int? Done { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "evidence-missing")]
    public string? Words { get; set; }

    [BindProperty]
    public string? Link { get; set; }

    public CommitmentLine Line { get; private set; } = null!;
    public string? Promise { get; private set; }
    public IReadOnlyList<CommitmentSaid> Said { get; private set; } = [];
    public IReadOnlyList<CommitmentVersion> Versions { get; private set; } = [];

    public bool Runs => Roles.BoardRunners.Contains(User.RoleName()) || User.RoleName() is Roles.Coordinator;

    /// <summary>Whether the reader says how far it is: whoever runs commitments, the organisation's people, and whoever keeps it.</summary>
    public bool MaySay => Runs || User.RoleName() is Roles.Partner || Line.OwnerId == User.AccountId();

    public async Task<IActionResult> OnGetAsync(CommitmentId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        Key = Guid.CreateVersion7(clock.GetUtcNow());
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CommitmentId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct) || !MaySay)
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        var now = clock.GetUtcNow();
        var key = new CommitmentUpdateId(Key == Guid.Empty ? Guid.CreateVersion7(now) : Key);
        // A form sent twice is one update.
        if (!await db.IsWrittenAsync<CommitmentUpdate>(key, ct))
        {
            var said = CommitmentUpdate.Say(key, User.AuthorityId(), id, Done, Words, Link, now, User.AccountId());
            if (said.IsRefused)
                return this.Refused(said.Refusal, FieldOf(said.Refusal));
            db.CommitmentUpdates.Add(said.Value);
            await db.SaveChangesAsync(ct);
        }
        TempData["Done"] = texts["SaidSaved"].Value;
        return LocalRedirect($"/commitments/{id}");
    }

    /// <summary>An update that was wrong: by whoever said it, or whoever runs commitments.</summary>
    public async Task<IActionResult> OnPostTakeBackAsync(CommitmentId id, CommitmentUpdateId update, CancellationToken ct)
    {
        var me = User.AccountId();
        if (await db.CommitmentUpdates.SingleOrDefaultAsync(row => row.Id == update && row.CommitmentId == id, ct) is not { } found || !(Runs || found.SaidBy == me))
            return NotFound();
        // Taken back in another window at the same moment: it is as they want it.
        if (found.TakeBack(clock.GetUtcNow(), me) is null && !await db.SavedUnlessChangedAsync(ct) && await db.CommitmentUpdates.AnyAsync(row => row.Id == update && row.SupersededAt == null, ct))
            return StatusCode(StatusCodes.Status409Conflict);
        TempData["Done"] = texts["SaidTakenBack"].Value;
        return LocalRedirect($"/commitments/{id}");
    }

    private async Task<bool> FoundAsync(CommitmentId id, CancellationToken ct)
    {
        var exact = User.RoleName() is Roles.Coordinator or Roles.Partner;
        if (await db.FindCommitmentAsync(id, exact, clock.GetUtcNow(), ct) is not { } line)
            return false;
        Line = line;
        Promise = (await db.ListPromisesAsync(clock.Today(), ct)).SingleOrDefault(promise => promise.Key == line.PromiseKey)?.Statement;
        Said = await db.ListSaidAsync(line, exact, User.AccountId(), ct);
        Versions = await db.ListVersionsAsync(id, ct);
        return true;
    }

    private static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "commitment-done-wrong" => nameof(Done),
        "evidence-link-wrong" => nameof(Link),
        _ => nameof(Words),
    };
}
