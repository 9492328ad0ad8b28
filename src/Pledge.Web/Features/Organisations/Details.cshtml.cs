using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Mentors;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Organisations;

[Authorize(Policy = Policies.RunMentoring), KeepsDraft("organisation-change")]
public sealed class DetailsModel(PledgeDb db, TimeProvider clock, IStringLocalizer<OrganisationsText> texts) : PageModel
{
    [BindProperty]
    public OrganisationForm Form { get; set; } = new();

    [BindProperty]
    public uint Version { get; set; }

    public OrganisationId Id { get; private set; }
    public string Name { get; private set; } = "";
    public IReadOnlyList<OrganisationMentor> Mentors { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(OrganisationId id, CancellationToken ct)
    {
        if (await LoadAsync(id, ct) is not { } organisation)
            return NotFound();
        (Form, Version) = (OrganisationForm.Of(organisation), db.VersionOf(organisation));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(OrganisationId id, CancellationToken ct)
    {
        if (await LoadAsync(id, ct) is not { } organisation)
            return NotFound();
        if (db.VersionOf(organisation) != Version && Form.Beside(OrganisationForm.Of(organisation), texts).Any(field => field.Differs))
            return await ChangedMeanwhileAsync(organisation, ct);
        if (!ModelState.IsValid)
            return Page();
        if (await db.HasOrganisationCalledAsync(Form.Name, id, ct))
            return this.Refused(new("organisation-name-taken"), "Form.Name");
        var now = clock.GetUtcNow();
        if (organisation.Change(Form.Name, Form.KindChosen, Form.Offers, now, User.AccountId()) is { } refusal)
            return this.Refused(refusal, OrganisationForm.FieldOf(refusal));
        var leaves = Form.Ended && organisation.EndedOn is null;
        organisation.SetEnded(Form.Ended, now, User.AccountId());
        if (!await db.SavedUnlessChangedAsync(ct))
            return await LoadAsync(id, ct) is { } theirs ? await ChangedMeanwhileAsync(theirs, ct) : NotFound();
        if (leaves)
            await db.Database.ExecuteSqlAsync($"select pledge.partner_leaves({id.Value}, {texts["PostsClose"].Value}, {texts["ApplicationsEnd"].Value}, {now.ToUniversalTime()})", ct);

        TempData["Done"] = texts["Changed"].Value;
        return LocalRedirect($"/organisations/{id}");
    }

    private async Task<Organisation?> LoadAsync(OrganisationId id, CancellationToken ct)
    {
        if (await db.Organisations.FindAsync([id], ct) is not { } organisation)
            return null;
        (Id, Name, Mentors) = (id, organisation.Name, await db.ListMentorsOfAsync(id, ct));
        return organisation;
    }

    private async Task<PageResult> ChangedMeanwhileAsync(Organisation theirs, CancellationToken ct) => this.ChangedMeanwhile(
        new(await db.StaffNameAsync(theirs.ChangedBy, ct), theirs.ChangedAt, Form.Beside(OrganisationForm.Of(theirs), texts)), db.VersionOf(theirs));
}
