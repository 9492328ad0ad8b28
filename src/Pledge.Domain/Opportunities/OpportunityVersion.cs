namespace Pledge.Domain.Opportunities;

/// <summary>What is written in a post, once. Only a draft can be written in; what was sent, sent back or approved stays as it was, and a change of it is the next version.</summary>
public sealed class OpportunityVersion
{
    public OpportunityId OpportunityId { get; private set; }

    /// <summary>From 1.</summary>
    public int Number { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public OrganisationId OrganisationId { get; private set; }
    public OpportunityVersionState State { get; private set; }
    public OpportunityDetails Details { get; private set; } = new();

    /// <summary>UTC instant.</summary>
    public DateTimeOffset WrittenAt { get; private set; }
    public AccountId WrittenBy { get; private set; }
    public DateTimeOffset? SubmittedAt { get; private set; }
    public AccountId? SubmittedBy { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public AccountId? DecidedBy { get; private set; }

    private OpportunityVersion()
    {
    }

    internal static OpportunityVersion Begin(Opportunity post, int number, OpportunityDetails details, DateTimeOffset now, AccountId by) => new()
    {
        OpportunityId = post.Id,
        Number = number,
        AuthorityId = post.AuthorityId,
        OrganisationId = post.OrganisationId,
        State = OpportunityVersionState.Draft,
        Details = details,
        WrittenAt = now.ToUniversalTime(),
        WrittenBy = by,
    };

    /// <summary>Writes one part; the others stay.</summary>
    /// <returns>Null when written; <c>post-not-a-draft</c>, <c>post-title-missing</c>, or as <see cref="OpportunityDetails.Tidy"/>.</returns>
    public Refusal? Write(OpportunityPart part, OpportunityDetails typed, DateTimeOffset now, AccountId by)
    {
        if (State is not OpportunityVersionState.Draft)
            return new("post-not-a-draft");
        var tidied = Details.WithPart(part, typed).Tidy();
        if (tidied.IsRefused)
            return tidied.Refusal;
        if (tidied.Value.Title is null)
            return new("post-title-missing");
        (Details, WrittenAt, WrittenBy) = (tidied.Value, now.ToUniversalTime(), by);
        return null;
    }

    internal void Submit(DateTimeOffset now, AccountId by) => (State, SubmittedAt, SubmittedBy) = (OpportunityVersionState.Submitted, now.ToUniversalTime(), by);

    internal void TakeBack() => (State, SubmittedAt, SubmittedBy) = (OpportunityVersionState.Draft, null, null);

    internal void Decide(OpportunityVersionState state, DateTimeOffset now, AccountId by) => (State, DecidedAt, DecidedBy) = (state, now.ToUniversalTime(), by);
}

/// <summary>One field of a version that a coordinator asked to be changed, and why. Only added.</summary>
public sealed class OpportunityMark
{
    public const int WordsMaxLength = 500;

    public OpportunityMarkId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public OrganisationId OrganisationId { get; private set; }
    public OpportunityId OpportunityId { get; private set; }
    public int Version { get; private set; }

    /// <summary>Of <see cref="OpportunityDetails.AllFields"/>.</summary>
    public string Field { get; private set; } = "";
    public string Words { get; private set; } = "";

    /// <summary>UTC instant.</summary>
    public DateTimeOffset MarkedAt { get; private set; }
    public AccountId MarkedBy { get; private set; }

    private OpportunityMark()
    {
    }

    internal static OpportunityMark Of(OpportunityVersion version, string field, string words, DateTimeOffset now, AccountId by) => new()
    {
        Id = new(Guid.CreateVersion7(now)),
        AuthorityId = version.AuthorityId,
        OrganisationId = version.OrganisationId,
        OpportunityId = version.OpportunityId,
        Version = version.Number,
        Field = field,
        Words = words,
        MarkedAt = now.ToUniversalTime(),
        MarkedBy = by,
    };
}

/// <summary>What was done with a post, when and by whom. Only added.</summary>
public sealed class OpportunityStep
{
    public const int WordsMaxLength = 500;

    public OpportunityStepId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public OrganisationId OrganisationId { get; private set; }
    public OpportunityId OpportunityId { get; private set; }
    public int Version { get; private set; }
    public OpportunityAct Act { get; private set; }
    public string? Words { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Null when it closed by itself.</summary>
    public AccountId? By { get; private set; }

    private OpportunityStep()
    {
    }

    internal static OpportunityStep Of(Opportunity post, OpportunityAct act, string? words, DateTimeOffset now, AccountId by) => new()
    {
        Id = new(Guid.CreateVersion7(now)),
        AuthorityId = post.AuthorityId,
        OrganisationId = post.OrganisationId,
        OpportunityId = post.Id,
        Version = post.NewestVersion,
        Act = act,
        Words = string.IsNullOrWhiteSpace(words) ? null : words.Trim(),
        At = now.ToUniversalTime(),
        By = by,
    };
}

/// <summary>An opportunity that a young person keeps for later, until they take it off. Nobody else reads it.</summary>
public sealed class SavedOpportunity
{
    public SavedOpportunityId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public OpportunityId OpportunityId { get; private set; }

    /// <summary>What it was called when they saved it.</summary>
    public string Title { get; private set; } = "";

    /// <summary>UTC instant.</summary>
    public DateTimeOffset SavedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    private SavedOpportunity()
    {
    }

    public static SavedOpportunity Save(AuthorityId authority, YoungPersonId youngPerson, OpportunityId opportunity, string title, DateTimeOffset now) =>
        new() { Id = new(Guid.CreateVersion7(now)), AuthorityId = authority, YoungPersonId = youngPerson, OpportunityId = opportunity, Title = title, SavedAt = now.ToUniversalTime() };

    /// <summary>Taken off the list; once is enough.</summary>
    public void End(DateTimeOffset now) => EndedAt ??= now.ToUniversalTime();
}
