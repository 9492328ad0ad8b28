using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Contacts;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.YoungPeople;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Contacts;

[Authorize(Policy = Policies.WorkWithYoungPeople), KeepsDraft("contact-withdrawal")]
public sealed class WithdrawModel(PledgeDb db, TimeProvider clock, IStringLocalizer<ContactsText> texts) : PageModel
{
    [BindProperty]
    public string? Reason { get; set; }

    public PersonHead Person { get; private set; } = null!;
    public Contact Contact { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(ContactId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();

        await db.LookedAsync(User, Person.Id, "withdraw-contact", clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(ContactId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        if (Contact.IsWithdrawn && Contact.WithdrawReason != Reason?.Trim())
            return await SomebodyWasFirstAsync(ct);
        if (Contact.Withdraw(Reason, clock.GetUtcNow(), User.AccountId()) is { } refusal)
            return this.Refused(refusal, nameof(Reason));

        if (db.ChangeTracker.HasChanges())
        {
            if (!await db.SavedUnlessChangedAsync(ct))
                return await FoundAsync(id, ct) ? await SomebodyWasFirstAsync(ct) : NotFound();
            await db.WroteAsync(User, Person.Id, "withdrew-contact", clock.GetUtcNow(), ct);
        }
        TempData["Done"] = texts["Withdrawn"].Value;
        return LocalRedirect($"/young-people/{Person.Id}");
    }

    private async Task<PageResult> SomebodyWasFirstAsync(CancellationToken ct)
    {
        var who = await db.StaffNameAsync(Contact.WithdrawnBy, ct);
        return this.ChangedMeanwhile(new(who, Contact.WithdrawnAt, [new(texts["Reason"], Reason, Contact.WithdrawReason)]), "", "taken-back-meanwhile");
    }

    private async Task<bool> FoundAsync(ContactId id, CancellationToken ct)
    {
        if (await db.Contacts.SingleOrDefaultAsync(row => row.Id == id, ct) is not { } contact
            || await db.FindPersonAsync(contact.YoungPersonId, ct) is not { } person)
            return false;

        (Contact, Person) = (contact, person);
        this.IsAbout(person.Id);
        return true;
    }
}
