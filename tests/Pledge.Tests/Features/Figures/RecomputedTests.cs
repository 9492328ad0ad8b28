using Npgsql;
using Pledge.Domain.Indicators;
using Pledge.Tests.Support;
using Pledge.Web.Data;
using Pledge.Web.Demonstration;

namespace Pledge.Tests.Features.Figures;

/// <summary>An invented city with corrections made to it, every figure of which is worked out a second way.</summary>
public sealed class CorrectedCity : IAsyncLifetime
{
    public static readonly DateOnly AsOf = new(2026, 11, 22);

    public TestDatabase Database { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync();
        await using var owner = NpgsqlDataSource.Create(Database.Owner);
        await using (var connection = await owner.OpenConnectionAsync())
            await CodeLists.SyncAsync(connection, CancellationToken.None);
        await Demo.LoadAsync(Database.Owner, new(7, AsOf, 260, 1), _ => { }, CancellationToken.None);
        // Every seventh fact that held is put right in October: another code, the same days. Every ninth contact made was none. Every eleventh legal status was another.
        await using var correct = owner.CreateCommand(
            """
            with wrong as (
                update pledge.fact set superseded_at = '2026-10-05 09:00Z', superseded_by = gen_random_uuid(), supersede_reason = 'A mistake'
                where superseded_at is null and recorded_at < '2026-10-01' and ('x' || substr(md5(id::text), 1, 4))::bit(16)::integer % 7 = 0 returning *)
            insert into pledge.fact (id, authority_id, young_person_id, kind, period_from, period_to, code, suitable, source, recorded_at)
            select gen_random_uuid(), authority_id, young_person_id, kind, period_from, period_to,
                   case kind when 'home' then case when code = 'W' then 'U' else 'W' end when 'activity' then case when code like 'G%' then 'F1' else 'G5' end else case when code = 'YES' then 'NO' else 'YES' end end,
                   case when kind = 'home' then code = 'W' end, 'worker', '2026-10-05 09:00Z' from wrong;
            update pledge.contact set superseded_at = '2026-10-05 09:00Z', superseded_by = gen_random_uuid(), supersede_reason = 'A mistake'
            where superseded_at is null and recorded_at < '2026-10-01' and ('x' || substr(md5(id::text), 1, 4))::bit(16)::integer % 9 = 0;
            with wrong as (
                update pledge.legal_status set superseded_at = '2026-10-06 09:00Z'
                where superseded_at is null and derived_at < '2026-10-01' and status in ('relevant', 'former-relevant') and ('x' || substr(md5(id::text), 1, 4))::bit(16)::integer % 11 = 0 returning *)
            insert into pledge.legal_status (id, authority_id, young_person_id, status, period_from, period_to, derived_at)
            select gen_random_uuid(), authority_id, young_person_id, 'qualifying', period_from, period_to, '2026-10-06 09:00Z' from wrong;
            """);
        await correct.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}

public sealed class RecomputedTests(CorrectedCity city) : IClassFixture<CorrectedCity>
{
    private static readonly string[] Families = [.. Enum.GetValues<IndicatorFamily>().Select(Kebab.Of)];
    private static readonly string[] Columns = ["ethnicity", "sex", "locality", "disability", "ehcp", "uasc", "legal-status", "area"];

    private static readonly DateTime[] Instants = [new(2024, 2, 1, 0, 0, 0, DateTimeKind.Utc), new(2026, 10, 5, 8, 59, 0, DateTimeKind.Utc), new(2026, 10, 5, 9, 0, 0, DateTimeKind.Utc), new(2027, 1, 1, 0, 0, 0, DateTimeKind.Utc)];

    private static readonly DateOnly[] Days = [new(2023, 3, 31), new(2024, 2, 29), new(2025, 3, 31), new(2026, 3, 31), new(2026, 9, 30), CorrectedCity.AsOf];

