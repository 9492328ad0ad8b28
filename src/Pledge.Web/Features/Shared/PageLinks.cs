namespace Pledge.Web.Features.Shared;

/// <summary>Which page of a long list this is. The links keep the address and set <c>number</c>.</summary>
/// <param name="Query">What else the links carry, such as <c>show=late&amp;</c>; never anything typed.</param>
public sealed record PageLinks(int Number, int LastNumber, string Query = "");
