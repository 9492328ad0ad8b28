using Pledge.Domain.Matching.Rounds;

namespace Pledge.Domain.Matching.Mentors;

/// <summary>Which mentors to suggest to one young person, and why.</summary>
public static class MentorMatching
{
    /// <summary>So many interests or hopes in common are as good as more.</summary>
    private const int EnoughInCommon = 3;

    /// <summary>Parts of the score, in the order in which the ones that were not used are told. The codes are what <see cref="MatchWeights.Parts"/> names.</summary>
    public static IReadOnlyList<MatchPart<MentorPair>> Parts { get; } =
    [
        OfChoices("hopes", pair => pair.YoungPerson.Hopes, pair => pair.Mentor.HelpsWith, Common),
        OfChoices("interests", pair => pair.YoungPerson.Interests, pair => pair.Mentor.Interests, Common),
        MatchPart.Between("times", MatchReaders.Mentor, (MentorPair pair) => pair.YoungPerson.Times, pair => pair.Mentor.Times, (mine, theirs) => mine.Fit(theirs), (mine, theirs) => [mine.Shared(theirs).Times]),
        MatchPart.Between("near", MatchReaders.Mentor, (MentorPair pair) => pair.YoungPerson.Reach, pair => pair.Mentor.Reach, (mine, theirs) => mine.Near(theirs), (mine, theirs) => [mine.WithinMiles(theirs.Place)]),
        OfChoices("kind", pair => pair.YoungPerson.Kinds, pair => pair.Mentor.Kinds, Any),
        OfChoices("background", pair => pair.YoungPerson.AskedBackgrounds, pair => pair.Mentor.Backgrounds, Any),
        OfChoices("gender", pair => pair.YoungPerson.AskedGenders, pair => pair.Mentor.Genders, Any),
        OfChoices("language", pair => pair.YoungPerson.AskedLanguages, pair => pair.Mentor.Languages, Any),
    ];

    /// <summary>What an authority begins with: what the young person hopes for counts most, and their side more than the mentor's.</summary>
    public static MatchWeights DefaultWeights { get; } = new(1, new Dictionary<string, MatchWeight>
    {
        ["hopes"] = new(30, 25),
        ["interests"] = new(20, 25),
        ["times"] = new(15, 25),
        ["near"] = new(15, 25),
        ["kind"] = new(10, 0),
        ["background"] = new(6, 0),
        ["gender"] = new(2, 0),
        ["language"] = new(2, 0),
    }, 0.6, 1);

    /// <exception cref="ArgumentException">The weights are at fault: see <see cref="MatchWeights.Check"/>.</exception>
    public static Matcher<MentorPair> With(MatchWeights weights) => new(MentorRules.All, Parts, weights);

    /// <summary>The best mentors that no rule forbids.</summary>
    /// <param name="meetingOn">London day of the first meeting.</param>
    /// <param name="most">Most suggestions; 1 or more.</param>
    /// <returns>Best first; equal ones by id.</returns>
    public static IReadOnlyList<Suggestion<MentorProfile>> Suggest(
        this Matcher<MentorPair> matcher, MentorSeeker youngPerson, IEnumerable<MentorProfile> mentors, DateOnly meetingOn, MentorSafeguards safeguards, int most) =>
        [.. matcher.Best(youngPerson, mentors, meetingOn, safeguards, most).Select(mentor => matcher.Explain(new(youngPerson, mentor, meetingOn, safeguards), mentor))];

    /// <summary>The same mentors for a whole round, without the reasons: those are asked for when the round is shown.</summary>
    public static IReadOnlyList<RoundCandidate> Candidates(
        this Matcher<MentorPair> matcher, MentorSeeker youngPerson, IEnumerable<MentorProfile> mentors, DateOnly meetingOn, MentorSafeguards safeguards, int most) =>
        [.. matcher.Best(youngPerson, mentors, meetingOn, safeguards, most).Select(mentor => new RoundCandidate(mentor.Id, matcher.Score(new(youngPerson, mentor, meetingOn, safeguards))))];

    private static IReadOnlyList<MentorProfile> Best(
        this Matcher<MentorPair> matcher, MentorSeeker youngPerson, IEnumerable<MentorProfile> mentors, DateOnly meetingOn, MentorSafeguards safeguards, int most)
    {
        var ranking = new Ranking<MentorProfile>(mentor => mentor.Id.Value);
        foreach (var mentor in mentors)
        {
            var pair = new MentorPair(youngPerson, mentor, meetingOn, safeguards);
            if (matcher.IsAllowed(pair))
                ranking.Add(matcher.Score(pair).Score, mentor);
        }

        return ranking.Best(most);
    }

    private static MatchPart<MentorPair> OfChoices(string code, Func<MentorPair, Told<Choices>?> mine, Func<MentorPair, Told<Choices>?> theirs, Func<Choices, Choices, double> value) =>
        MatchPart.Between(code, MatchReaders.Mentor, mine, theirs, value, (my, their) => [my.Shared(their)]);

    private static double Common(Choices mine, Choices theirs) => mine.Count == 0 ? 0 : (double)Math.Min(EnoughInCommon, mine.SharedWith(theirs)) / Math.Min(EnoughInCommon, mine.Count);

    private static double Any(Choices mine, Choices theirs) => mine.SharedWith(theirs) > 0 ? 1 : 0;
}
