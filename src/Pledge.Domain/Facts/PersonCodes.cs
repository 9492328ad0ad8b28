namespace Pledge.Domain.Facts;

/// <summary>Sex as the yearly return names it. Figures were used before the 2024/25 return, letters since.</summary>
/// <param name="ValidFrom">First day it may be used, or null for always.</param>
/// <param name="ValidTo">First day it may no longer be used, or null for still in use.</param>
public sealed record SexCode(string Code, string Meaning, DateOnly? ValidFrom, DateOnly? ValidTo)
{
    /// <summary>Every code, those no longer in use too.</summary>
    public static IReadOnlyList<SexCode> All { get; } =
        [.. EmbeddedCsv.Read("Facts.sex").Select(row => new SexCode(row["code"], row["meaning"], row["valid_from"].Day(), row["valid_to"].Day()))];

    /// <summary>The code, or null. Capital letters.</summary>
    public static SexCode? Find(string? code) => All.FirstOrDefault(sex => sex.Code == code);

    /// <summary>The code of today with the same meaning: <c>1</c> becomes <c>M</c>.</summary>
    public SexCode Current => ValidTo is null ? this : All.Single(sex => sex.ValidTo is null && sex.Meaning == Meaning);
}

/// <summary>Ethnic origin as the yearly return names it.</summary>
/// <param name="Code">Four capital letters.</param>
/// <param name="BroadGroup">White, Mixed, Asian, Black, Other or Unknown.</param>
public sealed record EthnicityCode(string Code, string Meaning, string BroadGroup)
{
    /// <summary>Every code.</summary>
    public static IReadOnlyList<EthnicityCode> All { get; } =
        [.. EmbeddedCsv.Read("Facts.ethnicity").Select(row => new EthnicityCode(row["code"], row["meaning"], row["broad_group"]))];

    /// <summary>The code, or null. Capital letters.</summary>
    public static EthnicityCode? Find(string? code) => All.FirstOrDefault(ethnicity => ethnicity.Code == code);
}

/// <summary>Something that must be weighed when judging whether a home suits a person.</summary>
/// <param name="Key">Stable name.</param>
/// <param name="Group"><c>accommodation</c>, <c>young person</c> or <c>statute</c>.</param>
public sealed record SuitabilityMatter(string Key, string Group, string Matter)
{
    /// <summary>Every matter, in the order of the regulations.</summary>
    public static IReadOnlyList<SuitabilityMatter> All { get; } =
        [.. EmbeddedCsv.Read("Facts.suitability-matters").Select(row => new SuitabilityMatter(row["key"], row["group"], row["matter"]))];

    /// <summary>The matter, or null.</summary>
    public static SuitabilityMatter? Find(string? key) => All.FirstOrDefault(matter => matter.Key == key);
}
