using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Pledge.Domain;
using Pledge.Domain.Documents;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.YoungPeople;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Documents;

[Authorize(Policy = Policies.WorkWithYoungPeople), ReceivesDocument]
public sealed class NewModel(PledgeDb db, AddDocument add, IOptions<DocumentOptions> options, TimeProvider clock, IStringLocalizer<DocumentsText> texts) : PageModel
{
    [BindProperty]
    public DocumentForm Form { get; set; } = new();

    /// <summary>The document whose place the new one takes, or null.</summary>
    [BindProperty(SupportsGet = true)]
    public DocumentId? Replaces { get; set; }

    public PersonHead Person { get; private set; } = null!;
    public Document? Replaced { get; private set; }
    public IReadOnlyList<FactChoice> Facts { get; private set; } = [];
    public int MaxMegabytes => options.Value.MaxMegabytes;
    public int MaxBytes => options.Value.Limits.FileBytes;

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, Guid? fact, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct) || Replaced is { IsWithdrawn: true })
            return NotFound();

        (Form.Title, Form.Fact) = (Replaced?.Title, Replaced?.FactId?.Value ?? fact);
        // What takes the place of something kept back is not shown by an oversight: to show it, somebody has to take this away.
        if (Replaced is not null && await db.FindHidingAsync(Replaced, ct) is { } hiding)
            Form.KeepBack = new() { On = true, Reason = hiding.Reason, ReviewOn = hiding.ReviewOn > clock.Today() ? hiding.ReviewOn : null };
        await db.LookedAsync(User, id, "add-document", clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(YoungPersonId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        if (!this.HasAll(Missing))
            return ChooseAgain();
        var added = await add.RunAsync(User, Person, ReceivedDocument.Of(HttpContext), Form, Replaced, ct);
        if (added.IsRefused)
        {
            this.Refused(added.Refusal, DocumentForm.FieldOf(added.Refusal));
            return ChooseAgain();
        }

        await db.WroteAsync(User, id, "document", clock.GetUtcNow(), ct, added.Value.Id.Value);
        TempData["Done"] = added.Value.IsKeptBack ? texts["SavedKeptBack", Form.KeepBack.ReviewOn!.Value].Value : texts["Saved", Person.ShortName].Value;
        return LocalRedirect($"/young-people/{id}/documents");
    }

    /// <summary>No browser keeps a file in a form that comes back, so it is asked for again where nothing is wrong with it.</summary>
    private PageResult ChooseAgain()
    {
        this.HasAll([(ReceivedDocument.Of(HttpContext).Refusal ?? new("file-choose-again"), "File")]);
        return Page();
    }

    private IEnumerable<(Refusal Missing, string Field)> Missing =>
        Replaced is null || !string.IsNullOrWhiteSpace(Form.ReplaceReason)
            ? Form.KeepBack.Missing("Form.KeepBack.")
            : [(new("reason-missing"), "Form.ReplaceReason"), .. Form.KeepBack.Missing("Form.KeepBack.")];

    private async Task<bool> FoundAsync(YoungPersonId id, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person)
            return false;
        Person = person;
        Facts = await db.ListFactsForDocumentsAsync(id, ct);
        if (Replaces is { } old)
            Replaced = await db.FindDocumentAsync(id, old, ct);
        return Replaces is null || Replaced is not null;
    }
}
