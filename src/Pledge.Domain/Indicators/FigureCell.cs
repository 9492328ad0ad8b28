using Pledge.Domain.Facts;

namespace Pledge.Domain.Indicators;

/// <summary>What a cell counts, and from what. Indicators of one family are counted from the same cells.</summary>
public enum IndicatorFamily
{
    /// <summary>Birthdays 17 to 21 in the twelve months that end on the day, by what held on or around each.</summary>
    Birthday,

    /// <summary>Birthdays 22 to 25 in those twelve months, by whether there was a contact in them.</summary>
    Older,

    /// <summary>People with a right to support on the day, by when somebody was last in touch.</summary>
    Contact,

    /// <summary>Moves in the twelve months into a home that the council provides, by whether a visit came within 7 days.</summary>
    Visit,

    /// <summary>People who must have a plan on the day, by when it was last reviewed.</summary>
    Plan,

    /// <summary>The same people, by what they say to their plan.</summary>
    Agreement,

    /// <summary>People with a right to support on the day, by how often their worker changed in the twelve months.</summary>
    Changes,

    /// <summary>People with a worker on the day, and those workers.</summary>
    Load,

    /// <summary>People with a right to support, by where they live on the day.</summary>
    Home,

    /// <summary>Latest answers to each promise in the twelve months.</summary>
    Voice,

    /// <summary>Latest views of workers of each promise for each young person in the twelve months.</summary>
    View,

    /// <summary>Matches with mentors that run on the day or ended in the twelve months.</summary>
    Mentoring,

    /// <summary>Places offered, taken up and kept for 13 weeks in the twelve months, by partner.</summary>
    Opportunity,
}

/// <summary>By what figures can be told apart.</summary>
public enum Dimension
{
    /// <summary>The 18 ethnic groups of the return, and unknown.</summary>
    Ethnicity,

    /// <summary>The 5 broad groups, and unknown.</summary>
    EthnicGroup,
    Sex,

    /// <summary>Single years where a figure is of birthdays, else bands.</summary>
    Age,

    /// <summary>The team of their worker on the day: teams stand for localities, everybody with a worker has one on every day, and it is the team that can act.
    /// The outcode of a home is missing where it matters most, and too small to publish.</summary>
    Locality,
    Disability,

    /// <summary>An education, health and care plan.</summary>
    Ehcp,

    /// <summary>Came as an unaccompanied asylum-seeking child.</summary>
    Uasc,
    LegalStatus,

    /// <summary>Living in the outcodes that the authority calls its own, or elsewhere.</summary>
    Area,

    /// <summary>The promise of an answer, or the partner of a place.</summary>
    Part,
}

/// <summary>How many people share one set of codes and characteristics. Holds nobody's name; with every characteristic asked for it may be one person, so it is not for a board.</summary>
/// <param name="On">The London day of the figure.</param>
/// <param name="Age">In whole years: at the birthday where the family is of birthdays, else on the day. Null where the cell counts no person.</param>
/// <param name="InTouch">Code of the return, <c>0</c> when not known; null where the family does not look at it. So for the next three.</param>
/// <param name="Home">Letter with <c>1</c> or <c>2</c>.</param>
/// <param name="Outcome">What the family counts, in its own words.</param>
/// <param name="Part">See <see cref="Dimension.Part"/>.</param>
/// <param name="Count">People; for workers, places and answers, those.</param>
public sealed record FigureCell(
    IndicatorFamily Family, DateOnly On, int? Age, string? InTouch, string? Activity, string? Home, string? Outcome, string? Part, int Count)
{
    /// <summary>Stands for a characteristic that is not known.</summary>
    public const string Unknown = "unknown";

    /// <summary>Code of the return. This and what follows are null when not asked for.</summary>
    public string? Ethnicity { get; init; }
    public string? Sex { get; init; }

    /// <summary>Name of the team, or <see cref="Unknown"/>.</summary>
    public string? Locality { get; init; }

    /// <summary><c>yes</c>, <c>no</c> or <see cref="Unknown"/>; so for the next two.</summary>
    public string? Disability { get; init; }
    public string? Ehcp { get; init; }
    public string? Uasc { get; init; }

    /// <summary>Kebab-case status, or <see cref="Unknown"/>.</summary>
    public string? LegalStatus { get; init; }

    /// <summary><c>in</c>, <c>out</c> or <see cref="Unknown"/>.</summary>
    public string? Area { get; init; }

    /// <summary>The group in which this cell stands.</summary>
    public string GroupOf(Dimension dimension) => dimension switch
    {
        Dimension.Ethnicity => Ethnicity,
        Dimension.EthnicGroup => EthnicityCode.Find(Ethnicity)?.BroadGroup.ToLowerInvariant(),
        Dimension.Sex => Sex,
        Dimension.Age => AgeGroupOf(),
        Dimension.Locality => Locality,
        Dimension.Disability => Disability,
        Dimension.Ehcp => Ehcp,
        Dimension.Uasc => Uasc,
        Dimension.LegalStatus => LegalStatus,
        Dimension.Area => Area,
        _ => Part,
    } ?? Unknown;

    private string? AgeGroupOf() => Family is IndicatorFamily.Birthday or IndicatorFamily.Older ? $"{Age}" : Age switch
    {
        null => null,
        < 18 => "under-18",
        < 21 => "18-to-20",
        _ => "21-and-over",
    };
}
