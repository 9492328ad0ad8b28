using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Partners;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Commitments;

[Authorize(Policy = Policies.RunCommitments), KeepsDraft("commitment-change")]
public sealed class ChangeModel(PledgeDb db, TimeProvider clock, IStringLocalizer<CommitmentsText> texts) : PageModel
{
    [BindProperty]
    public CommitmentForm Form { get; set; } = new();

    /// <summary>Of the line that holds; a correction makes another line, so it changes with each.</summary>
    [BindProperty]
    public Guid Version { get; set; }

    public OrganisationCommitment Line { get; private set; } = null!;
    public string? Signatory { get; private set; }
    public CommitmentChoices Choices { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CommitmentId id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } line)
            return NotFound();
        Form = CommitmentForm.Of(line);
        Version = line.Id.Value;
        await LoadAsync(line, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CommitmentId id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } line)
            return NotFound();
        await LoadAsync(line, ct);
        if (line.Id.Value != Version && Form.Beside(CommitmentForm.Of(line), Choices.Promises, Choices.People, texts).Any(field => field.Differs))
            return await ChangedMeanwhileAsync(line, ct);
        if (Choices.Promises.All(promise => promise.Key != Form.Promise) && Form.Promise is not null)
            this.Refused(new("commitment-promise-missing"), "Form.Promise");
        if (!ModelState.IsValid)
            return Page();
        var now = clock.GetUtcNow();
        var next = line.Correct(new(Guid.CreateVersion7(now)), Form.KindChosen, Form.Promise, Form.HowMany, Form.ByDay, Choices.People.Named(Form.Owner), Form.Words, now, User.AccountId());
        if (next.IsRefused)
            return this.Refused(next.Refusal, CommitmentForm.FieldOf(next.Refusal));
        db.OrganisationCommitments.Add(next.Value);
        if (!await db.SavedUnlessChangedAsync(ct))
        {
            if (await FindAsync(id, ct) is not { } theirs)
                return NotFound();
            await LoadAsync(theirs, ct);
            return await ChangedMeanwhileAsync(theirs, ct);
        }
        TempData["Done"] = texts["Changed"].Value;
        return LocalRedirect($"/commitments/{id}");
    }

    public async Task<IActionResult> OnPostTakeBackAsync(CommitmentId id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } line)
            return NotFound();
        if (line.Id.Value != Version)
            return await CorrectedMeanwhileAsync(line, ct);
        // Taken back in another window at the same moment: it is as they want it.
        if (line.TakeBack(clock.GetUtcNow(), User.AccountId()) is null && !await db.SavedUnlessChangedAsync(ct) && await FindAsync(id, ct) is { } theirs)
            return await CorrectedMeanwhileAsync(theirs, ct);
        TempData["Done"] = texts["TakenBack"].Value;
        return LocalRedirect("/commitments");
    }

    private Task<OrganisationCommitment?> FindAsync(CommitmentId id, CancellationToken ct) =>
        db.OrganisationCommitments.SingleOrDefaultAsync(line => line.CommitmentId == id && line.SupersededAt == null, ct);

    private async Task LoadAsync(OrganisationCommitment line, CancellationToken ct)
    {
        Line = line;
        Signatory = line.OrganisationId is { } organisation ? (await db.ListSignatoriesAsync(ct)).SingleOrDefault(one => one.Id == organisation.Value)?.Name : null;
        var people = await db.ListWhoCanOwnAsync(line.OrganisationId, ct);
        Choices = new(Form, await db.ListPromisesAsync(clock.Today(), ct), line.OrganisationId is null ? [.. people.Where(one => one.OrganisationId is null)] : people);
    }

    private async Task<PageResult> CorrectedMeanwhileAsync(OrganisationCommitment theirs, CancellationToken ct)
    {
        ModelState.Clear();
        Form = CommitmentForm.Of(theirs);
        await LoadAsync(theirs, ct);
        return this.ReadAgain(theirs.Id.Value, "commitment-changed-meanwhile");
    }

    private async Task<PageResult> ChangedMeanwhileAsync(OrganisationCommitment theirs, CancellationToken ct)
    {
        var by = (await db.ListVersionsAsync(theirs.CommitmentId, ct)).FirstOrDefault()?.By;
        return this.ChangedMeanwhile(new(by, theirs.RecordedAt, Form.Beside(CommitmentForm.Of(theirs), Choices.Promises, Choices.People, texts)), theirs.Id.Value);
    }
}
