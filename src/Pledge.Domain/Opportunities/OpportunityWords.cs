namespace Pledge.Domain.Opportunities;

/// <summary>What is offered.</summary>
public enum OpportunityKind
{
    Apprenticeship,
    Internship,
    WorkExperience,
    Job,

    /// <summary>An interview for a job that is kept for young people of the authority.</summary>
    RingFencedInterview,
    TrainingPlace,
}

/// <summary>What an amount of pay is for.</summary>
public enum PayUnit
{
    Hour,
    Week,
    Month,
    Year,

    /// <summary>Nothing is paid.</summary>
    None,
}

/// <summary>Whose young people see a post.</summary>
public enum OpportunityAudience
{
    /// <summary>Only those of the authority that it is for.</summary>
    Only,

    /// <summary>Those of the authority first, for some days; then those of every authority.</summary>
    First,

    /// <summary>Those of every authority from the first day.</summary>
    Everyone,
}

/// <summary>What happens when a check shows something.</summary>
public enum ChecksFlexibility
{
    /// <summary>The law or the work leaves no choice.</summary>
    Fixed,

    /// <summary>They talk about it before they decide.</summary>
    CanTalk,

    /// <summary>It is asked for and does not decide.</summary>
    Flexible,
}

/// <summary>Where a post stands. Closing and over follow from its closing day: see <see cref="Opportunity.StageOn"/>.</summary>
public enum OpportunityState
{
    Draft,

    /// <summary>Waits for a coordinator for the first time.</summary>
    Submitted,
    SentBack,

    /// <summary>Approved, and young people see it.</summary>
    Live,
    Closed,

    /// <summary>Closed, and the employer said what came of it.</summary>
    Told,
}

/// <summary>Where what was written stands.</summary>
public enum OpportunityVersionState
{
    Draft,
    Submitted,
    SentBack,
    Approved,
}

/// <summary>Why a post is over.</summary>
public enum OpportunityEnd
{
    /// <summary>Every place is taken.</summary>
    Filled,

    /// <summary>Its closing day is past.</summary>
    Expired,

    /// <summary>It is offered no more.</summary>
    Withdrawn,
}

/// <summary>What people read of where a post stands on a day.</summary>
public enum OpportunityStage
{
    Draft,
    Submitted,
    SentBack,
    Live,

    /// <summary>Live, with a week or less to go.</summary>
    Closing,
    Closed,
    Told,
}

/// <summary>What was done with a post.</summary>
public enum OpportunityAct
{
    Begun,
    Submitted,
    TakenBack,
    SentBack,
    Approved,
    Extended,
    Closed,
    Told,
    ChangeThrownAway,
}

/// <summary>The parts in which a post is written, one page for each, in their order.</summary>
public enum OpportunityPart
{
    What,
    Pay,
    When,
    Asked,
    Support,
    Audience,
}

/// <summary>What can be chosen in a post. The names are stored; a name stays, so that what was chosen can still be read.</summary>
public static class OpportunityChoices
{
    /// <summary>Kinds of work.</summary>
    public static readonly IReadOnlyList<string> Fields =
    [
        "animals-and-land", "building", "business", "care", "children", "creative", "digital", "driving-and-delivery", "engineering", "food", "hair-and-beauty", "health", "shops", "sport", "public-services",
    ];

    /// <summary>What somebody may have to have.</summary>
    public static readonly IReadOnlyList<string> Requirements = ["english-gcse", "maths-gcse", "five-gcses", "level-2", "level-3", "driving-licence", "computer-basics", "some-experience", "first-aid", "other-language"];

    public static readonly IReadOnlyList<string> Checks = ["right-to-work", "references", "dbs-basic", "dbs-enhanced", "driving-record", "health", "drugs-test", "credit"];

    public static readonly IReadOnlyList<string> Support = ["buddy", "travel-money", "flexible-start", "named-contact", "work-clothes", "quiet-space", "time-for-appointments"];

    /// <summary>Days by which young people of the authority may see a post before others.</summary>
    public static readonly IReadOnlyList<int> HeadStarts = [3, 7, 14, 28];
}
