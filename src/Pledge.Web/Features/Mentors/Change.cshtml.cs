using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Mentors;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Mentors;

[Authorize(Policy = Policies.RunMentoring), KeepsDraft("mentor-change")]
public sealed class ChangeModel(PledgeDb db, TimeProvider clock, IStringLocalizer<MentorsText> texts) : PageModel
{
    [BindProperty]
    public MentorForm Form { get; set; } = new();

    [BindProperty]
    public uint Version { get; set; }

    /// <summary>What the form was filled from.</summary>
    [BindProperty]
    public string? Was { get; set; }

    public IReadOnlyList<Organisation> Organisations { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(MentorId id, CancellationToken ct)
    {
        if (await LoadAsync(id, ct) is not { } mentor)
            return NotFound();
        (Form, Version) = (MentorForm.Of(mentor), db.VersionOf(mentor));
        Was = Form.ToText();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(MentorId id, CancellationToken ct)
    {
        if (await LoadAsync(id, ct) is not { } mentor)
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        if (db.VersionOf(mentor) != Version && Clashes(MentorForm.Of(mentor)))
            return await ChangedMeanwhileAsync(mentor, ct);
        if (Form.Organisation is { } from && Organisations.All(row => row.Id.Value != from))
            return this.Refused(new("organisation-not-found"), "Form.Organisation");
        if (mentor.Change(Form.Details, clock.GetUtcNow(), User.AccountId()) is { } refusal)
            return this.Refused(refusal, MentorForm.FieldOf(refusal));
        if (!await db.SavedUnlessChangedAsync(ct))
            return await LoadAsync(id, ct) is { } theirs ? await ChangedMeanwhileAsync(theirs, ct) : NotFound();

        TempData["Done"] = texts["Changed"].Value;
        return LocalRedirect($"/mentors/{id}");
    }

    // What only the other touched is theirs; whether both touched something is left to say.
    private bool Clashes(MentorForm theirs)
    {
        if (MentorForm.FromText(Was) is not { } was)
            return Form.Beside(theirs, Organisations, texts).Any(field => field.Differs);
        var both = was.Beside(theirs, Organisations, texts).Zip(Form.Beside(was, Organisations, texts), Form.Beside(theirs, Organisations, texts)).Any(field => field.First.Differs && field.Second.Differs && field.Third.Differs);
        Form = Form.Over(was, theirs);
        return both;
    }

    private async Task<Mentor?> LoadAsync(MentorId id, CancellationToken ct)
    {
        var mentor = await db.Mentors.FindAsync([id], ct);
        Organisations = mentor is null ? [] : await db.ListPartnersAsync(mentor.OrganisationId, ct);
        return mentor;
    }

    private async Task<PageResult> ChangedMeanwhileAsync(Mentor theirs, CancellationToken ct)
    {
        var saved = MentorForm.Of(theirs);
        // What was sent wins over the model when the form is drawn, and some of it is theirs now.
        ModelState.Clear();
        Was = saved.ToText();
        return this.ChangedMeanwhile(new(await db.StaffNameAsync(theirs.ChangedBy, ct), theirs.ChangedAt, Form.Beside(saved, Organisations, texts)), db.VersionOf(theirs));
    }
}
