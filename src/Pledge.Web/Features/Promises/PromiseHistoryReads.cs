using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Promises;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Promises;

/// <summary>One thing said of a promise.</summary>
/// <param name="Mine">True for the young person, false for a worker.</param>
/// <param name="Name">The worker's name; null for the young person.</param>
/// <param name="On">London day.</param>
/// <param name="ForBoard">Whether the board may read the words; null unless the young person chose it.</param>
public sealed record Saying(bool Mine, AnswerValue Value, string? Words, string? Name, DateOnly On, SaidToBoard? ForBoard);

/// <summary>Words that a young person lets the board read.</summary>
/// <param name="Standing"><c>waiting</c>, <c>released</c>, <c>held-back</c> or <c>taken-back</c>.</param>
/// <param name="Told">What the board reads, or why it does not.</param>
public sealed record SaidToBoard(Guid Id, string Standing, string? Told);

/// <summary>A page of what was said of one promise, newest first. <paramref name="Total"/> counts every saying.</summary>
public sealed record PromiseHistory(IReadOnlyList<Saying> Sayings, int Number, int Total)
{
    public const int Size = 25;
    public int LastNumber => Math.Max(1, (Total + Size - 1) / Size);
}

/// <summary>All that a young person and their workers said of one promise.</summary>
public static class PromiseHistoryReads
{
    private sealed record Row(bool Mine, string Value, string? Words, string? Name, DateTime At, Guid? BoardId, string? Standing, string? Told, int Total);

    /// <param name="number">1-based; outside the pages there are reads the nearest one.</param>
    /// <returns>One statement, or two when <paramref name="number"/> is past the end.</returns>
    public static async Task<PromiseHistory> ReadPromiseHistoryAsync(this PledgeDb db, YoungPersonId youngPerson, string key, int number, CancellationToken ct)
    {
        var page = Math.Clamp(number, 1, 10_000);
        var skip = (page - 1) * PromiseHistory.Size;
        var rows = await db.Database.SqlQuery<Row>(
            $"""
            select s.mine, s.value, s.words, s.name, s.at, s.board_id, s.standing, s.told, count(*) over ()::int as total
            from (
                select true as mine, a.value, a.words, null::text as name, a.answered_at as at, b.id as board_id, coalesce(b.shown, b.reason) as told,
                       case when b.taken_back_at is not null then 'taken-back' when b.id is not null then coalesce(b.decision, 'waiting') end as standing
                from pledge.answer a left join pledge.board_words b on b.answer_id = a.id
                where a.young_person_id = {youngPerson.Value} and a.promise_key = {key}
                union all
                select false, v.value, v.words, m.display_name, v.recorded_at, null, null, null from pledge.worker_view v
                left join pledge.staff_member m on m.id = v.recorded_by
                where v.young_person_id = {youngPerson.Value} and v.promise_key = {key}) s
            order by s.at desc
            limit {PromiseHistory.Size} offset {skip}
            """).ToListAsync(ct);
        if (rows.Count == 0 && page > 1)
            return await db.ReadPromiseHistoryAsync(youngPerson, key, 1, ct);

        return new(
            [.. rows.Select(row => new Saying(row.Mine, Kebab.Read<AnswerValue>(row.Value), row.Words, row.Name, LondonTime.DayOf(row.At), row.BoardId is { } board ? new(board, row.Standing!, row.Told) : null))],
            page, rows.Count == 0 ? 0 : rows[0].Total);
    }
}
