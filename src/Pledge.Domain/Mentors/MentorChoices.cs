namespace Pledge.Domain.Mentors;

/// <summary>What a mentor can be asked, as choices. The names are stored; a name stays, so that what was chosen can still be read.</summary>
public static class MentorChoices
{
    public static readonly IReadOnlyList<string> Times = ["weekday-mornings", "weekday-afternoons", "weekday-evenings", "saturdays", "sundays", "by-phone"];

    public static readonly IReadOnlyList<string> Languages =
        ["english", "arabic", "bsl", "french", "kurdish", "pashto", "polish", "punjabi", "romanian", "somali", "tigrinya", "urdu"];

    public static readonly IReadOnlyList<string> Interests = ["sport", "music", "art", "games", "cooking", "outdoors", "technology", "reading", "cars-and-bikes", "faith"];

    public static readonly IReadOnlyList<string> Helps = ["work", "study", "money", "home", "driving", "confidence", "being-there", "forms", "parenting"];

    /// <summary>The choices among <paramref name="chosen"/> that there are, each once, in the order of the list.</summary>
    public static List<string> Among(IReadOnlyList<string> list, IEnumerable<string?>? chosen) => [.. list.Where((chosen ?? []).Contains)];
}
