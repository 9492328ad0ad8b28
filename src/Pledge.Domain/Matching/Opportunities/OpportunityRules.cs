namespace Pledge.Domain.Matching.Opportunities;

/// <summary>Rules that no score outweighs, in the order in which they are told. They speak of the post and of the young person's own choices, so the young person may read them,
/// but not of posts that are not theirs to see.</summary>
public static class OpportunityRules
{
    private const MatchReaders Staff = MatchReaders.Coordinator, Own = MatchReaders.Coordinator | MatchReaders.YoungPerson, OnlyOwn = MatchReaders.YoungPerson;

    public static IReadOnlyList<MatchRule<OpportunityPair>> All { get; } =
    [
        Rule("not-live", Staff, pair => !pair.Opportunity.IsLive),
        Rule("ring-fenced", Staff, pair => pair.Opportunity is { OnlyFor: { } only } post && only != pair.YoungPerson.Authority && !(post.OthersFrom <= pair.Today),
            pair => pair.Opportunity.OthersFrom is { } from ? [from] : []),
        Rule("closed", Own, pair => pair.Opportunity.ClosesOn < pair.Today, pair => [pair.Opportunity.ClosesOn!.Value]),
        Rule("filled", Own, pair => pair.Opportunity.FreePlaces == 0),
        Rule("too-young", Own, pair => pair.YoungPerson.Age < pair.Opportunity.LeastAge, pair => [pair.Opportunity.LeastAge!.Value]),
        Rule("too-old", Own, pair => pair.YoungPerson.Age > pair.Opportunity.MostAge, pair => [pair.Opportunity.MostAge!.Value]),
        // Whether somebody keeps this from matching is theirs to know, and nobody else's.
        Rule("needs-care-experience", OnlyOwn, pair => pair.Opportunity.ForCareExperienced && pair.YoungPerson.IsCareExperienced is not { MayUse: true, Value: true }),
        Rule("essential-missing", OnlyOwn, pair => pair.YoungPerson.Has is { MayUse: true } has && has.Value.SharedWith(pair.Opportunity.Essential) < pair.Opportunity.Essential.Count,
            pair => [pair.Opportunity.Essential.Without(pair.YoungPerson.Has!.Value)]),
        Rule("too-far-to-go", OnlyOwn, pair => pair is { YoungPerson.Reach: { MayUse: true } reach, Opportunity.Place: { } place } && !reach.Value.IsWithin(place),
            pair => [pair.YoungPerson.Reach!.Value.WithinMiles(pair.Opportunity.Place!.Value)]),
        Rule("hidden-by-young-person", OnlyOwn, pair => pair.YoungPerson.Hidden.Contains(pair.Opportunity.Id)),
        Rule("suggestions-not-wanted", Own, pair => !pair.YoungPerson.Agrees),
    ];

    private static MatchRule<OpportunityPair> Rule(string code, MatchReaders mayRead, Func<OpportunityPair, bool> excludes, Func<OpportunityPair, IReadOnlyList<object>>? args = null) =>
        new(code, mayRead, excludes, args ?? (_ => []));
}
