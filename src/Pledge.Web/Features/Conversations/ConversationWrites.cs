using System.Globalization;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Conversations;
using Pledge.Domain.Organisations;
using Pledge.Domain.Reminders;
using Pledge.Web.Access;
using Pledge.Web.Background;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Conversations;

/// <summary>A conversation somebody wants to start.</summary>
/// <param name="PromiseKey">Of the promise it is about, or null.</param>
/// <param name="FormKey">Of the form it was typed in.</param>
public sealed record NewConversation(ConversationKind Kind, string? PromiseKey, string? Subject, string? Body, Guid FormKey);

/// <summary>Puts messages on record, tells the other side, and leaves the trace. Each form is kept once, however often it arrives.</summary>
public static class ConversationWrites
{
    private sealed record Addressee(Guid? Account, Guid? OldestUnread);

    /// <summary>Starts a conversation; one about a promise goes on where it was.</summary>
    /// <returns>Refused as <see cref="Conversation.Start"/> is.</returns>
    public static async Task<Outcome<Conversation>> StartConversationAsync(
        this PledgeDb db, ClaimsPrincipal user, AuthorityId authority, YoungPersonId whose, NewConversation asked, DateTimeOffset now, CancellationToken ct)
    {
        await db.WaitForTurnAsync(whose, ct);
        if (await db.FindSentAsync(user, whose, asked.FormKey, ct) is { } sent)
            return await db.SaysAsync(user, asked.FormKey, asked.Body, ct) ? sent : new Refusal("message-already-sent");

        var conversation = asked.PromiseKey is null ? null
            : await db.Conversations.SingleOrDefaultAsync(old => old.YoungPersonId == whose && old.PromiseKey == asked.PromiseKey, ct);
        if (conversation is null)
        {
            var started = Conversation.Start(authority, whose, asked.Kind, asked.PromiseKey, asked.Subject, asked.Body, now, user.AccountId());
            if (started.IsRefused)
                return started.Refusal;
            conversation = started.Value;
            db.Conversations.Add(conversation);
        }
        return await db.WriteAsync(user, conversation, asked.Body, asked.FormKey, now, ct) is { } refusal ? refusal : conversation;
    }

    /// <summary>Adds a message to a conversation the caller reaches.</summary>
    /// <returns>Refused as <see cref="Conversation.Write"/> is.</returns>
    public static async Task<Refusal?> ReplyAsync(this PledgeDb db, ClaimsPrincipal user, Conversation to, string? body, Guid formKey, DateTimeOffset now, CancellationToken ct)
    {
        await db.WaitForTurnAsync(to.YoungPersonId, ct);
        if (await db.FindSentAsync(user, to.YoungPersonId, formKey, ct) is not null)
            return await db.SaysAsync(user, formKey, body, ct) ? null : new Refusal("message-already-sent");
        // Read again: somebody else may have written while we waited.
        var conversation = await db.Conversations.SingleAsync(row => row.Id == to.Id, ct);
        return await db.WriteAsync(user, conversation, body, formKey, now, ct);
    }

    /// <summary>Takes it off the list of those that wait, such as after "thank you". Doing so twice does nothing.</summary>
    public static async Task NeedsNoAnswerAsync(this PledgeDb db, ClaimsPrincipal user, Conversation which, DateTimeOffset now, CancellationToken ct)
    {
        await db.WaitForTurnAsync(which.YoungPersonId, ct);
        var conversation = await db.Conversations.SingleAsync(row => row.Id == which.Id, ct);
        if (conversation.WaitingSince is null)
            return;
        conversation.NeedsNoAnswer();
        await db.SaveChangesAsync(ct);
        await db.WroteAsync(user, which.YoungPersonId, "message-needs-no-answer", now, ct);
    }

    private static async Task<Refusal?> WriteAsync(
        this PledgeDb db, ClaimsPrincipal user, Conversation conversation, string? body, Guid formKey, DateTimeOffset now, CancellationToken ct)
    {
        var fromYoungPerson = user.RoleName() == Roles.YoungPerson;
        var message = conversation.Write(body, fromYoungPerson, formKey, now, user.AccountId());
        if (message.IsRefused)
            return message.Refusal;

        db.ConversationMessages.Add(message.Value);
        await db.SaveChangesAsync(ct);
        await db.WroteAsync(user, conversation.YoungPersonId, "message", now, ct);
        await db.TellAsync(conversation, toYoungPerson: !fromYoungPerson, now, ct);
        return null;
    }

    /// <summary>A mail that says only that there is a message: one until they have read what waits for them, never at night.</summary>
    private static async Task TellAsync(this PledgeDb db, Conversation conversation, bool toYoungPerson, DateTimeOffset now, CancellationToken ct)
    {
        var whose = conversation.YoungPersonId.Value;
        var addressee = (await db.Database.SqlQuery<Addressee>(
            $"""
            select case when {toYoungPerson} then pledge.account_of_young_person({whose}) else pledge.account_of_my_worker() end as account,
                   (select m.id from pledge.conversation_message m
                    where m.young_person_id = {whose} and m.from_young_person = {!toYoungPerson} and m.read_at is null order by m.id limit 1) as oldest_unread
            """).ToListAsync(ct))[0];
        if (addressee is not { Account: { } account, OldestUnread: { } oldest })
            return;

        var rule = toYoungPerson ? ReminderRule.NewMessageForYoungPerson : ReminderRule.NewMessageForWorker;
        var sendAt = QuietHours.Usual.FirstMoment(now);
        await db.QueueAsync(new(conversation.AuthorityId, new(account), conversation.YoungPersonId, rule.Key, oldest.ToString("D", CultureInfo.InvariantCulture),
            now, LondonTime.At(LondonTime.DayOf(sendAt).AddDays(rule.StaleAfterDays), TimeOnly.MinValue)), now, ct);
    }

    /// <summary>Writes about one young person happen one after the other, so that the second of two taps sees the first.</summary>
    private static Task<int> WaitForTurnAsync(this PledgeDb db, YoungPersonId whose, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({whose.Value.ToString()}, 911))", ct);

    private static Task<Conversation?> FindSentAsync(this PledgeDb db, ClaimsPrincipal user, YoungPersonId whose, Guid formKey, CancellationToken ct)
    {
        var me = user.AccountId();
        return db.Conversations.AsNoTracking()
            .Where(row => row.YoungPersonId == whose && db.ConversationMessages.Any(message => message.ConversationId == row.Id && message.WrittenBy == me && message.FormKey == formKey))
            .FirstOrDefaultAsync(ct);
    }

    /// <summary>Whether the message of that form says this: a form sent twice does, one gone back to and changed does not.</summary>
    private static Task<bool> SaysAsync(this PledgeDb db, ClaimsPrincipal user, Guid formKey, string? body, CancellationToken ct)
    {
        var (me, text) = (user.AccountId(), ConversationMessage.Tidy(body ?? ""));
        return db.ConversationMessages.AnyAsync(message => message.WrittenBy == me && message.FormKey == formKey && message.Body == text, ct);
    }
}
