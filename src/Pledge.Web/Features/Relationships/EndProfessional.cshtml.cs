using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.People;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.Shared;
using Pledge.Web.Features.YoungPeople;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Relationships;

[Authorize(Policy = Policies.WorkWithYoungPeople), KeepsDraft("professional-end", Subject = "person")]
public sealed class EndProfessionalModel(PledgeDb db, TimeProvider clock, IStringLocalizer<RelationshipsText> texts) : PageModel
{
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>The version that was shown.</summary>
    [BindProperty]
    public Guid Version { get; set; }

    public PersonHead Person { get; private set; } = null!;
    public InvolvedProfessional Row { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, Guid person, CancellationToken ct)
    {
        if (!await FoundAsync(id, person, ct) || !Row.IsCurrent)
            return NotFound();

        Version = Row.Id.Value;
        await db.LookedAsync(User, id, "people", clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(YoungPersonId id, Guid person, CancellationToken ct)
    {
        await db.WaitForTurnAsync(id, ct);
        if (!await FoundAsync(id, person, ct))
            return NotFound();
        if ((Row.Id.Value != Version || !Row.IsCurrent) && await WhatChangedAsync(id, person, ct) is var both && both.Any(field => field.Differs))
            return await this.ProfessionalChangedMeanwhileAsync(db, Row, both, ct);

        // A second tap ends nothing, and that is what was wanted.
        if (Row.IsCurrent)
        {
            var now = clock.GetUtcNow();
            if (Row.End(Reason, now, User.AccountId()) is { } refusal)
                return this.Refused(refusal, nameof(Reason));
            await db.SaveChangesAsync(ct);
            await db.WroteAsync(User, id, "professional-ended", now, ct);
        }
        TempData["Done"] = texts["Ended"].Value;
        return LocalRedirect($"/young-people/{id}/people");
    }

    /// <summary>Against the version that was shown; against nothing when there never was such a one.</summary>
    private async Task<IReadOnlyList<MergeField>> WhatChangedAsync(YoungPersonId id, Guid person, CancellationToken ct)
    {
        if (!Row.IsCurrent)
            return [new(texts["EndReason"], Reason, Row.SupersedeReason)];
        var shown = await db.InvolvedProfessionals.AsNoTracking().SingleOrDefaultAsync(row => row.Id == new InvolvedProfessionalId(Version) && row.PersonKey == person && row.YoungPersonId == id, ct);
        return (shown is null ? new() : ProfessionalForm.Of(shown)).Beside(ProfessionalForm.Of(Row), texts, Person.ShortName);
    }

    private async Task<bool> FoundAsync(YoungPersonId id, Guid person, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } head || await db.LoadProfessionalAsync(id, person, ct) is not { } row)
            return false;
        (Person, Row) = (head, row);
        return true;
    }
}
