using System.Globalization;
using CsvHelper;

namespace Pledge.Web.Demonstration;

/// <summary>The written lists the demonstration draws from: names, places, sentences. They are files beside this one, part of the program.</summary>
internal static class DemoWords
{
    private static readonly Dictionary<(string Group, string Kind), string[]> Names =
        Read("names").ToDictionary(row => (row["group"], row["kind"]), row => row["name"].Split(' '));

    public static IReadOnlyList<string> Authorities { get; } = Places("authority");
    public static IReadOnlyList<string> Localities { get; } = Places("locality");
    public static IReadOnlyList<string> Teams { get; } = Places("team");

    public static IReadOnlyList<DemoEthnicity> Ethnicities { get; } =
        [.. Read("ethnicities").Select(row => new DemoEthnicity(row["code"], Number(row["weight"]), Number(row["alone"]), row["given"], row["family"]))];

    private static readonly Dictionary<string, List<string>> Notes = Read("notes").GroupBy(row => row["outcome"], row => row["note"]).ToDictionary(g => g.Key, g => g.ToList());

    private static readonly Dictionary<string, List<string>> HandOvers = Read("hand-overs").GroupBy(row => row["kind"], row => row["words"]).ToDictionary(g => g.Key, g => g.ToList());

    private static readonly Dictionary<string, List<string>> Practice = Read("practice").GroupBy(row => row["kind"], row => row["words"]).ToDictionary(g => g.Key, g => g.ToList());

    private static readonly Dictionary<string, List<string>> Homes = Read("homes").GroupBy(row => row["suits"], row => row["words"]).ToDictionary(g => g.Key, g => g.ToList());

    private static readonly Dictionary<(string, string, string), List<string>> Answers =
        Read("answers").GroupBy(row => (row["key"], row["who"], row["value"]), row => row["words"]).ToDictionary(g => g.Key, g => g.ToList());

    /// <summary>Actions of a plan; the name of whoever else owns one stands behind a bar.</summary>
    public static IReadOnlyList<DemoAction> Actions { get; } =
        [.. Read("actions").Select(row => row["what"].Split('|') is var what
            ? new DemoAction(int.Parse(row["matter"], CultureInfo.InvariantCulture), row["owner"], what[0], what.ElementAtOrDefault(1)) : null!)];

    /// <summary>Conversations between a young person and their worker, turn by turn.</summary>
    public static IReadOnlyList<DemoThread> Threads { get; } =
        [.. Read("messages").GroupBy(row => (row["thread"], row["kind"]), row => (row["who"] == "young", row["words"])).Select(g => new DemoThread(g.Key.Item2, [.. g]))];

    private static readonly Dictionary<(string, int, string), List<string>> Plans =
        Read("plans").GroupBy(row => (row["part"], int.Parse(row["number"], CultureInfo.InvariantCulture), row["kind"]), row => row["words"]).ToDictionary(g => g.Key, g => g.ToList());

    /// <summary>What a plan says for a <c>matter</c> or <c>need</c> (and, with number 0, what young people say to it), by kind; none where that is not said.</summary>
    public static IReadOnlyList<string> PlansOf(string part, int number, string kind) => Plans.GetValueOrDefault((part, number, kind)) ?? [];

    /// <summary>People a young person may name.</summary>
    public static IReadOnlyList<DemoRelation> Relations { get; } =
        [.. Read("relationships").Select(row => new DemoRelation(row["side"], row["called"], row["what"], row["life"] == "1", row["circle"], row["ring"] is { Length: > 0 } ring ? ring : null))];

    /// <summary>Professionals who may be involved.</summary>
    public static IReadOnlyList<DemoProfessional> Professionals { get; } =
        [.. Read("professionals").Select(row => new DemoProfessional(row["role"], row["organisation"], row["because"], row["volunteer"] == "yes"))];

    /// <summary>Small documents: what it is, its file name, and what it says.</summary>
    public static IReadOnlyList<(string Title, string File, string Words)> Documents { get; } =
        [.. Read("documents").Where(row => row["kind"] == "document").Select(row => (row["title"], row["file"], row["words"]))];

