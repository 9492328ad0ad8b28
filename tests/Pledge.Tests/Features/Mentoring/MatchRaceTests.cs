using Npgsql;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Mentoring;

/// <summary>Whoever answers at the same moment: a place is given once, whatever the program does.</summary>
public sealed class MatchRaceTests(Site site) : IClassFixture<Site>
{
    private static readonly DateOnly Meeting = new(2026, 12, 5);

    [Fact]
    public async Task A_hundred_who_say_yes_at_once_to_a_mentor_with_one_place_make_one_match_and_the_others_are_told()
    {
        var (authority, mentor) = await ArrangeAsync(places: 1);
        var people = await LookersAsync(authority, mentor, 100);

        var won = await TogetherAsync(people, (connection, proposal) => SayYesAsync(connection, proposal, locksFirst: true));

        Assert.Equal(1, won);
        Assert.Equal("1 1", await site.SqlAsync<string>("select count(*) || ' ' || min(place) from pledge.mentor_match where mentor_id = $1 and ended_on is null", mentor));
        Assert.Equal("closed mentor-is-full 99, matched 1", await site.SqlAsync<string>(
            "select string_agg(x.line, ', ' order by x.line) from (select concat_ws(' ', state, closed_because, count(*)) as line from pledge.mentor_proposal where mentor_id = $1 group by state, closed_because) x", mentor));
    }

    /// <summary>Without the lock that the program takes first: the constraints alone.</summary>
    [Fact]
    public async Task Without_any_lock_of_the_program_there_are_never_more_matches_than_places()
    {
        var (authority, mentor) = await ArrangeAsync(places: 3);
        var people = await LookersAsync(authority, mentor, 40);

        var won = await TogetherAsync(people, (connection, proposal) => SayYesAsync(connection, proposal, locksFirst: false));

        Assert.Equal(won, await site.SqlAsync<long>("select count(*) from pledge.mentor_match where mentor_id = $1 and ended_on is null", mentor));
        Assert.InRange(won, 1, 3);
        Assert.Equal(won, await site.SqlAsync<long>("select count(distinct place) from pledge.mentor_match where mentor_id = $1 and place between 1 and 3", mentor));
    }

    [Fact]
    public async Task One_person_who_says_yes_to_two_mentors_at_once_has_one()
    {
        var (authority, mentor) = await ArrangeAsync(places: 1);
        var person = await site.Arrange.YoungPersonAsync(authority);
        await site.Arrange.WishAsync(person);
        var other = await site.Arrange.FreeMentorAsync(authority, "Jo Hall");
        (Someone, Guid)[] both = [(person, await site.Arrange.ProposalAsync(person, mentor, Meeting)), (person, await site.Arrange.ProposalAsync(person, other, Meeting))];

        Assert.Equal(1, await TogetherAsync(both, (connection, proposal) => SayYesAsync(connection, proposal, locksFirst: true)));

        Assert.Equal("closed has-a-mentor, matched", await site.SqlAsync<string>("select string_agg(concat_ws(' ', state, closed_because), ', ' order by state) from pledge.mentor_proposal where young_person_id = $1", person.YoungPerson));
    }

