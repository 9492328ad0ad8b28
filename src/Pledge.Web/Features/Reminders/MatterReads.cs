using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Clocks;
using Pledge.Domain.Facts;
using Pledge.Domain.People;
using Pledge.Domain.Reminders;
using Pledge.Web.Background;
using Pledge.Web.Data;
using Pledge.Web.Features.YoungPeople;

namespace Pledge.Web.Features.Reminders;

/// <summary>Something that is due and not done.</summary>
/// <param name="YoungPerson">Whom it is about.</param>
/// <param name="Owner">Account whose it is to do, when that is not the young person or their worker.</param>
/// <param name="StartsAt">UTC instant it is about, when it is about one.</param>
public sealed record OpenMatter(ReminderRule Rule, Guid YoungPerson, Guid? Owner, Matter Matter, DateTimeOffset? StartsAt = null);

/// <summary>What a matter is about beside its rule and day, as far as the reader may read it.</summary>
/// <param name="Words">Of an action, a conversation, or the name of a professional or mentor; null for an appointment.</param>
/// <param name="StartsAt">UTC instant of an appointment.</param>
public sealed record MatterSubject(Guid Id, string? Words, DateTimeOffset? StartsAt);

/// <summary>Finds what is due as the planner does, for pages: by the same rules, and as far as the reader reaches.</summary>
public static class MatterReads
{
    /// <summary>Everything that is looked for is due within this many days of today.</summary>
    private const int DaysBack = 400, DaysAhead = 100;

    /// <summary>What the clocks of one young person are read from.</summary>
    /// <returns>With the settings it is read by: four statements.</returns>
    public static async Task<(ClockFacts Facts, IReadOnlyCollection<ClockSetting> Settings)> ReadClocksAsync(this PledgeDb db, PersonHead person, DateOnly today, CancellationToken ct)
    {
        var days = await db.ReadPersonDaysAsync(person.Id, today, ct);
        var home = (await db.Facts.AsNoTracking().OfType<Home>().Where(fact => fact.YoungPersonId == person.Id && fact.SupersededAt == null).ToListAsync(ct)).AsAt(today);
        var pauses = await db.ClockPauses.AsNoTracking().Where(pause => pause.YoungPersonId == person.Id).ToListAsync(ct);
        var status = days.Status is { } word ? Kebab.Read<LegalStatus>(word) : LegalStatus.None;
        return (
            new(person.Born, status, days.FirstAssignedOn, home?.Code, days.LastMadeOn, days.PlanStartedOn, days.LastReviewOn, days.ReviewAskedOn)
            {
                MovedInOn = home?.MovedIn,
                CouncilProvided = home?.CouncilProvided,
                LastVisitOn = days.LastVisitOn,
                EligibleSince = days.EligibleSince,
                Pauses = pauses,
            },
            await db.ClockSettings.AsNoTracking().ToListAsync(ct));
    }

    /// <summary>What the clocks of somebody say is due, late or not, for those of <paramref name="rules"/> that a clock causes. Nothing where they have no rights as a care leaver.</summary>
    public static IEnumerable<OpenMatter> MattersOf(this ClockFacts facts, Guid youngPerson, IEnumerable<ReminderRule> rules, IReadOnlyCollection<ClockSetting> settings, DateOnly today) =>
        facts.Status is LegalStatus.None ? [] :
            from rule in rules
            where rule.Clock is not null
            let reading = facts.Read(rule.Clock!.Value, today, settings)
            where reading.DueOn is not null
            select new OpenMatter(rule, youngPerson, null, new(youngPerson.ToString(), reading.DueOn!.Value));

