using Pledge.Domain;
using Pledge.Domain.Matching;
using Pledge.Domain.Matching.Opportunities;
using static Pledge.Tests.Matching.MentorWorld;

namespace Pledge.Tests.Matching;

public sealed class OpportunityMatchingTests
{
    private static readonly DateOnly Today = new(2026, 11, 30);
    private static readonly AuthorityId Ours = new(new Guid(1, 2, 3, new byte[8])), Theirs = new(new Guid(2, 2, 3, new byte[8]));
    private static readonly Matcher<OpportunityPair> Matching = OpportunityMatching.With(OpportunityMatching.DefaultWeights);
    private static readonly WorkSeeker Seeker = new(RoundWorld.Person(1), Ours, 18, true, new HashSet<OpportunityId>());

    [Fact]
    public void Every_rule_excludes_and_says_why()
    {
        var post = Post(1, 1);
        var reach = Open(new Reach(new(400_000, 280_000), 1000));
        (string, object[], WorkSeeker, OpportunityProfile)[] cases =
        [
            ("not-live", [], Seeker, post with { IsLive = false }),
            ("ring-fenced", [], Seeker, post with { OnlyFor = Theirs }),
            ("ring-fenced", [Today.AddDays(1)], Seeker, post with { OnlyFor = Theirs, OthersFrom = Today.AddDays(1) }),
            ("closed", [Today.AddDays(-1)], Seeker, post with { ClosesOn = Today.AddDays(-1) }),
            ("filled", [], Seeker, post with { FreePlaces = 0 }),
            ("too-young", [19], Seeker, post with { LeastAge = 19 }),
            ("too-old", [17], Seeker, post with { MostAge = 17 }),
            ("needs-care-experience", [], Seeker, post with { ForCareExperienced = true }),
            ("needs-care-experience", [], Seeker with { IsCareExperienced = new(true, false, MatchReaders.Everybody) }, post with { ForCareExperienced = true }),
            ("too-far-to-go", [2], Seeker with { Reach = reach }, post with { Place = new(401_001, 280_000) }),
            ("hidden-by-young-person", [], Seeker with { Hidden = new HashSet<OpportunityId> { post.Id } }, post),
            ("suggestions-not-wanted", [], Seeker with { Agrees = false }, post),
        ];
        foreach (var (code, args, who, what) in cases)
        {
            var exclusion = Assert.Single(Matching.Exclusions(new(who, what, Today)));
            Assert.Equal((code, true), (exclusion.Code, exclusion.Args.SequenceEqual(args)));
        }

        var missing = Assert.Single(Matching.Exclusions(new(Seeker with { Has = Open(new Choices("licence")) }, post with { Essential = new("licence", "maths") }, Today)));
        Assert.Equal("essential-missing", missing.Code);
        Assert.Equal(["maths"], Assert.IsType<IReadOnlyList<string>>(missing.Args[0], exactMatch: false));
        Assert.Equal(OpportunityRules.All.Select(rule => rule.Code).ToHashSet(), cases.Select(one => one.Item1).Append("essential-missing").ToHashSet());
    }

    [Fact]
    public void A_ring_fence_lets_ours_in_and_others_after_the_head_start()
    {
        var post = Post(1, 1) with { OnlyFor = Ours, ClosesOn = Today };

        Assert.True(Matching.IsAllowed(new(Seeker, post, Today)));
        Assert.False(Matching.IsAllowed(new(Seeker with { Authority = Theirs }, post, Today)));
        Assert.True(Matching.IsAllowed(new(Seeker with { Authority = Theirs }, post with { OthersFrom = Today }, Today)));
    }

