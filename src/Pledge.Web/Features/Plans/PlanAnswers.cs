using Pledge.Domain.Plans;

namespace Pledge.Web.Features.Plans;

/// <summary>Answers as forms send them.</summary>
public static class PlanAnswers
{
    /// <summary>Null for no answer; a word of no answer becomes one that is refused.</summary>
    public static PlanAnswer? Read(string? word) => word switch { null or "" => null, "agree" => PlanAnswer.Agree, "disagree" => PlanAnswer.Disagree, _ => (PlanAnswer)(-1) };
}
