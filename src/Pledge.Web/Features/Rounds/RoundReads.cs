using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Matching;
using Pledge.Domain.Mentors;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Rounds;

/// <summary>A pair of the last run, as it is shown.</summary>
/// <param name="YoungPerson">What they were called.</param>
/// <param name="Mentor">The mentor’s whole name: several of one first name may be in a round. Null when there is none.</param>
/// <param name="IsHere">Whether they still look.</param>
/// <param name="IsStillAllowed">Whether no rule forbids it as the two stand now.</param>
/// <param name="Reasons">Why they fit, as far as a coordinator may read it; none where it was not asked for.</param>
public sealed record RoundLine(Guid YoungPersonId, MentorId? MentorId, string YoungPerson, string? Mentor, bool IsPinned, bool IsHere, bool IsStillAllowed, IReadOnlyList<MatchReason> Reasons)
{
    /// <summary>What came of it since the round was released: <c>open</c>, <c>matched</c>, <c>declined</c>, <c>closed</c>, or <c>left-out</c> when it was not proposed; null before, and where there is no mentor.</summary>
    public string? Became { get; init; }

    /// <summary>Names the pair in a form.</summary>
    public string Pair => $"{YoungPersonId}.{MentorId}";
}

/// <summary>What a coordinator changed, and what it stands for now.</summary>
public sealed record RoundChangeLine(MentorRoundChangeId Id, RoundWish Wish, string? YoungPerson, string? Mentor);

/// <summary>A page of the pairs of a round.</summary>
/// <param name="Number">From 1.</param>
/// <param name="IsChanged">Whether it is to be worked out again before it can be released.</param>
/// <param name="FaultYoungPerson">Whom the fault is about; null for nobody, or when they do not look any more.</param>
public sealed record RoundPage(int Number, int LastNumber, IReadOnlyList<RoundLine> Given, IReadOnlyList<RoundLine> Rather, IReadOnlyList<RoundChangeLine> Changes, bool IsChanged, string? FaultYoungPerson, string? FaultMentor)
{
    public const int Size = 40;

    /// <summary>Most pairs shown of those that would both rather have each other.</summary>
    public const int MostRather = 10;
}

/// <summary>What the pages of rounds read.</summary>
public static class RoundReads
{
    /// <param name="without">Only those who got nobody.</param>
    /// <returns>None while it is being worked out; else three statements and those of <see cref="RoundField.ReadAsync"/>.</returns>
    public static async Task<RoundPage> ReadRoundAsync(this PledgeDb db, MentorRound round, bool without, int number, DateOnly today, CancellationToken ct)
    {
        // Looked at every two seconds, and nothing of it is shown before it is done.
        if (round.IsUnderWay)
            return new(1, 1, [], [], [], false, null, null);
        var field = await RoundField.ReadAsync(db, round.MeetingOn, today, ct);
        var pairs = await db.ReadPairsAsync(round.Id, ct);
        var changes = await db.MentorRoundChanges.AsNoTracking().Where(row => row.RoundId == round.Id && row.EndedAt == null).OrderBy(row => row.SetAt).ThenBy(row => row.Id).ToListAsync(ct);
        var given = pairs.Where(pair => pair.IsGiven && (!without || pair.MentorId is null)).OrderBy(pair => pair.YoungPersonCalled, StringComparer.CurrentCulture).ThenBy(pair => pair.YoungPersonId).ToList();
        var last = Math.Max(1, (given.Count + RoundPage.Size - 1) / RoundPage.Size);
        var page = Math.Clamp(number, 1, last);
        var became = round.State is RoundState.Released ? await db.ReadBecameAsync(round, ct) : null;
        var names = await db.Mentors.Select(mentor => new { mentor.Id, mentor.Name }).ToDictionaryAsync(mentor => mentor.Id, mentor => mentor.Name, ct);
        RoundLine Line(RoundPairRow row) => field.Line(row) with { Mentor = row.MentorId is { } one ? names.GetValueOrDefault(new(one), row.MentorCalled!) : null };
        string? StillFree(MentorId mentor) => field.CalledOf(mentor) is null ? null : names[mentor];
        var shown = given.Skip((page - 1) * RoundPage.Size).Take(RoundPage.Size)
            .Select(row => Line(row) with { Became = row.MentorId is { } mentor ? became?.GetValueOrDefault((row.YoungPersonId, mentor), "left-out") : null });
        var rather = pairs.Where(pair => !pair.IsGiven).OrderByDescending(pair => pair.Score).ThenBy(pair => pair.YoungPersonId).Take(RoundPage.MostRather).Select(Line);
        return new(page, last, [.. shown], [.. rather],
            [.. changes.Select(row => new RoundChangeLine(row.Id, row.Wish, field.CalledOf(row.YoungPersonId.Value), StillFree(row.MentorId)))],
            round.IsChangedSince(changes.Select(row => row.Id)),
            round.FaultYoungPersonId is { } who ? field.CalledOf(who) : null, round.FaultMentorId is { } whom ? StillFree(new(whom)) : null);
    }

    // What was proposed when it was released, by pair.
    private static async Task<Dictionary<(Guid, Guid), string>> ReadBecameAsync(this PledgeDb db, MentorRound round, CancellationToken ct)
    {
        var from = round.DecidedAt!.Value.AddMinutes(-1);
        var made = await db.MentorProposals.AsNoTracking().Where(row => row.MadeBy == round.DecidedBy && row.MadeAt >= from).OrderBy(row => row.MadeAt)
            .Select(row => new { row.YoungPersonId, row.MentorId, row.State }).ToListAsync(ct);
        return made.DistinctBy(row => (row.YoungPersonId, row.MentorId)).ToDictionary(row => (row.YoungPersonId.Value, row.MentorId.Value), row => Kebab.Of(row.State));
    }

    /// <summary>What the last run gave.</summary>
    public static Task<List<RoundPairRow>> ReadPairsAsync(this PledgeDb db, MentorRoundId round, CancellationToken ct) => db.Database.SqlQuery<RoundPairRow>(
        $"select young_person_id, mentor_id, young_person_called, mentor_called, is_given, is_pinned, score from pledge.mentor_round_pair where round_id = {round.Value}").ToListAsync(ct);

    /// <summary>The changes that stand.</summary>
    public static Task<List<MentorRoundChangeId>> StandingChangesAsync(this PledgeDb db, MentorRoundId round, CancellationToken ct) =>
        db.MentorRoundChanges.Where(row => row.RoundId == round && row.EndedAt == null).Select(row => row.Id).ToListAsync(ct);

    private static RoundLine Line(this RoundField field, RoundPairRow row)
    {
        var mentor = row.MentorId is { } id ? new MentorId(id) : (MentorId?)null;
        var pair = mentor is { } one ? field.PairOf(row.YoungPersonId, one) : null;
        return new(row.YoungPersonId, mentor, row.YoungPersonCalled, row.MentorCalled, row.IsPinned, field.CalledOf(row.YoungPersonId) is not null, pair is { } both && field.Matcher.IsAllowed(both),
            pair is { } two ? [.. field.Matcher.Explain(two, two.Mentor).ReasonsFor(MatchReaders.Coordinator)] : []);
    }
}

/// <summary>A pair as the job kept it.</summary>
public sealed record RoundPairRow(Guid YoungPersonId, Guid? MentorId, string YoungPersonCalled, string? MentorCalled, bool IsGiven, bool IsPinned, int Score);
