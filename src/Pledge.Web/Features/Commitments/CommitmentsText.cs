namespace Pledge.Web.Features.Commitments;

/// <summary>The words of these pages: <c>CommitmentsText.resx</c>.</summary>
public sealed class CommitmentsText;
