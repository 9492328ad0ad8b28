namespace Pledge.Domain;

/// <summary>A rule of the service said no to something a person asked for.</summary>
/// <param name="Code">Stable kebab-case name of the rule, for tests, logs and field mapping; the sentence people read is looked up by it in <c>RefusalText.resx</c>.</param>
/// <param name="Args">Values for the placeholders of that sentence, in order. Never personal data of another person.</param>
public sealed record Refusal(string Code, params IReadOnlyList<object> Args);
