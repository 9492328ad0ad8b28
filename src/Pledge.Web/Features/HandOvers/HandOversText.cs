namespace Pledge.Web.Features.HandOvers;

/// <summary>Names the words of handing over and of cover: <c>HandOversText.resx</c>.</summary>
public sealed class HandOversText;
