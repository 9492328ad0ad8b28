using System.Net;
using AngleSharp.Dom;
using Npgsql;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Find;

/// <summary>A record outside one's reach: not found without a reason, readable and not writable with one, and not found again the next day.</summary>
public sealed class OutsideLookTests(Site site) : IClassFixture<Site>, IAsyncLifetime
{
    private Someone _outsider = null!, _worker = null!, _manager = null!, _young = null!;
    private Guid _south;

    public async ValueTask InitializeAsync()
    {
        _outsider = await site.Arrange.AdviserAsync("Omar Outside");
        _south = await site.Arrange.TeamAsync(_outsider.Authority, "South");
        _worker = await site.Arrange.StaffAsync(_outsider.Authority, Roles.Adviser, _south, "Rosa Okafor");
        _manager = await site.Arrange.StaffAsync(_outsider.Authority, Roles.Manager, _south, "Mina Manager");
        _young = await site.Arrange.TheirsAsync(_worker, "Maya", "Fenn");
        await site.Arrange.FactAsync(_young, "home", "U", new(2025, 1, 1));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Without_a_reason_it_is_not_found_and_with_one_it_is_read_and_the_next_day_it_is_not_found_again()
    {
        var visitor = await site.SignInAsync(_outsider.Account);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(Record)).StatusCode);

        var opened = await AskAsync(visitor);

        Assert.Equal(Record, opened.Headers.Location!.OriginalString);
        var page = await visitor.PageAsync(Record);
        Assert.Equal("Maya Fenn", page.QuerySelector("h1").Reads());
        Assert.Contains("You are only reading", page.QuerySelector("main").Reads(), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("main form[method='post'], main .acts, main a[href$='/correct'], main a[href$='/withdraw']"));
        Assert.Equal("People around Maya", (await visitor.PageAsync($"{Record}/people")).QuerySelector("h1").Reads());