    [Fact]
    public async Task Every_figure_agrees_with_one_worked_out_by_hand()
    {
        var naive = await NaiveFigures.ReadAsync(city.Database.Owner);
        List<string> wrong = [];
        var seen = new HashSet<string>();
        foreach (var knownAt in Instants)
        {
            var cells = await CellsAsync(Days, knownAt, []);
            foreach (var (day, indicator) in from day in Days from indicator in Indicator.All select (day, indicator))
            {
                var (mine, theirs) = (indicator.Measure(cells.Where(cell => cell.On == day)), naive.Of(indicator.Code, day, knownAt));
                if (mine.Met > 0)
                    seen.Add(indicator.Code);
                var same = (mine.Met, mine.NotMet, mine.NoInformation, mine.Sum, mine.Over) == (theirs.Met, theirs.NotMet, theirs.NoInformation, theirs.Sum, theirs.Over)
                    && mine.Excluded.All(pair => pair.Value == theirs.Excluded.GetValueOrDefault(pair.Key)) && theirs.Excluded.Keys.All(mine.Excluded.ContainsKey);
                if (!same)
                    wrong.Add($"{indicator.Code} on {day} known {knownAt:s}: {mine.Met} {mine.NotMet} {mine.NoInformation} {mine.Sum} {mine.Over} [{Texts(mine.Excluded)}] is not {theirs.Met} {theirs.NotMet} {theirs.NoInformation} {theirs.Sum} {theirs.Over} [{Texts(theirs.Excluded)}]");
            }
        }
        Assert.Empty(wrong);
        // Nothing agrees by being empty.
        Assert.Empty(Indicator.All.Select(indicator => indicator.Code).Except(seen));
    }

    [Fact]
    public async Task Corrections_change_what_is_known_and_not_what_was()
    {
        var all = Indicator.Find("CL-ACC-1921")!;
        async Task<IndicatorResult> AsKnown(DateTime at) => all.Measure(await CellsAsync([new(2026, 3, 31)], at, []));

        Assert.Equal(Flat(await AsKnown(new(2026, 10, 1, 0, 0, 0, DateTimeKind.Utc))), Flat(await AsKnown(Instants[1])));
        Assert.NotEqual(Flat(await AsKnown(Instants[1])), Flat(await AsKnown(Instants[2])));
    }

    [Fact]
    public async Task However_they_are_told_apart_the_same_people_are_counted()
    {
        var whole = await CellsAsync(Days, Instants[3], []);
        foreach (var by in Columns.Select(column => new[] { column }).Append(["ethnicity", "area"]).Append(Columns))
        {
            var apart = await CellsAsync(Days, Instants[3], by);
            foreach (var (day, indicator) in from day in Days from indicator in Indicator.All select (day, indicator))
                Assert.Equal(Flat(indicator.Measure(whole.Where(cell => cell.On == day))), Flat(indicator.Measure(apart.Where(cell => cell.On == day))));
        }
    }

    [Fact]
    public async Task Many_days_at_once_are_each_as_if_alone()
    {
        var together = await CellsAsync(Days, Instants[3], []);
        foreach (var day in Days)
        {
            var alone = await CellsAsync([day], Instants[3], []);
            Assert.Equal(Indicator.All.Select(indicator => Flat(indicator.Measure(alone))), Indicator.All.Select(indicator => Flat(indicator.Measure(together.Where(cell => cell.On == day)))));
        }
    }

    [Theory]
    [InlineData("board")]
    [InlineData("adviser")]
    [InlineData("coordinator")]
    [InlineData("young-person")]
    [InlineData("partner")]
    public async Task Nobody_else_gets_a_single_cell(string actor) => Assert.Empty(await CellsAsync(Days, Instants[3], Columns, actor));

    private static string Flat(IndicatorResult result) => $"{result.Code} {result.Met} {result.NotMet} {result.NoInformation} {result.Sum} {result.Over} {Texts(result.Excluded)}";

    private static string Texts(IReadOnlyDictionary<string, int> excluded) => string.Join(' ', excluded.Where(pair => pair.Value > 0).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));

    private async Task<List<FigureCell>> CellsAsync(DateOnly[] days, DateTime knownAt, string[] by, string actor = "manager")
    {
        await using var connection = new NpgsqlConnection(city.Database.App);
        await connection.OpenAsync();
        await using var enter = new NpgsqlCommand("select set_config('pledge.actor', $1, false), set_config('pledge.authority_id', $2, false)", connection)
        {
            Parameters = { new() { Value = actor }, new() { Value = await AuthorityAsync() } },
        };
        await enter.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand("select * from pledge.figure_cells($1, $2, $3, $4)", connection)
        {
            Parameters = { new() { Value = Families }, new() { Value = days }, new() { Value = knownAt }, new() { Value = by } },
        };
        await using var reader = await command.ExecuteReaderAsync();
        List<FigureCell> cells = [];
        string? Text(string column) => reader[column] as string;
        while (await reader.ReadAsync())
        {
            cells.Add(new(Kebab.Read<IndicatorFamily>(Text("family")!), reader.GetFieldValue<DateOnly>(1), reader["age"] as int?, Text("in_touch"), Text("activity"), Text("home"), Text("outcome"), Text("part"),
                (int)reader["people"]));
        }
        return cells;
    }

    private async Task<string> AuthorityAsync()
    {
        await using var connection = new NpgsqlConnection(city.Database.Owner);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select id::text from pledge.authority", connection);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
