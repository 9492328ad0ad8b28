using Pledge.Domain.Matching;
using Pledge.Domain.Matching.Mentors;
using static Pledge.Tests.Matching.MentorWorld;

namespace Pledge.Tests.Matching;

/// <summary>What a reader is told depends on nothing that they may not see: change all of it, and they are told the same.</summary>
public sealed class ReasonsLeakTests
{
    [Theory]
    [InlineData(MatchReaders.YoungPerson)]
    [InlineData(MatchReaders.Mentor)]
    [InlineData(MatchReaders.Coordinator)]
    [InlineData(MatchReaders.Employer)]
    public void No_reason_tells_what_its_reader_may_not_see(MatchReaders reader)
    {
        var (chance, told, changed) = (new Random(3), 0, 0);
        for (var round = 0; round < 5000; round++)
        {
            var (seeker, mentor) = (RandomSeeker(chance), RandomMentor(chance));
            var (otherSeeker, otherMentor) = (Hide(seeker, reader, chance), Hide(mentor, reader, chance));

            var (one, other) = (Say(seeker, mentor, reader), Say(otherSeeker, otherMentor, reader));

            Assert.Equal(one, other);
            told += one.Count;
            changed += Matcher.Score(Pair(seeker, mentor)) != Matcher.Score(Pair(otherSeeker, otherMentor)) ? 1 : 0;
        }

        // Otherwise nothing was tried.
        Assert.True(told > 1000 && changed > 1000, $"{told} {changed}");
    }

    /// <summary>A table of its own, beside the code: which two things each reason speaks of.</summary>
    [Fact]
    public void Each_reason_goes_to_those_who_may_see_both_things_it_speaks_of()
    {
        var chance = new Random(4);
        for (var round = 0; round < 5000; round++)
        {
            var (seeker, mentor) = (RandomSeeker(chance), RandomMentor(chance));
            foreach (var reason in Matcher.Explain(Pair(seeker, mentor), mentor).Reasons)
            {
                var (mine, theirs) = reason.Code switch
                {
                    "hopes" => (Of(seeker.Hopes), Of(mentor.HelpsWith)),
                    "interests" => (Of(seeker.Interests), Of(mentor.Interests)),
                    "times" => (Of(seeker.Times), Of(mentor.Times)),
                    "near" => (Of(seeker.Reach), Of(mentor.Reach)),
                    "kind" => (Of(seeker.Kinds), Of(mentor.Kinds)),
                    "background" => (Of(seeker.AskedBackgrounds), Of(mentor.Backgrounds)),
                    "gender" => (Of(seeker.AskedGenders), Of(mentor.Genders)),
                    "language" => (Of(seeker.AskedLanguages), Of(mentor.Languages)),
                    var other => throw new InvalidOperationException(other),
                };
                Assert.Equal((mine | MatchReaders.YoungPerson) & (theirs | MatchReaders.Mentor), reason.MayRead);
            }
        }

        static MatchReaders Of<T>(Told<T>? told) where T : notnull => told is { MayUse: true } ? told.MaySee : throw new InvalidOperationException("It may not be used");
    }

    // With their order; points are told to nobody.
    private static List<string> Say(MentorSeeker seeker, MentorProfile mentor, MatchReaders reader)
    {
        var suggestion = Matcher.Explain(Pair(seeker, mentor), mentor);
        return [.. suggestion.ReasonsFor(reader).Select(reason => $"{reason.Code} {reason.Value} {string.Join("; ", reason.Args.Select(Text))}"),
            .. suggestion.NotUsedFor(reader).Select(part => $"{part.Code} {part.Why}")];
    }

    private static string Text(object value) => value is System.Collections.IEnumerable list and not string ? string.Join(", ", list.Cast<object>()) : $"{value}";

    private static MentorSeeker Hide(MentorSeeker seeker, MatchReaders reader, Random chance) => reader is MatchReaders.YoungPerson ? seeker : seeker with
    {
        Kinds = Change(seeker.Kinds, reader, chance, Some(chance)),
        AskedGenders = Change(seeker.AskedGenders, reader, chance, Some(chance)),
        AskedLanguages = Change(seeker.AskedLanguages, reader, chance, Some(chance)),
        AskedBackgrounds = Change(seeker.AskedBackgrounds, reader, chance, Some(chance)),
        Interests = Change(seeker.Interests, reader, chance, Some(chance)),
        Hopes = Change(seeker.Hopes, reader, chance, Some(chance)),
        Reach = Change(seeker.Reach, reader, chance, RandomReach(chance)),
        Times = Change(seeker.Times, reader, chance, new MeetingTimes(chance.Next(1 << 21))),
    };

    private static MentorProfile Hide(MentorProfile mentor, MatchReaders reader, Random chance) => reader is MatchReaders.Mentor ? mentor : mentor with
    {
        Kinds = Change(mentor.Kinds, reader, chance, Some(chance)),
        Genders = Change(mentor.Genders, reader, chance, Some(chance)),
        Languages = Change(mentor.Languages, reader, chance, Some(chance)),
        Backgrounds = Change(mentor.Backgrounds, reader, chance, Some(chance)),
        Interests = Change(mentor.Interests, reader, chance, Some(chance)),
        HelpsWith = Change(mentor.HelpsWith, reader, chance, Some(chance)),
        Reach = Change(mentor.Reach, reader, chance, RandomReach(chance)),
        Times = Change(mentor.Times, reader, chance, new MeetingTimes(chance.Next(1 << 21))),
    };

    private static Told<T>? Change<T>(Told<T>? told, MatchReaders reader, Random chance, T value) where T : notnull =>
        told is null || told.MaySee.HasFlag(reader) ? told : chance.Next(4) == 0 ? null : told with { Value = value, MayUse = chance.Next(4) != 0 };
}
