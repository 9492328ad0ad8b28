using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.People;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Relationships;

[Authorize(Policy = Policies.OwnPledge), KeepsDraft("my-person")]
public sealed class NewModel(PledgeDb db, TimeProvider clock, IStringLocalizer<RelationshipsText> texts) : PageModel
{
    [BindProperty]
    public RelationshipForm Form { get; set; } = new();

    /// <param name="side">Kebab-case <see cref="Side"/> the form starts with; anything else is somebody they love.</param>
    public void OnGet(string? side) => Form = new()
    {
        Side = Kebab.Of(side == Kebab.Of(Side.Work) ? Side.Work : Side.Love),
        Closeness = Kebab.Of(Closeness.Close),
        Key = Guid.CreateVersion7(clock.GetUtcNow()),
    };

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
            return Page();
        if (await db.AddRelationshipAsync(User, Form, clock.GetUtcNow(), ct) is { } refusal)
            return this.Refused(refusal, Form.FieldOf(refusal));

        TempData["Done"] = texts["Added"].Value;
        return LocalRedirect("/my-people");
    }
}
