using System.ComponentModel.DataAnnotations;
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
using Pledge.Web.Features.Words;
using Pledge.Web.Features.YoungPeople;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Contacts;

[Authorize(Policy = Policies.WorkWithYoungPeople), KeepsDraft("contact-correction")]
public sealed class CorrectModel(PledgeDb db, TimeProvider clock, IStringLocalizer<ContactsText> texts) : PageModel
{
    [BindProperty]
    public ContactForm Form { get; set; } = new();

    [BindProperty, Required(ErrorMessage = "reason-missing")]
    public string? Reason { get; set; }

    /// <summary>The contact the form corrects: the one of the address, or the one that somebody else has put in its place meanwhile and this person has seen.</summary>
    [BindProperty]
    public Guid Version { get; set; }

    public PersonHead Person { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(ContactId id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { IsWithdrawn: false } contact)
            return NotFound();

        (Form, Version) = (ContactForm.Of(contact), id.Value);
        await db.LookedAsync(User, Person.Id, "correct-contact", clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(ContactId id, CancellationToken ct)
    {
        if (await FindAsync(new(Version), ct) is not { } contact || !await IsOrReplacesAsync(contact, id, ct))
            return NotFound();
        if (contact.IsWithdrawn)
            return await SomebodyWasFirstAsync(contact, ct);
        if (!ModelState.IsValid)
            return Page();

        var now = clock.GetUtcNow();
        var right = contact.Correct(Form.Details(), Person.Born, Reason, now, User.AccountId());
        if (right.IsRefused)
            return this.Refused(right.Refusal, right.Refusal.Code.StartsWith("reason-", StringComparison.Ordinal) ? nameof(Reason) : $"Form.{ContactForm.FieldOf(right.Refusal)}");

        db.Contacts.Add(right.Value);
        if (!await db.SavedUnlessChangedAsync(ct))
            return await SomebodyWasFirstAsync((await FindAsync(new(Version), ct))!, ct);
        await db.WroteAsync(User, Person.Id, "corrected-contact", now, ct);
        this.OfferWords(Form.Note);
        TempData["Done"] = texts["Corrected"].Value;
        return LocalRedirect($"/young-people/{Person.Id}");
    }

    /// <summary>Shows the contact that stands now, or why it was taken back.</summary>
    private async Task<PageResult> SomebodyWasFirstAsync(Contact corrected, CancellationToken ct)
    {
        var theirs = corrected;
        while (await db.Contacts.AsNoTracking().SingleOrDefaultAsync(row => row.ReplacesId == theirs.Id, ct) is { } next)
            theirs = next;
        var by = theirs.WithdrawnBy ?? theirs.RecordedBy;
        var who = await db.StaffNameAsync(by, ct);
        if (theirs.IsWithdrawn)
            return this.ChangedMeanwhile(new(who, theirs.WithdrawnAt, [new(texts["Reason"], Reason, theirs.WithdrawReason)]), Version, "taken-back-meanwhile");

        var saved = ContactForm.Of(theirs);
        string? Word(string kind, string? word) => string.IsNullOrEmpty(word) ? null : texts[$"{kind}_{word}"].Value;
        return this.ChangedMeanwhile(new(who, theirs.RecordedAt,
        [
            new(texts["OutcomeQuestion"], Form.Outcome == "made" ? texts["OutcomeMade"] : texts["OutcomeAttempted"], saved.Outcome == "made" ? texts["OutcomeMade"] : texts["OutcomeAttempted"]),
            new(texts["ChannelQuestion"], Word("Channel", Form.Channel), Word("Channel", saved.Channel)),
            new(texts["PlaceQuestion"], Word("Place", Form.Place), Word("Place", saved.Place)),
            new(texts["Note"], Form.Note, saved.Note),
            new(texts["On"], Form.On?.ToString("d MMMM yyyy", null), saved.On?.ToString("d MMMM yyyy", null)),
            new(texts["StarterQuestion"], Word("Starter", Form.StartedBy), Word("Starter", saved.StartedBy)),
        ]), theirs.Id);
    }

    /// <summary>True for the contact of the address and for those that took its place, one after another.</summary>
    private async Task<bool> IsOrReplacesAsync(Contact contact, ContactId id, CancellationToken ct)
    {
        for (ContactId? each = contact.Id; each is { } current; each = await db.Contacts.Where(row => row.Id == current).Select(row => row.ReplacesId).SingleOrDefaultAsync(ct))
        {
            if (current == id)
                return true;
        }
        return false;
    }

    private async Task<Contact?> FindAsync(ContactId id, CancellationToken ct)
    {
        if (await db.Contacts.SingleOrDefaultAsync(row => row.Id == id, ct) is not { } contact
            || await db.FindPersonAsync(contact.YoungPersonId, ct) is not { } person)
            return null;

        Person = person;
        this.IsAbout(person.Id);
        return contact;
    }
}
