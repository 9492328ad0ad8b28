using Pledge.Domain.Opportunities;

namespace Pledge.Web.Features.Opportunities;

/// <summary>A post as a young person reads it.</summary>
/// <param name="ClosesOn">Last London day, as extended.</param>
public sealed record ReadPost(string OrganisationName, OpportunityDetails Details, DateOnly? ClosesOn);
