using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Plans;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.Plans;
using Pledge.Web.Features.YoungPeople;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.PlanWork;

[Authorize(Policy = Policies.WorkWithYoungPeople), KeepsDraft("plan-said")]
public sealed class SaidModel(PledgeDb db, TimeProvider clock, IStringLocalizer<PlanWorkText> texts) : PageModel
{
    /// <summary>Kebab-case <see cref="PlanAnswer"/>.</summary>
    [BindProperty, Required(ErrorMessage = "answer-missing")]
    public string? Answer { get; set; }

    /// <summary>Number of a matter; null for the plan as a whole.</summary>
    [BindProperty]
    public int? Matter { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    /// <summary>The version of the plan that was shown.</summary>
    [BindProperty]
    public Guid Version { get; set; }

    public PersonHead Person { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } version)
            return NotFound();

        Version = version.Id.Value;
        await db.LookedAsync(User, id, "plan", clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(YoungPersonId id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } version)
            return NotFound();
        if (version.Id.Value != Version)
            return this.ReadAgain(version.Id, "plan-changed-meanwhile");
        if (!ModelState.IsValid)
            return Page();

        var now = clock.GetUtcNow();
        var answer = Enum.GetValues<PlanAnswer>().Where(word => Kebab.Of(word) == Answer).DefaultIfEmpty((PlanAnswer)(-1)).First();
        var voice = PlanVoice.Note(version, Matter, answer, Words, now, User.AccountId());
        if (voice.IsRefused)
            return this.Refused(voice.Refusal, voice.Refusal.Code switch { "words-too-long" => nameof(Words), "action-matter-unknown" => nameof(Matter), _ => nameof(Answer) });

        if (await db.AddVoiceAsync(voice.Value, ct))
            await db.WroteAsync(User, id, "plan-said", now, ct);
        TempData["Done"] = texts["SaidSaved"].Value;
        return LocalRedirect($"/young-people/{id}/plan");
    }

    /// <summary>The latest version that was shared: what one can have an opinion on.</summary>
    private async Task<PlanVersion?> FindAsync(YoungPersonId id, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person)
            return null;

        Person = person;
        return await db.FindSharedVersionAsync(id, ct);
    }
}
