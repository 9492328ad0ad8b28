using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Pledge.Domain;
using Pledge.Domain.Organisations;
using Pledge.Domain.Reminders;
using Pledge.Web.Access;
using Pledge.Web.Background.Transports;
using Pledge.Web.Data;
using Pledge.Web.Features.Shared;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Reminders;

/// <summary>When and how somebody hears from Pledge. A young person also chooses what about; what a worker owes is not theirs to switch off.</summary>
[Authorize(Policy = Policies.SignedIn)]
public sealed class ChooseModel(PledgeDb db, TimeProvider clock, IOptions<ChannelOptions> channels, Languages languages, IStringLocalizer<RemindersText> text) : PageModel
{
    /// <summary>London hour from which a message may come.</summary>
    [BindProperty]
    [Required(ErrorMessage = "answer-missing"), Range(6, 22, ErrorMessage = "answer-missing")]
    public int? Opens { get; set; }

    /// <summary>London hour from which it waits.</summary>
    [BindProperty]
    [Required(ErrorMessage = "answer-missing"), Range(6, 22, ErrorMessage = "answer-missing")]
    public int? Closes { get; set; }

    /// <summary>Last day of a pause, or empty.</summary>
    [BindProperty]
    public DateOnly? PausedUntil { get; set; }

    /// <summary>True: a message says no more than that there is something to read.</summary>
    [BindProperty]
    public bool Discreet { get; set; } = true;

    /// <summary>Kebab-case kinds that are wanted by mail.</summary>
    [BindProperty]
    public IReadOnlyList<string> Wanted { get; set; } = [];

    /// <summary>Kebab-case kinds that are wanted by text.</summary>
    [BindProperty]
    public IReadOnlyList<string> Texts { get; set; } = [];

    /// <summary>The choice the form was filled with; empty while none was made.</summary>
    [BindProperty]
    public Guid Version { get; set; }

    /// <summary>The number that gets texts, or null.</summary>
    public string? Number { get; private set; }

    /// <summary>Whether texts to it are turned off, so that none comes whatever is chosen here.</summary>
    public bool AreTextsOff { get; private set; }

    /// <summary>Whether they could have texts.</summary>
    public bool MayGiveNumber => channels.Value.HasTexts;

    /// <summary>Whether there is more than one language.</summary>
    public bool MayChooseLanguage => languages.AreSeveral;

    public bool IsYoungPerson => User.RoleName() == Roles.YoungPerson;

    /// <summary>What a young person chooses by.</summary>
    public static IReadOnlyList<ReminderKind> Kinds { get; } = [ReminderKind.Messages, ReminderKind.Appointments, ReminderKind.Plan, ReminderKind.Pledge];

    public IEnumerable<SelectListItem> Hours => Enumerable.Range(6, 17).Select(hour =>
        new SelectListItem(new TimeOnly(hour, 0).ToString("h:mmtt", CultureInfo.InvariantCulture).ToLowerInvariant(), hour.ToString(CultureInfo.InvariantCulture)));

    public async Task OnGetAsync(CancellationToken ct)
    {
        await ReadNumberAsync(ct);
        var setting = await db.ReadReminderSettingAsync(User.AccountId(), ct);
        (Opens, Closes, PausedUntil, Discreet) = (setting.Opens.Hour, setting.Closes.Hour, setting.IsPausedOn(clock.Today()) ? setting.PausedUntil : null, setting.Discreet);
        (Wanted, Texts, Version) = (WantedOf(setting), setting.Texts, setting.Id.Value);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({User.AccountId().ToString()}, 915))", ct);
        await ReadNumberAsync(ct);
        var saved = await db.ReadReminderSettingAsync(User.AccountId(), ct);
        if (saved.Id.Value != Version && Beside(saved) is var both && both.Any(field => field.Differs))
            return this.ChangedMeanwhile(new(null, saved.ChosenAt, both, Own: true), saved.Id, "own-changed-meanwhile");
        if (!ModelState.IsValid)
            return Page();

        var off = IsYoungPerson ? Kinds.Where(kind => !Wanted.Contains(Kebab.Of(kind))) : [];
        var chosen = ReminderSetting.Choose(User.AuthorityId(), User.AccountId(), new(new(Opens!.Value, 0), new(Closes!.Value, 0)),
            IsYoungPerson ? PausedUntil : null, Discreet, off, Number is null ? [] : Kinds.Where(kind => Texts.Contains(Kebab.Of(kind))), clock.Today(), clock.GetUtcNow());
        if (chosen.IsRefused)
            return this.Refused(chosen.Refusal, chosen.Refusal.Code.StartsWith("break", StringComparison.Ordinal) ? nameof(PausedUntil) : nameof(Closes));

        db.ReminderSettings.Add(chosen.Value);
        await db.SaveChangesAsync(ct);
        TempData["Done"] = text["Chosen"].Value;
        return LocalRedirect(IsYoungPerson ? "/reminders" : "/account");
    }

    private async Task ReadNumberAsync(CancellationToken ct)
    {
        if (IsYoungPerson && await db.ReadWaysToReachAsync(User.AccountId(), ct) is { PhoneNumber: { } number } ways)
            (Number, AreTextsOff) = (number, !ways.TextsWanted);
    }

    /// <summary>What was chosen here beside what was chosen somewhere else.</summary>
    private List<MergeField> Beside(ReminderSetting saved)
    {
        string Named(IEnumerable<string> wanted) => string.Join(", ", Kinds.Where(kind => wanted.Contains(Kebab.Of(kind))).Select(kind => text[$"Kind_{kind}"].Value));
        string? Hour(int? hour) => Hours.FirstOrDefault(item => item.Value == hour?.ToString(CultureInfo.InvariantCulture))?.Text;
        string? Day(DateOnly? day) => day?.ToString("d MMMM yyyy", CultureInfo.CurrentCulture);
        List<MergeField> hours = [new(text["FromHour"], Hour(Opens), Hour(saved.Opens.Hour)), new(text["UntilHour"], Hour(Closes), Hour(saved.Closes.Hour))];
        return !IsYoungPerson ? hours :
        [
            new(text[Number is null ? "WhichWanted" : "WhichByMail"], Named(Wanted), Named(WantedOf(saved))),
            .. (Number is null ? [] : new MergeField[] { new(text["WhichByText"], Named(Texts), Named(saved.Texts)) }),
            new(text["HowMuch"], text[Discreet ? "HowMuchLittle" : "HowMuchMore"], text[saved.Discreet ? "HowMuchLittle" : "HowMuchMore"]),
            .. hours,
            new(text["PauseUntil"], Day(PausedUntil), Day(saved.PausedUntil)),
        ];
    }

    private static IReadOnlyList<string> WantedOf(ReminderSetting setting) => [.. Kinds.Select(Kebab.Of).Where(kind => !setting.Off.Contains(kind))];
}
