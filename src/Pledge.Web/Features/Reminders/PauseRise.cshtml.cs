using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Reminders;
using Pledge.Web.Access;
using Pledge.Web.Background;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.YoungPeople;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Reminders;

/// <summary>Keeps one matter from rising further for a while, with a reason that everybody concerned can read, and lets it rise again.</summary>
[Authorize(Policy = Policies.WorkWithYoungPeople), KeepsDraft("rise-pause", Part = "rule matter")]
public sealed class PauseRiseModel(PledgeDb db, TimeProvider clock, IStringLocalizer<RemindersText> texts) : PageModel
{
    /// <summary>Last day of the pause.</summary>
    [BindProperty]
    [Required(ErrorMessage = "date-part-missing")]
    public DateOnly? Until { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "pause-reason-missing")]
    public string? Reason { get; set; }

    public PersonHead Person { get; private set; } = null!;
    public OpenMatter Matter { get; private set; } = null!;
    public IReadOnlyDictionary<Guid, MatterSubject> Subjects { get; private set; } = new Dictionary<Guid, MatterSubject>();

    /// <summary>The pause in force today, or null.</summary>
    public RisePause? Now { get; private set; }

    /// <summary>Name of who paused it, or null when they left.</summary>
    public string? PausedBy { get; private set; }

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, string rule, string matter, CancellationToken ct)
    {
        if (!await FoundAsync(id, rule, matter, ct))
            return NotFound();

        await db.LookedAsync(User, id, "reminders", clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(YoungPersonId id, string rule, string matter, CancellationToken ct)
    {
        // Two people may pause the same thing at once: the second is told what the first said.
        await LockAsync(id, ct);
        if (!await FoundAsync(id, rule, matter, ct))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        if (Now is not null)
            return this.Refused(new Refusal("rise-already-paused", Now.Until!.Value), nameof(Until));

        var now = clock.GetUtcNow();
        var pause = RisePause.Create(Person.Authority, id, Matter.Rule, Matter.Matter, Until!.Value, Reason, now, User.AccountId());
        if (pause.IsRefused)
            return this.Refused(pause.Refusal, pause.Refusal.Code.Contains("reason", StringComparison.Ordinal) ? nameof(Reason) : nameof(Until));

        db.RisePauses.Add(pause.Value);
        await db.SaveChangesAsync(ct);
        await db.WroteAsync(User, id, "paused-rise", now, ct);
        TempData["Done"] = texts["RisePaused", pause.Value.Until!].Value;
        return LocalRedirect($"/young-people/{id}/reminders");
    }

    public async Task<IActionResult> OnPostEndAsync(YoungPersonId id, string rule, string matter, CancellationToken ct)
    {
        await LockAsync(id, ct);
        if (!await FoundAsync(id, rule, matter, ct))
            return NotFound();

        // Ended already, by a second tap or somebody else: it is as they want it.
        if (Now is not null)
        {
            db.RisePauses.Add(Now.Ended(clock.GetUtcNow(), User.AccountId()));
            await db.SaveChangesAsync(ct);
            await db.WroteAsync(User, id, "ended-rise-pause", clock.GetUtcNow(), ct);
        }
        TempData["Done"] = texts["RisePauseEnded"].Value;
        return LocalRedirect($"/young-people/{id}/reminders");
    }

    private Task<int> LockAsync(YoungPersonId id, CancellationToken ct) => db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({id.ToString()}, 925))", ct);

    /// <summary>Only what is due and not done can be paused: anything else is not found.</summary>
    private async Task<bool> FoundAsync(YoungPersonId id, string rule, string matter, CancellationToken ct)
    {
        if (ReminderRule.Find(rule, toYoungPerson: false) is not { Rises: true, CanBePaused: true } known || !Domain.Reminders.Matter.TryParse(matter, out var asked) || await db.FindPersonAsync(id, ct) is not { } person)
            return false;

        var today = clock.Today();
        ReminderRule[] rules = [known];
        var (facts, settings) = known.Clock is null ? default : await db.ReadClocksAsync(person, today, ct);
        var open = known.Clock is null ? await db.FindMattersAsync(rules, id, today, ct) : facts.MattersOf(id.Value, rules, settings, today);
        if (open.FirstOrDefault(one => one.Matter == asked) is not { } found)
            return false;

        (Person, Matter, Now) = (person, found, (await db.ReadHoldsAsync(today, ct, id)).InForce(rule, asked, today));
        PausedBy = Now is null ? null : (await db.NamesOfStaffAsync([Now.SaidBy], ct)).GetValueOrDefault(Now.SaidBy);
        Subjects = await db.ReadSubjectsAsync([asked.About], ct);
        return true;
    }
}
