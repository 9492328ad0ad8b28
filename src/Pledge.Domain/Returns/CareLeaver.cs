using Pledge.Domain.Facts;
using Pledge.Domain.People;

namespace Pledge.Domain.Returns;

/// <summary>Something about a care leaver that nobody recorded and an inspector asks.</summary>
public enum CareLeaverGap
{
    Worker,

    /// <summary>Their worker is in no team.</summary>
    Team,

    /// <summary>Asked of those who must have a pathway plan by law.</summary>
    Plan,

    InTouch,

    /// <summary>We are said to be in touch, and no contact is on record. So for the next two.</summary>
    Contact,

    Home,
    Activity,
    Disability,
}

/// <summary>One person on a list of care leavers, as they stood on a day. What nobody recorded is null.</summary>
/// <param name="ChildId">The authority's number for them.</param>
/// <param name="Sex">Code of today, as in the return; so is <paramref name="Ethnicity"/>.</param>
/// <param name="Status">On the day. <see cref="LegalStatus.None"/> for somebody whom we support though the law gives them no right to it.</param>
public sealed record CareLeaver(YoungPersonId Id, string ChildId, DateOnly Born, string Sex, string Ethnicity, bool Uasc, bool? Disabled, LegalStatus Status)
{
    /// <summary>For whoever puts something right; in no file.</summary>
    public string? Name { get; init; }

    /// <summary>The one who was their worker on the day, and the team that worker is in now.</summary>
    public AccountId? WorkerId { get; init; }
    public string? Worker { get; init; }
    public string? Team { get; init; }

    /// <summary>When their plan began or was last reviewed, whichever is later.</summary>
    public DateOnly? PlanOn { get; init; }

    /// <summary>When we were last in contact, by the day.</summary>
    public DateOnly? ContactOn { get; init; }

    public string? InTouch { get; init; }

    /// <summary>Letter of a kind of home; null also when it was recorded as not known. So is <see cref="Activity"/>.</summary>
    public string? Home { get; init; }
    public bool? Suitable { get; init; }
    public string? Activity { get; init; }

    /// <summary>As the lists ask it: none of somebody with whom we are not in touch.</summary>
    public DateOnly? LatestContact => InTouchCode.Find(InTouch) is { CountsAsInTouch: false } ? null : ContactOn;

    /// <summary>What is still to be recorded.</summary>
    public IEnumerable<CareLeaverGap> Gaps
    {
        get
        {
            var isInTouch = InTouch == InTouchCode.Yes;
            return new (CareLeaverGap Gap, bool IsThere)[]
            {
                (CareLeaverGap.Worker, Worker is null),
                (CareLeaverGap.Team, Worker is not null && Team is null),
                (CareLeaverGap.Plan, PlanOn is null && Status is (LegalStatus.Eligible or LegalStatus.Relevant or LegalStatus.FormerRelevant)),
                (CareLeaverGap.InTouch, InTouch is null),
                (CareLeaverGap.Contact, isInTouch && ContactOn is null),
                (CareLeaverGap.Home, isInTouch && Home is null),
                (CareLeaverGap.Activity, isInTouch && Activity is null),
                (CareLeaverGap.Disability, Disabled is null),
            }.Where(gap => gap.IsThere).Select(gap => gap.Gap);
        }
    }
}
