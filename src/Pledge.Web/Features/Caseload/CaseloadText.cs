namespace Pledge.Web.Features.Caseload;

/// <summary>Names the words of the caseload: <c>CaseloadText.resx</c>.</summary>
public sealed class CaseloadText;
