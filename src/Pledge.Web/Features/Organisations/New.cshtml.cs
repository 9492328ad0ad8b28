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

[Authorize(Policy = Policies.RunMentoring), KeepsDraft("organisation")]
public sealed class NewModel(PledgeDb db, TimeProvider clock, IStringLocalizer<OrganisationsText> texts) : PageModel
{
    [BindProperty]
    public OrganisationForm Form { get; set; } = new();

    public void OnGet() => Form.Key = Guid.CreateVersion7(clock.GetUtcNow());

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
            return Page();

        var now = clock.GetUtcNow();
        var id = new OrganisationId(Form.Key == Guid.Empty ? Guid.CreateVersion7(now) : Form.Key);
        // A form sent twice is one organisation.
        if (!await db.IsWrittenAsync<Organisation>(id, ct))
        {
            if (await db.HasOrganisationCalledAsync(Form.Name, id, ct))
                return this.Refused(new("organisation-name-taken"), "Form.Name");
            var added = Organisation.Add(id, User.AuthorityId(), Form.Name, Form.KindChosen, Form.Offers, now, User.AccountId());
            if (added.IsRefused)
                return this.Refused(added.Refusal, OrganisationForm.FieldOf(added.Refusal));
            db.Organisations.Add(added.Value);
            if (!await db.SavedUnlessChangedAsync(ct))
                return this.Refused(new("organisation-name-taken"), "Form.Name");
        }
        TempData["Done"] = texts["Added"].Value;
        return LocalRedirect($"/organisations/{id}");
    }
}
