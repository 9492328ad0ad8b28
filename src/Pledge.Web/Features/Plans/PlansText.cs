namespace Pledge.Web.Features.Plans;

/// <summary>Names the words of My plan: <c>PlansText.resx</c>.</summary>
public sealed class PlansText;