    [Fact]
    public void Care_experience_is_never_looked_at_unless_they_allow_it()
    {
        var posts = Enumerable.Range(0, 200).Select(i => Post(i, i % 20) with { ForCareExperienced = i % 3 == 0, Fields = new($"field-{i % 7}") }).ToList();
        var asks = Seeker with { Fields = Open(new Choices("field-1", "field-2")) };
        IEnumerable<(OpportunityId, MatchScore)> Suggested(Told<bool>? care) =>
            Matching.Suggest(asks with { IsCareExperienced = care }, posts, Today, 30).Select(suggestion => (suggestion.Offer.Id, suggestion.Score));

        Assert.Equal(Suggested(null), Suggested(new(true, false, MatchReaders.Everybody)));
        Assert.Equal(Suggested(null), Suggested(new(false, false, MatchReaders.Everybody)));
        Assert.NotEqual(Suggested(null), Suggested(new(true, true, MatchReaders.Nobody)));

        var care = Matching.Suggest(asks with { IsCareExperienced = new(true, true, MatchReaders.Nobody) }, posts, Today, 30);
        Assert.Contains(care, suggestion => suggestion.ReasonsFor(MatchReaders.YoungPerson).Any(reason => reason.Code == "care-experience"));
        Assert.All(care, suggestion => Assert.DoesNotContain(suggestion.ReasonsFor(MatchReaders.Employer).Concat(suggestion.ReasonsFor(MatchReaders.Coordinator)), reason => reason.Code == "care-experience"));
    }

    [Fact]
    public void Not_ten_of_the_same_employer_while_others_are_left()
    {
        var asks = Seeker with { Fields = Open(new Choices("garden")) };
        var best = Enumerable.Range(0, 12).Select(i => Post(i, 1) with { Fields = new("garden") });
        var others = Enumerable.Range(100, 6).Select(i => Post(i, i));

        var suggestions = Matching.Suggest(asks, [.. others, .. best], Today, 8);
        Assert.Equal(2, suggestions.Count(suggestion => suggestion.Offer.By == Post(0, 1).By));
        Assert.Equal(2, suggestions.TakeWhile(suggestion => suggestion.Offer.By == Post(0, 1).By).Count());

        // Nothing else is left: more of the same are better than an empty page.
        Assert.Equal(10, Matching.Suggest(asks, [.. others, .. best], Today, 10).Count);
        Assert.Equal(Enumerable.Range(0, 8).Select(i => Post(i, 1).Id), Matching.Suggest(asks, best.Reverse(), Today, 8).Select(suggestion => suggestion.Offer.Id));
    }

    [Fact]
    public void Each_part_says_what_counted()
    {
        var post = Post(1, 1) with
        {
            Fields = new("care", "garden"),
            Place = new(400_000, 283_000),
            Hours = new(20, 30),
            Pay = 1200,
            StartsOn = Today.AddDays(30),
            Essential = new("licence"),
            Nice = new("maths"),
            Support = new("buddy"),
        };
        var asks = Seeker with
        {
            Kinds = Open(new Choices("job")),
            Fields = Open(new Choices("garden")),
            Reach = Open(new Reach(new(400_000, 280_000), 6000)),
            Hours = Open(new WeeklyHours(16, 24)),
            LeastPay = Open(1200),
            CanStartOn = Open(Today),
            Has = Open(new Choices("licence", "maths")),
            Support = Open(new Choices("buddy")),
        };

        var suggestion = Matching.Explain(new(asks, post, Today), post);
        var values = suggestion.Reasons.ToDictionary(reason => reason.Code, reason => reason.Value);

        Assert.Equal(0.5, values["near"], 6);
        Assert.All(values.Where(value => value.Key != "near"), value => Assert.Equal(1, value.Value));
        Assert.Equal(8, values.Count);
        Assert.Equal([Today.AddDays(30)], suggestion.Reasons.Single(reason => reason.Code == "start").Args);
        Assert.Equal([1200], suggestion.Reasons.Single(reason => reason.Code == "pay").Args);
        Assert.Equal([new("care-experience", NotUsed.NotGiven, MatchReaders.YoungPerson)], suggestion.NotUsed);
    }

    private static OpportunityProfile Post(int number, int employer) =>
        new(new(new Guid(number, 5, 0, new byte[8])), new(new Guid(employer, 6, 0, new byte[8])), true, 1, null, new("job"));
}
