namespace Pledge.Web.Features.Shared;

/// <summary>Which page of a long list this is. The links keep the address and set <c>number</c>.</summary>
public sealed record PageLinks(int Number, int LastNumber);
