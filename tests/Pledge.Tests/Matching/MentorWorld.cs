using Pledge.Domain;
using Pledge.Domain.Matching;
using Pledge.Domain.Matching.Mentors;
using Pledge.Domain.Mentors;
using Pledge.Domain.People;

namespace Pledge.Tests.Matching;

/// <summary>A young person and a mentor whom no rule keeps apart, and such by chance.</summary>
internal static class MentorWorld
{
    public static readonly DateOnly Meeting = new(2026, 12, 1);

    public static readonly Matcher<MentorPair> Matcher = MentorMatching.With(MentorMatching.DefaultWeights);

    public static MentorSeeker Seeker(int number = 1) => new(RoundWorld.Person(number), 19, true, new HashSet<MentorId>());

    public static MentorProfile Mentor(int number = 1) => new(RoundWorld.Mentor(number), MentorState.Available, 40, true, 2, 1, new(DbsLevel.Enhanced, Meeting.AddYears(-1), Meeting), Meeting);

    public static MentorPair Pair(MentorSeeker seeker, MentorProfile mentor) => new(seeker, mentor, Meeting, MentorSafeguards.Default);

    public static Told<T> Open<T>(T value) where T : notnull => new(value, true, MatchReaders.Everybody);

    public static MentorSeeker RandomSeeker(Random chance) => Seeker() with
    {
        Kinds = Maybe(chance, Some(chance)),
        AskedGenders = Maybe(chance, Some(chance)),
        AskedLanguages = Maybe(chance, Some(chance)),
        AskedBackgrounds = Maybe(chance, Some(chance)),
        Interests = Maybe(chance, Some(chance)),
        Hopes = Maybe(chance, Some(chance)),
        Reach = Maybe(chance, RandomReach(chance)),
        Times = Maybe(chance, new MeetingTimes(chance.Next(1 << 21))),
    };

    public static MentorProfile RandomMentor(Random chance, int number = 1) => Mentor(number) with
    {
        Kinds = Maybe(chance, Some(chance)),
        Genders = Maybe(chance, Some(chance)),
        Languages = Maybe(chance, Some(chance)),
        Backgrounds = Maybe(chance, Some(chance)),
        Interests = Maybe(chance, Some(chance)),
        HelpsWith = Maybe(chance, Some(chance)),
        Reach = Maybe(chance, RandomReach(chance)),
        Times = Maybe(chance, new MeetingTimes(chance.Next(1 << 21))),
    };

    public static Choices Some(Random chance) => new(Enumerable.Range(0, 6).Where(_ => chance.Next(2) == 0).Select(i => $"choice-{i}"));

    public static Reach RandomReach(Random chance) => new(new(400_000 + chance.Next(20_000), 280_000 + chance.Next(20_000)), 5000 + chance.Next(30_000));

    public static Told<T>? Maybe<T>(Random chance, T value) where T : notnull => chance.Next(6) == 0 ? null : new(value, chance.Next(4) != 0, (MatchReaders)chance.Next(16));
}
