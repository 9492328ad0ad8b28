namespace Pledge.Web.Features.Placements;

/// <summary>Words of places that were taken and what happened next, in <c>PlacementsText.resx</c>.</summary>
public sealed class PlacementsText;
