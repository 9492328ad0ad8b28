using Pledge.Domain;
using Pledge.Domain.Reminders;
using Pledge.Web.Background;
using Pledge.Web.Data;
using Pledge.Web.Features.YoungPeople;

namespace Pledge.Web.Features.Reminders;

/// <summary>A reminder that comes if nothing changes.</summary>
/// <param name="On">London day.</param>
/// <param name="AboutId">The young person it is about, where the reader is somebody else; with <paramref name="About"/>, their name.</param>
/// <param name="StartsAt">UTC instant it is about, when it is about one.</param>
public sealed record ComingLine(DateOnly On, ReminderRule Rule, string Occurrence, Guid? AboutId, string? About, DateTimeOffset? StartsAt = null);

/// <summary>What is coming: what waits in the ledger, and what the rules will call for in the next weeks.</summary>
public static class Coming
{
    /// <summary>How far one looks, in days.</summary>
    public const int Days = 60;

    /// <summary>Most lines a page shows; one more is read, to say that there are more.</summary>
    public const int Most = 10;

    private static readonly ReminderRule[] OfYoungPerson = [.. ReminderRule.All.Where(rule => rule.To is ReminderAudience.YoungPerson && rule.IsPlanned)];

    private static readonly ReminderRule[] OfRegister = [.. ReminderRule.All.Where(rule => rule.Key is "clearance-lapses" or "training-lapses" or "mentor-to-ask" or "mentor-check-in" or "mentor-may-not-meet" or "mentor-concern-unread" or "feedback-to-read" or "answers-late" or "opportunity-to-approve" or "commitment-due" or "board-action-due")];

    private static readonly ReminderRule[] OfPartner = [.. ReminderRule.All.Where(rule => rule.Key is "mentor-asked" or "mentor-meeting-tomorrow" or "mentor-quiet" or "mentor-agreement" or "mentor-ending" or "mentor-ended"
        or "application-came" or "application-to-answer" or "opportunity-ends" or "opportunity-decided" or "commitment-due" or "board-action-due").Where(rule => rule.To is ReminderAudience.Staff)];

    /// <summary>What comes to a young person, the next first, without what they turned off or pause.</summary>
    /// <returns>A fixed number of statements: one for each rule of theirs that looks for something, and seven.</returns>
    public static async Task<IReadOnlyList<ComingLine>> ListComingAsync(this PledgeDb db, AccountId account, YoungPersonId id, WaysToReach ways, ReminderSetting setting, DateTimeOffset now, CancellationToken ct)
    {
        var today = LondonTime.DayOf(now);
        var person = await db.FindPersonAsync(id, ct) ?? throw new InvalidOperationException("A young person always reaches themselves.");
        var (facts, settings) = await db.ReadClocksAsync(person, today, ct);
        var matters = facts.MattersOf(id.Value, OfYoungPerson, settings, today).Concat(await db.FindMattersAsync(OfYoungPerson, id, today, ct));
        var next = from open in matters
                   from come in open.Rule.MomentsAfter(open.Matter.Due, open.Matter.About, today)
                   select new ComingLine(come.On, open.Rule, $"{open.Matter}:{come.Moment.Key}", null, null, open.StartsAt);
        return Merge(await db.ListWaitingAsync(account, ct), toYoungPerson: true, next.Where(line => !line.Rule.CanBeTurnedOff || ways.Hears(setting, line.Rule.Kind, line.On)), today);
    }

    /// <summary>What comes to a worker about those they work with, or rises to a manager, the next first.</summary>
    public static async Task<IReadOnlyList<ComingLine>> ListComingAsync(this PledgeDb db, StaffMatters matters, AccountId account, DateOnly today, CancellationToken ct)
    {
        var next = from one in matters.All
                   from come in one.Open.Rule.MomentsAfter(one.Open.Matter.Due, one.Open.Matter.About, today, matters.Holds)
                   where matters.IsTold(one, come.Moment)
                   select new ComingLine(come.On, one.Open.Rule, $"{one.Open.Matter}:{come.Moment.Key}", one.Open.YoungPerson, one.Name, one.Open.StartsAt);
        return Merge(await db.ListWaitingAsync(account, ct), toYoungPerson: false, next, today);
    }

    /// <summary>What comes to a coordinator of the register, of matches and of posts, the next first.</summary>
    /// <returns>A fixed number of statements: one for each rule that is about no young person, and those of what waits.</returns>
    public static Task<IReadOnlyList<ComingLine>> ListComingToCoordinatorAsync(this PledgeDb db, AccountId account, DateOnly today, CancellationToken ct) => db.ListFoundAsync(OfRegister, account, today, ct);

    /// <summary>The same for a mentor, or somebody of a partner organisation.</summary>
    public static Task<IReadOnlyList<ComingLine>> ListComingToPartnerAsync(this PledgeDb db, AccountId account, DateOnly today, CancellationToken ct) => db.ListFoundAsync(OfPartner, account, today, ct);

    private static async Task<IReadOnlyList<ComingLine>> ListFoundAsync(this PledgeDb db, IEnumerable<ReminderRule> rules, AccountId account, DateOnly today, CancellationToken ct)
    {
        var next = new List<ComingLine>();
        foreach (var rule in rules)
        {
            var (first, last) = rule.DueDaysFor(today, 0);
            next.AddRange(from found in await db.FindAsync(rule, first, last.AddDays(Days), today, ct)
                          where found.Account == account.Value
                          from come in rule.MomentsAfter(found.DueOn, found.Subject, today)
                          select new ComingLine(come.On, rule, $"{new Matter(found.Subject, found.DueOn)}:{come.Moment.Key}", null, null));
        }
        return Merge(await db.ListWaitingAsync(account, ct), toYoungPerson: false, next, today);
    }

    private static List<ComingLine> Merge(IReadOnlyList<MessageLine> waiting, bool toYoungPerson, IEnumerable<ComingLine> next, DateOnly today)
    {
        var queued = from line in waiting
                     let rule = ReminderRule.Find(line.Rule, toYoungPerson)
                     where rule is not null
                     let day = DateOnly.FromDateTime(line.At.DateTime)
                     select new ComingLine(day < today ? today : day, rule, line.Occurrence, line.AboutId, line.About);
        // What would come after it has begun does not come.
        next = next.Where(line => line.StartsAt is not { } starts || line.On <= LondonTime.DayOf(starts));
        return [.. queued.Concat(next.Where(line => line.On <= today.AddDays(Days))).DistinctBy(line => (line.Rule.Key, line.Occurrence)).OrderBy(line => line.On).ThenBy(line => line.StartsAt).ThenBy(line => line.Rule.Key, StringComparer.Ordinal).Take(Most + 1)];
    }
}
