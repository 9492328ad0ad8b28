using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Reminders;
using Pledge.Web.Access;
using Pledge.Web.Background;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Reminders;

[Authorize(Policy = Policies.OwnPledge)]
public sealed class IndexModel(PledgeDb db, TimeProvider clock, IStringLocalizer<RemindersText> text) : PageModel
{
    public EmailChoice Email { get; private set; } = null!;
    public MessagePage Messages { get; private set; } = null!;

    /// <summary>What they chose about when and what.</summary>
    public ReminderSetting Setting { get; private set; } = ReminderSetting.Usual;

    /// <summary>Whether they hear nothing for a while, at their own wish.</summary>
    public bool IsPaused => Setting.IsPausedOn(clock.Today());

    /// <summary>Whether e-mails are off and this is of a kind that can be; the sender asks the same rule.</summary>
    public bool WillNotBeSent(string rule) => ReminderRule.Find(rule, toYoungPerson: true) is { CanBeTurnedOff: true } known && (!Email.Wanted || !Setting.Wants(known.Kind, clock.Today()));

    public async Task OnGetAsync(int number, CancellationToken ct)
    {
        Email = await db.ReadEmailChoiceAsync(User.AccountId(), ct);
        Setting = await db.ReadReminderSettingAsync(User.AccountId(), ct);
        Messages = await db.ListMessagesAsync(User.AccountId(), number, ct);
    }

    public async Task<IActionResult> OnPostAsync(bool? wanted, CancellationToken ct)
    {
        // Only a form of someone's own making says neither yes nor no.
        if (wanted is not { } choice)
            return BadRequest();

        if ((await db.ReadEmailChoiceAsync(User.AccountId(), ct)).Wanted != choice)
            await db.ChooseChannelAsync(User.AuthorityId(), User.AccountId(), Channel.Email, choice, clock.GetUtcNow(), ct);
        TempData["Done"] = text[choice ? "TurnedOn" : "TurnedOff"].Value;
        return RedirectToPage();
    }
}
