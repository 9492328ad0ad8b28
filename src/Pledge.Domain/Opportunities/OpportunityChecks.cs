namespace Pledge.Domain.Opportunities;

/// <summary>Something that the checks found in a post before a person looks.</summary>
/// <param name="Field">Name of the field of <see cref="OpportunityDetails"/>.</param>
/// <param name="Code">Stable kebab-case code; what people read is found by it.</param>
/// <param name="Refuses">True when the post cannot be sent like this; false when a coordinator is to look at it.</param>
/// <param name="Args">Values for its sentence.</param>
public sealed record OpportunityFinding(string Field, string Code, bool Refuses, params IReadOnlyList<object> Args);

/// <summary>What is looked at in a post before a person looks: what is missing, pay under the legal minimum, impossible days, banned and discriminating words, contact details in free text.</summary>
/// <remarks>Where the law leaves no room a finding refuses. Where it depends it is a hint to the employer and to the coordinator, who decides.</remarks>
public static class OpportunityChecks
{
    private const int OldestHere = 24, YoungestHere = 16, ShortDays = 7;

    /// <param name="today">London day.</param>
    /// <returns>In the order of the fields.</returns>
    public static IReadOnlyList<OpportunityFinding> Of(OpportunityDetails post, DateOnly today)
    {
        List<OpportunityFinding> found = [.. Missing(post), .. Pay(post, today), .. Days(post, today), .. Audience(post), .. Words(post)];
        return [.. found.OrderBy(each => OpportunityDetails.AllFields.TakeWhile(field => field.Field != each.Field).Count())];
    }

    /// <summary>Whether it can be sent to a coordinator.</summary>
    public static bool MayBeSent(OpportunityDetails post, DateOnly today) => !Of(post, today).Any(found => found.Refuses);

    private static IEnumerable<OpportunityFinding> Missing(OpportunityDetails post)
    {
        var isApprenticeship = post.Kind is OpportunityKind.Apprenticeship;
        (string Field, bool IsMissing)[] asked =
        [
            (nameof(post.Title), post.Title is null), (nameof(post.Standard), isApprenticeship && post.Standard is null), (nameof(post.Level), isApprenticeship && post.Level is null),
            (nameof(post.Fields), post.Fields.Count == 0), (nameof(post.Work), post.Work is null), (nameof(post.Places), post.Places is null), (nameof(post.PayUnit), post.PayUnit is null),
            (nameof(post.PayPence), post is { PayUnit: not null and not PayUnit.None, PayPence: null }), (nameof(post.HoursMost), (post.HoursMost ?? post.HoursLeast) is null),
            (nameof(post.ClosesOn), post.ClosesOn is null), (nameof(post.Outcode), !post.IsRemote && post.Outcode is null), (nameof(post.Flexibility), post.Checks.Count > 0 && post.Flexibility is null),
            (nameof(post.Support), post.Support.Count == 0), (nameof(post.Audience), post.Audience is null), (nameof(post.HeadStartDays), post is { Audience: OpportunityAudience.First, HeadStartDays: null }),
        ];
        return asked.Where(each => each.IsMissing).Select(each => new OpportunityFinding(each.Field, "missing", true));
    }

    private static IEnumerable<OpportunityFinding> Pay(OpportunityDetails post, DateOnly today)
    {
        if (post.PayUnit is PayUnit.None && post.Kind is not (OpportunityKind.WorkExperience or OpportunityKind.TrainingPlace))
            yield return new(nameof(post.PayUnit), "must-be-paid", true);
        if (post.HourlyPence is not { } hourly)
            yield break;
        var rates = MinimumWage.On(post.StartsOn > today ? post.StartsOn.Value : today);
        var isApprenticeship = post.Kind is OpportunityKind.Apprenticeship;
        // Less than the law asks for the youngest is unlawful whoever gets it; less than for the oldest is unlawful for some of those who may.
        var (least, full) = (isApprenticeship ? rates.Apprentice : rates.For(post.LeastAge ?? YoungestHere), rates.For(OldestHere));
        if (hourly < least)
            yield return new(nameof(post.PayPence), isApprenticeship ? "under-apprentice-minimum" : "under-minimum", true, Pounds(hourly), Pounds(least));
        else if (hourly < full)
            yield return new(nameof(post.PayPence), isApprenticeship ? "apprentice-later" : "minimum-by-age", false, Pounds(rates.Age18), Pounds(full));
    }

    private static IEnumerable<OpportunityFinding> Days(OpportunityDetails post, DateOnly today)
    {
        if (post.ClosesOn is { } closes)
        {
            if (closes < today)
                yield return new(nameof(post.ClosesOn), "closes-in-the-past", true);
            else if (closes > today.AddYears(1))
                yield return new(nameof(post.ClosesOn), "closes-too-late", true);
            else if (closes < today.AddDays(ShortDays))
                yield return new(nameof(post.ClosesOn), "closes-soon", false);
        }
        if (post.StartsOn is { } starts)
        {
            if (starts < today)
                yield return new(nameof(post.StartsOn), "starts-in-the-past", true);
            else if (starts <= post.ClosesOn)
                yield return new(nameof(post.StartsOn), "starts-before-closing", true);
            else if (starts > today.AddYears(2))
                yield return new(nameof(post.StartsOn), "starts-too-late", true);
        }
    }

    private static IEnumerable<OpportunityFinding> Audience(OpportunityDetails post)
    {
        if (post.KeptPlaces > post.Places)
            yield return new(nameof(post.KeptPlaces), "kept-more-than-places", true);
        if (post is { Kind: OpportunityKind.RingFencedInterview, Audience: OpportunityAudience.Everyone, KeptPlaces: null or 0 })
            yield return new(nameof(post.Audience), "interview-not-kept", true);
    }

    private static IEnumerable<OpportunityFinding> Words(OpportunityDetails post)
    {
        foreach (var (field, text) in post.Texts)
        {
            foreach (var contact in PostWords.ContactsIn(text))
                yield return new(field, "contact-in-text", true, contact);
            foreach (var word in PostWords.FindIn(text))
                yield return new(field, word.Reason, word.Refuses, word.Found);
        }
    }

    private static decimal Pounds(int pence) => pence / 100m;
}
