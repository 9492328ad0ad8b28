using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain.Mentors;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.Mentors;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.MentorDesk;

/// <summary>A mentor fills in their own form, or puts it right. Their name and organisation stay the coordinator's.</summary>
[Authorize(Policy = Policies.BePartner), KeepsDraft("mentor-about")]
public sealed class AboutModel(PledgeDb db, TimeProvider clock, IStringLocalizer<MentorDeskText> texts, IStringLocalizer<MentorsText> fields) : PageModel
{
    [BindProperty]
    public MentorForm Form { get; set; } = new();

    [BindProperty]
    public uint Version { get; set; }

    public Mentor Mentor { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await FoundAsync(ct))
            return NotFound();
        (Form, Version) = (MentorForm.Of(Mentor), db.VersionOf(Mentor));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await FoundAsync(ct))
            return NotFound();
        (Form.Name, Form.Organisation) = (Mentor.Name, Mentor.OrganisationId?.Value);
        ModelState.Remove("Form.Name");
        if (!Mentor.MaySayWhatTheyAre)
        {
            (Form.Gender, Form.BirthYear) = (Mentor.Gender, Mentor.BirthYear);
            ModelState.Remove("Form.BirthYear");
        }
        if (db.VersionOf(Mentor) != Version && Form.Beside(MentorForm.Of(Mentor), [], fields).Any(field => field.Differs))
            return ChangedMeanwhile(Mentor);
        if (!ModelState.IsValid)
            return Page();
        if (Mentor.ChangeOwn(Form.Details, clock.GetUtcNow(), User.AccountId()) is { } refusal)
            return this.Refused(refusal, MentorForm.FieldOf(refusal));
        if (!await db.SavedUnlessChangedAsync(ct))
            return await FoundAsync(ct) ? ChangedMeanwhile(Mentor) : NotFound();
        TempData["Done"] = texts["AboutSaved"].Value;
        return LocalRedirect("/mentor-desk");
    }

    private async Task<bool> FoundAsync(CancellationToken ct)
    {
        if (await db.FindOwnMentorAsync(User.AccountId(), ct) is not { } found)
            return false;
        Mentor = found;
        return true;
    }

    private PageResult ChangedMeanwhile(Mentor now) => this.ChangedMeanwhile(new(null, now.ChangedAt, Form.Beside(MentorForm.Of(now), [], fields)), db.VersionOf(now));
}
