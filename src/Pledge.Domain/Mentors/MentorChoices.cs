using Pledge.Domain.Matching;

namespace Pledge.Domain.Mentors;

/// <summary>What a mentor can be asked, as choices. The names are stored; a name stays, so that what was chosen can still be read.</summary>
public static class MentorChoices
{
    public static readonly IReadOnlyList<string> Times = ["weekday-mornings", "weekday-afternoons", "weekday-evenings", "saturdays", "sundays", "by-phone"];

    public static readonly IReadOnlyList<string> Languages =
        ["english", "arabic", "bsl", "french", "kurdish", "pashto", "polish", "punjabi", "romanian", "somali", "tigrinya", "urdu"];

    public static readonly IReadOnlyList<string> Interests = ["sport", "music", "art", "games", "cooking", "outdoors", "technology", "reading", "cars-and-bikes", "faith"];

    public static readonly IReadOnlyList<string> Helps = ["work", "study", "money", "home", "driving", "confidence", "being-there", "forms", "parenting"];

    /// <summary>What somebody can be for a young person.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["friend", "work", "learning", "everyday", "hobby"];

    public static readonly IReadOnlyList<string> Genders = ["woman", "man", "another"];

    /// <summary>What somebody has lived through and would tell, or would like to share with somebody.</summary>
    public static readonly IReadOnlyList<string> Backgrounds = ["care", "new-country", "young-parent", "lgbtq", "disability", "mental-health", "first-at-university", "faith"];

    /// <summary>What may be told for matching, by the codes of the parts of its score. A name in one of the lists of what is kept back is one of these.</summary>
    public static readonly IReadOnlyList<string> Items = ["hopes", "interests", "times", "near", "kind", "background", "gender", "language"];

    /// <summary>How far somebody goes, in kilometres: about 2, 5, 10 and 20 miles.</summary>
    public static readonly IReadOnlyList<int> Distances = [3, 8, 16, 32];

    /// <summary>The parts of a week that a choice of <see cref="Times"/> stands for; by phone is a way to talk and no time.</summary>
    public static MeetingTimes TimesOf(IEnumerable<string> chosen) => new(chosen.Aggregate(0, (bits, choice) => bits | BitsOf(choice)));

    /// <summary>The choices that <paramref name="times"/> has in whole: what <see cref="TimesOf"/> made of them.</summary>
    public static IReadOnlyList<string> TimesIn(MeetingTimes times) => [.. Times.Where(choice => BitsOf(choice) is > 0 and var bits && (times.Bits & bits) == bits)];

    private static int BitsOf(string choice) => choice switch
    {
        "weekday-mornings" => Weekdays(PartOfDay.Morning),
        "weekday-afternoons" => Weekdays(PartOfDay.Afternoon),
        "weekday-evenings" => Weekdays(PartOfDay.Evening),
        "saturdays" => WholeDay(DayOfWeek.Saturday),
        "sundays" => WholeDay(DayOfWeek.Sunday),
        _ => 0,
    };

    private static int Weekdays(PartOfDay part) =>
        MeetingTimes.Of(Enumerable.Range((int)DayOfWeek.Monday, 5).Select(day => new MeetingTime((DayOfWeek)day, part))).Bits;

    private static int WholeDay(DayOfWeek day) => MeetingTimes.Of(Enum.GetValues<PartOfDay>().Select(part => new MeetingTime(day, part))).Bits;

    /// <summary>The choices among <paramref name="chosen"/> that there are, each once, in the order of the list.</summary>
    public static List<string> Among(IReadOnlyList<string> list, IEnumerable<string?>? chosen) => [.. list.Where((chosen ?? []).Contains)];
}