    [Theory]
    [InlineData("update pledge.mentor_clearance set recheck_due_on = '2026-12-04' where mentor_id = $1")]
    [InlineData("update pledge.mentor_clearance set outcome = 'not-accepted' where mentor_id = $1")]
    [InlineData("update pledge.mentor_training set valid_until = '2026-12-04' where mentor_id = $1 and course = 'safeguarding'")]
    [InlineData("update pledge.mentor set state = 'paused' where id = $1")]
    [InlineData("insert into pledge.mentor_never (id, authority_id, young_person_id, mentor_id, side, reason, set_at, set_by) select gen_random_uuid(), authority_id, young_person_id, mentor_id, 'coordinator', 'They are neighbours', now(), gen_random_uuid() from pledge.mentor_proposal where mentor_id = $1")]
    [InlineData("update pledge.mentor_wish w set is_looking = false from pledge.mentor_proposal p where p.mentor_id = $1 and w.young_person_id = p.young_person_id")]
    [InlineData("with asks as (update pledge.mentor_wish w set genders = '{woman}' from pledge.mentor_proposal p where p.mentor_id = $1 and w.young_person_id = p.young_person_id) update pledge.mentor set gender = 'man' where id = $1")]
    [InlineData("with asks as (update pledge.mentor_wish w set genders = '{woman}' from pledge.mentor_proposal p where p.mentor_id = $1 and w.young_person_id = p.young_person_id) update pledge.mentor set not_used = '{gender}' where id = $1")]
    [InlineData("update pledge.mentor_wish w set languages = '{polish}' from pledge.mentor_proposal p where p.mentor_id = $1 and w.young_person_id = p.young_person_id")]
    public async Task What_lapsed_meanwhile_stops_the_match_in_the_database_too(string lapse)
    {
        var (authority, mentor) = await ArrangeAsync(places: 1);
        var people = await LookersAsync(authority, mentor, 1);
        await site.ExecuteAsync(lapse, mentor);
        Assert.Equal(0, await TogetherAsync(people, (connection, proposal) => SayYesAsync(connection, proposal, locksFirst: true)));
        Assert.Equal("open", await site.SqlAsync<string>("select state from pledge.mentor_proposal where mentor_id = $1", mentor));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_stops_looking_while_they_say_yes_is_matched_or_told_that_it_is_over_and_never_both(bool locksFirst)
    {
        var (authority, mentor) = await ArrangeAsync(places: 10);
        var people = await LookersAsync(authority, mentor, 10);

        await TogetherAsync([.. people.SelectMany(one => new (Someone, Func<NpgsqlConnection, Task>)[] { (one.Item1, connection => SayYesAsync(connection, one.Item2, locksFirst)), (one.Item1, StopAsync) })]);

        Assert.Equal(0, await site.SqlAsync<long>("select count(*) from pledge.mentor_proposal where mentor_id = $1 and not (state = 'matched' or state = 'closed' and closed_because = 'not-looking')", mentor));
        Assert.Equal(0, await site.SqlAsync<long>("select count(*) from pledge.mentor_proposal p where p.mentor_id = $1 and (p.state = 'matched') <> exists (select from pledge.mentor_match m where m.proposal_id = p.id)", mentor));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whom_a_coordinator_rules_out_while_they_say_yes_is_matched_before_it_or_not_at_all(bool locksFirst)
    {
        var (authority, mentor) = await ArrangeAsync(places: 10);
        var people = await LookersAsync(authority, mentor, 10);
        var coordinator = await site.Arrange.StaffAsync(authority, Roles.Coordinator);

        await TogetherAsync([.. people.SelectMany(one => new (Someone, Func<NpgsqlConnection, Task>)[] { (one.Item1, connection => SayYesAsync(connection, one.Item2, locksFirst)), (coordinator, connection => RuleOutAsync(connection, one.Item2)) })]);

        Assert.Equal(0, await site.SqlAsync<long>(
            "select count(*) from pledge.mentor_proposal p where p.mentor_id = $1 and exists (select from pledge.mentor_never n where n.young_person_id = p.young_person_id and n.mentor_id = p.mentor_id) and p.state not in ('matched', 'closed')", mentor));
        Assert.Equal(0, await site.SqlAsync<long>("select count(*) from pledge.mentor_proposal p where p.mentor_id = $1 and (p.state = 'matched') <> exists (select from pledge.mentor_match m where m.proposal_id = p.id)", mentor));
    }

    [Fact]
    public async Task Nobody_is_proposed_to_somebody_with_whom_they_were_ruled_out()
    {
        var (authority, mentor) = await ArrangeAsync(places: 1);
        var person = await site.Arrange.YoungPersonAsync(authority);
        await site.Arrange.WishAsync(person);
        await site.ExecuteAsync("insert into pledge.mentor_never (id, authority_id, young_person_id, mentor_id, side, reason, set_at, set_by) values (gen_random_uuid(), $1, $2, $3, 'coordinator', 'They are neighbours', now(), gen_random_uuid())", authority, person.YoungPerson, mentor);
        await using var connection = await EnteredAsync(person);
        await using var command = new NpgsqlCommand(
            "insert into pledge.mentor_proposal (id, authority_id, young_person_id, mentor_id, young_person_called, mentor_called, made_by_side, made_at, made_by, expires_on, young_person_says, state) values (gen_random_uuid(), pledge.authority(), pledge.young_person(), $1, '', '', 'young-person', now(), pledge.account(), '2026-12-01', 'yes', 'open')", connection)
        { Parameters = { new() { Value = mentor } } };
        Assert.Equal("never_together", (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).ConstraintName);
    }

    [Fact]
    public async Task Nobody_answers_for_the_other_side_and_nobody_makes_a_match_without_both()
    {
        var (authority, mentor) = await ArrangeAsync(places: 1);
        var person = await site.Arrange.YoungPersonAsync(authority);
        await site.Arrange.WishAsync(person);
        var proposal = await site.Arrange.ProposalAsync(person, mentor);
        foreach (var sql in new[]
        {
            "update pledge.mentor_proposal set young_person_says = 'yes', mentor_says = 'yes', meeting_on = '2026-12-05', state = 'matched', decided_at = now() where id = $1",
            "update pledge.mentor_proposal set young_person_says = 'yes', state = 'matched', decided_at = now() where id = $1",
            "insert into pledge.mentor_match (id, authority_id, young_person_id, mentor_id, proposal_id, place, meeting_on, started_at) select gen_random_uuid(), authority_id, young_person_id, mentor_id, id, 1, '2026-12-05', now() from pledge.mentor_proposal where id = $1",
        })
        {
            await using var connection = await EnteredAsync(person);
            await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = proposal } } };
            await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
        }
        Assert.Equal(0, await site.SqlAsync<long>("select count(*) from pledge.mentor_match where mentor_id = $1", mentor));
    }

    private async Task<(Guid Authority, Guid Mentor)> ArrangeAsync(int places)
    {
        var authority = await site.Arrange.AuthorityAsync();
        return (authority, await site.Arrange.FreeMentorAsync(authority, places: places));
    }

    private async Task<(Someone, Guid)[]> LookersAsync(Guid authority, Guid mentor, int count)
    {
        List<(Someone, Guid)> people = [];
        for (var i = 0; i < count; i++)
        {
            var person = await site.Arrange.YoungPersonAsync(authority);
            await site.Arrange.WishAsync(person);
            people.Add((person, await site.Arrange.ProposalAsync(person, mentor, Meeting)));
        }
        return [.. people];
    }

    /// <summary>All at once, each over a connection of its own that has entered as that young person before the first begins.</summary>
    /// <returns>How many were kept.</returns>
    private Task<int> TogetherAsync((Someone Person, Guid Proposal)[] people, Func<NpgsqlConnection, Guid, Task> act) =>
        TogetherAsync([.. people.Select(one => (one.Person, (Func<NpgsqlConnection, Task>)(connection => act(connection, one.Proposal))))]);

    private async Task<int> TogetherAsync((Someone Person, Func<NpgsqlConnection, Task> Act)[] acts)
    {
        List<(NpgsqlConnection Connection, Func<NpgsqlConnection, Task> Act)> ready = [];
        foreach (var (person, act) in acts)
            ready.Add((await EnteredAsync(person), act));
        try
        {
            var tries = ready.Select(one => Task.Run(async () =>
            {
                try
                {
                    await one.Act(one.Connection);
                    await using var commit = new NpgsqlCommand("commit", one.Connection);
                    await commit.ExecuteNonQueryAsync();
                    return 1;
                }
                catch (PostgresException error) when (error.SqlState is "23P01" or "23505" or "40P01" or "40001")
                {
                    await using var rollback = new NpgsqlCommand("rollback", one.Connection);
                    await rollback.ExecuteNonQueryAsync();
                    return 0;
                }
                catch (InvalidOperationException)
                {
                    await using var rollback = new NpgsqlCommand("rollback", one.Connection);
                    await rollback.ExecuteNonQueryAsync();
                    return 0;
                }
            }));
            return (await Task.WhenAll(tries)).Sum();
        }
        finally
        {
            foreach (var (connection, _) in ready)
                await connection.DisposeAsync();
        }
    }

    private static async Task SayYesAsync(NpgsqlConnection connection, Guid proposal, bool locksFirst)
    {
        if (locksFirst)
        {
            await using var wait = new NpgsqlCommand("select pledge.lock_for_match($1)", connection) { Parameters = { new() { Value = proposal } } };
            await wait.ExecuteNonQueryAsync();
        }
        await using var yes = new NpgsqlCommand(
            "update pledge.mentor_proposal set young_person_says = 'yes', state = 'matched', decided_at = now() where id = $1 and state = 'open'", connection)
        { Parameters = { new() { Value = proposal } } };
        if (await yes.ExecuteNonQueryAsync() == 0)
            throw new InvalidOperationException("It is not open any more.");
    }

    private static async Task StopAsync(NpgsqlConnection connection)
    {
        await using var stop = new NpgsqlCommand(
            """
            update pledge.mentor_wish set superseded_at = now() where young_person_id = pledge.young_person() and superseded_at is null;
            insert into pledge.mentor_wish (id, authority_id, young_person_id, written_by_side, is_looking, kinds, genders, backgrounds, languages, times, interests, hopes, not_used, not_shown, written_at, written_by)
            values (gen_random_uuid(), pledge.authority(), pledge.young_person(), 'young-person', false, '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', now(), pledge.account())
            """, connection);
        await stop.ExecuteNonQueryAsync();
    }

    private static async Task RuleOutAsync(NpgsqlConnection connection, Guid proposal)
    {
        await using var never = new NpgsqlCommand(
            "insert into pledge.mentor_never (id, authority_id, young_person_id, mentor_id, side, reason, set_at, set_by) select gen_random_uuid(), authority_id, young_person_id, mentor_id, 'coordinator', 'They are neighbours', now(), pledge.account() from pledge.mentor_proposal where id = $1", connection)
        { Parameters = { new() { Value = proposal } } };
        await never.ExecuteNonQueryAsync();
    }

    private async Task<NpgsqlConnection> EnteredAsync(Someone person)
    {
        // Not pooled: a hundred of them are open at once.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(site.Database.App) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var begin = new NpgsqlCommand("begin", connection);
        await begin.ExecuteNonQueryAsync();
        await using var enter = new NpgsqlCommand(
            "select set_config('pledge.actor', $4, true), set_config('pledge.authority_id', $1, true), set_config('pledge.account_id', $2, true), set_config('pledge.young_person_id', $3, true), set_config('pledge.today', '2026-11-22', true)",
            connection)
        { Parameters = { new() { Value = person.Authority.ToString() }, new() { Value = person.Account.ToString() }, new() { Value = person.YoungPerson?.ToString() ?? "" }, new() { Value = person.YoungPerson is null ? "coordinator" : "young-person" } } };
        await enter.ExecuteNonQueryAsync();
        return connection;
    }
}
