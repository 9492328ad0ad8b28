using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Records;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Records;

/// <summary>One thing a young person asked to have put right.</summary>
/// <param name="Part">Kebab-case <see cref="RecordPart"/>.</param>
/// <param name="FactKind">Kebab-case kind of the fact it is about, or null.</param>
/// <param name="FactCode">Code of that fact, or null.</param>
/// <param name="State">Kebab-case <see cref="CorrectionState"/>.</param>
/// <param name="AnsweredBy">Name, or null.</param>
/// <param name="With">Name of who has it: their worker today; null while there is none.</param>
public sealed record CorrectionLine(
    Guid Id, Guid YoungPersonId, string Part, Guid? FactId, string? FactKind, string? FactCode, DateOnly? FactFrom, string Wrong, string? ShouldSay, DateTime AskedAt, string State, string? Answer,
    DateTime? AnsweredAt, string? AnsweredBy, string? With)
{
    public DateOnly AskedOn => LondonTime.DayOf(AskedAt);
    public DateOnly AnswerBy => AskedOn.AddMonths(1);
    public DateOnly? AnsweredOn => AnsweredAt is { } at ? LondonTime.DayOf(at) : null;
    public bool IsOpen => State == "asked";
}

public static class CorrectionReads
{
    private sealed record OpenCount(Guid YoungPersonId, int Open);

    /// <summary>Requests without an answer, by young person; somebody without one is not there.</summary>
    /// <returns>One statement, from an index that holds only what is open.</returns>
    public static async Task<IReadOnlyDictionary<Guid, int>> CountOpenCorrectionsAsync(this PledgeDb db, Guid[] people, CancellationToken ct) =>
        (await db.Database.SqlQuery<OpenCount>(
            $"""
            select c.young_person_id, count(*)::integer as open from pledge.correction_request c
            where c.young_person_id = any ({people}) and c.state = 'asked' group by c.young_person_id
            """).ToListAsync(ct)).ToDictionary(count => count.YoungPersonId, count => count.Open);

    /// <summary>Everything asked about one young person, open ones first, then newest.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<CorrectionLine>> ListCorrectionsAsync(this PledgeDb db, YoungPersonId youngPerson, DateOnly today, CancellationToken ct) =>
        db.Database.SqlQuery<CorrectionLine>(
            $"""
            select c.id, c.young_person_id, c.part, c.fact_id, f.kind as fact_kind, f.code as fact_code, f.period_from as fact_from, c.wrong, c.should_say, c.asked_at, c.state,
                   c.answer, c.answered_at, s.display_name as answered_by, w.display_name as "with"
            from pledge.correction_request c
            left join pledge.fact f on f.id = c.fact_id
            left join pledge.staff_member s on s.id = c.answered_by
            left join pledge.assignment a on a.young_person_id = c.young_person_id and a.period_from <= {today} and (a.period_to is null or a.period_to > {today})
            left join pledge.staff_member w on w.id = a.staff_member_id
            where c.young_person_id = {youngPerson.Value}
            order by c.state <> 'asked', c.asked_at desc, c.id
            """).ToListAsync(ct);
}
