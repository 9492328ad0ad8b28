using Npgsql;
using NpgsqlTypes;
using Pledge.Domain;
using Pledge.Domain.Facts;
using Pledge.Domain.People;
using Pledge.Domain.Returns;
using Pledge.Web.Background;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Imports;

/// <summary>Derives the legal status of touched people again, a batch at a time, and replaces what is no longer so.</summary>
internal sealed class RefreshStatus(NpgsqlConnection connection, AuthorityId authority, DateTimeOffset now, Action<string> say)
{
    private const int Batch = 10_000;

    private sealed record Person(Guid Id, IReadOnlyList<LegalStatusPeriod> Derived, bool Changed);

    /// <summary>Leaves the people whose status is another one now, or was worked out for the first time, in <c>derived_status</c>.</summary>
    /// <returns>How many people who were on record before have another status now.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        await connection.RunAsync("""
            create temp table status_person on commit drop as select distinct id from touched_person t
                where exists (select from pledge.care_episode e where e.young_person_id = t.id and e.superseded_at is null) or exists (select from pledge.oc3_row r where r.young_person_id = t.id)
                or exists (select from pledge.data_set_row d where d.young_person_id = t.id and d.eligibility is not null);
            create index on status_person (id); analyze status_person;
            create temp table derived_status (id uuid, person uuid, status text, period_from date, period_to date) on commit drop
            """, ct);
        var after = Guid.Empty;
        for (var done = 0; ;)
        {
            var people = await ReadAsync(after, ct);
            if (people.Count == 0)
                break;
            await WriteAsync(people.Where(person => person.Changed), ct);
            (after, done) = (people[^1].Id, done + people.Count);
            say($"status: {done:N0}");
        }
        await connection.RunAsync("create index on derived_status (person); analyze derived_status", ct);
        await connection.RunAsync("""
            update pledge.legal_status s set superseded_at = greatest($1, s.derived_at) where s.superseded_at is null and s.young_person_id in (select person from derived_status)
            """, ct, now);
        await connection.RunAsync("""
            insert into pledge.legal_status (id, authority_id, young_person_id, status, period_from, period_to, derived_at)
            select id, $1, person, status, period_from, period_to, $2 from derived_status
            """, ct, authority.Value, now);
        return (int)await connection.ValueAsync<long>("select count(*) from pledge.young_person y where y.added_at <> $1 and y.id in (select person from derived_status)", ct, now);
    }

    private Task<List<Person>> ReadAsync(Guid after, CancellationToken ct) => connection.ListAsync("""
        select y.id, y.date_of_birth, e.decoms, e.decs, e.statuses, e.recs, f.codes, f.froms, f.tos, r.first, s.statuses, s.froms, d.statuses, d.days
        from (select id from status_person where id > $1 order by id limit $2) p
        join pledge.young_person y on y.id = p.id
        left join lateral (select array_agg(decom order by decom) as decoms, array_agg(dec order by decom) as decs, array_agg(legal_status_code order by decom) as statuses,
                array_agg(rec order by decom) as recs from pledge.care_episode where authority_id = y.authority_id and young_person_id = y.id and superseded_at is null) e on true
        left join lateral (select array_agg(code order by period_from) as codes, array_agg(period_from order by period_from) as froms, array_agg(period_to order by period_from) as tos
            from pledge.fact where young_person_id = y.id and kind = 'in-touch' and superseded_at is null) f on true
        left join lateral (select min(birthday) as first from pledge.oc3_row where young_person_id = y.id) r on true
        left join lateral (select array_agg(status order by period_from) as statuses, array_agg(period_from order by period_from) as froms
            from pledge.legal_status where authority_id = y.authority_id and young_person_id = y.id and superseded_at is null) s on true
        left join lateral (select array_agg(eligibility order by extracted_on) as statuses, array_agg(extracted_on order by extracted_on) as days
            from pledge.data_set_row where young_person_id = y.id and eligibility is not null) d on true
        order by y.id
        """, Read, ct, after, Batch);

    private Person Read(NpgsqlDataReader row)
    {
        var (id, born) = (row.GetGuid(0), row.GetFieldValue<DateOnly>(1));
        var episodes = Episodes(row, id, born);
        var inTouch = InTouchFacts(row, id, born);
        var derived = episodes.Count > 0
            ? new LegalStatusFacts(born, episodes, inTouch).Derive()
            : ReturnedStatus.Of(born, row.DayAt(9), inTouch.Find(fact => fact.Code == InTouchCode.Died)?.From, Told(row));
        var before = row.IsDBNull(10) ? [] : row.GetFieldValue<string[]>(10).Zip(row.GetFieldValue<DateOnly[]>(11)).ToList();
        return new(id, derived, !before.SequenceEqual(derived.Select(period => (Kebab.Of(period.Status), period.From))));
    }

    private List<CareEpisode> Episodes(NpgsqlDataReader row, Guid id, DateOnly born)
    {
        if (row.IsDBNull(2))
            return [];
        var (decoms, decs) = (row.GetFieldValue<DateOnly[]>(2), row.GetFieldValue<DateOnly?[]>(3));
        var (statuses, recs) = (row.GetFieldValue<string[]>(4), row.GetFieldValue<string?[]>(5));
        return [.. decoms.Select((decom, i) => CareEpisode.Create(authority, new(id), born, decom, decs[i], statuses[i], null, recs[i], null).Value).OfType<CareEpisode>()];
    }

    private static List<ToldStatus> Told(NpgsqlDataReader row) => row.IsDBNull(12) ? [] :
        [.. row.GetFieldValue<string[]>(12).Zip(row.GetFieldValue<DateOnly[]>(13), (status, on) => new ToldStatus(on, Kebab.Read<LegalStatus>(status)))];

    private List<InTouch> InTouchFacts(NpgsqlDataReader row, Guid id, DateOnly born)
    {
        if (row.IsDBNull(6))
            return [];
        var origin = new FactOrigin(FactSource.Oc3, null, null, DateTimeOffset.MaxValue.AddDays(-2));
        var (codes, froms, tos) = (row.GetFieldValue<string[]>(6), row.GetFieldValue<DateOnly[]>(7), row.GetFieldValue<DateOnly?[]>(8));
        return [.. codes.Select((code, i) => InTouch.Create(new(authority, new(id), born), froms[i], tos[i], code, origin).Value).OfType<InTouch>()];
    }

    private async Task WriteAsync(IEnumerable<Person> people, CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync("copy derived_status from stdin (format binary)", ct);
        foreach (var person in people)
            foreach (var period in person.Derived)
            {
                await copy.StartRowAsync(ct);
                await copy.WriteAsync(Guid.CreateVersion7(), NpgsqlDbType.Uuid, ct);
                await copy.WriteAsync(person.Id, NpgsqlDbType.Uuid, ct);
                await copy.WriteAsync(Kebab.Of(period.Status), NpgsqlDbType.Text, ct);
                await copy.WriteAsync(period.From, NpgsqlDbType.Date, ct);
                if (period.To is { } to)
                    await copy.WriteAsync(to, NpgsqlDbType.Date, ct);
                else
                    await copy.WriteNullAsync(ct);
            }
        await copy.CompleteAsync(ct);
    }
}
