using System.Text.RegularExpressions;
using Pledge.Domain.Facts;
using Pledge.Domain.People;

namespace Pledge.Domain.Returns;

/// <summary>What a value of the data set's table of care leavers may mean, in our codes, and what it means as published.</summary>
/// <remarks>
/// Codes: of a status as <see cref="CareLeaverList.EligibilityOf"/> writes it; of being in touch and of activities those of the return; of a home its letter, or letter and figure as
/// the return writes a home together with whether it suits; <c>1</c> suits, <c>2</c> does not. Upper and lower case are the same.
/// Source: data-to-insight/ssd-data-model, data/objects/ssd_care_leavers.yml.
/// </remarks>
public static partial class DataSetSpelling
{
    /// <summary>Meaning of a value that says nothing.</summary>
    public const string Blank = "blank";

    /// <summary>Meaning of a value whose rows are not to be loaded.</summary>
    public const string LeaveOut = "leave-out";

    /// <summary>Longest value of the table as published.</summary>
    public const int MaxLength = 100;

    public const string Suits = "1", DoesNotSuit = "2";

    /// <summary>Heading of the column of people: the authority's number for each.</summary>
    public const string Person = "clea_person_id";

    private static readonly Dictionary<(DataSetColumn, string), string> Plain = new()
    {
        [(DataSetColumn.InTouch, "y")] = InTouchCode.Yes,
        [(DataSetColumn.InTouch, "in touch")] = InTouchCode.Yes,
        [(DataSetColumn.InTouch, "n")] = InTouchCode.No,
        [(DataSetColumn.InTouch, "not in touch")] = InTouchCode.No,
        [(DataSetColumn.Suitable, "y")] = Suits,
        [(DataSetColumn.Suitable, "yes")] = Suits,
        [(DataSetColumn.Suitable, "suitable")] = Suits,
        [(DataSetColumn.Suitable, "n")] = DoesNotSuit,
        [(DataSetColumn.Suitable, "no")] = DoesNotSuit,
        [(DataSetColumn.Suitable, "unsuitable")] = DoesNotSuit,
        [(DataSetColumn.Suitable, "not suitable")] = DoesNotSuit,
    };

    /// <summary>Published heading.</summary>
    public static string HeadingOf(DataSetColumn column) => column switch
    {
        DataSetColumn.Eligibility => "clea_care_leaver_eligibility",
        DataSetColumn.InTouch => "clea_care_leaver_in_touch",
        DataSetColumn.Home => "clea_care_leaver_accommodation",
        DataSetColumn.Suitable => "clea_care_leaver_accom_suitable",
        _ => "clea_care_leaver_activity",
    };

    /// <summary>The codes a value may mean on a day, in the order of their list.</summary>
    public static IReadOnlyList<string> CodesOf(DataSetColumn column, DateOnly on) => column switch
    {
        DataSetColumn.Eligibility => [.. Enum.GetValues<LegalStatus>().Select(CareLeaverList.EligibilityOf)],
        DataSetColumn.InTouch => [.. InTouchCode.All.Select(code => code.Code)],
        DataSetColumn.Home => [.. AccommodationCode.All.SelectMany(HomesOf), AccommodationCode.NotKnown],
        DataSetColumn.Suitable => [Suits, DoesNotSuit],
        _ => [.. ActivityCode.InUseOn(on).Select(code => code.Code)],
    };

    /// <summary>A meaning as the lists of a day write it; null when it is no code of that day and nobody can tell which it would be.</summary>
    public static string? CodeOn(DataSetColumn column, string meaning, DateOnly on)
    {
        if (meaning is Blank or LeaveOut)
            return meaning;
        var code = column is DataSetColumn.Activity ? ActivityCode.Find(meaning)?.AsOn(on) : meaning;
        return CodesOf(column, on).FirstOrDefault(known => known == code);
    }

    /// <summary>The value without what a spreadsheet or a person adds by chance: spaces around it, and more than one in it.</summary>
    public static string Tidy(string value) => Spaces().Replace(value.Trim(), " ");

    /// <summary>The same for two values that differ in upper and lower case only.</summary>
    public static string KeyOf(string value) => value.ToLowerInvariant();

    /// <summary>The code that a value is, or null when only somebody of the council can say.</summary>
    /// <param name="value">Tidy.</param>
    public static string? Find(DataSetColumn column, string value, DateOnly on) =>
        CodesOf(column, on).FirstOrDefault(code => string.Equals(code, value, StringComparison.OrdinalIgnoreCase));

    /// <summary>The code that a value most likely means, for somebody to confirm; null unless it says so in plain words, is an answer of Annex A, or begins with a code and a mark.</summary>
    /// <param name="value">Tidy.</param>
    public static string? Suggest(DataSetColumn column, string value, DateOnly on)
    {
        if (Plain.GetValueOrDefault((column, KeyOf(value))) is { } plain)
            return plain;
        var answered = CareLeaverList.CodeOfAnswer(column, value);
        // Annex A numbers its answers with letters too, which are no codes.
        var begins = column is DataSetColumn.Eligibility || answered is not null ? null : CodeAndMark().Match(value) is { Success: true } match ? match.Groups[1].Value : null;
        return (answered ?? begins) is { } likely ? Find(column, likely, on) : null;
    }

    private static IEnumerable<string> HomesOf(AccommodationCode home) =>
        home.OnlyUnsuitable ? [home.Base, home.Base + DoesNotSuit] : [home.Base, home.Base + Suits, home.Base + DoesNotSuit];

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();

    // Words are written with a mark too ("B&B", "e.g.", "X-ray"), so a dash or a stop counts only before a space; so does a space behind a letter and a figure.
    [GeneratedRegex(@"^([A-Za-z0-9]{1,4})(?: ?[:)]| ?[-–.] |(?<=[A-Za-z][0-9]) )", RegexOptions.CultureInvariant)]
    private static partial Regex CodeAndMark();
}
