using Pledge.Domain;
using Pledge.Domain.Matching;
using Pledge.Domain.Matching.Mentors;
using Pledge.Domain.Mentors;
using Pledge.Domain.People;
using static Pledge.Tests.Matching.MentorWorld;

namespace Pledge.Tests.Matching;

public sealed class MentorMatchingTests
{
    [Fact]
    public void Every_rule_excludes_and_says_why()
    {
        var (seeker, mentor) = (Seeker(), Mentor());
        var (child, here, far) = (seeker with { Age = 17 }, new Reach(new(400_000, 280_000), 10_000), new Reach(new(410_001, 280_000), 30_000));
        (string, object[], MentorSeeker, MentorProfile)[] cases =
        [
            ("clearance-missing", [], seeker, mentor with { Check = DbsCheck.None }),
            ("clearance-not-accepted", [], seeker, mentor with { IsCheckAccepted = false }),
            ("clearance-lapsed", [Meeting.AddDays(-1)], seeker, mentor with { Check = mentor.Check with { AgainBy = Meeting.AddDays(-1) } }),
            ("clearance-not-issued-yet", [], seeker, mentor with { Check = mentor.Check with { IssuedOn = Meeting.AddDays(1) } }),
            ("clearance-level", [DbsLevel.EnhancedBarred], child, mentor),
            ("clearance-level", [DbsLevel.Enhanced], seeker, mentor with { Check = mentor.Check with { Level = DbsLevel.Standard } }),
            ("training-missing", [], seeker, mentor with { TrainedUntil = null }),
            ("training-lapsed", [Meeting.AddDays(-1)], seeker, mentor with { TrainedUntil = Meeting.AddDays(-1) }),
            ("mentor-not-available", [MentorState.Paused], seeker, mentor with { State = MentorState.Paused }),
            ("no-free-place", [2], seeker, mentor with { Taken = 2 }),
            ("no-free-place", [2], seeker, mentor with { Taken = 3 }),
            ("too-far", [10], seeker with { Reach = Open(here) }, mentor with { Reach = Open(far) }),
            ("too-far", [10], seeker with { Reach = Open(far) }, mentor with { Reach = Open(here) }),
            ("mentor-age-missing", [], seeker, mentor with { Age = null }),
            ("mentor-too-young", [21], seeker, mentor with { Age = 20 }),
            ("ages-too-near", [5], child, mentor with { Age = 21, Check = mentor.Check with { Level = DbsLevel.EnhancedBarred } }),
            ("never-together", [], seeker with { NeverWith = new HashSet<MentorId> { mentor.Id } }, mentor),
            ("young-person-has-not-agreed", [], seeker with { Agrees = false }, mentor),
            ("mentor-has-not-agreed", [], seeker, mentor with { Agrees = false }),
        ];

        Assert.Empty(Matcher.Exclusions(Pair(seeker, mentor)));
        foreach (var (code, args, who, whom) in cases)
        {
            Assert.Equal([new Exclusion(code, args, MatchReaders.Coordinator)], Matcher.Exclusions(Pair(who, whom)));
            Assert.False(Matcher.IsAllowed(Pair(who, whom)));
        }

        Assert.Superset(cases.Select(one => one.Item1).Append("asked-gender").Append("asked-language").ToHashSet(), MentorRules.All.Select(rule => rule.Code).ToHashSet());
    }

    [Fact]
    public void What_was_asked_for_must_be_known_to_be_met()
    {
        Choices woman = new("woman"), man = new("man"), either = new("woman", "nonbinary");
        MentorSeeker asks = Seeker() with { AskedGenders = Open(either) }, speaks = Seeker() with { AskedLanguages = Open(new Choices("tigrinya")) };
        string[] Codes(MentorSeeker seeker, MentorProfile mentor) => [.. Matcher.Exclusions(Pair(seeker, mentor)).Select(exclusion => exclusion.Code)];

        Assert.Empty(Codes(asks, Mentor() with { Genders = Open(woman) }));
        Assert.Equal(["asked-gender"], Codes(asks, Mentor() with { Genders = Open(man) }));
        Assert.Equal(["asked-gender"], Codes(asks, Mentor()));
        Assert.Equal(["asked-gender"], Codes(asks, Mentor() with { Genders = new(woman, false, MatchReaders.Everybody) }));
        Assert.Empty(Codes(Seeker() with { AskedGenders = new(woman, false, MatchReaders.Everybody) }, Mentor()));
        Assert.Empty(Codes(Seeker() with { AskedGenders = Open(new Choices()) }, Mentor()));
        Assert.Equal(["asked-language"], Codes(speaks, Mentor() with { Languages = Open(new Choices("english")) }));
        Assert.Empty(Codes(speaks, Mentor() with { Languages = Open(new Choices("english", "tigrinya")) }));
    }

