using System.Globalization;
using Pledge.Domain.People;

namespace Pledge.Domain.Returns;

/// <summary>A column of a list: its published heading and what it says of somebody. Null for nothing.</summary>
public sealed record CareLeaverColumn(string Heading, Func<CareLeaver, DateOnly, string?> Value);

/// <summary>A list of care leavers that somebody outside asks for: its columns, in the published order, as on a day.</summary>
/// <param name="FileName">Stable; also names the list in addresses.</param>
public sealed record CareLeaverList(string FileName, IReadOnlyList<CareLeaverColumn> Columns)
{
    private static readonly Dictionary<(string Column, string Code), string> Answers =
        EmbeddedCsv.Read("Returns.annex-a").ToDictionary(row => (row["column"], row["code"]), row => row["answer"]);

    /// <summary>What an inspector asks for on the first day: Ofsted's Annex A, list 9. Days as <c>DD/MM/YYYY</c>.</summary>
    /// <remarks>Pledge knows one worker for each young person, their personal adviser, who stands as the allocated worker too.</remarks>
    public static CareLeaverList AnnexA { get; } = new("annex-a-list-9.csv",
    [
        new("Child Unique ID", (person, _) => person.ChildId),
        new("Gender", (person, _) => Answer("gender", person.Sex)),
        new("Ethnicity", (person, _) => Answer("ethnicity", person.Ethnicity)),
        new("Date of Birth", (person, _) => Day(person.Born)),
        new("Age of Child (Years)", (person, on) => LondonTime.AgeOn(person.Born, on).ToString(CultureInfo.InvariantCulture)),
        new("Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)", (person, _) => YesOrNo(person.Uasc)),
        new("Does the Child have a Disability", (person, _) => YesOrNo(person.Disabled)),
        new("Allocated Team", (person, _) => person.Team),
        new("Allocated Worker", (person, _) => person.Worker),
        new("Allocated Personal Advisor", (person, _) => person.Worker),
        new("Eligibility Category", (person, _) => CategoryOf(person.Status)),
        new("Latest Pathway Plan Review Date", (person, _) => Day(person.PlanOn)),
        new("LA in Touch", (person, _) => Answer("in-touch", person.InTouch)),
        new("Latest Date of Contact", (person, _) => Day(person.LatestContact)),
        new("Type of Accommodation", (person, _) => Answer("home", person.Home)),
        new("Suitability of Accommodation", (person, _) => Answer("suitable", SuitsCode(person))),
        new("Activity Status", (person, _) => Answer("activity", person.Activity)),
    ]);

    /// <summary>The table of care leavers of the Standard Safeguarding Dataset. Days as <c>YYYY-MM-DD</c>.</summary>
    /// <remarks>One row a person, so that the number of the person names the row.</remarks>
    public static CareLeaverList SafeguardingDataSet { get; } = new("ssd_care_leavers.csv",
    [
        new("clea_table_id", (person, _) => person.ChildId),
        new("clea_person_id", (person, _) => person.ChildId),
        new("clea_care_leaver_eligibility", (person, _) => EligibilityOf(person.Status)),
        new("clea_care_leaver_in_touch", (person, _) => person.InTouch),
        new("clea_care_leaver_latest_contact", (person, _) => IsoDay(person.LatestContact)),
        new("clea_care_leaver_accommodation", (person, _) => person.Home),
        new("clea_care_leaver_accom_suitable", (person, _) => SuitsCode(person)),
        new("clea_care_leaver_activity", (person, _) => person.Activity),
        new("clea_pathway_plan_review_date", (person, _) => IsoDay(person.PlanOn)),
        new("clea_care_leaver_personal_advisor", (person, _) => person.Worker),
        new("clea_care_leaver_allocated_team", (person, _) => person.Team),
        new("clea_care_leaver_worker_id", (person, _) => person.WorkerId?.ToString()),
    ]);

    public static IReadOnlyList<CareLeaverList> All { get; } = [AnnexA, SafeguardingDataSet];

    /// <summary>The list, or null.</summary>
    public static CareLeaverList? Find(string? fileName) => All.FirstOrDefault(list => list.FileName == fileName);

    /// <summary>What Annex A calls a status.</summary>
    public static string CategoryOf(LegalStatus status) => Answers[("category", status.ToString())];

    /// <summary>What the data set calls a status.</summary>
    public static string EligibilityOf(LegalStatus status) => status switch
    {
        LegalStatus.Eligible => "Eligible",
        LegalStatus.Relevant => "Relevant",
        LegalStatus.FormerRelevant => "Former Relevant",
        LegalStatus.Qualifying => "Qualifying",
        _ => "No Current Eligibility",
    };

    /// <summary>The status of which <see cref="EligibilityOf"/> is the name, or null.</summary>
    public static LegalStatus? StatusOf(string eligibility) => Enum.GetValues<LegalStatus>().Cast<LegalStatus?>().FirstOrDefault(status => EligibilityOf(status!.Value) == eligibility);

    /// <summary>The data set's code for an answer of Annex A, or null.</summary>
    internal static string? CodeOfAnswer(DataSetColumn column, string answer)
    {
        var asked = column switch { DataSetColumn.Eligibility => "category", DataSetColumn.InTouch => "in-touch", DataSetColumn.Home => "home", DataSetColumn.Suitable => "suitable", _ => "activity" };
        var code = Answers.FirstOrDefault(row => row.Key.Column == asked && string.Equals(row.Value, answer, StringComparison.OrdinalIgnoreCase)).Key.Code;
        return column is DataSetColumn.Eligibility && Enum.TryParse<LegalStatus>(code, out var status) ? EligibilityOf(status) : code;
    }

    private static string? SuitsCode(CareLeaver person) => person.Suitable is { } suits ? suits ? DataSetSpelling.Suits : DataSetSpelling.DoesNotSuit : null;

    private static string? Answer(string column, string? code) => code is null ? null : Answers.GetValueOrDefault((column, code));

    private static string? YesOrNo(bool? value) => value is { } yes ? yes ? "a) Yes" : "b) No" : null;

    private static string? Day(DateOnly? day) => day?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static string? IsoDay(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
