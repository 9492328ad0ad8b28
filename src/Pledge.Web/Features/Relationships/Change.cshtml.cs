using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Relationships;

[Authorize(Policy = Policies.OwnPledge), KeepsDraft("my-person-change", Subject = "person")]
public sealed class ChangeModel(PledgeDb db, TimeProvider clock, IStringLocalizer<RelationshipsText> texts) : PageModel
{
    [BindProperty]
    public RelationshipForm Form { get; set; } = new();

    /// <summary>The version the form was filled with.</summary>
    [BindProperty]
    public Guid Version { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid person, CancellationToken ct)
    {
        if (await db.LoadRelationshipAsync(User.YoungPersonId(), person, ct) is not { } row)
            return NotFound();

        (Form, Version) = (RelationshipForm.Of(row), row.Id.Value);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid person, CancellationToken ct)
    {
        await db.WaitForTurnAsync(User.YoungPersonId(), ct);
        if (await db.LoadRelationshipAsync(User.YoungPersonId(), person, ct) is not { } row)
            return NotFound();
        if (row.Id.Value != Version && Form.Beside(RelationshipForm.Of(row), texts) is var both && both.Any(field => field.Differs))
            return this.ChangedMeanwhile(new(null, row.RecordedAt, both, Own: true), row.Id, "own-changed-meanwhile");
        if (!ModelState.IsValid)
            return Page();
        if (await db.ChangeRelationshipAsync(User, row, Form, clock.GetUtcNow(), ct) is { } refusal)
            return this.Refused(refusal, Form.FieldOf(refusal));

        TempData["Done"] = texts["Changed"].Value;
        return LocalRedirect("/my-people");
    }
}