    /// <summary>Why a document is kept back for now.</summary>
    public static IReadOnlyList<string> DocumentReasons { get; } = [.. Read("documents").Where(row => row["kind"] == "reason").Select(row => row["title"])];

    /// <summary>Why a clock is paused.</summary>
    public static IReadOnlyList<string> PauseReasons { get; } = [.. Read("practice").Where(row => row["kind"] == "pause").Select(row => row["words"])];

    /// <summary>Who provides a <c>home</c> or what somebody does: <c>learning</c> or <c>work</c>.</summary>
    public static IReadOnlyList<string> ProvidersOf(string kind) => Providers[kind];

    private static readonly Dictionary<string, List<string>> Providers = Read("providers").GroupBy(row => row["kind"], row => row["name"]).ToDictionary(g => g.Key, g => g.ToList());

    /// <summary>Notes on a contact, <c>made</c> or <c>attempted</c>.</summary>
    public static IReadOnlyList<string> NotesOf(string outcome) => Notes[outcome];

    /// <summary>What is written when a worker changes or is away: <c>matters</c>, <c>promised</c>, <c>due</c>, <c>goodbye</c>, <c>hello</c>, <c>question</c> or <c>cover</c>.</summary>
    public static IReadOnlyList<string> HandOversOf(string kind) => HandOvers[kind];

    /// <summary>About the record and the work on it: <c>wrong</c> and <c>should</c> (in one order), <c>yes</c>, <c>no</c>, <c>good</c>, <c>next</c> or <c>reply</c>.</summary>
    public static IReadOnlyList<string> PracticeOf(string kind) => Practice[kind];

    /// <summary>Why a home is <c>suitable</c> or <c>unsuitable</c>.</summary>
    public static IReadOnlyList<string> HomesOf(string suits) => Homes[suits];

    /// <summary>Sentences by promise, who speaks (<c>young</c> or <c>worker</c>) and answer; none for an answer that needs no words.</summary>
    public static IReadOnlyList<string> AnswersOf(string key, string who, string value) => Answers.GetValueOrDefault((key, who, value)) ?? [];

    public static string Given(Dice dice, string group, bool female) => dice.One(Names[(group, female ? "female" : "male")]);

    public static string Family(Dice dice, string group) => dice.One(Names[(group, "family")]);

    private static string[] Places(string kind) => [.. Read("places").Where(row => row["kind"] == kind).Select(row => row["name"])];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static List<Dictionary<string, string>> Read(string name)
    {
        using var stream = typeof(DemoWords).Assembly.GetManifestResourceStream($"Pledge.Web.Demonstration.Words.{name}.csv")
            ?? throw new InvalidOperationException($"No list {name}.");
        using var csv = CsvReader.Create(stream, new CsvReaderOptions { Separator = ',', CommentPrefix = '#', MalformedData = CsvMalformedDataHandling.Throw });
        List<Dictionary<string, string>> rows = [];
        while (csv.Read())
            rows.Add(csv.Headers.ToArray().ToDictionary(column => column, csv.GetString));
        return rows;
    }
}

/// <summary>How common an ethnicity code is, and whose names go with it.</summary>
/// <param name="Alone">How common among young people who came alone to seek asylum.</param>
internal sealed record DemoEthnicity(string Code, double Weight, double Alone, string Given, string Family);

/// <summary>An action of a plan.</summary>
internal sealed record DemoAction(int Matter, string Owner, string What, string? OwnerName);

/// <summary>A conversation as it may go.</summary>
internal sealed record DemoThread(string Kind, IReadOnlyList<(bool Young, string Words)> Turns);

/// <summary>Somebody a young person may name.</summary>
/// <param name="Called">With <c>{given}</c> and <c>{family}</c> where a name is drawn.</param>
internal sealed record DemoRelation(string Side, string Called, string What, bool ForLife, string Circle, string? Ring);

/// <summary>A professional who may be involved.</summary>
/// <param name="Because">Why, where the young person has not agreed.</param>
/// <param name="IsVolunteer">Whether a scheme sends them, and not their own employer.</param>
internal sealed record DemoProfessional(string Role, string Organisation, string Because, bool IsVolunteer);
