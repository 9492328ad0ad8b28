namespace Pledge.Domain.Opportunities;

/// <summary>An opportunity that a young person does not want suggested, until they want to see it again. Nobody else reads it.</summary>
public sealed class HiddenOpportunity
{
    public HiddenOpportunityId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public OpportunityId OpportunityId { get; private set; }

    /// <summary>What it was called when they put it away.</summary>
    public string Title { get; private set; } = "";

    /// <summary>UTC instant.</summary>
    public DateTimeOffset HiddenAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    private HiddenOpportunity()
    {
    }

    public static HiddenOpportunity Hide(AuthorityId authority, YoungPersonId youngPerson, OpportunityId opportunity, string title, DateTimeOffset now) =>
        new() { Id = new(Guid.CreateVersion7(now)), AuthorityId = authority, YoungPersonId = youngPerson, OpportunityId = opportunity, Title = title, HiddenAt = now.ToUniversalTime() };

    /// <summary>Shown again; once is enough.</summary>
    public void End(DateTimeOffset now) => EndedAt ??= now.ToUniversalTime();
}
