using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Pledge.Domain;
using Pledge.Domain.Reminders;
using Pledge.Web.Access;
using Pledge.Web.Background;
using Pledge.Web.Background.Transports;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Reminders;

[Authorize(Policy = Policies.OwnPledge)]
public sealed class IndexModel(PledgeDb db, TimeProvider clock, IOptions<ChannelOptions> channels, IStringLocalizer<RemindersText> text) : PageModel
{
    /// <summary>Where it goes. Without a number where no texts are sent.</summary>
    public WaysToReach Ways { get; private set; } = null!;
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
    public bool WillNotBeSent(ComingLine line) => line.Rule.CanBeTurnedOff && !Ways.Hears(Setting, line.Rule.Kind, line.On);

    public async Task OnGetAsync(int number, CancellationToken ct)
    {
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        Ways = await db.ReadWaysToReachAsync(User.AccountId(), ct);
        if (!channels.Value.HasTexts)
            Ways = Ways with { PhoneNumber = null };
        Setting = await db.ReadReminderSettingAsync(User.AccountId(), ct);
        Messages = await db.ListMessagesAsync(User.AccountId(), number, ct);
        // Further pages are about the past.
        if (Messages.Number == 1)
        {
            Coming = await db.ListComingAsync(User.AccountId(), User.YoungPersonId(), Ways, Setting, now, ct);
            Paused = await db.ListOpenPausesAsync(User.YoungPersonId(), today, ct);
        }
        Subjects = await db.ReadSubjectsAsync(Messages.Lines.Select(line => line.Occurrence).Concat(Coming.Select(line => line.Occurrence)).Concat(Paused.Select(pause => pause.Matter)), ct);
    }

    public async Task<IActionResult> OnPostAsync(bool? wanted, CancellationToken ct)
    {
        // Only a form of someone's own making says neither yes nor no.
        if (wanted is not { } choice)
            return BadRequest();

        if ((await db.ReadWaysToReachAsync(User.AccountId(), ct)).EmailsWanted != choice)
            await db.ChooseChannelAsync(User.AuthorityId(), User.AccountId(), Channel.Email, choice, clock.GetUtcNow(), ct);
        TempData["Done"] = text[choice ? "TurnedOn" : "TurnedOff"].Value;
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostEndBreakAsync(CancellationToken ct)
    {
        // Over already, or ended in another window: there is nothing left to end.
        if (await db.ReadReminderSettingAsync(User.AccountId(), ct) is var setting && setting.IsPausedOn(clock.Today()))
        {
            db.ReminderSettings.Add(setting.WithoutBreak(clock.GetUtcNow()));
            await db.SaveChangesAsync(ct);
        }
        TempData["Done"] = text["BreakEnded"].Value;
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostTextsAsync(bool? wanted, CancellationToken ct)
    {
        if (wanted is not { } choice)
            return BadRequest();

        // Taken away meanwhile: there is nothing to turn on or off, and the page says so.
        if (await db.ReadWaysToReachAsync(User.AccountId(), ct) is { PhoneNumber: not null } ways)
        {
            if (ways.TextsWanted != choice)
                await db.ChooseChannelAsync(User.AuthorityId(), User.AccountId(), Channel.Text, choice, clock.GetUtcNow(), ct);
            TempData["Done"] = text[choice ? "TextsTurnedOn" : "TextsOff"].Value;
        }
        return RedirectToPage();
    }
}
