using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Partners;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Commitments;

[Authorize(Policy = Policies.RunCommitments), KeepsDraft("commitment-new")]
public sealed class NewModel(PledgeDb db, TimeProvider clock, IStringLocalizer<CommitmentsText> texts) : PageModel
{
    /// <summary>What the select says for the authority itself.</summary>
    private const string Ourselves = "council";

    /// <summary>Made when the form is opened, so that one form is one commitment.</summary>
    [BindProperty]
    public Guid Key { get; set; }

    /// <summary>An organisation's id, or <c>council</c>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Signatory { get; set; }

    [BindProperty]
    public CommitmentForm Form { get; set; } = new();

    public CommitmentChoices Choices { get; private set; } = null!;
    public IReadOnlyList<SelectListItem> Signatories { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        Key = Guid.CreateVersion7(clock.GetUtcNow());
        await LoadAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var people = await LoadAsync(ct);
        if (Signatories.All(item => item.Value != Signatory) || string.IsNullOrEmpty(Signatory))
            this.Refused(new("commitment-signatory-missing"), nameof(Signatory));
        if (Choices.Promises.All(promise => promise.Key != Form.Promise))
            Form.Promise = null;
        var organisation = Guid.TryParse(Signatory, out var id) ? new OrganisationId(id) : (OrganisationId?)null;
        // Whoever keeps it can see it: staff, and the organisation's own people.
        var owner = people.Where(one => one.OrganisationId is null || one.OrganisationId == organisation?.Value).Named(Form.Owner);
        if (owner is null && Form.Owner is not null)
            this.Refused(new("owner-of-another"), "Form.Owner");
        if (!ModelState.IsValid)
            return Page();
        var now = clock.GetUtcNow();
        var key = new OrganisationCommitmentId(Key == Guid.Empty ? Guid.CreateVersion7(now) : Key);
        // A form sent twice is one commitment.
        if (!await db.IsWrittenAsync<OrganisationCommitment>(key, ct))
        {
            var added = OrganisationCommitment.Add(key, User.AuthorityId(), organisation, Form.KindChosen, Form.Promise, Form.HowMany, Form.ByDay, owner, Form.Words, now, User.AccountId());
            if (added.IsRefused)
                return this.Refused(added.Refusal, CommitmentForm.FieldOf(added.Refusal));
            db.OrganisationCommitments.Add(added.Value);
            await db.SaveChangesAsync(ct);
        }
        TempData["Done"] = texts["Added"].Value;
        return LocalRedirect($"/commitments/{key}");
    }

    private async Task<IReadOnlyList<CanOwn>> LoadAsync(CancellationToken ct)
    {
        Signatories = [new(texts["ChooseOne"], ""), new(texts["Ourselves"], Ourselves), .. (await db.ListSignatoriesAsync(ct)).Select(one => new SelectListItem(one.Name, one.Id.ToString()))];
        var people = await db.ListWhoCanOwnAsync(null, ct);
        Choices = new(Form, await db.ListPromisesAsync(clock.Today(), ct), people);
        return people;
    }
}
