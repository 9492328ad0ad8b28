using Pledge.Domain.Matching.Mentors;

namespace Pledge.Domain.Matching.Rounds;

/// <summary>One mentor a young person could get in a round.</summary>
/// <param name="Score">What the round adds up; its sum is the best there is.</param>
public readonly record struct RoundCandidate(MentorId Mentor, MatchScore Score);

/// <summary>A young person in a round.</summary>
/// <param name="Candidates">Mentors no rule forbids, each once, in any order; may be empty.</param>
public sealed record RoundYoungPerson(YoungPersonId Id, IReadOnlyList<RoundCandidate> Candidates);

/// <summary>A mentor in a round.</summary>
/// <param name="Places">Free ones; 0 or more.</param>
public readonly record struct RoundMentor(MentorId Id, int Places);

/// <summary>A young person and a mentor.</summary>
public readonly record struct RoundPair(YoungPersonId YoungPerson, MentorId Mentor);

/// <summary>What stands in the way of a round.</summary>
public enum RoundFaultKind
{
    /// <summary>A young person or a mentor is there twice, or a mentor twice among somebody's candidates.</summary>
    Twice,

    /// <summary>A candidate, a pin or a ban names somebody who is not in the round.</summary>
    NotInRound,

    /// <summary>Places below 0, or a score below 0 or above <see cref="MatchScore.Most"/>.</summary>
    OutOfRange,

    /// <summary>A pair is both pinned and banned.</summary>
    PinnedAndBanned,

    /// <summary>A young person is pinned to two mentors.</summary>
    PinnedTwice,

    /// <summary>A pair is pinned that is not among the candidates: a rule forbids it, or it was cut off.</summary>
    PinnedNoCandidate,

    /// <summary>More young people are pinned to a mentor than there are places.</summary>
    TooManyPinned,
}

/// <summary>What stands in the way, and whom it is about; null for who it is not about.</summary>
public sealed record RoundFault(RoundFaultKind Kind, YoungPersonId? YoungPerson, MentorId? Mentor);

/// <summary>A whole round: everybody at once.</summary>
/// <param name="Pins">Pairs that must be.</param>
/// <param name="Bans">Pairs that must not be.</param>
public sealed record RoundRequest(IReadOnlyList<RoundYoungPerson> YoungPeople, IReadOnlyList<RoundMentor> Mentors, IReadOnlyList<RoundPair> Pins, IReadOnlyList<RoundPair> Bans)
{
    /// <returns>The first thing that stands in the way, or null.</returns>
    public RoundFault? Check()
    {
        Dictionary<MentorId, int> places = [];
        foreach (var mentor in Mentors)
        {
            if (!places.TryAdd(mentor.Id, mentor.Places))
                return new(RoundFaultKind.Twice, null, mentor.Id);
            if (mentor.Places < 0)
                return new(RoundFaultKind.OutOfRange, null, mentor.Id);
        }

        Dictionary<YoungPersonId, RoundYoungPerson> people = [];
        foreach (var person in YoungPeople)
        {
            if (!people.TryAdd(person.Id, person))
                return new(RoundFaultKind.Twice, person.Id, null);
            if (CheckCandidates(person, places) is { } fault)
                return fault;
        }

        return CheckChanges(people, places);
    }

    private static RoundFault? CheckCandidates(RoundYoungPerson person, Dictionary<MentorId, int> places)
    {
        HashSet<MentorId> seen = [];
        foreach (var (mentor, score) in person.Candidates)
        {
            if (!seen.Add(mentor))
                return new(RoundFaultKind.Twice, person.Id, mentor);
            if (!places.ContainsKey(mentor))
                return new(RoundFaultKind.NotInRound, person.Id, mentor);
            if (score.Score is < 0 or > MatchScore.Most)
                return new(RoundFaultKind.OutOfRange, person.Id, mentor);
        }

        return null;
    }

    private RoundFault? CheckChanges(Dictionary<YoungPersonId, RoundYoungPerson> people, Dictionary<MentorId, int> places)
    {
        foreach (var (person, mentor) in Pins.Concat(Bans))
        {
            if (!people.ContainsKey(person) || !places.ContainsKey(mentor))
                return new(RoundFaultKind.NotInRound, person, mentor);
        }

        var bans = Bans.ToHashSet();
        HashSet<YoungPersonId> pinned = [];
        foreach (var pin in Pins)
        {
            if (bans.Contains(pin))
                return new(RoundFaultKind.PinnedAndBanned, pin.YoungPerson, pin.Mentor);
            if (!pinned.Add(pin.YoungPerson))
                return new(RoundFaultKind.PinnedTwice, pin.YoungPerson, pin.Mentor);
            if (people[pin.YoungPerson].Candidates.All(candidate => candidate.Mentor != pin.Mentor))
                return new(RoundFaultKind.PinnedNoCandidate, pin.YoungPerson, pin.Mentor);
            if (--places[pin.Mentor] < 0)
                return new(RoundFaultKind.TooManyPinned, pin.YoungPerson, pin.Mentor);
        }

        return null;
    }
}
