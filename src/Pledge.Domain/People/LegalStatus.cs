using Pledge.Domain.Facts;

namespace Pledge.Domain.People;

/// <summary>What leaving-care law calls a person, and so what they are owed.</summary>
/// <remarks>Children Act 1989, sections 23A to 24; SI 2010/959, regulation 40.</remarks>
public enum LegalStatus
{
    /// <summary>No leaving-care rights from this authority now.</summary>
    None,

    /// <summary>16 or 17, looked after, 13 weeks since 14.</summary>
    Eligible,

    /// <summary>16 or 17, was eligible, no longer looked after.</summary>
    Relevant,

    /// <summary>18 to 24, was eligible or relevant until 18.</summary>
    FormerRelevant,

    /// <summary>16 to 20, looked after at 16 or later but not for 13 weeks; or left care for a special guardian.</summary>
    Qualifying,
}

/// <summary>One step of the working. The sentence is looked up by the code.</summary>
/// <param name="Values">Days counted and London dates, in the order of the sentence.</param>
public sealed record StatusReason(string Code, params IReadOnlyList<object> Values);

/// <summary>A status and the days it holds.</summary>
/// <param name="To">First day it no longer holds; null for the last period.</param>
/// <param name="Working">Why, for a person to read.</param>
public sealed record LegalStatusPeriod(LegalStatus Status, DateOnly From, DateOnly? To, IReadOnlyList<StatusReason> Working)
{
    /// <summary>True when <paramref name="day"/> is inside.</summary>
    public bool HoldsOn(DateOnly day) => From <= day && (To is null || day < To);
}

/// <summary>What a person's status is worked out from.</summary>
/// <param name="InTouch">Current rows. Only <c>RHOM</c> (home for six months) and <c>DIED</c> matter.</param>
/// <param name="InCustodyOrHospitalAt16">On the 16th birthday, without a care order.</param>
public sealed record LegalStatusFacts(DateOnly Born, IReadOnlyList<CareEpisode> Episodes, IReadOnlyList<InTouch> InTouch, bool InCustodyOrHospitalAt16 = false)
{
    /// <summary>The person's statuses, from the 16th birthday on: without gaps, each different from the one before.</summary>
    public IReadOnlyList<LegalStatusPeriod> Derive() => new LegalStatusRules(this).Periods();
}
