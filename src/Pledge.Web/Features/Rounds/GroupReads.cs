using Microsoft.EntityFrameworkCore;
using Pledge.Domain.Facts;
using Pledge.Domain.Mentors;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Rounds;

/// <summary>Counts of young people by group, from functions that return counts alone. What a page shows of them went through <see cref="MentorFairness.Tables"/>.</summary>
public static class GroupReads
{
    /// <summary>Everybody who looked for a mentor since a day, by what came of it.</summary>
    public static async Task<IReadOnlyList<GroupTable>> ReadOutcomesAsync(this PledgeDb db, DateOnly since, CancellationToken ct)
    {
        var rows = await db.Database.SqlQuery<OutcomeRow>($"select breakdown, part, outcome, people from pledge.mentoring_by_group({since})").ToListAsync(ct);
        return MentorFairness.Tables(rows.Select(row => new GroupCount(row.Breakdown, GroupOf(row.Breakdown, row.Part), row.Outcome, row.People)), MentorFairness.Outcomes);
    }

    /// <summary>Everybody who looks today, by whether somebody fits and how long they have been looking.</summary>
    /// <param name="fits">For whom somebody fits.</param>
    public static async Task<IReadOnlyList<GroupTable>> ReadStandingAsync(this PledgeDb db, IEnumerable<Guid> fits, DateTimeOffset now, CancellationToken ct)
    {
        var rows = await db.SeekersByGroupAsync(fits, now, ct);
        return MentorFairness.Tables(rows.Select(row => new GroupCount(row.Breakdown, GroupOf(row.Breakdown, row.Part), (row.IsMarked ? "fits" : "nobody") + (row.IsLong ? "-long" : ""), row.People)), MentorFairness.Standing);
    }

    /// <summary>Everybody who looks today, by whether they would get a mentor.</summary>
    /// <param name="matched">Who would.</param>
    public static async Task<IReadOnlyList<GroupTable>> ReadMatchedAsync(this PledgeDb db, IEnumerable<Guid> matched, DateTimeOffset now, CancellationToken ct)
    {
        var rows = await db.SeekersByGroupAsync(matched, now, ct);
        return MentorFairness.Tables(rows.Select(row => new GroupCount(row.Breakdown, GroupOf(row.Breakdown, row.Part), row.IsMarked ? "matched" : "without", row.People)), ["matched", "without"]);
    }

    private static Task<List<SeekersRow>> SeekersByGroupAsync(this PledgeDb db, IEnumerable<Guid> marked, DateTimeOffset now, CancellationToken ct)
    {
        var longSince = now.AddDays(-MentorFairness.LongWaitDays).ToUniversalTime();
        return db.Database.SqlQuery<SeekersRow>($"select breakdown, part, is_marked, is_long, people from pledge.seekers_by_group({marked.ToArray()}, {longSince})").ToListAsync(ct);
    }

    /// <summary>Ethnicity in the broad groups of the census, the rest as it is.</summary>
    private static string GroupOf(string breakdown, string part) => breakdown == "ethnicity" ? EthnicityCode.Find(part)?.BroadGroup.ToLowerInvariant() ?? "unknown" : part;

    private sealed record OutcomeRow(string Breakdown, string Part, string Outcome, int People);

    private sealed record SeekersRow(string Breakdown, string Part, bool IsMarked, bool IsLong, int People);
}