    /// <summary>What the queries of the planner find, for those of <paramref name="rules"/> that have one.</summary>
    /// <param name="of">One young person, or null for everybody the caller reaches.</param>
    /// <returns>One statement for each such rule.</returns>
    public static async Task<List<OpenMatter>> FindMattersAsync(this PledgeDb db, IEnumerable<ReminderRule> rules, YoungPersonId? of, DateOnly today, CancellationToken ct)
    {
        var matters = new List<OpenMatter>();
        foreach (var rule in rules.Where(rule => rule.IsFound))
        {
            var query = FoundReminders.Queries[(rule.Key, rule.To)](db, today.AddDays(-DaysBack), today.AddDays(DaysAhead), today);
            if (of is { } one)
                query = query.Where(found => found.YoungPersonId == one.Value);
            matters.AddRange((await query.ToListAsync(ct)).Where(found => found.YoungPersonId is not null)
                .Select(found => new OpenMatter(rule, found.YoungPersonId!.Value, found.Account, new(found.Subject, found.DueOn), found.StartsAt)));
        }
        return matters;
    }

    /// <summary>The pauses of one young person's matters that are not done, the first to end first, as far as the caller reads what they are about.</summary>
    /// <returns>One statement where nothing is paused; else six at most, and one for each rule that looks for something of which something is paused.</returns>
    public static async Task<IReadOnlyList<RisePause>> ListOpenPausesAsync(this PledgeDb db, YoungPersonId id, DateOnly today, CancellationToken ct)
    {
        var paused = (await db.ReadHoldsAsync(today, ct, id)).InForceOn(today);
        if (paused.Count == 0)
            return [];

        var rules = ReminderRule.All.Where(rule => rule.Rises && paused.Any(pause => pause.Rule == rule.Key)).ToList();
        var person = await db.FindPersonAsync(id, ct) ?? throw new InvalidOperationException("Whoever reads the pauses of somebody reaches them.");
        var (facts, settings) = await db.ReadClocksAsync(person, today, ct);
        var open = facts.MattersOf(id.Value, rules, settings, today).Concat(await db.FindMattersAsync(rules, id, today, ct)).Select(one => (one.Rule.Key, one.Matter.ToString())).ToHashSet();
        return [.. paused.Where(pause => open.Contains((pause.Rule, pause.Matter)))];
    }

    /// <summary>What matters are about, by the id they begin with.</summary>
    /// <param name="about">As <see cref="Matter.About"/>; what is no id of ours is left out.</param>
    /// <returns>One statement.</returns>
    public static async Task<IReadOnlyDictionary<Guid, MatterSubject>> ReadSubjectsAsync(this PledgeDb db, IEnumerable<string> about, CancellationToken ct)
    {
        Guid[] ids = [.. about.Select(IdOf).OfType<Guid>().Distinct()];
        return (await db.Database.SqlQuery<MatterSubject>(
            $"""
            select a.id, a.what as words, null::timestamptz as starts_at from pledge.plan_action a where a.id = any ({ids})
            union all select b.id, b.what, null from pledge.board_action b where b.id = any ({ids})
            union all select p.id, null, p.starts_at from pledge.appointment p where p.id = any ({ids})
            union all select c.id, c.subject, null from pledge.conversation c where c.id = any ({ids})
            union all select w.id, c.subject, null from pledge.conversation_message w join pledge.conversation c on c.id = w.conversation_id where w.id = any ({ids})
            union all select r.person_key, r.name, null from pledge.involved_professional r where r.person_key = any ({ids}) and r.superseded_at is null
            union all select k.id, m.name, null from pledge.mentor_clearance k join pledge.mentor m on m.id = k.mentor_id where k.id = any ({ids})
            union all select t.id, m.name, null from pledge.mentor_training t join pledge.mentor m on m.id = t.mentor_id where t.id = any ({ids})
            """).ToListAsync(ct)).DistinctBy(subject => subject.Id).ToDictionary(subject => subject.Id);
    }

    /// <summary>The id something about which there is a message begins with, or null.</summary>
    internal static Guid? IdOf(string about) => Guid.TryParse(about.AsSpan(0, Math.Min(about.Length, 36)), out var id) ? id : null;
}
