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

/// <summary>The files of the return that Pledge knows.</summary>
public enum ReturnFileKind
{
    Header,
    Episodes,
    Oc3,

    /// <summary>Who came as an unaccompanied asylum-seeking child, and when that ended.</summary>
    Uasc,

    // Of these only the children they name are kept: the checks of OC3 ask about no more.
    Oc2,
    Ad1,
    PrevPerm,
    Reviews,
    PlacedAdoption,
    Missing,

    // Of these nothing is read.
    SocialWorkers,
    DeprivationOfLiberty,
}

/// <summary>Tells files apart by their set of columns, never by name.</summary>
/// <remarks>
/// The columns are those of every return from 2016/17 to 2025/26: in those years codes changed and files were added, and no file gained or lost a column
/// (SocialFinanceDigitalLabs/liia-tools-pipeline, ssda903_headers.md). Those of social workers (2023/24 on) and of deprivation of liberty (2026/27 on): data-to-insight/csc-validator-be-903, config.py.
/// </remarks>
public static class ReturnFiles
{
    /// <summary>Columns of many kinds.</summary>
    private static readonly string[] Person = ["CHILD", "SEX", "DOB"];

    private static readonly string[] Header = ["CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"];
    private static readonly string[] Episodes =
        ["CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC", "REASON_PLACE_CHANGE", "HOME_POST", "PL_POST", "URN"];
    private static readonly string[] Oc3 = ["CHILD", "DOB", "IN_TOUCH", "ACTIV", "ACCOM"];

    private static readonly string[] Uasc = ["CHILD", "SEX", "DOB", "DUC"];
    private static readonly string[] Oc2 =
        ["CHILD", "DOB", "SDQ_SCORE", "SDQ_REASON", "CONVICTED", "HEALTH_CHECK", "IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE", "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED"];
    private static readonly string[] Ad1 = ["CHILD", "DOB", "DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR"];
    private static readonly string[] PrevPerm = ["CHILD", "DOB", "PREV_PERM", "LA_PERM", "DATE_PERM"];
    private static readonly string[] Reviews = ["CHILD", "DOB", "REVIEW", "REVIEW_CODE"];
    private static readonly string[] PlacedAdoption = ["CHILD", "DOB", "DATE_PLACED", "DATE_PLACED_CEASED", "REASON_PLACED_CEASED"];
    private static readonly string[] Missing = ["CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"];
    private static readonly string[] SocialWorkers = ["CHILD", "DOB", "SW_ID", "SW_DECOM", "SW_DEC", "SW_REASON"];
    private static readonly string[] DeprivationOfLiberty = ["CHILD", "DOB", "DOLO_START", "DOLO_END"];

    /// <summary>The columns of a kind.</summary>
    public static IReadOnlyList<string> ColumnsOf(ReturnFileKind kind) => kind switch
    {
        ReturnFileKind.Header => Header,
        ReturnFileKind.Episodes => Episodes,
        ReturnFileKind.Oc3 => Oc3,
        ReturnFileKind.Uasc => Uasc,
        ReturnFileKind.Oc2 => Oc2,
        ReturnFileKind.Ad1 => Ad1,
        ReturnFileKind.PrevPerm => PrevPerm,
        ReturnFileKind.Reviews => Reviews,
        ReturnFileKind.PlacedAdoption => PlacedAdoption,
        ReturnFileKind.Missing => Missing,
        ReturnFileKind.SocialWorkers => SocialWorkers,
        ReturnFileKind.DeprivationOfLiberty => DeprivationOfLiberty,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>True for a file of which only the children it names are kept.</summary>
    public static bool IsOnlyNamed(ReturnFileKind kind) => kind >= ReturnFileKind.Uasc && !IsNotUsed(kind);

    /// <summary>True for a file that is told apart and passed over.</summary>
    public static bool IsNotUsed(ReturnFileKind kind) => kind is ReturnFileKind.SocialWorkers or ReturnFileKind.DeprivationOfLiberty;

    /// <summary>The columns of which at least one is filled where a row says something that the checks of OC3 ask about; none where every row does.</summary>
    public static IReadOnlyList<string> TellingColumnsOf(ReturnFileKind kind) => kind switch { ReturnFileKind.Oc2 => Oc2[4..], ReturnFileKind.Ad1 => Ad1[2..], _ => [] };

    /// <param name="columns">Capital letters, any order.</param>
    /// <returns>Null when no file of the return has these columns.</returns>
    public static ReturnFileKind? Recognise(IReadOnlyCollection<string> columns)
    {
        foreach (var kind in Enum.GetValues<ReturnFileKind>())
            if (columns.ToHashSet().SetEquals(ColumnsOf(kind)))
                return kind;
        return null;
    }

    /// <summary>The kind that most of the columns belong to, for columns that are no kind's; null where they have nothing in common but who somebody is.</summary>
    /// <param name="columns">As above.</param>
    /// <returns>With the columns of the kind that are not there.</returns>
    public static (ReturnFileKind Kind, IReadOnlyList<string> Missing)? MostLike(IReadOnlyCollection<string> columns)
    {
        var likest = Enum.GetValues<ReturnFileKind>().Where(kind => ColumnsOf(kind).Except(Person).Intersect(columns).Any())
            .OrderByDescending(kind => ColumnsOf(kind).Intersect(columns).Count() / (double)ColumnsOf(kind).Union(columns).Count()).ToList();
        return likest.Count == 0 ? null : (likest[0], [.. ColumnsOf(likest[0]).Except(columns)]);
    }
}
