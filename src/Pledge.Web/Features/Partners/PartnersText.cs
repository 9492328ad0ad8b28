namespace Pledge.Web.Features.Partners;

/// <summary>Names the words of the pages of people from partner organisations: <c>PartnersText.resx</c>.</summary>
public sealed class PartnersText;
