namespace Pledge.Domain.Matching.Opportunities;

/// <summary>Which opportunities to suggest to one young person, and why.</summary>
public static class OpportunityMatching
{
    private const int EnoughInCommon = 2, HoursOff = 10, DaysOff = 90;

    /// <summary>Parts of the score, in the order in which the ones that were not used are told. The codes are what <see cref="MatchWeights.Parts"/> names.</summary>
    public static IReadOnlyList<MatchPart<OpportunityPair>> Parts { get; } =
    [
        Part("work-kinds", pair => pair.YoungPerson.Kinds, post => post.Kind, (mine, post) => mine.SharedWith(post) > 0 ? 1 : 0, (mine, post) => [mine.Shared(post)]),
        Part("fields", pair => pair.YoungPerson.Fields, post => post.Fields, Common, (mine, post) => [mine.Shared(post)]),
        Part("near", pair => pair.YoungPerson.Reach, post => post.Place, (mine, place) => place is { } at ? mine.Near(at) : 1, (mine, place) => place is { } at ? [mine.WithinMiles(at)] : []),
        Part("hours", pair => pair.YoungPerson.Hours, post => post.Hours, Fit, (_, hours) => [hours!.Least, hours.Most]),
        Part("pay", pair => pair.YoungPerson.LeastPay, post => post.Pay, (least, pay) => pay is not { } pence ? 0 : pence >= least ? 1 : (double)pence / least, (_, pay) => [pay!.Value]),
        Part("start", pair => pair.YoungPerson.CanStartOn, post => post.StartsOn, (from, starts) => starts is not { } day ? 1 : Math.Max(0, 1 - (Math.Max(0, from.DayNumber - day.DayNumber) / (double)DaysOff)),
            (_, starts) => starts is { } day ? [day] : []),
        Part("requirements", pair => pair.YoungPerson.Has, post => (post.Essential, post.Nice), (has, asked) => asked.Nice.Count == 0 ? 1 : (double)(1 + has.SharedWith(asked.Nice)) / (1 + asked.Nice.Count),
            (has, asked) => [has.Shared(asked.Essential), has.Shared(asked.Nice)]),
        Part("support", pair => pair.YoungPerson.Support, post => post.Support, Common, (mine, post) => [mine.Shared(post)]),
        Part("care-experience", pair => pair.YoungPerson.IsCareExperienced, post => post.ForCareExperienced, (mine, post) => mine && post ? 1 : 0, (_, _) => []),
    ];

    /// <summary>What an authority begins with. The employer has no side in the score: they never choose whom it is shown to.</summary>
    public static MatchWeights DefaultWeights { get; } = new(1, new Dictionary<string, MatchWeight>
    {
        ["work-kinds"] = new(20, 0),
        ["fields"] = new(20, 0),
        ["near"] = new(15, 0),
        ["hours"] = new(12, 0),
        ["support"] = new(12, 0),
        ["pay"] = new(8, 0),
        ["requirements"] = new(5, 0),
        ["start"] = new(5, 0),
        ["care-experience"] = new(3, 0),
    }, 1, 2);

    /// <exception cref="ArgumentException">The weights are at fault: see <see cref="MatchWeights.Check"/>.</exception>
    public static Matcher<OpportunityPair> With(MatchWeights weights) => new(OpportunityRules.All, Parts, weights);

    /// <summary>The best opportunities that no rule forbids, with no more of one employer than <see cref="MatchWeights.MostOfOne"/> while others are left.</summary>
    /// <param name="today">London day.</param>
    /// <param name="most">Most suggestions; 1 or more.</param>
    /// <returns>Best first, equal ones by id; then, if the list is not full, the ones passed over, in the same order.</returns>
    public static IReadOnlyList<Suggestion<OpportunityProfile>> Suggest(
        this Matcher<OpportunityPair> matcher, WorkSeeker youngPerson, IEnumerable<OpportunityProfile> opportunities, DateOnly today, int most)
    {
        var ranking = new Ranking<OpportunityProfile>(opportunity => opportunity.Id.Value);
        foreach (var opportunity in opportunities)
        {
            var pair = new OpportunityPair(youngPerson, opportunity, today);
            if (matcher.IsAllowed(pair))
                ranking.Add(matcher.Score(pair).Score, opportunity);
        }

        return [.. ranking.Best(most, opportunity => opportunity.By.Value, matcher.MostOfOne).Select(opportunity => matcher.Explain(new(youngPerson, opportunity, today), opportunity))];
    }

    private static MatchPart<OpportunityPair> Part<TMine, TPost>(
        string code, Func<OpportunityPair, Told<TMine>?> mine, Func<OpportunityProfile, TPost> post, Func<TMine, TPost, double> value, Func<TMine, TPost, IReadOnlyList<object>> args)
        where TMine : notnull => MatchPart.OfOpen(code, mine, pair => post(pair.Opportunity), value, args);

    private static double Common(Choices mine, Choices post) => mine.Count == 0 ? 0 : (double)Math.Min(EnoughInCommon, mine.SharedWith(post)) / Math.Min(EnoughInCommon, mine.Count);

    /// <summary>1 when the hours overlap, falling to 0 at ten hours apart.</summary>
    private static double Fit(WeeklyHours mine, WeeklyHours? post) =>
        post is null ? 0 : Math.Max(0, 1 - (Math.Max(0, Math.Max(post.Least - mine.Most, mine.Least - post.Most)) / (double)HoursOff));
}
