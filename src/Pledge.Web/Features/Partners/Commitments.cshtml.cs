using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Mentors;
using Pledge.Domain.Partners;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Partners;

/// <summary>What an organisation said it would do, kept by a coordinator.</summary>
[Authorize(Policy = Policies.RunMentoring), KeepsDraft("organisation-commitment")]
public sealed class CommitmentsModel(PledgeDb db, TimeProvider clock, IStringLocalizer<PartnersText> texts) : PageModel
{
    /// <summary>Made when the form is opened, so that one form is one commitment.</summary>
    [BindProperty]
    public Guid Key { get; set; }

    /// <summary>Kebab-case.</summary>
    [BindProperty]
    [Required(ErrorMessage = "commitment-kind-missing")]
    public string? Kind { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "enter-a-number")]
    public int? HowMany { get; set; }

    [BindProperty]
    public DateOnly? ByDay { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public Organisation Organisation { get; private set; } = null!;
    public IReadOnlyList<CommitmentRow> Commitments { get; private set; } = [];

    public IEnumerable<SelectListItem> Kinds =>
        [new(texts["ChooseOne"], ""), .. Enum.GetValues<CommitmentKind>().Select(kind => new SelectListItem(texts[$"Commitment_{Kebab.Of(kind)}"], Kebab.Of(kind)))];

    public async Task<IActionResult> OnGetAsync(OrganisationId id, CancellationToken ct)
    {
        Key = Guid.CreateVersion7(clock.GetUtcNow());
        return await FoundAsync(id, ct) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(OrganisationId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        var now = clock.GetUtcNow();
        var key = new OrganisationCommitmentId(Key == Guid.Empty ? Guid.CreateVersion7(now) : Key);
        // A form sent twice is one commitment.
        if (!await db.OrganisationCommitments.AnyAsync(row => row.Id == key, ct))
        {
            var kind = Enum.GetValues<CommitmentKind>().Cast<CommitmentKind?>().FirstOrDefault(each => Kebab.Of(each!.Value) == Kind);
            var added = OrganisationCommitment.Add(key, User.AuthorityId(), id, kind, HowMany, ByDay, Words, now, User.AccountId());
            if (added.IsRefused)
                return this.Refused(added.Refusal, FieldOf(added.Refusal));
            db.OrganisationCommitments.Add(added.Value);
            await db.SaveChangesAsync(ct);
        }
        TempData["Done"] = texts["CommitmentAdded"].Value;
        return LocalRedirect($"/organisations/{id}/commitments");
    }

    public async Task<IActionResult> OnPostTakeBackAsync(OrganisationId id, OrganisationCommitmentId commitment, CancellationToken ct)
    {
        if (await db.OrganisationCommitments.SingleOrDefaultAsync(row => row.Id == commitment && row.OrganisationId == id, ct) is not { } found)
            return NotFound();
        // Taken back in another window already: it is as they want it.
        if (found.TakeBack(clock.GetUtcNow(), User.AccountId()) is null)
            await db.SavedUnlessChangedAsync(ct);
        TempData["Done"] = texts["CommitmentTakenBack"].Value;
        return LocalRedirect($"/organisations/{id}/commitments");
    }

    private async Task<bool> FoundAsync(OrganisationId id, CancellationToken ct)
    {
        if (await db.Organisations.FindAsync([id], ct) is not { } found)
            return false;
        (Organisation, Commitments) = (found, await db.ListCommitmentsAsync(id, ct));
        return true;
    }

    private static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "commitment-number-wrong" => nameof(HowMany),
        "commitment-day-missing" => nameof(ByDay),
        "commitment-words-too-long" => nameof(Words),
        _ => nameof(Kind),
    };
}
