namespace Pledge.Web.Features.Teams;

/// <summary>Names the words of the manager's pages: <c>TeamText.resx</c>.</summary>
public sealed class TeamText;
