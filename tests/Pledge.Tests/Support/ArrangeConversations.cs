using Pledge.Domain.Conversations;

namespace Pledge.Tests.Support;

/// <summary>Messages between a young person and a worker, put in place as the database owner.</summary>
public static class ArrangeConversations
{
    /// <summary>A conversation in which every message was read, except the last.</summary>
    /// <param name="messages">In order; <c>true</c> for the young person.</param>
    public static async Task<Guid> ConversationAsync(
        this Arrange arrange, Someone worker, Someone person, string subject, DateTimeOffset at, params (bool Young, string Body)[] messages)
    {
        var id = ConversationId.New().Value;
        await arrange.ExecuteAsync(
            """
            insert into pledge.conversation (id, authority_id, young_person_id, kind, subject, started_at, started_by, last_message_at, waiting_since)
            values ($1, $2, $3, 'message', $4, $5, $6, $7, $8)
            """, id, person.Authority, person.YoungPerson, subject, at, messages[0].Young ? person.Account : worker.Account, at.AddMinutes(messages.Length - 1),
            messages[^1].Young ? at.AddMinutes(messages.Length - 1) : null);
        foreach (var ((young, body), minute) in messages.Select((message, index) => (message, index)))
        {
            var read = minute < messages.Length - 1;
            await arrange.ExecuteAsync(
                """
                insert into pledge.conversation_message (id, authority_id, young_person_id, conversation_id, from_young_person, body, written_at, written_by, form_key, read_at, read_by)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                """, Guid.CreateVersion7(at.AddMinutes(minute)), person.Authority, person.YoungPerson, id, young, body, at.AddMinutes(minute), young ? person.Account : worker.Account,
                Guid.NewGuid(), read ? at.AddMinutes(minute + 1) : null, read ? (young ? worker.Account : person.Account) : null);
        }
        return id;
    }
}
