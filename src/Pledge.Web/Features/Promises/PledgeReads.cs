using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Pledge.Domain;
using Pledge.Domain.Promises;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Promises;

/// <summary>What one of the two voices said of a promise on a day.</summary>
/// <param name="On">London day.</param>
public sealed record Mark(AnswerValue Value, DateOnly On);

/// <summary>One voice on one promise.</summary>
/// <param name="Marks">Newest first, at most <see cref="PledgeLine.MarksKept"/>; empty when nothing was said.</param>
/// <param name="Words">Said with the newest mark, or null.</param>
/// <param name="Name">Who said the newest, when it was a worker.</param>
public sealed record Voice(IReadOnlyList<Mark> Marks, string? Words, string? Name)
{
    public Mark? Latest => Marks.Count > 0 ? Marks[0] : null;
}

/// <summary>One promise of the edition in force as a young person and their worker see it, side by side and never mixed.</summary>
/// <param name="AskedOf">Of whom the edition asks it.</param>
/// <param name="Fits">True when this young person is one of them today.</param>
public sealed record PledgeLine(string Key, string Statement, AskedOf AskedOf, bool Fits, Voice Mine, Voice Theirs)
{
    /// <summary>True when the latest answer is "not yet": help is offered beside it.</summary>
    public bool WantsHelp => Mine.Latest is { Value: AnswerValue.NotYet };

    /// <summary>How much of the history the list shows of each voice.</summary>
    public const int MarksKept = 6;

    /// <summary>True when both spoke and did not say the same.</summary>
    public bool SeenDifferently => Mine.Latest is { } mine && Theirs.Latest is { } theirs && mine.Value != theirs.Value;
}

/// <summary>The pledge of one young person.</summary>
public static class PledgeReads
{
    // One statement for the page. Each voice is read once, newest first within each promise; the words that belong to the newest come with it.
    private const string Sql = """
        with mine as (
            select promise_key, (array_agg(value))[:$4] as said, (array_agg(answered_at))[:$4] as at, (array_agg(words))[1] as words
            from (select promise_key, value, answered_at, words from pledge.answer where young_person_id = $1 order by promise_key, answered_at desc) a
            group by promise_key),
        theirs as (
            select promise_key, (array_agg(value))[:$4] as said, (array_agg(recorded_at))[:$4] as at, (array_agg(words))[1] as words, (array_agg(recorded_by))[1] as by
            from (select promise_key, value, recorded_at, words, recorded_by from pledge.worker_view where young_person_id = $1 order by promise_key, recorded_at desc) v
            group by promise_key)
        select p.key, p.statement, mine.said, mine.at, mine.words, theirs.said, theirs.at, theirs.words, staff.display_name,
               p.asked_from_age, p.asked_until_age, young.date_of_birth
        from pledge.promise p
        join pledge.young_person young on young.id = $1
        left join mine on mine.promise_key = p.key
        left join theirs on theirs.promise_key = p.key
        left join pledge.staff_member staff on staff.id = theirs.by
        where p.edition_id = (
            select e.id from pledge.edition e where e.authority_id = $2 and e.in_force_from <= $3 order by e.in_force_from desc, e.number desc limit 1)
        order by p.position
        """;

    /// <summary>The promises of the edition in force on <paramref name="today"/>, in its order; none when no edition is in force.</summary>
    /// <param name="user">The young person who is signed in.</param>
    /// <returns>One round trip whatever the number of promises and answers.</returns>
    public static Task<IReadOnlyList<PledgeLine>> ReadPledgeAsync(this ScopedRead read, ClaimsPrincipal user, DateOnly today, CancellationToken ct) =>
        read.RunAsync(user, reader => LinesAsync(reader, today, ct), ct, ScopedRead.Query(Sql, Values(user.AuthorityId(), user.YoungPersonId(), today)));

    /// <summary>The same on a page that reads more, in its transaction.</summary>
    /// <returns>One statement whatever the number of promises and answers.</returns>
    public static async Task<IReadOnlyList<PledgeLine>> ReadPledgeAsync(
        this PledgeDb db, AuthorityId authority, YoungPersonId youngPerson, DateOnly today, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Sql, (NpgsqlConnection)db.Database.GetDbConnection());
        command.Parameters.AddRange(Values(authority, youngPerson, today));
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await LinesAsync(reader, today, ct);
    }

    private static NpgsqlParameter[] Values(AuthorityId authority, YoungPersonId youngPerson, DateOnly today) =>
        [ScopedRead.Value(youngPerson.Value), ScopedRead.Value(authority.Value), ScopedRead.Value(today), ScopedRead.Value(PledgeLine.MarksKept)];

    private static async Task<IReadOnlyList<PledgeLine>> LinesAsync(NpgsqlDataReader reader, DateOnly today, CancellationToken ct)
    {
        var lines = new List<PledgeLine>();
        while (await reader.ReadAsync(ct))
        {
            var asked = new AskedOf(NumberAt(reader, 9), NumberAt(reader, 10));
            var fits = asked.Includes(LondonTime.AgeOn(reader.GetFieldValue<DateOnly>(11), today));
            lines.Add(new(reader.GetString(0), reader.GetString(1), asked, fits, VoiceAt(reader, 2, name: null), VoiceAt(reader, 5, TextAt(reader, 8))));
        }
        return lines;
    }

    private static Voice VoiceAt(NpgsqlDataReader reader, int first, string? name)
    {
        if (reader.IsDBNull(first))
            return new([], null, null);
        var said = reader.GetFieldValue<string[]>(first);
        var at = reader.GetFieldValue<DateTime[]>(first + 1);
        var marks = new Mark[said.Length];
        for (var i = 0; i < marks.Length; i++)
            marks[i] = new(Kebab.Read<AnswerValue>(said[i]), LondonTime.DayOf(at[i]));
        return new(marks, TextAt(reader, first + 2), name);
    }

    private static int? NumberAt(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt32(column);

    private static string? TextAt(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
