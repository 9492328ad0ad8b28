namespace Pledge.Web.Features.Organisations;

/// <summary>Names the words of the pages of partner organisations: <c>OrganisationsText.resx</c>.</summary>
public sealed class OrganisationsText;
