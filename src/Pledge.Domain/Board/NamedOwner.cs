namespace Pledge.Domain.Board;

/// <summary>Whose it is to do. The name is as on the day on which they were named: a board reads it, and knows no accounts.</summary>
public sealed record NamedOwner(AccountId Id, string Name);
