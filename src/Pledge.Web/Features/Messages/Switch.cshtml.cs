using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Messages;

/// <summary>Stops the messages of an authority, or lets them go again, with a reason.</summary>
[Authorize(Policy = Policies.Administer)]
public sealed class SwitchModel(PledgeDb db, TimeProvider clock, IStringLocalizer<MessagesText> words) : PageModel
{
    /// <summary>One of <see cref="Switches.Channels"/>.</summary>
    [BindProperty]
    [Required(ErrorMessage = "switch-channel-missing")]
    public string? Channel { get; set; }

    /// <summary><c>stop</c> or <c>go</c>.</summary>
    [BindProperty]
    [Required(ErrorMessage = "switch-way-missing")]
    public string? Way { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "switch-reason-missing")]
    [StringLength(300, ErrorMessage = "switch-reason-too-long")]
    public string? Reason { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
            return Page();
        if (!Switches.Channels.Contains(Channel))
            return this.Refused(new Refusal("switch-channel-missing"), nameof(Channel));
        if (Way is not ("stop" or "go"))
            return this.Refused(new Refusal("switch-way-missing"), nameof(Way));

        var now = clock.GetUtcNow();
        await db.SetSwitchAsync(User.AuthorityId(), Channel!, Way == "stop", Reason!.Trim(), User.AccountId(), now, ct);
        await db.AuditAsync(User, Way == "stop" ? "stopped-messages" : "let-messages-go", null, now, ct);
        TempData["Done"] = words[Way == "stop" ? "Stopped" : "Going"].Value;
        return LocalRedirect("/admin/messages");
    }
}