        var tonight = new DateTimeOffset(2026, 11, 22, 23, 59, 0, TimeSpan.Zero);
        Assert.True(await ReadsAsync(tonight));
        Assert.False(await ReadsAsync(tonight.AddMinutes(2)));
    }

    [Theory]
    [InlineData("/home")]
    [InlineData("/activity")]
    [InlineData("/plan/actions/new")]
    [InlineData("/promises/home")]
    [InlineData("/people/new")]
    [InlineData("/messages")]
    [InlineData("/messages/new")]
    public async Task With_a_reason_no_form_and_no_message_opens(string form)
    {
        await site.Arrange.EditionAsync(_young.Authority, "home");
        var visitor = await site.SignInAsync(_outsider.Account);
        await AskAsync(visitor);

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(Record + form)).StatusCode);
        Assert.Contains((await visitor.PostFormAsync("/caseload", Record + form, ("Form.Name", "X"))).StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed });
    }

    [Fact]
    public async Task Lists_do_not_grow_by_it()
    {
        var visitor = await site.SignInAsync(_outsider.Account);
        await AskAsync(visitor);

        Assert.DoesNotContain("Maya", (await visitor.PageAsync("/caseload")).QuerySelector("main").Reads(), StringComparison.Ordinal);
        Assert.DoesNotContain("Maya", (await visitor.PageAsync("/contacts/new")).QuerySelector("main").Reads(), StringComparison.Ordinal);
    }

    // As the application's own role with every filter of the program gone.
    [Fact]
    public async Task The_database_lets_one_record_be_read_today_and_nothing_be_written()
    {
        var second = await site.Arrange.TheirsAsync(_worker, "Noor", "Hale");
        await AskAsync(await site.SignInAsync(_outsider.Account));

        Assert.Equal(1L, await AsOutsiderAsync("select count(*) from pledge.fact", _young, "2026-11-22"));
        Assert.Equal(0L, await AsOutsiderAsync("select count(*) from pledge.fact", second, "2026-11-22"));
        Assert.Equal(0L, await AsOutsiderAsync("select count(*) from pledge.fact", null, "2026-11-22"));
        Assert.Equal(0L, await AsOutsiderAsync("select count(*) from pledge.fact", _young, "2026-11-23"));
        Assert.Equal(0L, await AsOutsiderAsync("with x as (update pledge.fact set superseded_at = now() returning 1) select count(*) from x", _young, "2026-11-22"));
        Assert.Equal(0L, await AsOutsiderAsync("with x as (update pledge.young_person set known_as = 'X' returning 1) select count(*) from x", _young, "2026-11-22"));
        var refused = await Assert.ThrowsAsync<PostgresException>(() => AsOutsiderAsync(
            $"""
            with x as (insert into pledge.contact (id, authority_id, young_person_id, group_id, outcome, channel, started_by, occurred_on, recorded_at, recorded_by)
                values (gen_random_uuid(), '{_young.Authority}', '{_young.YoungPerson}', gen_random_uuid(), 'made', 'phone', 'worker', '2026-11-01', now(), '{_outsider.Account}') returning 1)
            select count(*) from x
            """, _young, "2026-11-22"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task The_managers_of_the_worker_are_told_at_once_without_a_name_and_read_who_whose_and_why()
    {
        await AskAsync(await site.SignInAsync(_outsider.Account));

        Assert.Equal([_manager.Account, "outside-look", null, "queued"], await site.RowAsync("select account_id, rule, payload, state from pledge.message where young_person_id = $1", _young.YoungPerson));
        var page = await (await site.SignInAsync(_manager.Account)).PageAsync("/find/looks");
        Assert.Equal("Maya Fenn", page.QuerySelector(".rows .row__title").Reads());
        Assert.Contains("Omar Outside, worker, on 22 November 2026 at 10:00", page.QuerySelector(".rows").Reads(), StringComparison.Ordinal);
        Assert.Contains("Their landlord rang about <heating>", page.QuerySelector(".rows .quote").Reads(), StringComparison.Ordinal);
        Assert.Equal(["Omar Outside", "1"], page.QuerySelectorAll(".days dt, .days dd").Select(count => count.Reads()));
    }

    [Fact]
    public async Task A_manager_of_another_team_reads_nothing_of_it_and_the_own_manager_of_who_looked_reads_the_reason_without_the_name()
    {
        var north = await site.SqlAsync<Guid>("select team_id from pledge.staff_member where id = $1", _outsider.Account);
        var theirs = await site.Arrange.StaffAsync(_outsider.Authority, Roles.Manager, north);
        var third = await site.Arrange.StaffAsync(_outsider.Authority, Roles.Manager, await site.Arrange.TeamAsync(_outsider.Authority, "West"));
        await AskAsync(await site.SignInAsync(_outsider.Account));

        Assert.Equal("Nobody has opened a record this way.", (await (await site.SignInAsync(third.Account)).PageAsync("/find/looks")).QuerySelector(".empty").Reads());
        Assert.Equal("Someone outside your reach", (await (await site.SignInAsync(theirs.Account)).PageAsync("/find/looks")).QuerySelector(".rows .row__title").Reads());
    }

    [Fact]
    public async Task The_young_person_reads_who_and_why_in_plain_words()
    {
        var visitor = await site.SignInAsync(_outsider.Account);
        await AskAsync(visitor);
        await visitor.PageAsync(Record);

        var page = await (await site.SignInAsync(_young.Account)).PageAsync("/record");

        var look = page.QuerySelector("#with-a-reason ~ .rows li").Reads();
        Assert.Contains("Omar Outside, worker", look, StringComparison.Ordinal);
        Assert.Contains("They were on duty, and there was news about you.", look, StringComparison.Ordinal);
        Assert.Contains("Their landlord rang about <heating>", look, StringComparison.Ordinal);
        Assert.Contains("Said why they needed to see your record.", page.QuerySelector("main").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_taps_are_one_look()
    {
        var visitor = await site.SignInAsync(_outsider.Account);
        var ask = await visitor.FillAsync(Why, "why", ("Kind", "duty"), ("Reason", "Their landlord rang about <heating>"));

        await Task.WhenAll(ask(), ask());

        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.outside_look where young_person_id = $1", _young.YoungPerson));
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.message where young_person_id = $1", _young.YoungPerson));
    }

    [Theory]
    [InlineData("", "Their landlord rang", "Kind", "Answer this question")]
    [InlineData("nosy", "Their landlord rang", "Kind", "Answer this question")]
    [InlineData("duty", " ", "Reason", "Say why you need to see this record")]
    [InlineData("duty", "because", "Reason", "Say it in at least 10 letters, so that the young person understands")]
    public async Task A_reason_is_given_or_nothing_opens(string kind, string reason, string field, string message)
    {
        var visitor = await site.SignInAsync(_outsider.Account);

        var page = await (await visitor.SubmitFormAsync(Why, "why", ("Kind", kind), ("Reason", reason))).DocumentAsync();

        Assert.Equal($"Error: {message}", page.QuerySelector($"#{field}-error").Reads());
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(Record)).StatusCode);
    }

    [Fact]
    public async Task After_twenty_in_a_day_the_next_must_wait()
    {
        for (var number = 0; number < 20; number++)
        {
            var other = await site.Arrange.TheirsAsync(_worker, $"Other{number}", "Person");
            await site.ExecuteAsync(
                "insert into pledge.outside_look (id, authority_id, young_person_id, account_id, role, reason_kind, reason, asked_at, for_day) values (gen_random_uuid(), $1, $2, $3, 'adviser', 'duty', 'On duty today', now(), '2026-11-22')",
                other.Authority, other.YoungPerson, _outsider.Account);
        }

        var page = await (await AskAsync(await site.SignInAsync(_outsider.Account))).DocumentAsync();

        Assert.StartsWith("Error: You opened 20 records", page.QuerySelector("#Reason-error").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whose_worker_one_is_needs_no_reason()
    {
        var visitor = await site.SignInAsync(_worker.Account);

        Assert.Equal(Record, (await visitor.GetAsync(Why)).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Policies_that_let_workers_read_ask_the_wider_question()
    {
        // A table whose rows are nobody's but two people's, or which tells who looked, is named here on purpose.
        string[] narrow = ["conversation_message_read", "conversation_read", "dip_answer_read", "dip_sample_read", "hand_over_read", "message_read", "outside_look_read", "record_look_read"];

        var found = await site.SqlAsync<string[]>(
            "select array_agg(policyname::text order by policyname) from pg_policies where schemaname = 'pledge' and cmd = 'SELECT' and qual like '%pledge.my\\_young\\_people()%'");

        Assert.True(narrow.SequenceEqual(found), $"A policy for select asks pledge.young_people_i_may_read(), so that a reason given today opens it for reading: {string.Join(", ", found.Except(narrow))}");
    }

    private string Record => $"/young-people/{_young.YoungPerson}";

    private string Why => $"/find/{_young.YoungPerson}/why";

    private Task<HttpResponseMessage> AskAsync(Visitor visitor) => visitor.SubmitFormAsync(Why, "why", ("Kind", "duty"), ("Reason", "Their landlord rang about <heating>"));

    private async Task<bool> ReadsAsync(DateTimeOffset at) => await AsOutsiderAsync("select count(*) from pledge.young_person", _young, Pledge.Domain.LondonTime.DayOf(at).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)) is 1L;

    private async Task<object?> AsOutsiderAsync(string sql, Someone? lookingAt, string day)
    {
        await using var app = NpgsqlDataSource.Create(site.Database.App);
        await using var connection = await app.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var enter = new NpgsqlCommand($"select pledge.enter('adviser', $1, $2, $3, null, date '{day}') and set_config('pledge.looking_at', $4, true) is not null", connection)
        {
            Parameters =
            {
                new() { Value = _outsider.Account }, new() { Value = await site.SqlAsync<string>("select security_stamp from identity.account where id = $1", _outsider.Account) },
                new() { Value = _outsider.Authority }, new() { Value = lookingAt?.YoungPerson?.ToString() ?? "" },
            },
        };
        Assert.Equal(true, await enter.ExecuteScalarAsync());
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
