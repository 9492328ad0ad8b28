namespace Pledge.Domain.Returns;

/// <summary>A year of the SSDA903 return: 1 April to 31 March, called by the year it ends in.</summary>
public readonly record struct CollectionYear(int Number)
{
    public const int Earliest = 2010;

    public DateOnly Start => new(Number - 1, 4, 1);

    /// <summary>Its last day.</summary>
    public DateOnly End => new(Number, 3, 31);

    /// <summary>The last year that was over on <paramref name="today"/>.</summary>
    public static CollectionYear LastEnded(DateOnly today) => new(today.Month >= 4 ? today.Year : today.Year - 1);

    /// <summary>The one birthday that falls in the year. Born on 29 February: 1 March in a common year.</summary>
    public (int Age, DateOnly Day) BirthdayOf(DateOnly born)
    {
        var age = Number - born.Year;
        var day = LondonTime.Birthday(born, age);
        return day > End ? (age - 1, LondonTime.Birthday(born, age - 1)) : (age, day);
    }
}

/// <summary>Why a row of a return file is not loaded.</summary>
/// <param name="Column">Heading of the column at fault.</param>
/// <param name="Code">Kebab-case name of the rule; its sentence says what to do.</param>
public sealed record ReturnFault(string Column, string Code);

/// <summary>The files of the return that Pledge loads.</summary>
public enum ReturnFileKind
{
    Header,
    Episodes,
    Oc3,
}

/// <summary>Tells files apart by their set of columns, never by name.</summary>
public static class ReturnFiles
{
    private static readonly string[] Header = ["CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"];
    private static readonly string[] Episodes =
        ["CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC", "REASON_PLACE_CHANGE", "HOME_POST", "PL_POST", "URN"];
    private static readonly string[] Oc3 = ["CHILD", "DOB", "IN_TOUCH", "ACTIV", "ACCOM"];

    /// <summary>The columns of a kind.</summary>
    public static IReadOnlyList<string> ColumnsOf(ReturnFileKind kind) => kind switch { ReturnFileKind.Header => Header, ReturnFileKind.Episodes => Episodes, _ => Oc3 };

    /// <param name="columns">Capital letters, any order.</param>
    /// <returns>Null when no file of the return has these columns.</returns>
    public static ReturnFileKind? Recognise(IReadOnlyCollection<string> columns)
    {
        foreach (var kind in Enum.GetValues<ReturnFileKind>())
            if (columns.ToHashSet().SetEquals(ColumnsOf(kind)))
                return kind;
        return null;
    }
}
