namespace Pledge.Domain.Matching.Opportunities;

/// <summary>Hours in a week; both ends count.</summary>
public sealed record WeeklyHours(int Least, int Most);

/// <summary>What matching may know of a young person who looks for work or learning. Null where they did not say.</summary>
/// <param name="Authority">Whose young person they are: for ring-fenced opportunities.</param>
/// <param name="Age">In whole years today. For what is open to an age only.</param>
/// <param name="Agrees">Whether they want suggestions.</param>
/// <param name="Hidden">Opportunities they do not want to see again.</param>
public sealed record WorkSeeker(YoungPersonId Id, AuthorityId Authority, int Age, bool Agrees, IReadOnlySet<OpportunityId> Hidden)
{
    /// <summary>Apprenticeship, job, work experience and so on, any of which will do.</summary>
    public Told<Choices>? Kinds { get; init; }

    /// <summary>Kinds of work they would like.</summary>
    public Told<Choices>? Fields { get; init; }

    public Told<Reach>? Reach { get; init; }

    /// <summary>What they can do beside college, children or another job.</summary>
    public Told<WeeklyHours>? Hours { get; init; }

    /// <summary>Least pay they look for, in pence an hour; a wish, no rule.</summary>
    public Told<int>? LeastPay { get; init; }

    /// <summary>First London day on which they can start.</summary>
    public Told<DateOnly>? CanStartOn { get; init; }

    /// <summary>What they have: certificates, a driving licence, things they have done.</summary>
    public Told<Choices>? Has { get; init; }

    /// <summary>Support that matters to them.</summary>
    public Told<Choices>? Support { get; init; }

    /// <summary>That they are, or were, in care. Matching looks at it only where they allowed it.</summary>
    public Told<bool>? IsCareExperienced { get; init; }
}

/// <summary>What matching knows of an opportunity. All of it is in the post, so the young person may read it.</summary>
/// <param name="By">Who offers it: not too many of one are suggested.</param>
/// <param name="FreePlaces">0 or more.</param>
/// <param name="ClosesOn">Last London day on which it is open; null for none.</param>
/// <param name="Kind">One code.</param>
public sealed record OpportunityProfile(OpportunityId Id, OrganisationId By, bool IsLive, int FreePlaces, DateOnly? ClosesOn, Choices Kind)
{
    /// <summary>Kinds of work it belongs to.</summary>
    public Choices Fields { get; init; } = new();

    /// <summary>Null: from anywhere.</summary>
    public Place? Place { get; init; }

    public WeeklyHours? Hours { get; init; }

    /// <summary>Pence an hour; null when it pays nothing or does not say.</summary>
    public int? Pay { get; init; }

    /// <summary>London day; null: when you can.</summary>
    public DateOnly? StartsOn { get; init; }

    /// <summary>Without these nobody gets it.</summary>
    public Choices Essential { get; init; } = new();

    /// <summary>These help.</summary>
    public Choices Nice { get; init; } = new();

    /// <summary>Support promised with it: a buddy, travel money, a flexible start, a named contact.</summary>
    public Choices Support { get; init; } = new();

    /// <summary>Both ends count; null for no end.</summary>
    public int? LeastAge { get; init; }

    public int? MostAge { get; init; }

    /// <summary>Only for the young people of this authority; null for everybody.</summary>
    public AuthorityId? OnlyFor { get; init; }

    /// <summary>First London day on which others than those of <see cref="OnlyFor"/> see it; null with a ring-fence: never.</summary>
    public DateOnly? OthersFrom { get; init; }

    /// <summary>Open only to people who are, or were, in care.</summary>
    public bool ForCareExperienced { get; init; }
}

/// <summary>A young person and an opportunity, as they stand on a day.</summary>
/// <param name="Today">London day.</param>
public readonly record struct OpportunityPair(WorkSeeker YoungPerson, OpportunityProfile Opportunity, DateOnly Today);