    [Fact]
    public void The_reasons_are_the_parts_of_the_score()
    {
        var chance = new Random(1);
        for (var round = 0; round < 2000; round++)
        {
            var pair = Pair(RandomSeeker(chance), RandomMentor(chance));

            var suggestion = Matcher.Explain(pair, pair.Mentor);

            Assert.Equal(Matcher.Score(pair), suggestion.Score);
            Assert.InRange(suggestion.Reasons.Sum(reason => reason.Points), suggestion.Score.Score - 0.51, suggestion.Score.Score + 0.51);
            Assert.All(suggestion.Reasons, reason => Assert.InRange(reason.Value, 0.0001, 1));
            Assert.InRange(suggestion.Score.ForYoungPerson, 0, MatchScore.Most);
            Assert.InRange(suggestion.Score.ForOther, 0, MatchScore.Most);
        }
    }

    [Fact]
    public void To_say_little_costs_a_young_person_nothing_and_what_may_not_be_used_counts_nothing()
    {
        var music = new Choices("music");
        var mentor = Mentor() with { Interests = Open(music), HelpsWith = Open(new Choices("study")) };
        var says = Seeker() with { Interests = Open(music) };

        Assert.Equal(new(MatchScore.Most, MatchScore.Most, MatchScore.Most), Matcher.Score(Pair(says, mentor)));
        Assert.Equal(default, Matcher.Score(Pair(says with { Interests = new(music, false, MatchReaders.Everybody) }, mentor)));
        Assert.Equal(default, Matcher.Score(Pair(says, mentor with { Interests = new(music, false, MatchReaders.Everybody) })));

        var left = Matcher.Explain(Pair(says with { Hopes = new(music, false, MatchReaders.Everybody) }, mentor with { Interests = null }), mentor);
        Assert.Contains(new("hopes", NotUsed.MayNotBeUsed, MatchReaders.YoungPerson), left.NotUsed);
        Assert.Contains(new("interests", NotUsed.NotGiven, MatchReaders.Mentor), left.NotUsed);
        Assert.DoesNotContain(left.NotUsedFor(MatchReaders.Mentor), part => part.Code == "hopes");
    }

    [Fact]
    public void Suggestions_are_the_best_allowed_ones_whatever_the_order()
    {
        var chance = new Random(2);
        var seeker = RandomSeeker(chance);
        var mentors = Enumerable.Range(0, 500).Select(i => RandomMentor(chance, i)).ToList();

        var suggestions = Matcher.Suggest(seeker, mentors, Meeting, MentorSafeguards.Default, 10);

        var expected = mentors.Where(mentor => Matcher.Exclusions(Pair(seeker, mentor)).Count == 0).OrderByDescending(mentor => Matcher.Score(Pair(seeker, mentor)).Score).ThenBy(mentor => mentor.Id.Value).Take(10);
        Assert.Equal(expected.Select(mentor => mentor.Id), suggestions.Select(suggestion => suggestion.Offer.Id));
        Assert.Equal(10, suggestions.Count);
        Assert.Equal(suggestions.Select(suggestion => (suggestion.Offer.Id, suggestion.Score)),
            Matcher.Candidates(seeker, mentors, Meeting, MentorSafeguards.Default, 10).Select(candidate => (candidate.Mentor, candidate.Score)));
        mentors.Reverse();
        Assert.Equal(suggestions.Select(suggestion => suggestion.Offer.Id), Matcher.Suggest(seeker, mentors, Meeting, MentorSafeguards.Default, 10).Select(suggestion => suggestion.Offer.Id));
    }

    [Fact]
    public void Weights_that_cannot_be_used_say_why()
    {
        var weights = MentorMatching.DefaultWeights;
        string[] codes = [.. MentorMatching.Parts.Select(part => part.Code)];
        MatchWeights With(string code, MatchWeight weight) => weights with { Parts = new Dictionary<string, MatchWeight>(weights.Parts) { [code] = weight } };

        Assert.Empty(weights.Check(codes));
        Assert.Equal([(WeightFault.OutOfRange, "near")], With("near", new(-1, 0)).Check(codes));
        Assert.Equal([(WeightFault.OutOfRange, "near")], With("near", new(0, double.NaN)).Check(codes));
        Assert.Equal([(WeightFault.UnknownPart, "shoe-size")], With("shoe-size", new(1, 1)).Check(codes));
        Assert.Equal([(WeightFault.Missing, "extra")], weights.Check([.. codes, "extra"]));
        Assert.Equal([(WeightFault.Share, null)], (weights with { YoungPersonShare = 1.1 }).Check(codes));
        Assert.Equal([(WeightFault.MostOfOne, null)], (weights with { MostOfOne = 0 }).Check(codes));
        Assert.Equal([(WeightFault.NothingCounts, null)], (weights with { Parts = codes.ToDictionary(code => code, _ => new MatchWeight(1, 0)) }).Check(codes));
        Assert.Throws<ArgumentException>(() => MentorMatching.With(weights with { YoungPersonShare = -1 }));
    }
}
