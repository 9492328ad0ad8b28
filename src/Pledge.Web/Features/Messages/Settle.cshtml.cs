using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Messages;

[Authorize(Policy = Policies.Administer)]
public sealed class SettleModel(PledgeDb db, TimeProvider clock, IStringLocalizer<MessagesText> words) : PageModel
{
    [BindProperty]
    [Required(ErrorMessage = "message-choice-missing")]
    public string? Choice { get; set; }

    public MessageQuestion Question { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await FindAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();

        var (message, now) = (await db.Messages.SingleAsync(m => m.Id == new MessageId(id), ct), clock.GetUtcNow());
        var refusal = Choice switch
        {
            "send-again" => message.SendAgain(Question.ToYoungPerson, now),
            "arrived" => message.FoundArrived(now),
            "let-go" => message.LetGo(now),
            _ => new Refusal("message-choice-missing"),
        };
        if (refusal is not null)
            return this.Refused(refusal, nameof(Choice));

        await db.SaveChangesAsync(ct);
        await db.AuditAsync(User, "settled-message", id, now, ct);
        TempData["Done"] = words["Settled"].Value;
        return LocalRedirect("/admin/messages");
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken ct)
    {
        if (await db.FindMessageQuestionAsync(id, ct) is not { } question)
            return false;
        Question = question;
        return true;
    }
}
