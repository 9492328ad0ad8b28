namespace Pledge.Domain.Facts;

/// <summary>In education, employment or training; in none; or not known.</summary>
public enum ActivityClass
{
    Eet,
    Neet,
    Unknown,
}

/// <summary>What somebody does, as the yearly return names it.</summary>
/// <param name="Code">Two characters, or <c>0</c> for not known.</param>
/// <param name="Group">The group in which the Department for Education publishes it.</param>
/// <param name="FullTime">Null where hours mean nothing.</param>
/// <param name="ValidFrom">First day it may be used, or null for always.</param>
/// <param name="ValidTo">First day it may no longer be used, or null for still in use.</param>
/// <param name="Before">The code that said the same before <paramref name="ValidFrom"/>, or null.</param>
public sealed record ActivityCode(string Code, string Meaning, string Group, ActivityClass Class, bool? FullTime, DateOnly? ValidFrom, DateOnly? ValidTo, string? Before)
{
    public const string NotKnown = "0";

    /// <summary>Every code, those no longer in use too.</summary>
    public static IReadOnlyList<ActivityCode> All { get; } =
        [.. EmbeddedCsv.Read("Facts.activity").Select(row => new ActivityCode(
            row["code"],
            row["meaning"],
            row["group"],
            Enum.Parse<ActivityClass>(row["class"], ignoreCase: true),
            row["hours"].OrNull() is { } hours ? hours == "full" : null,
            row["valid_from"].Day(),
            row["valid_to"].Day(),
            row["before"].OrNull()))];

    private static readonly Dictionary<string, ActivityCode> ByCode = All.ToDictionary(activity => activity.Code);

    /// <summary>The code, or null. Capital letters.</summary>
    public static ActivityCode? Find(string? code) => code is null ? null : ByCode.GetValueOrDefault(code);

    /// <summary>The codes that may be used for something that starts on <paramref name="day"/>.</summary>
    public static IEnumerable<ActivityCode> InUseOn(DateOnly day) => All.Where(activity => activity.IsInUseOn(day));

    /// <summary>How the lists of <paramref name="day"/> call it. A code that had ended by then and was split stays as it is: nobody can tell which of the new ones it would be.</summary>
    public string AsOn(DateOnly day) => day < ValidFrom && Before is not null ? Before : Code;

    public bool IsInUseOn(DateOnly day) => (ValidFrom is null || ValidFrom <= day) && (ValidTo is null || day < ValidTo);
}
