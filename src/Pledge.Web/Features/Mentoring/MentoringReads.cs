using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Mentors;
using Pledge.Domain.People;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Mentoring;

/// <summary>A young person who looks, as a coordinator may know them: what they are called, their age, and what they released.</summary>
/// <param name="Since">Since when they have been looking.</param>
public sealed record SeekerRow(
    Guid YoungPersonId, string Called, int Age, DateTimeOffset Since, string? Words, string[] Kinds, string[] Genders, string[] Backgrounds, string[] Languages, int? Easting, int? Northing,
    int? TravelKm, string[] Times, string[] Interests, string[] Hopes, string[] NotUsed, string[] NotShown, DateOnly? LookAgainOn)
{
    public SeekerForMatching ForMatching() => new(YoungPersonId, Age, Kinds, Genders, Backgrounds, Languages, Easting, Northing, TravelKm, Times, Interests, Hopes, NotUsed, NotShown);

    /// <summary>The day that is told to who waits.</summary>
    public DateOnly NextLook() => MentorWaiting.NextLook(Since, LookAgainOn);
}

/// <summary>What the pages of a young person who looks for a mentor, and of the coordinator, read.</summary>
public static class MentoringReads
{
    /// <summary>Who looks, who has waited longest first.</summary>
    /// <param name="one">Only that person, or null for all.</param>
    /// <returns>One statement; what was not released is not in it.</returns>
    public static Task<List<SeekerRow>> ListSeekersAsync(this PledgeDb db, Guid? one, DateOnly today, CancellationToken ct) =>
        db.Database.SqlQuery<SeekerRow>($"select * from pledge.mentor_seekers({today.AddDays(MentorSuggestions.MeetingInDays)}, {one}::uuid) s order by s.since, s.young_person_id").ToListAsync(ct);

    /// <summary>What one side wrote last, or null.</summary>
    public static Task<MentorWish?> FindWishAsync(this PledgeDb db, YoungPersonId whose, WishSide side, CancellationToken ct) =>
        db.MentorWishes.SingleOrDefaultAsync(wish => wish.YoungPersonId == whose && wish.WrittenBySide == side && wish.SupersededAt == null, ct);

    /// <summary>What a young person looks for, as matching may use it, for their own list; null when they do not look.</summary>
    /// <returns>One statement.</returns>
    public static async Task<SeekerForMatching?> FindOwnSeekerAsync(this PledgeDb db, YoungPersonId whose, DateOnly today, CancellationToken ct) =>
        (await db.Database.SqlQuery<SeekerForMatching>(
            $"""
            select y.id as young_person_id, extract(year from age({today.AddDays(MentorSuggestions.MeetingInDays)}, y.date_of_birth))::integer as age, w.kinds, w.genders, w.backgrounds, w.languages,
                o.easting, o.northing, w.travel_km, w.times, w.interests, w.hopes, w.not_used, w.not_shown
            from pledge.mentor_wish w join pledge.young_person y on y.id = w.young_person_id left join pledge.outcode o on o.outcode = w.outcode
            where w.young_person_id = {whose.Value} and w.written_by_side = 'young-person' and w.superseded_at is null and w.is_looking and pledge.says_again(w.young_person_id, w.written_at)
            """).ToListAsync(ct)).SingleOrDefault();

    /// <summary>Since when they have been looking without a stop.</summary>
    public static async Task<DateTimeOffset> LooksSinceAsync(this PledgeDb db, YoungPersonId whose, CancellationToken ct)
    {
        var said = await db.MentorWishes.Where(row => row.YoungPersonId == whose && row.WrittenBySide == WishSide.YoungPerson).OrderByDescending(row => row.WrittenAt)
            .Select(row => new { row.IsLooking, row.WrittenAt }).ToListAsync(ct);
        return said.TakeWhile(row => row.IsLooking).Select(row => row.WrittenAt).DefaultIfEmpty(said[0].WrittenAt).Min();
    }

    /// <summary>Proposals of one young person, the newest first.</summary>
    public static Task<List<MentorProposal>> ListProposalsAsync(this PledgeDb db, YoungPersonId whose, CancellationToken ct) =>
        db.MentorProposals.AsNoTracking().Where(row => row.YoungPersonId == whose).OrderByDescending(row => row.MadeAt).ThenBy(row => row.Id).ToListAsync(ct);

    /// <summary>The match that runs, or null.</summary>
    public static Task<MentorMatch?> FindMatchAsync(this PledgeDb db, YoungPersonId whose, CancellationToken ct) =>
        db.MentorMatches.AsNoTracking().SingleOrDefaultAsync(row => row.YoungPersonId == whose && row.EndedOn == null, ct);
}
