using Pledge.Domain;
using Pledge.Domain.Plans;

namespace Pledge.Web.Features.PlanWork;

/// <summary>What a worker types for one part of a plan.</summary>
public sealed class PartForm
{
    /// <summary><c>agreed</c> or <c>not-now</c>; only asked for a matter.</summary>
    public string? Stance { get; set; }

    public string? Words { get; set; }
    public string? IfNot { get; set; }

    /// <summary>One goal on each line.</summary>
    public string? Goals { get; set; }

    /// <summary>The row version that was on screen; empty when there was nothing yet.</summary>
    public string? Seen { get; set; }

    public static PartForm Of(PlanPart? part, string seen) => new()
    {
        Stance = part is { NotNow: true } ? "not-now" : "agreed",
        Words = part?.Words,
        IfNot = part?.IfNot,
        Goals = part is null ? null : string.Join('\n', part.Goals),
        Seen = seen,
    };

    public PlanWriting Writing(PlanPartKind kind) => kind is PlanPartKind.Matter
        ? new(Stance == "not-now", Words, IfNot, PlanWriting.GoalsOf(Goals))
        : new(false, Words, null, []);

    /// <summary>True when nothing would be lost by saving this over <paramref name="part"/>.</summary>
    public bool SaysTheSameAs(PlanPart part)
    {
        var mine = Writing(part.Kind);
        return mine.NotNow == part.NotNow && Same(mine.Words, part.Words) && Same(mine.IfNot, part.IfNot) && mine.Goals.SequenceEqual(part.Goals);

        static bool Same(string? typed, string? kept) => (typed ?? "").ReplaceLineEndings("\n").Trim() == (kept ?? "");
    }

    /// <summary>The field a refusal is shown beside.</summary>
    public static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "if-not-too-long" => nameof(IfNot),
        "goal-too-long" or "goals-too-many" => nameof(Goals),
        _ => nameof(Words),
    };
}
