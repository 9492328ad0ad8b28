using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Contacts;
using Pledge.Domain.Organisations;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Caseload;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.Notes;
using Pledge.Web.Features.Words;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Contacts;

[Authorize(Policy = Policies.WorkWithYoungPeople), KeepsDraft("contact", Subject = "with")]
public sealed class NewModel(PledgeDb db, TimeProvider clock, IStringLocalizer<ContactsText> texts) : PageModel
{
    [BindProperty]
    public ContactForm Form { get; set; } = new();

    /// <summary>The young people it was with.</summary>
    [BindProperty(SupportsGet = true)]
    public IReadOnlyList<string> With { get; set; } = [];

    /// <summary>Made when the form was opened and sent with it: the same form sent twice is one contact.</summary>
    [BindProperty]
    public Guid Group { get; set; }

    /// <summary>Whether the form already says more than the usual: another day, somebody else first.</summary>
    public bool MoreIsSaid => ModelState["Form.StartedBy"]?.AttemptedValue is { } starter && starter != Kebab.Of(ContactStarter.Worker);

    public IReadOnlyList<Reachable> Everyone { get; private set; } = [];
    public IReadOnlyList<Reachable> Chosen { get; private set; } = [];

    /// <summary>Who is ticked in the form as it is shown: a draft may say somebody else than the address.</summary>
    public IReadOnlyList<Reachable> Ticked => (ModelState.GetValueOrDefault(nameof(With))?.RawValue switch { string one => [one], IEnumerable<string> many => many, _ => (IEnumerable<string>?)null }) is { } ids
        ? [.. Everyone.Where(person => ids.Contains(person.Id.ToString(), StringComparer.OrdinalIgnoreCase))] : Chosen;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await ReachesAllAsync(ct))
            return NotFound();

        (Form.On, Group) = (clock.Today(), Guid.CreateVersion7());
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await ReachesAllAsync(ct))
            return NotFound();
        if (Chosen.Count == 0)
            ModelState.AddModelError(nameof(With), "contact-with-missing");
        if (!this.HasAll(Form.KeepBack.Missing("Form.KeepBack.")))
            return Page();

        var now = clock.GetUtcNow();
        if (await db.BeginGroupAsync(Group, Chosen, ct))
        {
            foreach (var person in Chosen)
            {
                if (Add(person, now) is { } refusal)
                    return this.Refused(refusal, $"Form.{ContactForm.FieldOf(refusal)}");
                await db.WroteAsync(User, new(person.Id), "contact", now, ct);
            }
            await db.SaveChangesAsync(ct);
        }
        else if (!await db.HasContactNoteAsync(Group, Form.Note, Form.KeepBack.IsAsked, ct))
            return this.Refused(new("contact-already-saved"), "Form.Note");
        this.OfferWords(Form.Note);
        TempData["Done"] = Chosen.Count == 1 ? texts["RecordedOne", Chosen[0].Name].Value : texts["Recorded", Chosen.Count].Value;
        return LocalRedirect(TempData.CaseloadAddress(User));
    }

    /// <summary>The contact, and its note apart from it when that is kept back.</summary>
    private Refusal? Add(Reachable person, DateTimeOffset now)
    {
        var contact = Contact.Record(User.AuthorityId(), new(person.Id), person.Born, Form.Details(), Group, now, User.AccountId());
        if (contact.IsRefused)
            return contact.Refusal;
        if (Form.KeepBack.IsAsked && db.AddNote(User.AuthorityId(), new(person.Id), contact.Value.Id, Form.Note, Form.KeepBack, now, User.AccountId()) is { IsRefused: true } note)
            return note.Refusal;

        db.Contacts.Add(contact.Value);
        return null;
    }

    private async Task<bool> ReachesAllAsync(CancellationToken ct)
    {
        Everyone = await db.ListReachableAsync(ct);
        var asked = With.Where(id => !string.IsNullOrEmpty(id)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Chosen = [.. Everyone.Where(person => asked.Contains(person.Id.ToString()))];
        return Chosen.Count == asked.Count;
    }
}
