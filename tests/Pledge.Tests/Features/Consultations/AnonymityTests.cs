using Npgsql;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Consultations;

/// <summary>What is promised to whoever answers without a name, held against everything the database keeps.</summary>
public sealed class AnonymityTests(Site site) : IClassFixture<Site>
{
    private const int People = 12;

    [Fact]
    public async Task Nothing_in_any_table_leads_from_an_answer_to_who_gave_it()
    {
        var asked = await AskedPeople.MakeAsync(site, People);
        var consultation = await asked.AskAsync();
        for (var person = 0; person < People; person++)
            Assert.Equal(302, (int)(await asked.AnswerAsync(consultation, person, why: $"Reason {person:00}")).StatusCode);

        Assert.Equal((long)(People * 3), await site.SqlAsync<long>("select count(*) from pledge.consultation_answer where consultation_id = $1", consultation));
        // No value of an answer is the person's, their account's, or a time.
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.consultation_answer where consultation_id = $1 and (young_person_id is not null or called is not null or decided_at is not null or decided_by is not null)", consultation));
        Assert.Equal([], await ListAsync("select attname from pg_attribute where attrelid in ('pledge.consultation_asked'::regclass) and attnum > 0 and not attisdropped and atttypid in ('timestamptz'::regtype, 'timestamp'::regtype, 'date'::regtype, 'time'::regtype)"));
        // All answers, and all who answered, were written by one transaction: the last. So neither says which belongs to which.
        Assert.Equal(1L, await site.SqlAsync<long>("select count(distinct xmin::text) from (select xmin from pledge.consultation_answer where consultation_id = $1 union all select xmin from pledge.consultation_asked where consultation_id = $1 and answered) x", consultation));
        // Ids are random, and the places on disk are in another order than the answers came in.
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.consultation_answer where consultation_id = $1 and substr(id::text, 15, 1) <> '4'", consultation));
        var inPlace = await ListAsync($"select words from pledge.consultation_answer where consultation_id = '{consultation}' and words is not null order by ctid");
        Assert.NotEqual(inPlace.Order(StringComparer.Ordinal), inPlace);
        Assert.Equal(People, inPlace.Count);
        // That transaction wrote nothing else: no row with an account and a time stands beside the answers.
        var last = await site.SqlAsync<string>("select min(xmin::text) from pledge.consultation_answer where consultation_id = $1", consultation);
        // No key of an answer, and none of its words, is anywhere else either.
        var keys = (await ListAsync($"select id::text from pledge.consultation_answer where consultation_id = '{consultation}'")).Concat(inPlace).ToHashSet();
        foreach (var table in await ListAsync("select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and c.relkind = 'r' and c.oid::regclass::text <> 'pledge.consultation_answer'"))
        {
            if (table is not "pledge.consultation_asked")
                Assert.True((await ListAsync($"select 1::text from {table} t where t.xmin::text = '{last}'")).Count == 0, $"{table} was written together with an answer");
            Assert.DoesNotContain(await ListAsync($"select to_jsonb(t)::text from {table} t"), row => keys.Any(key => row.Contains(key, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task Each_answer_that_comes_writes_all_of_them_again()
    {
        var asked = await AskedPeople.MakeAsync(site, People);
        var consultation = await asked.AskAsync();
        await asked.AnswerAsync(consultation, 0, why: "First");
        var before = await site.SqlAsync<Guid>("select id from pledge.consultation_answer where consultation_id = $1 and words = 'First'", consultation);
        await asked.AnswerAsync(consultation, 1, why: "Second");

        Assert.NotEqual(before, await site.SqlAsync<Guid>("select id from pledge.consultation_answer where consultation_id = $1 and words = 'First'", consultation));
        Assert.Equal(6L, await site.SqlAsync<long>("select count(*) from pledge.consultation_answer where consultation_id = $1", consultation));
    }

    [Fact]
    public async Task Nobody_reads_an_answer_while_it_is_open_or_of_fewer_than_ten()
    {
        var asked = await AskedPeople.MakeAsync(site, People);
        var consultation = await asked.AskAsync();
        for (var person = 0; person < 9; person++)
            await asked.AnswerAsync(consultation, person, why: $"Because {person}");
        var manager = await site.SignInAsync(asked.Manager.Account);
        Assert.DoesNotContain("Because", (await manager.PageAsync($"/consultations/{consultation}/words")).Body!.TextContent, StringComparison.Ordinal);

        await asked.CloseAsync(consultation);
        Assert.Contains("Fewer than 10 people answered", (await manager.PageAsync($"/consultations/{consultation}")).Body.Reads(), StringComparison.Ordinal);
        Assert.DoesNotContain("Because", (await manager.PageAsync($"/consultations/{consultation}/words")).Body!.TextContent, StringComparison.Ordinal);
    }

    private async Task<List<string>> ListAsync(string sql)
    {
        await using var owner = NpgsqlDataSource.Create(site.Database.Owner);
        await using var command = owner.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> found = [];
        while (await reader.ReadAsync())
            found.Add(reader.GetString(0));
        return found;
    }
}
