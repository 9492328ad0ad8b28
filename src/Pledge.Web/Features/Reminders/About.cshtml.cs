using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Reminders;
using Pledge.Web.Access;
using Pledge.Web.Background;
using Pledge.Web.Data;
using Pledge.Web.Features.Records;
using Pledge.Web.Features.YoungPeople;

namespace Pledge.Web.Features.Reminders;

/// <summary>What is not done about a young person and who hears of it next; and who was reminded of what, and what came of it: for their worker and the managers to whom it rises.</summary>
[Authorize(Policy = Policies.WorkWithYoungPeople)]
public sealed class AboutModel(PledgeDb db, TimeProvider clock) : PageModel
{
    private static readonly ReminderRule[] Rising = [.. ReminderRule.All.Where(rule => rule.Rises)];

    public PersonHead Person { get; private set; } = null!;
    public IReadOnlyList<Standing> Open { get; private set; } = [];
    public ReminderPage Reminders { get; private set; } = null!;
    public IReadOnlyDictionary<Guid, MatterSubject> Subjects { get; private set; } = new Dictionary<Guid, MatterSubject>();

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, int number, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person)
            return NotFound();

        Person = person;
        var today = clock.Today();
        var holds = await db.ReadHoldsAsync(today, ct, id);
        var (facts, settings) = await db.ReadClocksAsync(person, today, ct);
        // What nobody had to be reminded of yet is on the young person's own page.
        var open = facts.MattersOf(id.Value, Rising, settings, today).Concat(await db.FindMattersAsync(Rising, id, today, ct))
            .Where(one => one.Rule.Reached(one.Matter.Due, one.Matter.About, today, holds) is not null || holds.InForce(one.Rule.Key, one.Matter, today) is not null)
            .OrderBy(one => one.Matter.Due).ThenBy(one => one.Rule.Key, StringComparer.Ordinal).ToList();
        var told = (await db.ListToldAsync(id, person.ShortName, open, ct)).ToLookup(row => (row.Rule, row.Matter));
        var path = await RisePath.ReadAsync(db, id, open.Select(one => one.Owner).OfType<Guid>(), today, ct);
        var pausers = await db.NamesOfStaffAsync(open.Select(one => holds.InForce(one.Rule.Key, one.Matter, today)?.SaidBy).OfType<AccountId>(), ct);
        Open = open.ConvertAll(one => Standing.Of(one, told[(one.Rule.Key, one.Matter.ToString())], path, holds,
            holds.InForce(one.Rule.Key, one.Matter, today) is { } pause ? pausers.GetValueOrDefault(pause.SaidBy) : null, today));
        Reminders = await db.ListRemindersAboutAsync(id, number, ct);
        Subjects = await db.ReadSubjectsAsync(open.Select(one => one.Matter.About).Concat(Reminders.Lines.Select(line => line.Occurrence)), ct);
        await db.LookedAsync(User, id, "reminders", clock.GetUtcNow(), ct);
        return Page();
    }
}
