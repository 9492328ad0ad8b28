namespace Pledge.Web.Features.NationalAdverts;

/// <summary>Names the words of the pages on national adverts: <c>NationalAdvertsText.resx</c>.</summary>
public sealed class NationalAdvertsText;
