using Pledge.Domain.Matching;
using Pledge.Domain.Matching.Opportunities;
using Pledge.Domain.Mentors;
using Pledge.Domain.People;

namespace Pledge.Domain.Opportunities;

/// <summary>What somebody looks for in work and learning. Choices that are on no list of posts are left out.</summary>
/// <param name="Kinds">Of <see cref="Opportunity.KindCodes"/>, any of which will do.</param>
/// <param name="Fields">Of <see cref="OpportunityChoices.Fields"/>.</param>
/// <param name="Outcode">First half of the postcode from which they would go.</param>
/// <param name="TravelKm">How far: one of <see cref="WorkWish.Distances"/>.</param>
/// <param name="HoursLeast">Hours a week; both ends count.</param>
/// <param name="LeastPay">Pence an hour; a wish, no rule.</param>
/// <param name="CanStartOn">First London day on which they can start; null: any day.</param>
/// <param name="Has">Of <see cref="OpportunityChoices.Requirements"/>.</param>
/// <param name="Support">Of <see cref="OpportunityChoices.Support"/>, what matters to them.</param>
/// <param name="NotUsed">Of <see cref="WorkWish.Items"/>, what matching may not look at.</param>
public sealed record WorkWishDetails(
    string? Words, IReadOnlyList<string> Kinds, IReadOnlyList<string> Fields, string? Outcode, int? TravelKm, int? HoursLeast, int? HoursMost, int? LeastPay, DateOnly? CanStartOn,
    IReadOnlyList<string> Has, IReadOnlyList<string> Support, IReadOnlyList<string> NotUsed);

/// <summary>What a young person looks for in work and learning. A change is a new version; the one before stays in their own history.</summary>
/// <remarks>
/// Author: the young person, or their worker for a draft; source: their own words. Read by them, their worker and the worker's manager, never by an employer.
/// What they let be used makes suggestions, which they alone see.
/// </remarks>
public sealed class WorkWish
{
    public const int WordsMaxLength = 1000;

    /// <summary>Most that can be asked for, in pence an hour.</summary>
    public const int MostPay = 10_000;

    /// <summary>What can be used or not, each apart: the parts of the score. Their own words are never part of it.</summary>
    public static readonly IReadOnlyList<string> Items = [.. OpportunityMatching.Parts.Select(part => part.Code)];

    /// <summary>What is not used until they say so: that they are, or were, in care.</summary>
    public static readonly IReadOnlyList<string> UsuallyNotUsed = ["care-experience"];

    /// <summary>In kilometres: about 2, 5, 10, 20 and 40 miles.</summary>
    public static readonly IReadOnlyList<int> Distances = [3, 8, 16, 32, 64];

    public WorkWishId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public WishSide WrittenBySide { get; private set; }

    /// <summary>Whether they want suggestions now.</summary>
    public bool IsLooking { get; private set; }
    public string? Words { get; private set; }
    public IReadOnlyList<string> Kinds { get; private set; } = [];
    public IReadOnlyList<string> Fields { get; private set; } = [];
    public string? Outcode { get; private set; }
    public int? TravelKm { get; private set; }
    public int? HoursLeast { get; private set; }
    public int? HoursMost { get; private set; }
    public int? LeastPay { get; private set; }
    public DateOnly? CanStartOn { get; private set; }
    public IReadOnlyList<string> Has { get; private set; } = [];
    public IReadOnlyList<string> Support { get; private set; } = [];
    public IReadOnlyList<string> NotUsed { get; private set; } = [];

    /// <summary>UTC instant.</summary>
    public DateTimeOffset WrittenAt { get; private set; }
    public AccountId WrittenBy { get; private set; }
    public DateTimeOffset? SupersededAt { get; private set; }

    private WorkWish()
    {
    }

    /// <summary>A new version.</summary>
    /// <param name="isLooking">False when they want no suggestions now. A draft always looks.</param>
    /// <returns>Refused with <c>words-too-long</c>, <c>outcode-not-valid</c>, <c>distance-not-valid</c>, <c>where-needs-both</c>, <c>wish-hours-wrong</c> or <c>wish-pay-wrong</c>.</returns>
    public static Outcome<WorkWish> Write(AuthorityId authority, YoungPersonId whose, WishSide side, bool isLooking, WorkWishDetails details, DateTimeOffset now, AccountId by)
    {
        var outcode = Matching.Outcode.Read(details.Outcode);
        if (details.Words.Tidy()?.Length > WordsMaxLength)
            return new Refusal("words-too-long", WordsMaxLength);
        if (outcode is null && details.Outcode.Tidy() is not null)
            return new Refusal("outcode-not-valid");
        if (details.TravelKm is { } km && !Distances.Contains(km))
            return new Refusal("distance-not-valid");
        if (outcode is null != details.TravelKm is null)
            return new Refusal("where-needs-both");
        if (details.HoursLeast is < 1 or > OpportunityDetails.MostHours || details.HoursMost is < 1 or > OpportunityDetails.MostHours || details.HoursLeast > details.HoursMost)
            return new Refusal("wish-hours-wrong", OpportunityDetails.MostHours);
        if (details.LeastPay is < 1 or > MostPay)
            return new Refusal("wish-pay-wrong");
        return new WorkWish
        {
            Id = WorkWishId.New(),
            AuthorityId = authority,
            YoungPersonId = whose,
            WrittenBySide = side,
            IsLooking = isLooking,
            Words = details.Words.Tidy(),
            Kinds = MentorChoices.Among([.. Opportunity.KindCodes.Values], details.Kinds),
            Fields = MentorChoices.Among(OpportunityChoices.Fields, details.Fields),
            Outcode = outcode,
            TravelKm = details.TravelKm,
            HoursLeast = details.HoursLeast,
            HoursMost = details.HoursMost,
            LeastPay = details.LeastPay,
            CanStartOn = details.CanStartOn,
            Has = MentorChoices.Among(OpportunityChoices.Requirements, details.Has),
            Support = MentorChoices.Among(OpportunityChoices.Support, details.Support),
            NotUsed = MentorChoices.Among(Items, details.NotUsed),
            WrittenAt = now.ToUniversalTime(),
            WrittenBy = by,
        };
    }

    /// <summary>As it would be written again.</summary>
    public WorkWishDetails Details => new(Words, Kinds, Fields, Outcode, TravelKm, HoursLeast, HoursMost, LeastPay, CanStartOn, Has, Support, NotUsed);

    /// <summary>A newer version holds.</summary>
    public void Supersede(DateTimeOffset now) => SupersededAt ??= now.ToUniversalTime();
}
