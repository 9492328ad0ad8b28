using Microsoft.EntityFrameworkCore;
using Pledge.Domain.Forum;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Forum;

/// <summary>Something that was raised, with what stands of it.</summary>
/// <param name="Kind">Kebab-case <see cref="ForumStepKind"/> of the newest step; null while nobody wrote anything.</param>
public sealed record RaisedRow(Guid Id, string? Called, string Words, DateOnly RaisedOn, DateOnly? TakenBackOn, string? Kind, DateOnly? ForumOn);

/// <summary>One step of what came of it.</summary>
/// <param name="By">Who wrote it; null for the young person.</param>
public sealed record StepRow(string Kind, DateOnly WrittenOn, DateOnly? ForumOn, string? Told, string? Did, string? CouldNot, string? Shown, string? By);

/// <summary>Something of the forum that every young person of the authority reads. See <c>pledge.forum_shown_to</c>.</summary>
/// <param name="Mine">Whether the reader raised it.</param>
public sealed record ShownRow(string Shown, string Kind, DateOnly? ForumOn, string? Did, string? CouldNot, bool Mine);

/// <summary>What was raised with the forum, in the scope of whoever reads: their own for a young person, everything that stands for whoever runs the forum.</summary>
public static class ForumReads
{
    private const int Listed = 200;

    /// <summary>What waits first, the longest wait at the top; then by the day of the forum; then what is done, the newest at the top. For a young person, the newest first,
    /// and what they took back and sent again once. At most 200.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<RaisedRow>> ListRaisedAsync(this PledgeDb db, CancellationToken ct) => db.Database.SqlQuery<RaisedRow>(
        $"""
        select m.id, m.called, m.words, (m.raised_at at time zone 'Europe/London')::date as raised_on, (m.taken_back_at at time zone 'Europe/London')::date as taken_back_on, s.kind, s.forum_on
        from pledge.forum_matter m
        left join lateral (select s.kind, s.forum_on, s.at from pledge.forum_step s where s.matter_id = m.id order by s.number desc limit 1) s on true
        where m.taken_back_at is null or not exists (select from pledge.forum_matter n where n.young_person_id = m.young_person_id and n.words = m.words and n.taken_back_at is null)
        order by case when (select pledge.actor()) = 'young-person' then m.raised_at end desc, case when s.kind is null then 1 when s.kind = 'listed' then 2 else 3 end, case when s.kind is null then m.raised_at end, s.forum_on, s.at desc, m.id
        limit {Listed}
        """).ToListAsync(ct);

    /// <summary>What came of one of them, in order.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<StepRow>> ListStepsAsync(this PledgeDb db, ForumMatterId id, CancellationToken ct) => db.Database.SqlQuery<StepRow>(
        $"""
        select s.kind, (s.at at time zone 'Europe/London')::date as written_on, s.forum_on, s.told, s.did, s.could_not, s.shown, case when pledge.actor() <> 'young-person' then m.display_name end as by
        from pledge.forum_step s left join pledge.staff_member m on m.id = s.by
        where s.matter_id = {id.Value} order by s.number
        """).ToListAsync(ct);

    /// <summary>Which parts of an answer that others read name whoever raised it. Never tells the name: not everybody who runs the forum may know it.</summary>
    /// <returns>One statement where others read any of it.</returns>
    public static async Task<IReadOnlyList<string>> ListNamingAsync(this PledgeDb db, ForumMatterId id, ForumAnswer answer, CancellationToken ct) => string.IsNullOrWhiteSpace(answer.Shown) ? [] : await db.Database.SqlQuery<string>(
        $"""
        select p.part as "Value" from (values ({nameof(answer.Shown)}, {answer.Shown}), ({nameof(answer.Did)}, {answer.Did ?? ""}), ({nameof(answer.CouldNot)}, {answer.CouldNot ?? ""})) p (part, words)
        where pledge.forum_names({id.Value}, p.words)
        """).ToListAsync(ct);

    /// <summary>What the forum talks about and did, as others may read it; the newest first.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<ShownRow>> ListShownAsync(this PledgeDb db, int most, CancellationToken ct) =>
        db.Database.SqlQuery<ShownRow>($"select f.shown, f.kind, f.forum_on, f.did, f.could_not, f.mine from pledge.forum_shown_to({most}) f").ToListAsync(ct);
}
