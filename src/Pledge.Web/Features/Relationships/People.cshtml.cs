using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.People;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.YoungPeople;

namespace Pledge.Web.Features.Relationships;

[Authorize(Policy = Policies.WorkWithYoungPeople), ReadableWithReason]
public sealed class PeopleModel(PledgeDb db, TimeProvider clock, IStringLocalizer<RelationshipsText> texts) : PageModel
{
    public Involved Involved { get; private set; } = null!;
    public IReadOnlyList<PastProfessional> Past { get; private set; } = [];
    public PeoplePicture Picture { get; private set; } = null!;

    /// <summary>The picture in words.</summary>
    public string Description { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person)
            return NotFound();

        Involved = await db.ReadInvolvedAsync(id, person.ShortName, clock.Today(), ct);
        Past = await db.ListPastProfessionalsAsync(id, ct);
        Picture = PeoplePicture.Of(
            [.. Involved.Shared.Select(line => new PictureOf(line.Name, line.Side, line.Closeness, line.ForLife))], CultureInfo.CurrentUICulture.TextInfo.IsRightToLeft);
        Description = string.Join(' ', Enum.GetValues<Closeness>().Select(circle => (circle, Names: Picture.NamesAt(circle))).Where(circle => circle.Names.Length > 0)
            .Select(circle => texts[$"StaffCircle_{circle.circle}", circle.Names].Value));
        await db.LookedAsync(User, id, "people", clock.GetUtcNow(), ct);
        return Page();
    }
}
