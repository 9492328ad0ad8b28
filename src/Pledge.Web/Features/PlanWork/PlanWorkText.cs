namespace Pledge.Web.Features.PlanWork;

/// <summary>Names the words of a worker's pages of a plan: <c>PlanWorkText.resx</c>.</summary>
public sealed class PlanWorkText;
