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

namespace Pledge.Web.Features.Mentors;

[Authorize(Policy = Policies.RunMentoring), KeepsDraft("mentor")]
public sealed class NewModel(PledgeDb db, TimeProvider clock, IStringLocalizer<MentorsText> texts) : PageModel
{
    [BindProperty]
    public MentorForm Form { get; set; } = new();

    /// <summary>A mentor with this name or address; null when nobody is like that, or it was not asked yet.</summary>
    public MentorTwin? Twin { get; private set; }
    public IReadOnlyList<Organisation> Organisations { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        Form.Key = Guid.CreateVersion7(clock.GetUtcNow());
        Organisations = await db.ListPartnersAsync(null, ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Organisations = await db.ListPartnersAsync(null, ct);
        if (!ModelState.IsValid)
            return Page();
        if (Form.Organisation is { } from && Organisations.All(row => row.Id.Value != from))
            return this.Refused(new("organisation-not-found"), "Form.Organisation");

        var now = clock.GetUtcNow();
        var id = new MentorId(Form.Key == Guid.Empty ? Guid.CreateVersion7(now) : Form.Key);
        // A form sent twice is one mentor.
        if (!await db.IsWrittenAsync<Mentor>(id, ct))
        {
            if (!Form.IsAnother && await db.FindTwinAsync(Form.Name, Form.Email, ct) is { } twin)
            {
                Twin = twin;
                return this.Refused(new("mentor-on-register"), "Form.IsAnother");
            }
            var applied = Mentor.Apply(id, User.AuthorityId(), Form.Details, now, User.AccountId());
            if (applied.IsRefused)
                return this.Refused(applied.Refusal, MentorForm.FieldOf(applied.Refusal));
            db.Mentors.Add(applied.Value);
            await db.SaveChangesAsync(ct);
        }
        TempData["Done"] = texts["Added"].Value;
        return LocalRedirect($"/mentors/{id}");
    }
}
