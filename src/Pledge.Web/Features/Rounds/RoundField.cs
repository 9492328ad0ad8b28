using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Matching;
using Pledge.Domain.Matching.Mentors;
using Pledge.Domain.Matching.Rounds;
using Pledge.Domain.Mentors;
using Pledge.Web.Data;
using Pledge.Web.Features.Mentoring;

namespace Pledge.Web.Features.Rounds;

/// <summary>Everybody whom a round could bring together: young people who look and wait for no answer, and mentors with a free place, as they stand for a day of meeting.</summary>
public sealed class RoundField
{
    /// <summary>Most mentors who are looked at for each young person: those that fit best.</summary>
    public const int MostCandidates = 50;

    private static readonly IReadOnlySet<MentorId> Nobody = new HashSet<MentorId>();
    private readonly Dictionary<Guid, SeekerRow> _seekers;
    private readonly Dictionary<MentorId, MentorForMatching> _mentors;
    private readonly Dictionary<Guid, HashSet<MentorId>> _never;
    private readonly Dictionary<MentorId, MentorProfile> _profiles;
    private readonly DateOnly _meetingOn;

    private RoundField(IReadOnlyList<SeekerRow> seekers, IReadOnlyList<MentorForMatching> mentors, IEnumerable<NeverPair> never, MatchWeights weights, DateOnly meetingOn)
    {
        (Seekers, Weights, Matcher, _meetingOn) = (seekers, weights, MentorMatching.With(weights), meetingOn);
        _seekers = seekers.ToDictionary(seeker => seeker.YoungPersonId);
        _mentors = mentors.ToDictionary(mentor => new MentorId(mentor.MentorId));
        _profiles = _mentors.ToDictionary(mentor => mentor.Key, mentor => mentor.Value.ProfileOn(meetingOn));
        Mentors = [.. _profiles.Values];
        _never = never.GroupBy(pair => pair.YoungPersonId).ToDictionary(pairs => pairs.Key, pairs => pairs.Select(pair => new MentorId(pair.MentorId)).ToHashSet());
    }

    /// <summary>Who has waited longest first.</summary>
    public IReadOnlyList<SeekerRow> Seekers { get; }

    public IReadOnlyList<MentorProfile> Mentors { get; }

    public MatchWeights Weights { get; }

    public Matcher<MentorPair> Matcher { get; }

    /// <returns>Null for whoever does not look any more.</returns>
    public string? CalledOf(Guid youngPerson) => _seekers.GetValueOrDefault(youngPerson)?.Called;

    /// <returns>Null for whoever has no free place any more.</returns>
    public string? CalledOf(MentorId mentor) => _mentors.GetValueOrDefault(mentor)?.Called;

    /// <returns>Null when one of the two is not in the field any more.</returns>
    public MentorPair? PairOf(Guid youngPerson, MentorId mentor) =>
        _seekers.TryGetValue(youngPerson, out var seeker) && _profiles.TryGetValue(mentor, out var profile) ? new(SeekerOf(seeker), profile, _meetingOn, MentorSafeguards.Default) : null;

    /// <summary>Whether anybody at all fits.</summary>
    public bool FitsAnybody(SeekerRow row)
    {
        var seeker = SeekerOf(row);
        return Mentors.Any(mentor => Matcher.IsAllowed(new(seeker, mentor, _meetingOn, MentorSafeguards.Default)));
    }

    /// <summary>The candidates of one young person: the mentors that fit best, and whoever a coordinator put them with, as long as no rule forbids it.</summary>
    public RoundYoungPerson CandidatesOf(SeekerRow row, Matcher<MentorPair> matcher, MentorId? pinned)
    {
        var seeker = SeekerOf(row);
        var candidates = matcher.Candidates(seeker, Mentors, _meetingOn, MentorSafeguards.Default, MostCandidates);
        if (pinned is not { } wanted || candidates.Any(candidate => candidate.Mentor == wanted) || !_profiles.TryGetValue(wanted, out var profile))
            return new(seeker.Id, candidates);
        var pair = new MentorPair(seeker, profile, _meetingOn, MentorSafeguards.Default);
        return new(seeker.Id, matcher.IsAllowed(pair) ? [.. candidates, new(wanted, matcher.Score(pair))] : candidates);
    }

    /// <summary>Of the pairs of a run those that no rule forbids now, no more of a mentor than there are places: who fits best first.</summary>
    public IReadOnlyList<RoundPairRow> Holding(IEnumerable<RoundPairRow> given)
    {
        var free = Mentors.ToDictionary(mentor => mentor.Id, mentor => mentor.FreePlaces);
        List<RoundPairRow> holding = [];
        foreach (var row in given.OrderByDescending(row => row.Score).ThenBy(row => row.YoungPersonId))
        {
            var mentor = new MentorId(row.MentorId!.Value);
            if (PairOf(row.YoungPersonId, mentor) is not { } pair || free[mentor] == 0 || !Matcher.IsAllowed(pair))
                continue;
            free[mentor]--;
            holding.Add(row);
        }

        return holding;
    }

    /// <summary>Free places, for the round.</summary>
    public IReadOnlyList<RoundMentor> Places() => [.. Mentors.Select(mentor => new RoundMentor(mentor.Id, mentor.FreePlaces))];

    private MentorSeeker SeekerOf(SeekerRow row) => row.ForMatching().Seeker(_never.GetValueOrDefault(row.YoungPersonId) ?? Nobody);

    /// <summary>Reads the field as the coordinator may know it.</summary>
    /// <returns>Four statements, however many people there are.</returns>
    public static async Task<RoundField> ReadAsync(PledgeDb db, DateOnly meetingOn, DateOnly today, CancellationToken ct)
    {
        var weights = await db.ReadWeightsAsync(MatchingKind.Mentors, MentorMatching.DefaultWeights, ct);
        var seekers = await db.Database.SqlQuery<SeekerRow>(
            $"""
            select s.* from pledge.mentor_seekers({meetingOn}, null) s
            where not exists (select from pledge.mentor_proposal p where p.young_person_id = s.young_person_id and p.state = 'open' and p.expires_on >= {today})
            order by s.since, s.young_person_id
            """).ToListAsync(ct);
        var mentors = await db.Database.SqlQuery<MentorForMatching>(
            $"""
            select m.mentor_id, m.called, m.state, m.places, m.taken, m.birth_year, m.agrees, m.level, m.accepted, m.issued_on, m.recheck_due_on, m.trained_until, m.kinds, m.gender, m.backgrounds, m.languages,
                o.easting, o.northing, m.travel_km, m.times, m.interests, m.helps, m.not_used, m.not_shown, false as is_never
            from pledge.mentor_standing m left join pledge.outcode o on o.outcode = m.outcode
            where {meetingOn} between m.meets_from and m.meets_until
            order by m.mentor_id
            """).ToListAsync(ct);
        var never = await db.Database.SqlQuery<NeverPair>(
            $"""
            select n.young_person_id, n.mentor_id from pledge.mentor_never n where n.ended_at is null
            union select p.young_person_id, p.mentor_id from pledge.mentor_proposal p where p.state = 'declined'
            """).ToListAsync(ct);
        return new(seekers, mentors, never, weights, meetingOn);
    }

    private sealed record NeverPair(Guid YoungPersonId, Guid MentorId);
}
