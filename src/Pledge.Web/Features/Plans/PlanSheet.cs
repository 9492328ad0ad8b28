using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Plans;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Plans;

/// <summary>A version of a plan as lists name it. Days are London days.</summary>
/// <param name="ApprovedAt">UTC instant at which its actions were kept.</param>
/// <param name="WrittenBy">Who began it, or null when that came from elsewhere.</param>
/// <param name="Answer">What the young person last said to it as a whole, or null.</param>
public sealed record PlanHead(
    PlanVersionId Id, int Number, PlanState State, DateOnly BegunOn, string? WrittenBy, DateOnly? SubmittedOn, string? SubmittedBy, AccountId? SubmittedById,
    DateTimeOffset? ApprovedAt, string? ApprovedBy, DateOnly? SharedOn, PlanAnswer? Answer)
{
    public DateOnly? ApprovedOn => ApprovedAt is { } at ? LondonTime.DayOf(at) : null;
}

/// <summary>Something said to a plan.</summary>
/// <param name="Matter">Null for the plan as a whole.</param>
/// <param name="Name">Of the worker who noted it; null when the young person said it themselves.</param>
public sealed record PlanSaid(int? Matter, PlanAnswer? Answer, string? Words, PlanSpeaker SaidBy, string? Name, DateOnly On);

/// <summary>What the two columns of an answer line need: the latest yes or no, and the latest words.</summary>
public sealed record PlanStance(PlanSaid? Answer, PlanSaid? Words)
{
    public bool IsSilent => Answer is null && Words is null;
}

/// <summary>One version with everything it says.</summary>
/// <param name="Parts">Matters and needs that are written, in order.</param>
/// <param name="Actions">As they stood when it was approved; before that, as they stand now.</param>
/// <param name="Voices">Newest first.</param>
public sealed record PlanSheet(PlanHead Head, IReadOnlyList<PlanPart> Parts, IReadOnlyList<PlanLine> Actions, IReadOnlyList<PlanSaid> Voices)
{
    /// <summary>What it says for a matter, or null.</summary>
    public PlanPart? Matter(int number) => Parts.FirstOrDefault(part => part.Kind is PlanPartKind.Matter && part.Number == number);

    /// <summary>What its needs assessment says, or null.</summary>
    public PlanPart? Need(int number) => Parts.FirstOrDefault(part => part.Kind is PlanPartKind.Need && part.Number == number);

    /// <summary>Parts of its needs assessment in which nothing is written.</summary>
    public int NeedsLeft => PlanNeed.LeftIn(Parts);

    public IEnumerable<PlanLine> ActionsOf(int matter) => Actions.Where(line => line.Matter == matter);

    /// <param name="matter">Null for the plan as a whole.</param>
    public PlanStance StanceOn(int? matter)
    {
        var said = Voices.Where(voice => voice.Matter == matter).ToList();
        return new(said.FirstOrDefault(voice => voice.Answer is not null), said.FirstOrDefault(voice => voice.Words is not null));
    }
}

/// <summary>Reads versions of plans.</summary>
public static class PlanSheetReads
{
    private sealed record HeadRow(
        Guid Id, int Number, string State, DateTime BegunAt, string? WrittenBy, DateTime? SubmittedAt, string? SubmittedBy, Guid? SubmittedById,
        DateTime? ApprovedAt, string? ApprovedBy, DateTime? SharedAt, string? Answer);

    private sealed record SaidRow(int? Matter, string? Answer, string? Words, string SaidBy, string? Name, DateTime RecordedAt);

    /// <summary>Every version, newest first.</summary>
    /// <returns>One statement.</returns>
    public static async Task<IReadOnlyList<PlanHead>> ListPlanHeadsAsync(this PledgeDb db, YoungPersonId youngPerson, CancellationToken ct)
    {
        var rows = await db.Database.SqlQuery<HeadRow>(
            $"""
            select v.id, v.number, v.state, v.begun_at, b.display_name as written_by, v.submitted_at, u.display_name as submitted_by, v.submitted_by as submitted_by_id,
                   v.approved_at, m.display_name as approved_by, v.shared_at, a.answer
            from pledge.plan_version v
            left join pledge.staff_member b on b.id = v.begun_by
            left join pledge.staff_member u on u.id = v.submitted_by
            left join pledge.staff_member m on m.id = v.approved_by
            left join lateral (select answer from pledge.plan_voice o where o.version_id = v.id and o.matter is null and o.answer is not null
                               order by o.recorded_at desc, o.id desc limit 1) a on true
            where v.young_person_id = {youngPerson.Value}
            order by v.number desc
            """).ToListAsync(ct);
        return
        [
            .. rows.Select(row => new PlanHead(
                new(row.Id), row.Number, Kebab.Read<PlanState>(row.State), LondonTime.DayOf(row.BegunAt), row.WrittenBy, Day(row.SubmittedAt), row.SubmittedBy,
                row.SubmittedById is { } by ? new AccountId(by) : null, row.ApprovedAt, row.ApprovedBy, Day(row.SharedAt), Word(row.Answer))),
        ];
    }

    /// <summary>The latest version that was shared, with everything it says; null when none was.</summary>
    /// <param name="heads">As <see cref="ListPlanHeadsAsync"/> gives them.</param>
    /// <returns>Three statements.</returns>
    public static async Task<PlanSheet?> ReadSharedSheetAsync(this PledgeDb db, YoungPersonId youngPerson, IReadOnlyList<PlanHead> heads, CancellationToken ct) =>
        heads.FirstOrDefault(head => head.State is PlanState.Shared) is { } shared ? await db.ReadPlanSheetAsync(youngPerson, shared, ct) : null;

    /// <summary>A version with everything it says.</summary>
    /// <returns>Three statements.</returns>
    public static async Task<PlanSheet> ReadPlanSheetAsync(this PledgeDb db, YoungPersonId youngPerson, PlanHead head, CancellationToken ct)
    {
        var parts = await db.PlanParts.AsNoTracking().Where(part => part.VersionId == head.Id).OrderBy(part => part.Kind).ThenBy(part => part.Number).ToListAsync(ct);
        var actions = head.State is PlanState.Draft or PlanState.Submitted ? await db.ListPlanLinesAsync(youngPerson, ct) : await db.ListKeptLinesAsync(head.Id, ct);
        return new(head, parts, actions, await db.ListVoicesAsync(head.Id, ct));
    }

    /// <summary>Everything said to a version, newest first.</summary>
    /// <returns>One statement.</returns>
    public static async Task<IReadOnlyList<PlanSaid>> ListVoicesAsync(this PledgeDb db, PlanVersionId version, CancellationToken ct)
    {
        var rows = await db.Database.SqlQuery<SaidRow>(
            $"""
            select o.matter, o.answer, o.words, o.said_by, s.display_name as name, o.recorded_at
            from pledge.plan_voice o left join pledge.staff_member s on s.id = o.recorded_by
            where o.version_id = {version.Value} order by o.recorded_at desc, o.id desc
            """).ToListAsync(ct);
        return [.. rows.Select(row => new PlanSaid(row.Matter, Word(row.Answer), row.Words, Kebab.Read<PlanSpeaker>(row.SaidBy), row.Name, LondonTime.DayOf(row.RecordedAt)))];
    }

    private static PlanAnswer? Word(string? answer) => answer is null ? null : Kebab.Read<PlanAnswer>(answer);

    private static DateOnly? Day(DateTime? at) => at is { } instant ? LondonTime.DayOf(instant) : null;
}
