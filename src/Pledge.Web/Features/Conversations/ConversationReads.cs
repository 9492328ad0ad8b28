using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Pledge.Domain;
using Pledge.Domain.Conversations;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Conversations;

/// <summary>One conversation in a list. What was written in it is not read.</summary>
/// <param name="Name">The young person as a worker knows them; null in a list that is about one person.</param>
/// <param name="LastOn">London day of the newest message.</param>
/// <param name="WaitingSince">London day of the oldest message of the young person without an answer, or null.</param>
/// <param name="AnswerDueOn">London day by whose end it should have one, or null.</param>
/// <param name="Unread">Messages of the other side that the reader's side has not opened.</param>
public sealed record ConversationLine(
    ConversationId Id, YoungPersonId YoungPerson, string? Name, ConversationKind Kind, string Subject, DateOnly LastOn, DateOnly? WaitingSince, DateOnly? AnswerDueOn, int Unread);

/// <summary>A page of conversations. <paramref name="Total"/> counts every one.</summary>
public sealed record ConversationPage(IReadOnlyList<ConversationLine> Lines, int Number, int Total)
{
    public const int Size = 25;
    public int LastNumber => Math.Max(1, (Total + Size - 1) / Size);
}

/// <summary>Something they began to write and have not sent.</summary>
/// <param name="Form">Name of the draft's form, as <c>message</c>, <c>message-good-news</c>, <c>message-</c> with the key of a promise, or <c>message-answer</c>.</param>
/// <param name="Subject">The conversation it answers in; otherwise empty.</param>
public sealed record UnsentMessage(string Form, Guid Subject)
{
    /// <summary>The page that shows it.</summary>
    public string Address => Form switch
    {
        "message" => "/messages/new",
        "message-answer" => $"/messages/{Subject}",
        "message-good-news" => "/messages/new?kind=good-news",
        _ => $"/messages/new?about={Form["message-".Length..]}",
    };
}

/// <summary>Lists of conversations.</summary>
public static class ConversationReads
{
    private const string Columns = """
        c.id, c.young_person_id, c.name, c.kind, c.subject, c.last_message_at, c.waiting_since, c.total,
        (select count(*)::int from pledge.conversation_message m
         where m.conversation_id = c.id and m.read_at is null and m.from_young_person = ((select pledge.actor()) <> 'young-person')) as unread
        """;

    private const string OfOneSql = $"""
        select {Columns} from (
            select g.id, g.young_person_id, null::text as name, g.kind, g.subject, g.last_message_at, g.waiting_since, count(*) over ()::int as total
            from pledge.conversation g where g.young_person_id = $1
            order by g.last_message_at desc, g.id limit $2 offset $3) c
        order by c.last_message_at desc, c.id
        """;

    private const string UnsentSql = """
        select d.form, d.subject_id from pledge.draft d
        where d.account_id = (select pledge.account()) and (d.form = 'message' or d.form like 'message-%') and d.body <> jsonb_build_object()
        order by d.saved_at desc, d.form, d.subject_id limit 5
        """;

    // Starts from whom the caller reaches today and looks each person up by key, as the caseload does.
    private const string InboxSql = $"""
        select {Columns} from (
            select g.id, g.young_person_id, coalesce(nullif(concat_ws(' ', coalesce(nullif(btrim(y.known_as), ''), y.given_name), y.family_name), ''), y.child_id) as name,
                   g.kind, g.subject, g.last_message_at, g.waiting_since, count(*) over ()::int as total
            from unnest((select pledge.my_young_people())) as mine (id)
            join pledge.young_person y on y.id = mine.id
            join pledge.conversation g on g.young_person_id = mine.id
            order by g.waiting_since nulls last, g.last_message_at desc, g.id limit $1 offset $2) c
        order by c.waiting_since nulls last, c.last_message_at desc, c.id
        """;

    /// <summary>The signed-in young person's own conversations, the newest first, and what they have not sent.</summary>
    /// <param name="number">1-based; outside the pages there are reads the first one.</param>
    /// <returns>One round trip.</returns>
    public static async Task<(ConversationPage Page, IReadOnlyList<UnsentMessage> Unsent)> ListOwnConversationsAsync(this ScopedRead read, ClaimsPrincipal user, int number, CancellationToken ct)
    {
        List<UnsentMessage> unsent = [];
        var page = await PageAsync(number, skip => read.RunAsync(user, async reader =>
        {
            var rows = await RowsAsync(reader, ct);
            await reader.NextResultAsync(ct);
            unsent.Clear();
            while (await reader.ReadAsync(ct))
                unsent.Add(new(reader.GetString(0), reader.GetGuid(1)));
            return rows;
        }, ct, ScopedRead.Query(OfOneSql, ScopedRead.Value(user.YoungPersonId().Value), Size, ScopedRead.Value(skip)), ScopedRead.Query(UnsentSql)));
        return (page, unsent);
    }

    /// <summary>Conversations of everyone the worker or manager reaches: those that wait for an answer first, the longest wait leading; then the newest.</summary>
    /// <param name="number">1-based; outside the pages there are reads the first one.</param>
    /// <returns>One round trip.</returns>
    public static Task<ConversationPage> ListInboxAsync(this ScopedRead read, ClaimsPrincipal user, int number, CancellationToken ct) =>
        PageAsync(number, skip => read.RunAsync(user, reader => RowsAsync(reader, ct), ct, ScopedRead.Query(InboxSql, Size, ScopedRead.Value(skip))));

    /// <summary>Conversations with one young person as their worker sees them, the newest first.</summary>
    /// <returns>One statement, or two when <paramref name="number"/> is past the end.</returns>
    public static Task<ConversationPage> ListConversationsAsync(this PledgeDb db, YoungPersonId youngPerson, int number, CancellationToken ct) =>
        PageAsync(number, async skip =>
        {
            await using var command = new NpgsqlCommand(OfOneSql, (NpgsqlConnection)db.Database.GetDbConnection())
            { Parameters = { ScopedRead.Value(youngPerson.Value), Size, ScopedRead.Value(skip) } };
            await using var reader = await command.ExecuteReaderAsync(ct);
            return await RowsAsync(reader, ct);
        });

    private static NpgsqlParameter Size => ScopedRead.Value(ConversationPage.Size);

    private static async Task<ConversationPage> PageAsync(int number, Func<int, Task<(List<ConversationLine> Lines, int Total)>> read)
    {
        var page = Math.Clamp(number, 1, 10_000);
        var (lines, total) = await read((page - 1) * ConversationPage.Size);
        return lines.Count == 0 && page > 1 ? await PageAsync(1, read) : new(lines, page, total);
    }

    private static async Task<(List<ConversationLine>, int)> RowsAsync(NpgsqlDataReader reader, CancellationToken ct)
    {
        var (lines, total) = (new List<ConversationLine>(), 0);
        while (await reader.ReadAsync(ct))
        {
            DateTimeOffset? waiting = reader.IsDBNull(6) ? null : reader.GetFieldValue<DateTimeOffset>(6);
            total = reader.GetInt32(7);
            lines.Add(new(
                new(reader.GetGuid(0)), new(reader.GetGuid(1)), reader.IsDBNull(2) ? null : reader.GetString(2), Kebab.Read<ConversationKind>(reader.GetString(3)),
                reader.GetString(4), LondonTime.DayOf(reader.GetFieldValue<DateTimeOffset>(5)), waiting is { } since ? LondonTime.DayOf(since) : null,
                waiting is { } at ? Conversation.AnswerDueOn(at) : null, reader.GetInt32(8)));
        }
        return (lines, total);
    }
}
