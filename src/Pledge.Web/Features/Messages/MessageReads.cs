using Microsoft.EntityFrameworkCore;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Messages;

/// <summary>How many messages of the last 30 days are in a state.</summary>
/// <param name="State">Kebab-case <see cref="Domain.Reminders.MessageState"/>.</param>
/// <param name="TriedInVain">How many of them wait for another try after one that failed: more than a few, and the mail server does not answer.</param>
public sealed record MessageCount(string State, int Count, int TriedInVain);

/// <summary>A message that waits for an administrator.</summary>
/// <param name="Addressee">Name on the account it goes to.</param>
/// <param name="State"><c>in-doubt</c> or <c>failed</c>.</param>
/// <param name="Outcome">Kebab-case code of the last try.</param>
public sealed record MessageQuestion(Guid Id, string Addressee, bool ToYoungPerson, string Rule, string State, string? Outcome, DateTimeOffset DecidedAt);

/// <summary>How many messages failed for a reason and wait for an administrator.</summary>
/// <param name="Reason">Kebab-case code, such as <c>smtp-550</c>.</param>
public sealed record FailureCount(string Reason, int Count);

public static class MessageReads
{
    public const int Shown = 100;

    /// <summary>Most first; states without messages are left out.</summary>
    public static Task<List<MessageCount>> CountMessagesAsync(this PledgeDb db, DateTimeOffset now, CancellationToken ct)
    {
        var since = now.ToUniversalTime().AddDays(-30);
        return db.Database.SqlQuery<MessageCount>(
            $"""
            select state, count(*)::integer as count, (count(*) filter (where state = 'queued' and outcome not in ('sent-again', 'address-stopped')))::integer as tried_in_vain
            from pledge.message where decided_at >= {since} group by state order by count(*) desc, state
            """).ToListAsync(ct);
    }

    /// <summary>Failed messages by reason, most first.</summary>
    public static Task<List<FailureCount>> ListFailuresAsync(this PledgeDb db, CancellationToken ct) => db.Database.SqlQuery<FailureCount>(
        $"select outcome as reason, count(*)::integer as count from pledge.message where state = 'failed' and outcome is not null group by outcome order by count(*) desc, outcome").ToListAsync(ct);

    /// <summary>Messages in doubt first, then failed ones, newest first; at most <see cref="Shown"/>.</summary>
    public static Task<List<MessageQuestion>> ListMessageQuestionsAsync(this PledgeDb db, CancellationToken ct) => db.QuestionsAsync(null, ct);

    /// <summary>One of them, or null.</summary>
    public static async Task<MessageQuestion?> FindMessageQuestionAsync(this PledgeDb db, Guid id, CancellationToken ct) => (await db.QuestionsAsync(id, ct)).SingleOrDefault();

    private static Task<List<MessageQuestion>> QuestionsAsync(this PledgeDb db, Guid? id, CancellationToken ct) => db.Database.SqlQuery<MessageQuestion>(
        $"""
        select m.id, a.display_name as addressee, a.role = 'young-person' as to_young_person, m.rule, m.state, m.outcome, m.decided_at
        from pledge.message m join identity.account a on a.id = m.account_id
        where m.state in ('in-doubt', 'failed') and ({id}::uuid is null or m.id = {id})
        order by m.state desc, m.decided_at desc limit {Shown}
        """).ToListAsync(ct);
}
