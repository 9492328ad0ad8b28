using Pledge.Domain;
using Pledge.Domain.Clocks;
using Pledge.Domain.Facts;
using Pledge.Domain.Practice;
using Pledge.Web.Features.Caseload;
using Pledge.Web.Features.Conversations;

namespace Pledge.Web.Features.Teams;

/// <summary>How one clock stands in the team.</summary>
/// <param name="WorstDays">Days by which the latest is late; 0 when none is.</param>
public sealed record RuleLine(ClockRule Rule, int Overdue, int DueThisWeek, int WorstDays);

/// <summary>How it stands with one worker.</summary>
/// <param name="Weight">By <see cref="Workload"/>.</param>
/// <param name="Overdue">Young people with a clock that is late.</param>
/// <param name="Unanswered">Young people whose message waits longer than the three working days.</param>
public sealed record WorkerLine(TeamWorker Worker, int People, decimal Weight, int Overdue, int DueThisWeek, int WorstDays, int Unanswered);

/// <summary>Everything on a manager's board that is counted from the caseload of the team.</summary>
public sealed record TeamBoard(int People, int Overdue, int DueThisWeek, int Unanswered, IReadOnlyList<RuleLine> Rules, IReadOnlyList<WorkerLine> Workers)
{
    public static TeamBoard Of(
        IReadOnlyList<CaseloadRow> rows, IReadOnlyList<TeamWorker> workers, IReadOnlyDictionary<YoungPersonId, WaitingMessages> messages, DateOnly today)
    {
        var readings = rows.SelectMany(row => new[] { row.Contact, row.Plan }).Where(reading => reading.DueOn is not null).ToList();
        var late = messages.Values.Where(message => message.AnswerDueOn < today).Select(message => message.YoungPerson.Value).ToHashSet();
        var byWorker = rows.ToLookup(row => row.Line.WorkerId);
        return new(
            rows.Count, rows.Count(row => row.IsOverdue), rows.Count(row => row.IsDueThisWeek), rows.Count(row => late.Contains(row.Line.Id)),
            [.. readings.GroupBy(reading => reading.Rule).OrderBy(group => group.Key).Select(group => new RuleLine(
                group.Key, group.Count(reading => reading.State(today) is ClockState.Overdue), group.Count(reading => reading.State(today) is ClockState.DueThisWeek),
                group.Max(reading => reading.DaysLate(today))))],
            [.. workers.Select(worker => Line(worker, [.. byWorker[worker.Id]], late, today)).OrderByDescending(line => line.Overdue).ThenBy(line => line.Worker.Name, StringComparer.CurrentCulture)]);
    }

    private static WorkerLine Line(TeamWorker worker, IReadOnlyList<CaseloadRow> rows, HashSet<Guid> late, DateOnly today) => new(
        worker, rows.Count, rows.Sum(row => Workload.WeightOf(LondonTime.AgeOn(row.Line.DateOfBirth, today), row.Line.Suitable, row.Line.InTouch is null or InTouchCode.Yes)),
        rows.Count(row => row.IsOverdue), rows.Count(row => row.IsDueThisWeek), rows.Select(row => row.DaysLate).DefaultIfEmpty().Max(), rows.Count(row => late.Contains(row.Line.Id)));
}
