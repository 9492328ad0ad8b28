namespace Pledge.Web.Features.Shared;

/// <summary>Names the sentences for everything that says no: <c>RefusalText.resx</c>, by code.</summary>
public sealed class RefusalText;
