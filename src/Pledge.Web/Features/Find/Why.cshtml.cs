using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.People;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Relationships;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Find;

[Authorize(Policy = Policies.WorkWithYoungPeople)]
public sealed class WhyModel(PledgeDb db, TimeProvider clock) : PageModel
{
    /// <summary>Kebab-case <see cref="LookReason"/>.</summary>
    [BindProperty, Required(ErrorMessage = "answer-missing")]
    public string? Kind { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public PersonToAskFor Person { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, CancellationToken ct)
    {
        if (await db.FindToAskForAsync(id, ct) is not { } person)
            return NotFound();
        Person = person;
        return person.IsMine || (await db.ListLooksOfTodayAsync(User.AccountId(), clock.Today(), ct)).Contains(id) ? LocalRedirect($"/young-people/{id}") : Page();
    }

    public async Task<IActionResult> OnPostAsync(YoungPersonId id, CancellationToken ct)
    {
        if (await db.FindToAskForAsync(id, ct) is not { } person)
            return NotFound();
        Person = person;
        if (!ModelState.IsValid)
            return Page();

        // Two taps wait for each other: the second finds the reason already given.
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({User.AccountId().Value.ToString()}, 920))", ct);
        var today = await db.ListLooksOfTodayAsync(User.AccountId(), clock.Today(), ct);
        if (person.IsMine || today.Contains(id))
            return LocalRedirect($"/young-people/{id}");

        var look = OutsideLook.Ask(User.AuthorityId(), id, User.AccountId(), User.RoleName()!, RelationshipForm.Word<LookReason>(Kind), Reason, today.Count, clock.GetUtcNow());
        if (look.IsRefused)
            return this.Refused(look.Refusal, look.Refusal.Code == "answer-missing" ? nameof(Kind) : nameof(Reason));
        await db.KeepLookAsync(User, look.Value, ct);
        return LocalRedirect($"/young-people/{id}");
    }
}
