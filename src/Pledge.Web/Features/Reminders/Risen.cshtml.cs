using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Domain.Reminders;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Reminders;

/// <summary>One thing that rose.</summary>
/// <param name="Pause">What keeps it from rising further today, or null.</param>
public sealed record RisenLine(StaffMatter Matter, RisePause? Pause);

/// <summary>What became of the reminders of one rule in the last weeks.</summary>
/// <param name="Reminded">Things of which somebody was reminded.</param>
/// <param name="Done">Those that are done, or whose day moved.</param>
/// <param name="Manager">Those of which the manager of a team heard.</param>
/// <param name="Service">Those of which whoever manages the service heard.</param>
public sealed record RuleOutcome(string Rule, int Reminded, int Done, int Manager, int Service)
{
    public int Open => Reminded - Done;
}

/// <summary>For a manager: what has risen to them and is not done, what is kept from rising, and what became of the reminders of the last weeks.</summary>
[Authorize(Policy = Policies.LeadTeam)]
public sealed class RisenModel(PledgeDb db, TimeProvider clock) : PageModel
{
    /// <summary>How far back reminders are counted.</summary>
    public const int WeeksBack = 4;

    private const int PageSize = 50;

    private static readonly ReminderRule[] Rising = [.. ReminderRule.All.Where(rule => rule.Rises)];

    /// <summary>Which fifty, from 1; outside the pages there are shows the nearest one.</summary>
    [BindProperty(SupportsGet = true)]
    public int Number { get; set; }

    public ReminderStep Step { get; private set; }
    public DateOnly Today { get; private set; }
    public int Total { get; private set; }
    public int LastNumber => Math.Max(1, (Total + PageSize - 1) / PageSize);
    public IReadOnlyList<RisenLine> Lines { get; private set; } = [];

    /// <summary>What is paused, risen or not: of <see cref="PausedTotal"/> the fifty that end first.</summary>
    public IReadOnlyList<RisenLine> Paused { get; private set; } = [];
    public int PausedTotal { get; private set; }
    public IReadOnlyList<RuleOutcome> Outcomes { get; private set; } = [];
    public IReadOnlyDictionary<Guid, MatterSubject> Subjects { get; private set; } = new Dictionary<Guid, MatterSubject>();

    public async Task OnGetAsync(CancellationToken ct)
    {
        Today = clock.Today();
        var matters = await StaffMatters.ReadAsync(db, User.AccountId(), isManager: true, Rising, Today, ct);
        Step = matters.Step;
        var open = matters.All.Select(one => new RisenLine(one, matters.Holds.InForce(one.Open.Rule.Key, one.Open.Matter, Today))).ToList();
        var risen = open.Where(line => line.Pause is null && matters.HasRisen(line.Matter, Today)).OrderBy(line => line.Matter.Open.Matter.Due).ThenBy(line => line.Matter.Name, StringComparer.CurrentCulture).ToList();
        Total = risen.Count;
        Number = Math.Clamp(Number, 1, LastNumber);
        Lines = [.. risen.Skip((Number - 1) * PageSize).Take(PageSize)];
        var paused = open.Where(line => line.Pause is not null && !line.Matter.IsLent).OrderBy(line => line.Pause!.Until).ThenBy(line => line.Matter.Name, StringComparer.CurrentCulture).ToList();
        (Paused, PausedTotal) = ([.. paused.Take(PageSize)], paused.Count);
        var stillOpen = matters.All.Select(one => (one.Open.Rule.Key, one.Open.Matter.ToString())).ToHashSet();
        Outcomes = OutcomesOf(await db.ListRemindedAsync(Rising, LondonTime.At(Today.AddDays(-7 * WeeksBack), TimeOnly.MinValue), ct), stillOpen);
        Subjects = await db.ReadSubjectsAsync(Lines.Concat(Paused).Select(line => line.Matter.Open.Matter.About), ct);
    }

    private static List<RuleOutcome> OutcomesOf(IEnumerable<RemindedRow> rows, HashSet<(string, string)> open) =>
    [
        .. from one in rows
           where Matter.OfOccurrence(one.Occurrence) is not null
           let rule = ReminderRule.Find(one.Rule, toYoungPerson: false)!
           let matter = Matter.OfOccurrence(one.Occurrence)!.Value.ToString()
           let step = rule.Moments.FirstOrDefault(moment => moment.Key == rule.MomentOf(one.Occurrence))?.Tells ?? ReminderStep.First
           group step by (one.Rule, Matter: matter) into told
           group told by told.Key.Rule into ofRule
           orderby ofRule.Count() descending, ofRule.Key
           select new RuleOutcome(ofRule.Key, ofRule.Count(), ofRule.Count(told => !open.Contains((told.Key.Rule, told.Key.Matter))),
               ofRule.Count(told => told.Contains(ReminderStep.TeamManager)), ofRule.Count(told => told.Contains(ReminderStep.ServiceManager))),
    ];
}
