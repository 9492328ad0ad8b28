using Npgsql;
using Pledge.Domain;
using Pledge.Domain.Facts;
using Pledge.Domain.People;
using Pledge.Domain.Returns;
using Pledge.Web.Data;
using Pledge.Web.Features.Facts;

namespace Pledge.Web.Features.Returns;

/// <summary>Reads what a return follows from: the whole authority at once, four sets in one round trip, however many people there are.</summary>
internal sealed class SubjectReads(AuthorityId authority, CollectionYear year, BirthdayWindow window, DateTimeOffset knownAt)
{
    private const int OldestAtBirthday = 21, TimeoutSeconds = 120;

    private const string Known = "<= $1 and (superseded_at is null or superseded_at > $1)";

    // The authority is named, though the policy says it too: the planner finds no index in a policy with an "or".
    private const string People = """
        with last as materialized (select id from pledge.oc3_submission where collection_year = $6 order by number desc limit 1)
        select y.id, y.child_id, y.date_of_birth, y.sex, y.ethnicity, y.upn, y.mother, c.occurred_on, coalesce(t.in_touch, o.in_touch),
               nullif(concat_ws(' ', coalesce(nullif(btrim(y.known_as), ''), y.given_name), y.family_name), ''), n.files, n.says
        from pledge.young_person y
        left join pledge.latest_contacts($2, $7, $4, $5, $1) c on c.young_person_id = y.id
        left join pledge.oc3_returned t on t.submission_id = (select id from last) and t.young_person_id = y.id
        left join pledge.oc3_row o on o.authority_id = y.authority_id and o.young_person_id = y.id and o.collection_year = $6
        left join (select young_person_id, array_agg(file order by file) as files, array_agg(says order by file) as says from pledge.return_named where authority_id = $8 and collection_year = $9 group by 1) n
            on n.young_person_id = y.id
        where y.authority_id = $8 and y.date_of_birth between $2 and $3
        """;

    private const string Facts = $"""
        select young_person_id, kind, period_from, period_to, code, suitable from pledge.fact
        where recorded_at {Known} and period_from <= $3 and (period_to is null or period_to > $2)
        """;

    private const string Episodes = $"""
        select young_person_id, decom, dec, legal_status_code, rec from pledge.care_episode
        where recorded_at {Known} order by young_person_id, decom, dec nulls last
        """;

    private const string Statuses = $"""
        select young_person_id, status, period_from, period_to from pledge.legal_status
        where derived_at {Known} and status in ('relevant', 'former-relevant')
        """;

    private sealed class Found
    {
        public List<Held> InTouch { get; } = [];
        public List<Held> Activity { get; } = [];
        public List<Held> Home { get; } = [];
        public List<CareEpisode> Episodes { get; } = [];
        public List<LegalStatusPeriod> Statuses { get; } = [];
    }

    private readonly Dictionary<Guid, (Oc3Subject Subject, Found Found)> _people = [];

    /// <param name="connection">Inside a transaction in a data officer's scope.</param>
    public async Task<IEnumerable<Oc3Subject>> ReadAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var known = ScopedRead.Value(knownAt.ToUniversalTime());
        // A day more on either side for those born on 29 February; who is meant, the domain knows.
        var (bornFrom, bornTo) = (year.Start.AddYears(-Oc3Return.Oldest).AddDays(-1), year.End.AddYears(-Oc3Return.Youngest).AddDays(1));
        var (first, last) = (year.Start.AddMonths(-window.MonthsBefore), year.End.AddMonths(window.MonthsAfter));
        await using var batch = new NpgsqlBatch(connection)
        {
            Timeout = TimeoutSeconds,
            BatchCommands =
            {
                ScopedRead.Query(People, known, Day(bornFrom), Day(bornTo), Day(year.Start), Day(year.End), ScopedRead.Value(year.Number - 1),
                    Day(year.End.AddYears(-OldestAtBirthday).AddDays(1)), ScopedRead.Value(authority.Value), ScopedRead.Value(year.Number)),
                ScopedRead.Query(Facts, known.Clone(), Day(first), Day(last)),
                ScopedRead.Query(Episodes, known.Clone()),
                ScopedRead.Query(Statuses, known.Clone()),
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(ct);
        foreach (var read in (Action<NpgsqlDataReader>[])[Person, Fact, Episode, Status])
        {
            while (await reader.ReadAsync(ct))
                read(reader);
            await reader.NextResultAsync(ct);
        }
        return _people.Values.Select(one => one.Subject);
    }

    private static NpgsqlParameter Day(DateOnly day) => ScopedRead.Value(day);

    private void Person(NpgsqlDataReader row)
    {
        var (id, found) = (row.GetGuid(0), new Found());
        var subject = new Oc3Subject(new(id), row.GetString(1), row.GetFieldValue<DateOnly>(2), row.GetString(3), row.GetString(4), Text(row, 5), row.IsDBNull(6) ? null : row.GetBoolean(6), DayOrNull(row, 7), Text(row, 8))
        {
            Name = Text(row, 9),
            NamedIn = row.IsDBNull(10) ? [] : [.. row.GetFieldValue<string[]>(10).Zip(row.GetFieldValue<bool[]>(11), (file, says) => new NamedIn(Kebab.Read<ReturnFileKind>(file), says))],
            InTouch = found.InTouch,
            Activity = found.Activity,
            Home = found.Home,
            Episodes = found.Episodes,
            Statuses = found.Statuses,
        };
        _people.Add(id, (subject, found));
    }

    private void Fact(NpgsqlDataReader row)
    {
        if (!_people.TryGetValue(row.GetGuid(0), out var one))
            return;
        var facts = Kebab.Read<FactKind>(row.GetString(1)) switch { FactKind.Home => one.Found.Home, FactKind.Activity => one.Found.Activity, _ => one.Found.InTouch };
        facts.Add(new(row.GetFieldValue<DateOnly>(2), DayOrNull(row, 3), row.GetString(4), row.IsDBNull(5) ? null : row.GetBoolean(5)));
    }

    private void Episode(NpgsqlDataReader row)
    {
        // An episode without a legal status is none, here as where the legal status is worked out.
        if (_people.TryGetValue(row.GetGuid(0), out var one)
            && CareEpisode.Create(authority, one.Subject.Id, one.Subject.Born, row.GetFieldValue<DateOnly>(1), DayOrNull(row, 2), Text(row, 3) ?? "", null, Text(row, 4), null).Value is { } episode)
            one.Found.Episodes.Add(episode);
    }

    private void Status(NpgsqlDataReader row)
    {
        if (_people.TryGetValue(row.GetGuid(0), out var one))
            one.Found.Statuses.Add(new(Kebab.Read<LegalStatus>(row.GetString(1)), row.GetFieldValue<DateOnly>(2), DayOrNull(row, 3), []));
    }

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateOnly? DayOrNull(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateOnly>(column);
}
