using Pledge.Domain;
using Pledge.Domain.Indicators;
using Pledge.Domain.Matching;
using Pledge.Domain.Matching.Mentors;
using Pledge.Domain.Matching.Rounds;
using Pledge.Domain.Mentors;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Rounds;

/// <summary>What other weights would change for those who look for a mentor today, worked out by a whole round under each. Weights move the order: no rule forbids more or less by them.</summary>
/// <param name="Looked">Young people who were looked at.</param>
/// <param name="OthersFirst">For so many another mentor would be suggested first.</param>
/// <param name="OtherMentor">So many would get another mentor, or one instead of none, or none instead of one.</param>
/// <param name="Groups">Who would get a mentor now and then, by group; small numbers protected.</param>
public sealed record WeightEffect(int Looked, int OthersFirst, int MatchedNow, int MatchedThen, int OtherMentor, IReadOnlyList<GroupEffect> Groups)
{
    /// <summary>So many who have waited longest; it is asked for on a page.</summary>
    public const int Most = 1000;

    /// <returns>Two statements and those of <see cref="RoundField.ReadAsync"/>.</returns>
    public static async Task<WeightEffect> ReadAsync(PledgeDb db, MatchWeights weights, DateOnly meetingOn, DateOnly today, DateTimeOffset now, CancellationToken ct)
    {
        var field = await RoundField.ReadAsync(db, meetingOn, today, ct);
        var (before, after) = (Run(field, field.Matcher, ct), Run(field, MentorMatching.With(weights), ct));
        var (tablesNow, tablesThen) = (await db.ReadMatchedAsync(before.Matched, now, ct), await db.ReadMatchedAsync(after.Matched, now, ct));
        return new(before.Got.Count, before.First.Zip(after.First).Count(pair => pair.First != pair.Second), before.Matched.Count, after.Matched.Count,
            before.Got.Zip(after.Got).Count(pair => pair.First != pair.Second), [.. tablesNow.Zip(tablesThen, GroupEffect.Of)]);
    }

    private static Outcome Run(RoundField field, Matcher<MentorPair> matcher, CancellationToken ct)
    {
        List<RoundYoungPerson> people = [.. field.Seekers.Take(Most).Select(seeker => field.CandidatesOf(seeker, matcher, null))];
        var got = Round.Best(new(people, field.Places(), [], []), ct: ct).Places.ToDictionary(place => place.YoungPerson, place => place.Mentor);
        return new([.. people.Select(person => person.Candidates is [var first, ..] ? first.Mentor : (MentorId?)null)], [.. people.Select(person => got[person.Id])],
            [.. got.Where(place => place.Value is not null).Select(place => place.Key.Value)]);
    }

    private sealed record Outcome(IReadOnlyList<MentorId?> First, IReadOnlyList<MentorId?> Got, IReadOnlyList<Guid> Matched);
}

/// <summary>A breakdown under the weights as they are and as they would be.</summary>
public sealed record GroupEffect(string Breakdown, IReadOnlyList<GroupEffectRow> Rows)
{
    internal static GroupEffect Of(GroupTable now, GroupTable then) =>
        new(now.Breakdown, [.. now.Rows.Append(now.All).Zip(then.Rows.Append(then.All), (a, b) => new GroupEffectRow(a.Group, a.Total, a.Figures[0], b.Figures[0]))]);
}

/// <summary>One group: those who look, and those of them who would get a mentor.</summary>
public sealed record GroupEffectRow(string Group, Figure Looking, Figure Now, Figure Then)
{
    /// <summary>Names the group among all groups.</summary>
    public string Key(string breakdown) => MentorFairness.KeyOf(breakdown, Group);
}
