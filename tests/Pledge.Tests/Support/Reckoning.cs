using Npgsql;

namespace Pledge.Tests.Support;

/// <summary>A message as the ledger has it.</summary>
/// <param name="Outcome">Kebab-case code of how it ended, or null.</param>
public sealed record LedgerRow(Guid Id, Guid Authority, string State, string? Outcome);

/// <summary>The ledger beside what the mail server really took.</summary>
public sealed class Reckoning
{
    private readonly Dictionary<Guid, int> _arrived;

    private Reckoning(IReadOnlyList<LedgerRow> messages, Dictionary<Guid, int> arrived) => (Messages, _arrived) = (messages, arrived);

    /// <summary>Every row of the ledger.</summary>
    public IReadOnlyList<LedgerRow> Messages { get; }

    public IReadOnlyList<LedgerRow> Sent => Of("sent");

    public IReadOnlyList<LedgerRow> InDoubt => Of("in-doubt");

    /// <summary>The mail server said that it will never take them.</summary>
    public IReadOnlyList<LedgerRow> Refused => [.. Of("failed").Where(message => message.Outcome!.StartsWith("smtp-5", StringComparison.Ordinal))];

    /// <summary>What is still to be sent.</summary>
    public IReadOnlyList<LedgerRow> Waiting => [.. Messages.Where(message => message.State is "queued" or "claimed" or "sending" or "bundled")];

    /// <summary>Did not arrive, and the ledger does not say so: all but what is in doubt, waits or was refused.</summary>
    public IReadOnlyList<LedgerRow> Lost => [.. Messages.Except(InDoubt).Except(Refused).Except(Waiting).Where(message => !HasArrived(message))];

    /// <summary>Arrived although the mail server refused them, or as nobody's row: the counting is wrong.</summary>
    public int Unexplained => Refused.Count(HasArrived) + _arrived.Keys.Except(Messages.Select(message => message.Id)).Count();

    /// <summary>Arrived more than once.</summary>
    public IReadOnlyList<LedgerRow> Twice => [.. Messages.Where(message => _arrived.GetValueOrDefault(message.Id) > 1)];

    public bool HasArrived(LedgerRow message) => _arrived.ContainsKey(message.Id);

    public static async Task<Reckoning> ReadAsync(NpgsqlDataSource owner, SmtpServer smtp)
    {
        await using var command = owner.CreateCommand("select id, authority_id, state, outcome from pledge.message");
        await using var reader = await command.ExecuteReaderAsync();
        var messages = new List<LedgerRow>();
        while (await reader.ReadAsync())
            messages.Add(new(reader.GetGuid(0), reader.GetGuid(1), reader.GetString(2), await reader.IsDBNullAsync(3) ? null : reader.GetString(3)));
        return new(messages, smtp.Messages.GroupBy(mail => Guid.Parse(mail.MessageId!.Split('@')[0])).ToDictionary(group => group.Key, group => group.Count()));
    }

    private List<LedgerRow> Of(string state) => [.. Messages.Where(message => message.State == state)];
}
