using Npgsql;

namespace Pledge.Web.Features.Imports;

/// <summary>A kind of file from which facts follow.</summary>
/// <param name="Source">As the facts name it.</param>
/// <param name="Points">Reads what files of this kind said of the people in <c>touched_return</c>: <c>person, kind, code, suitable, day</c>.</param>
/// <param name="GivesWay">Source whose facts end on the day on which a file of this kind says something else; null for none.</param>
internal sealed record FilesSaid(string Source, string Points, string? GivesWay = null)
{
    public static FilesSaid Oc3 { get; } = new("oc3", """
        select r.young_person_id as person, k.kind, k.code, k.suitable, r.birthday as day
        from (select distinct id from touched_return) t
        join pledge.oc3_row r on r.young_person_id = t.id
        cross join lateral (values ('in-touch', r.in_touch, null::boolean), ('activity', r.activity, null),
            ('home', left(r.home, 1), case right(r.home, 1) when '1' then true when '2' then false end)) as k (kind, code, suitable)
        """);
}

/// <summary>Works out the facts that follow from everything that files of one kind said of a person, and writes what differs from the facts already there.</summary>
/// <remarks>
/// A value holds from the day it was given for until the next day with another value, or until a fact from another source begins.
/// A day on which another source already holds is left to that source. So the order in which files are loaded makes no difference.
/// </remarks>
internal sealed class MergeFacts(NpgsqlConnection connection, FilesSaid files, Guid authority, Guid? by, DateTimeOffset now)
{
    // In steps and with statistics: the tables behind have just grown, and a plan made for small ones would take minutes.
    private string Points => $"create temp table return_point on commit drop as {files.Points}";

    private string Current => $"""
        create temp table current_fact on commit drop as
        select f.id, f.young_person_id as person, f.kind, f.code, f.suitable, f.period_from, f.period_to, f.source = '{files.Source}' as returned, f.source = '{files.GivesWay}' as gives_way
        from (select distinct id from touched_return) t
        join pledge.fact f on f.young_person_id = t.id and f.superseded_at is null
        """;

    private const string Shorter = """
        create temp table shorter_fact on commit drop as
        select f.id, gen_random_uuid() as copy, min(p.day) as ends_on
        from current_fact f join return_point p on p.person = f.person and p.kind = f.kind and p.day > f.period_from and (f.period_to is null or p.day < f.period_to)
            and (p.code, p.suitable) is distinct from (f.code, f.suitable)
        where f.gives_way group by f.id;
        update current_fact f set period_to = s.ends_on from shorter_fact s where s.id = f.id
        """;

    private const string Wanted = """
        create temp table wanted_fact on commit drop as
        with free as (
            select p.*, (select min(o.period_from) from current_fact o where o.person = p.person and o.kind = p.kind and not o.returned and o.period_from > p.day) as other_from
            from return_point p
            where not exists (select from current_fact o where o.person = p.person and o.kind = p.kind and not o.returned
                and o.period_from <= p.day and (o.period_to is null or o.period_to > p.day))
        ),
        begun as (
            select *, (code, suitable, other_from) is distinct from
                (lag(code) over w, lag(suitable) over w, lag(other_from) over w) or lag(day) over w is null as begins
            from free window w as (partition by person, kind order by day)
        )
        select person, kind, code, suitable, day as period_from,
               least(other_from, lead(day) over (partition by person, kind order by day)) as period_to
        from begun where begins
        """;

    private const string Same = "(w.period_from, w.period_to, w.code, w.suitable) is not distinct from (f.period_from, f.period_to, f.code, f.suitable)";

    private const string Stale = $"""
        create temp table stale_fact on commit drop as
        select f.id, f.person, f.kind, f.period_from from current_fact f
        where f.returned and not exists (select from wanted_fact w where w.person = f.person and w.kind = f.kind and {Same})
        """;

    private const string Fresh = $"""
        create temp table fresh_fact on commit drop as
        select row_number() over () as number, null::uuid as id, w.* from wanted_fact w
        where not exists (select from current_fact f where f.person = w.person and f.kind = w.kind and f.returned and {Same})
        """;

    public async Task RunAsync(string detail, CancellationToken ct)
    {
        await connection.RunAsync("analyze touched_return", ct);
        await connection.RunAsync(Points, ct);
        await connection.RunAsync(Current, ct);
        await connection.RunAsync("create index on return_point (person, kind); create index on current_fact (person, kind); analyze return_point; analyze current_fact", ct);
        await connection.RunAsync(Shorter, ct);
        await connection.RunAsync(Wanted, ct);
        await connection.RunAsync("create index on wanted_fact (person, kind); analyze wanted_fact", ct);
        await connection.RunAsync(Stale, ct);
        await connection.RunAsync(Fresh, ct);
        var count = (int)await connection.ValueAsync<long>("select count(*) from fresh_fact", ct);
        await connection.RunAsync("update fresh_fact f set id = i.id from unnest($1::uuid[]) with ordinality as i (id, number) where i.number = f.number", ct,
            Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7()).ToArray());
        await connection.RunAsync("create index on fresh_fact (person, kind); analyze stale_fact; analyze fresh_fact", ct);
        await connection.RunAsync("""
            update pledge.fact f set superseded_at = greatest($1, f.recorded_at),
                superseded_by = (select n.id from fresh_fact n where n.person = s.person and n.kind = s.kind
                    order by n.period_from > s.period_from, abs(n.period_from - s.period_from) limit 1)
            from stale_fact s where f.id = s.id
            """, ct, now);
        await connection.RunAsync("""
            insert into pledge.fact (id, authority_id, young_person_id, kind, period_from, period_to, code, suitable, source, source_detail, recorded_at, recorded_by)
            select id, $1, person, kind, period_from, period_to, code, suitable, $5, $2, $3, $4::uuid from fresh_fact
            """, ct, authority, detail, now, by, files.Source);
        await connection.RunAsync("update pledge.fact f set superseded_at = greatest($1, f.recorded_at), superseded_by = s.copy from shorter_fact s where f.id = s.id", ct, now);
        await connection.RunAsync("""
            insert into pledge.fact (id, authority_id, young_person_id, kind, period_from, period_to, code, suitable, source, source_detail, recorded_at, recorded_by)
            select s.copy, f.authority_id, f.young_person_id, f.kind, f.period_from, s.ends_on, f.code, f.suitable, f.source, f.source_detail, f.superseded_at, $1::uuid
            from shorter_fact s join pledge.fact f on f.id = s.id
            """, ct, by);
    }
}
