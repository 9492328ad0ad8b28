namespace Pledge.Web.Features.Shared;

/// <summary>Names the sentences that show how a legal status or a due date was worked out: <c>WorkingText.resx</c>, by the code of the step.</summary>
public sealed class WorkingText;
