using Pledge.Domain.Facts;
using Pledge.Domain.Opportunities;
using Pledge.Domain.People;

namespace Pledge.Domain.Applications;

/// <summary>A place that a young person took. Never changed: what happens next is in <see cref="PlacementStatement"/>.</summary>
public sealed class JobPlacement
{
    /// <summary>Hours a week from which work or learning is full time in the yearly return. Source: SSDA903 guide, activity.</summary>
    private const int FullTimeHours = 16;

    public JobPlacementId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public JobApplicationId ApplicationId { get; private set; }

    /// <summary>Who offered it, and in which authority; as it stood, as the names, the kind and the hours are.</summary>
    public AuthorityId PostAuthorityId { get; private set; }
    public OrganisationId OrganisationId { get; private set; }
    public string OrganisationName { get; private set; } = "";
    public string Title { get; private set; } = "";
    public OpportunityKind Kind { get; private set; }

    /// <summary>What the employer was told to call them.</summary>
    public string Called { get; private set; } = "";

    /// <summary>London day named in the post; null when it said: when you can.</summary>
    public DateOnly? ExpectedOn { get; private set; }

    /// <summary>Hours a week; null when the post did not say.</summary>
    public decimal? Hours { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset TakenAt { get; private set; }

    private JobPlacement()
    {
    }

    /// <summary>The place of an application that was accepted.</summary>
    /// <param name="post">As it was published.</param>
    public static JobPlacement Take(JobApplication application, OpportunityDetails post) => new()
    {
        Id = JobPlacementId.New(),
        AuthorityId = application.AuthorityId,
        YoungPersonId = application.YoungPersonId,
        ApplicationId = application.Id,
        PostAuthorityId = application.PostAuthorityId,
        OrganisationId = application.OrganisationId,
        OrganisationName = application.OrganisationName,
        Title = application.Title,
        Kind = post.Kind,
        Called = application.Called!,
        ExpectedOn = post.StartsOn,
        Hours = post.HoursMost ?? post.HoursLeast,
        TakenAt = application.EndedAt!.Value,
    };

    /// <summary>The activity of the yearly return that it is, as far as the post tells.</summary>
    public ActivityDetails AsActivity()
    {
        var isFullTime = Hours is null or >= FullTimeHours;
        var code = (Kind, isFullTime) switch
        {
            (OpportunityKind.Apprenticeship, true) => "F4",
            (OpportunityKind.Apprenticeship, false) => "P4",
            (_, true) => "F5",
            (_, false) => "P5",
        };
        return new(code, OrganisationName, HoursPerWeek: Hours);
    }
}
