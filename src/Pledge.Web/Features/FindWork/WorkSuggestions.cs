using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Matching;
using Pledge.Domain.Matching.Opportunities;
using Pledge.Domain.Opportunities;
using Pledge.Web.Data;
using Pledge.Web.Features.Mentoring;

namespace Pledge.Web.Features.FindWork;

/// <summary>A live post as the database hands it out for matching. See <c>pledge.work_for</c>.</summary>
/// <param name="Taken">Places that somebody took already.</param>
public sealed record WorkForMatching(
    Guid Id, Guid AuthorityId, Guid OrganisationId, string OrganisationName, string Title, string Kind, string[] Fields, int? PayPence, string PayUnit, decimal? HoursLeast, decimal? HoursMost, DateOnly? StartsOn, DateOnly ClosesOn,
    DateOnly? OthersFrom, bool IsRemote, string? Area, int? Easting, int? Northing, string[] Essential, string[] Nice, string[] Support, int? LeastAge, string Audience, int Places, int? KeptPlaces, int Taken)
{
    /// <summary>What the rules and the score look at: the same as <see cref="Opportunity.ToProfile"/> says.</summary>
    public OpportunityProfile ToProfile()
    {
        var post = new OpportunityDetails
        {
            Kind = Kebab.Read<OpportunityKind>(Kind),
            Fields = Fields,
            Places = Places,
            PayPence = PayPence,
            PayUnit = Kebab.Read<PayUnit>(PayUnit),
            HoursLeast = HoursLeast,
            HoursMost = HoursMost,
            StartsOn = StartsOn,
            IsRemote = IsRemote,
            Essential = Essential,
            Nice = Nice,
            LeastAge = LeastAge,
            Support = Support,
            Audience = Kebab.Read<OpportunityAudience>(Audience),
            KeptPlaces = KeptPlaces,
        };
        return post.Fill(new(new(Id), new(OrganisationId), IsLive: true, Places - Taken, ClosesOn, new(Kind)) { OthersFrom = OthersFrom }, new(AuthorityId), Easting is { } east && Northing is { } north ? new Place(east, north) : null);
    }
}

/// <summary>What a young person looks for, as far as matching may use it.</summary>
/// <param name="Age">In whole years.</param>
public sealed record WorkSeekerRow(
    Guid YoungPersonId, int Age, string[] Kinds, string[] Fields, int? Easting, int? Northing, int? TravelKm, int? HoursLeast, int? HoursMost, int? LeastPay, DateOnly? CanStartOn, string[] Has, string[] Support, string[] NotUsed)
{
    private static readonly IReadOnlySet<OpportunityId> LeftOutBefore = new HashSet<OpportunityId>();

    /// <summary>Posts that they do not want to see are not among those that the database gives.</summary>
    public WorkSeeker Seeker(AuthorityId authority)
    {
        Told<T> Tell<T>(string item, T value) where T : notnull => new(value, !NotUsed.Contains(item), MatchReaders.YoungPerson);
        Told<Choices>? Some(string item, string[] chosen) => chosen.Length == 0 ? null : Tell(item, new Choices(chosen));
        return new(new(YoungPersonId), authority, Age, true, LeftOutBefore)
        {
            Kinds = Some("work-kinds", Kinds),
            Fields = Some("fields", Fields),
            Reach = Reach.Of(Easting is { } east && Northing is { } north ? new Place(east, north) : null, TravelKm) is { } reach ? Tell("near", reach) : null,
            Hours = (HoursLeast ?? HoursMost) is null ? null : Tell("hours", new WeeklyHours(HoursLeast ?? 1, HoursMost ?? OpportunityDetails.MostHours)),
            LeastPay = LeastPay is { } pence ? Tell("pay", pence) : null,
            CanStartOn = CanStartOn is { } day ? Tell("start", day) : null,
            Has = Some("requirements", Has),
            Support = Some("support", Support),
            IsCareExperienced = Tell("care-experience", true),
        };
    }
}

/// <summary>A post that fits, with what may be said of why.</summary>
public sealed record SuggestedWork(WorkForMatching Post, IReadOnlyList<MatchReason> Reasons);

/// <summary>What fits a young person.</summary>
/// <param name="NotUsed">Codes of the parts that were not looked at, because nothing was said or it may not be used; in their order.</param>
public sealed record WorkFits(IReadOnlyList<SuggestedWork> Suggested, IReadOnlyList<string> NotUsed);

/// <summary>Suggestions of posts: left out beforehand in SQL, scored by the domain, told to the young person alone.</summary>
public static class WorkSuggestions
{
    /// <summary>Most posts on a list.</summary>
    public const int Most = 5;

    // In the order of pledge.work_for.
    private static readonly string[] Rough = ["work-kinds", "fields", "near", "hours", "support", "pay", "start"];

    /// <summary>What fits the young person who asks; null when they want no suggestions.</summary>
    /// <returns>Three statements.</returns>
    public static async Task<WorkFits?> SuggestWorkAsync(this PledgeDb db, AuthorityId authority, YoungPersonId whose, DateOnly today, CancellationToken ct)
    {
        if (await db.FindWorkSeekerAsync(whose, today, ct) is not { } row)
            return null;
        var weights = await db.ReadWeightsAsync(MatchingKind.Opportunities, OpportunityMatching.DefaultWeights, ct);
        var posts = (await db.ListWorkForAsync(whose, weights, ct)).ToDictionary(post => new OpportunityId(post.Id));
        var best = OpportunityMatching.With(weights).Suggest(row.Seeker(authority), posts.Values.Select(post => post.ToProfile()), today, Most);
        return new([.. best.Select(one => new SuggestedWork(posts[one.Offer.Id], [.. one.ReasonsFor(MatchReaders.YoungPerson)]))],
            [.. best.Take(1).SelectMany(one => one.NotUsedFor(MatchReaders.YoungPerson)).Select(part => part.Code)]);
    }

    public static async Task<WorkSeekerRow?> FindWorkSeekerAsync(this PledgeDb db, YoungPersonId whose, DateOnly today, CancellationToken ct) =>
        (await db.Database.SqlQuery<WorkSeekerRow>(
            $"""
            select y.id as young_person_id, extract(year from age({today}, y.date_of_birth))::integer as age, w.kinds, w.fields, o.easting, o.northing, w.travel_km, w.hours_least, w.hours_most, w.least_pay, w.can_start_on,
                w.has, w.support, w.not_used
            from pledge.work_wish w join pledge.young_person y on y.id = w.young_person_id left join pledge.outcode o on o.outcode = w.outcode
            where w.young_person_id = {whose.Value} and w.written_by_side = 'young-person' and w.superseded_at is null and w.is_looking
            """).ToListAsync(ct)).SingleOrDefault();

    /// <summary>Posts that no rule keeps from the young person who asks, those that fit best by a rough count.</summary>
    public static Task<List<WorkForMatching>> ListWorkForAsync(this PledgeDb db, YoungPersonId whose, MatchWeights weights, CancellationToken ct) =>
        db.Database.SqlQuery<WorkForMatching>($"select * from pledge.work_for({whose.Value}, {weights.Importance(Rough)})").ToListAsync(ct);
}
