using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Pledge.Domain;
using Pledge.Domain.Organisations;

namespace Pledge.Tests.Support;

/// <summary>Hand-overs and cover, put in place as the database owner.</summary>
public static class ArrangeHandOver
{
    /// <summary>Another adviser in the same authority, in a team of their own unless told.</summary>
    public static async Task<Someone> ColleagueAsync(this Arrange arrange, Someone worker, string name = "Kim Other", Guid? team = null) =>
        await arrange.StaffAsync(worker.Authority, Roles.Adviser, team ?? await arrange.TeamAsync(worker.Authority, "Team " + Guid.NewGuid().ToString("N")[..6]), name);

    /// <summary>A hand-over of the person, with a note.</summary>
    public static async Task<Guid> HandOverAsync(this Arrange arrange, Someone from, Someone to, Someone person, string state, DateOnly planned, Guid? group = null)
    {
        var id = Guid.CreateVersion7();
        await arrange.ExecuteAsync(
            """
            insert into pledge.hand_over (id, authority_id, young_person_id, group_id, from_staff_id, to_staff_id, planned_on, state, matters, question, started_at, started_by, changed_at, changed_by)
            values ($1, $2, $3, $4, $5, $6, $7, $8, 'Likes to be rung, not texted', case when $8 = 'asked-back' then 'Which days?' end, '2026-11-20Z', $5, '2026-11-20Z', $5)
            """, id, person.Authority, person.YoungPerson, group ?? Guid.CreateVersion7(), from.Account, to.Account, planned, state);
        return id;
    }

    public static Task<int> CoverAsync(this Arrange arrange, Someone away, Someone covering, Someone person, DateOnly from, DateOnly to) => arrange.ExecuteAsync(
        """
        insert into pledge.leave_cover (id, authority_id, young_person_id, group_id, away_id, covering_id, period_from, period_to, set_at, set_by)
        values ($1, $2, $3, $1, $4, $5, $6, $7, '2026-11-01Z', $4)
        """, Guid.CreateVersion7(), person.Authority, person.YoungPerson, away.Account, covering.Account, from, to);

    /// <summary>Runs a job now, as the timetable would.</summary>
    public static async Task RunJobAsync<TJob>(this Site site, Func<TJob, Task> run) where TJob : notnull
    {
        using var scope = site.Services.CreateScope();
        await run(scope.ServiceProvider.GetRequiredService<TJob>());
    }

    /// <summary>Runs a statement as the program's role in the row scope of the account, whatever the pages would allow; nothing is kept.</summary>
    public static async Task<int> AsAsync(this Site site, Someone who, string role, string sql)
    {
        await using var connection = new NpgsqlConnection(site.Database.App);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var enter = new NpgsqlCommand("select pledge.enter($1, $2, $3, $4, $5, $6)", connection)
        {
            Parameters =
            {
                new() { Value = role },
                new() { Value = who.Account },
                new() { Value = await site.SqlAsync<string>("select security_stamp from identity.account where id = $1", who.Account) },
                new() { Value = who.Authority },
                new() { Value = (object?)who.YoungPerson ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid },
                new() { Value = LondonTime.DayOf(site.Clock.GetUtcNow()) },
            },
        };
        Assert.Equal(true, await enter.ExecuteScalarAsync());
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync();
    }
}
