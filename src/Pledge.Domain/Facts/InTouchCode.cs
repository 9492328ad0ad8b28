namespace Pledge.Domain.Facts;

/// <summary>What the return asks about home and activity beside an in-touch code.</summary>
public enum OutcomesRule
{
    /// <summary>Both must be known.</summary>
    Required,

    /// <summary>Known or not.</summary>
    Optional,

    /// <summary>Both must be left as not known.</summary>
    Forbidden,
}

/// <summary>Whether the authority and the young person are in touch, as the yearly return names it.</summary>
/// <param name="InPublishedDenominator">False for those who died or went home for good: published shares leave them out.</param>
/// <param name="CountsAsInTouch">True for <c>YES</c> only.</param>
public sealed record InTouchCode(string Code, string Meaning, bool InPublishedDenominator, bool CountsAsInTouch, OutcomesRule Outcomes)
{
    public const string Yes = "YES";
    public const string No = "NO";
    public const string Died = "DIED";
    public const string Refuses = "REFU";
    public const string NoLongerNeeded = "NREQ";
    public const string ReturnedHome = "RHOM";

    /// <summary>Every code.</summary>
    public static IReadOnlyList<InTouchCode> All { get; } =
        [.. EmbeddedCsv.Read("Facts.in-touch").Select(row => new InTouchCode(
            row["code"],
            row["meaning"],
            row["in_published_base"].IsYes(),
            row["counts_as_in_touch"].IsYes(),
            Enum.Parse<OutcomesRule>(row["outcomes"], ignoreCase: true)))];

    private static readonly Dictionary<string, InTouchCode> ByCode = All.ToDictionary(inTouch => inTouch.Code);

    /// <summary>The code, or null. Capital letters.</summary>
    public static InTouchCode? Find(string? code) => code is null ? null : ByCode.GetValueOrDefault(code);
}
