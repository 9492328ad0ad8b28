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
using Pledge.Web.Features.Mentors;
using Pledge.Web.Features.Partners;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.MentorDesk;

/// <summary>A partner applies to be a mentor. A coordinator finds them on the register and looks after every step from there.</summary>
[Authorize(Policy = Policies.BePartner), KeepsDraft("mentor-apply")]
public sealed class ApplyModel(PledgeDb db, TimeProvider clock, IStringLocalizer<MentorDeskText> texts) : PageModel
{
    [BindProperty]
    public MentorForm Form { get; set; } = new();

    /// <summary>Those they could come from.</summary>
    public IReadOnlyList<MyOrganisation> Organisations { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await IsMentorAsync(ct))
            return LocalRedirect("/mentor-desk");
        Organisations = await db.ListMyOrganisationsAsync(User.AccountId(), ct);
        var mine = await db.Users.SingleAsync(account => account.Id == User.AccountId().Value, ct);
        (Form.Name, Form.Email, Form.Organisation) = (mine.DisplayName, mine.Email, Organisations.Count > 0 ? Organisations[0].Id : null);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        // A form sent twice is one mentor.
        if (await IsMentorAsync(ct))
            return LocalRedirect("/mentor-desk");
        Organisations = await db.ListMyOrganisationsAsync(User.AccountId(), ct);
        if (!ModelState.IsValid)
            return Page();
        if (Form.Organisation is { } from && Organisations.All(row => row.Id != from))
            return this.Refused(new("organisation-not-found"), "Form.Organisation");
        var (now, me) = (clock.GetUtcNow(), User.AccountId());
        var applied = Mentor.Apply(new(Guid.CreateVersion7(now)), User.AuthorityId(), Form.Details, now, me);
        if (applied.IsRefused)
            return this.Refused(applied.Refusal, MentorForm.FieldOf(applied.Refusal));
        applied.Value.SignInWith(me, now, me);
        db.Mentors.Add(applied.Value);
        await db.SaveChangesAsync(ct);
        TempData["Done"] = texts["Applied"].Value;
        return LocalRedirect("/mentor-desk");
    }

    private Task<bool> IsMentorAsync(CancellationToken ct)
    {
        var me = User.AccountId();
        return db.Mentors.AnyAsync(mentor => mentor.AccountId == me, ct);
    }
}
