using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Reminders;
using Pledge.Web.Background;
using Pledge.Web.Data;
using Pledge.Web.Features.Caseload;

namespace Pledge.Web.Features.Reminders;

/// <summary>Something that is due about somebody a worker or manager reaches.</summary>
/// <param name="IsOwn">Whether the reader works with them, or stands in.</param>
/// <param name="IsLent">Whether they are in the reader's list only because the reader stands in.</param>
/// <param name="HasTeamManager">Whether somebody manages the team of their worker.</param>
public sealed record StaffMatter(OpenMatter Open, string Name, string? Worker, bool IsOwn, bool IsLent, bool HasTeamManager);

/// <summary>Everything that is due in a caseload, a team or a service, and which of it is whose to hear of.</summary>
/// <param name="Step">The step at which the reader hears of others' work.</param>
public sealed record StaffMatters(Guid Reader, ReminderStep Step, IReadOnlyList<StaffMatter> All, RiseHolds Holds)
{
    private sealed record Person(Guid Id, string Name);

    /// <param name="IsManaged">Whether somebody manages their team.</param>
    private sealed record Colleague(Guid Id, Guid? TeamId, bool Manages, bool IsManaged);

    /// <param name="isManager">Whether the reader manages: a team, or without one the service.</param>
    /// <param name="rules">Of staff.</param>
    /// <returns>A fixed number of statements: one for each rule that looks for something, and seven at most.</returns>
    public static async Task<StaffMatters> ReadAsync(PledgeDb db, AccountId reader, bool isManager, IReadOnlyCollection<ReminderRule> rules, DateOnly today, CancellationToken ct)
    {
        var settings = await db.ClockSettings.AsNoTracking().ToListAsync(ct);
        var pauses = await db.ListPausesAsync(today, ct);
        var lines = (await db.ListCaseloadAsync(reader, isManager, today, ct)).ToDictionary(line => line.Id);
        var holds = await db.ReadHoldsAsync(today, ct);
        var staff = (await db.Database.SqlQuery<Colleague>(
            $"""
            select s.id, s.team_id, s.role = 'manager' and s.left_on is null as manages,
                   exists (select from pledge.staff_member m where m.team_id = s.team_id and m.role = 'manager' and m.left_on is null) as is_managed
            from pledge.staff_member s
            """).ToListAsync(ct)).ToDictionary(one => one.Id);
        var step = ReminderSteps.Of(isManager, staff.GetValueOrDefault(reader.Value)?.TeamId is not null);

        var found = await db.FindMattersAsync(rules, null, today, ct);
        // Whoever has no worker stands in no caseload; what is theirs is the service's.
        Guid[] others = [.. found.Select(open => open.YoungPerson).Where(id => !lines.ContainsKey(id)).Distinct()];
        var names = others.Length == 0 ? [] : (await db.Database.SqlQuery<Person>(
            $"""
            select y.id, coalesce(nullif(trim(concat(coalesce(nullif(trim(y.known_as), ''), y.given_name), ' ', y.family_name)), ''), y.child_id) as name
            from pledge.young_person y where y.id = any ({others})
            """).ToListAsync(ct)).ToDictionary(person => person.Id, person => person.Name);
        // What somebody was to do who has handed over is their worker's.
        OpenMatter OwnedOf(OpenMatter open, Guid worker) =>
            open.Owner is not { } owner || (staff.GetValueOrDefault(owner) is { } own && ReminderSteps.IsStillTheirs(owner == worker || owner == reader.Value, own.Manages, own.TeamId, staff.GetValueOrDefault(worker)?.TeamId)) ? open : open with { Owner = null };
        StaffMatter Of(OpenMatter open) => lines.TryGetValue(open.YoungPerson, out var line)
            ? new(OwnedOf(open, line.WorkerId), CaseloadRow.NameOf(line) ?? line.ChildId, line.Worker, line.WorkerId == reader.Value || line.CoverUntil is not null, line.CoverUntil is not null, staff.GetValueOrDefault(line.WorkerId)?.IsManaged ?? false)
            : new(open, names.GetValueOrDefault(open.YoungPerson, ""), null, false, false, false);
        return new(reader.Value, step,
            [.. lines.Values.SelectMany(line => CaseloadRow.FactsOf(line, pauses).MattersOf(line.Id, rules, settings, today)).Concat(found.Where(open => lines.ContainsKey(open.YoungPerson) || names.ContainsKey(open.YoungPerson))).Select(Of)], holds);
    }

    /// <summary>Whether the reader is one of those who hear at this moment.</summary>
    public bool IsTold(StaffMatter one, ReminderMoment moment) => moment.Tells.HeardAt(one.Open.Owner is not null || one.Worker is not null, one.HasTeamManager) switch
    {
        ReminderStep.First => one.Open.Owner is { } owner ? owner == Reader : one.IsOwn,
        ReminderStep.TeamManager => Step is ReminderStep.TeamManager && !one.IsLent,
        _ => Step is ReminderStep.ServiceManager,
    };

    /// <summary>Whether it has risen to the reader, by today, and is not done.</summary>
    public bool HasRisen(StaffMatter one, DateOnly today) =>
        one.Open.Rule.Reached(one.Open.Matter.Due, one.Open.Matter.About, today, Holds) is { Tells: not ReminderStep.First } reached
        && ((Step is ReminderStep.TeamManager && !one.IsLent) || (Step is ReminderStep.ServiceManager && reached.Tells is ReminderStep.ServiceManager) || IsTold(one, reached));
}
