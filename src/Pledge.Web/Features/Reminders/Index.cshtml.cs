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
    public IReadOnlyList<ComingLine> Coming { get; private set; } = [];

    /// <summary>What waits although it is due, with why, until when; the pause of what somebody owes them.</summary>
    public IReadOnlyList<RisePause> Paused { get; private set; } = [];
    public IReadOnlyDictionary<Guid, MatterSubject> Subjects { get; private set; } = new Dictionary<Guid, MatterSubject>();

    /// <summary>What they chose about when and what.</summary>
    public ReminderSetting Setting { get; private set; } = ReminderSetting.Usual;

    /// <summary>Whether they hear nothing for a while, at their own wish.</summary>
    public bool IsPaused => Setting.IsPausedOn(clock.Today());

    /// <summary>Whether nothing of it comes by mail or text: turned off, or paused that day.</summary>
    public bool WillNotBeSent(ComingLine line) => line.Rule.CanBeTurnedOff && !Email.Hears(Setting, line.Rule.Kind, line.On);

    public async Task OnGetAsync(int number, CancellationToken ct)
    {
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        Email = await db.ReadEmailChoiceAsync(User.AccountId(), ct);
        Setting = await db.ReadReminderSettingAsync(User.AccountId(), ct);
        Messages = await db.ListMessagesAsync(User.AccountId(), number, ct);
        // Further pages are about the past.
        if (Messages.Number == 1)
        {
            Coming = await db.ListComingAsync(User.AccountId(), User.YoungPersonId(), Email, Setting, now, ct);
            Paused = (await db.ReadHoldsAsync(today, ct, User.YoungPersonId())).InForceOn(today);
        }
        Subjects = await db.ReadSubjectsAsync(Messages.Lines.Select(line => line.Occurrence).Concat(Coming.Select(line => line.Occurrence)).Concat(Paused.Select(pause => pause.Matter)), ct);
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
