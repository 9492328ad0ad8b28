using Pledge.Domain.Facts;

namespace Pledge.Domain.Returns;

/// <summary>What follows where a rule of the return fires.</summary>
public enum Oc3Weight
{
    /// <summary>The return does not ask about this person: they get no row.</summary>
    LeavesOut,

    /// <summary>The Department refuses the row until it is put right.</summary>
    Error,

    /// <summary>The Department asks about it; it may well be right.</summary>
    Warning,
}

/// <summary>Where what a rule found is put right.</summary>
public enum Oc3Remedy
{
    InTouch,
    Activity,
    Home,

    /// <summary>In the files of the case system: who they are and their time in care.</summary>
    Files,

    /// <summary>Nowhere: it is so.</summary>
    None,
}

/// <summary>One of the Department's checks, or a reason of ours.</summary>
/// <param name="Code">The Department's number, or a kebab-case name. Its sentence says what to do.</param>
public sealed record Oc3Rule(string Code, Oc3Weight Weight, Oc3Remedy Remedy, Func<Oc3Case, bool> Fires);

/// <summary>The checks that touch OC3, in the order in which they are looked at.</summary>
/// <remarks>
/// Source: the public 2025/26 checks of SSDA903. Where those have a fault the check does what it says and not what its code does:
/// 347 looks at the letter of the home, 165 at M, F and U, 1012 and 1014 at everything we know of time in care in the year, and 1001 and 1002 at everything we know of somebody's time in care and not at two years of it.
/// </remarks>
public static class Oc3Rules
{
    public static IReadOnlyList<Oc3Rule> All { get; } =
    [
        new("to-come", Oc3Weight.LeavesOut, Oc3Remedy.None, c => c.IsToCome),
        new("1000", Oc3Weight.LeavesOut, Oc3Remedy.None, c => c.Subject.Episodes.Any(episode => episode.EndedInDeath)),
        new("1011", Oc3Weight.LeavesOut, Oc3Remedy.None, c => c.LastEpisode is { EndedInTransfer: true }),
        new("1007", Oc3Weight.LeavesOut, Oc3Remedy.None, c => c.IsYoung && c.Subject.Episodes.Any(episode => episode.Covers(c.Birthday))),
        new("1016", Oc3Weight.LeavesOut, Oc3Remedy.None, c => c.IsYoung && c.Subject.Episodes.Any(episode => episode.Dec >= c.Birthday)),
        new("187", Oc3Weight.LeavesOut, Oc3Remedy.None, c => c.IsYoung && c.WasInCareAllYear),
        new("1002", Oc3Weight.LeavesOut, Oc3Remedy.Files, c => c.Subject.Episodes.Count == 0 && !c.IsCareLeaver),
        new("1001", Oc3Weight.LeavesOut, Oc3Remedy.None, c => !c.IsCareLeaver),
        new("no-contact", Oc3Weight.LeavesOut, Oc3Remedy.None, c => c.On is null),

        new("391", Oc3Weight.Error, Oc3Remedy.Files, c => c.Age < 17),
        OfRow("153", Oc3Remedy.InTouch),
        OfRow("131", Oc3Remedy.InTouch),
        OfRow("132", Oc3Remedy.Activity),
        OfRow("133", Oc3Remedy.Home),
        new("344", Oc3Weight.Error, Oc3Remedy.InTouch, c => c.Faults.Any(fault => fault.Code == "rule-344")),
        new("345", Oc3Weight.Error, Oc3Remedy.Activity, c => c.Faults.Any(fault => fault is { Code: "rule-345", Column: "ACTIV" })),
        new("345", Oc3Weight.Error, Oc3Remedy.Home, c => c.Faults.Any(fault => fault is { Code: "rule-345", Column: "ACCOM" })),
        OfRow("347", Oc3Remedy.Home),
        OfRow("3001", Oc3Remedy.Home),
        new("348", Oc3Weight.Error, Oc3Remedy.InTouch, c => c.Subject.LastReturned == InTouchCode.Died && c.InTouch != InTouchCode.Died),
        new("165", Oc3Weight.Error, Oc3Remedy.Files, c => c.Subject switch
        {
            { Sex: "M", Mother: true } => true,
            { Sex: "F", Mother: null } => c.WasInCareInYear,
            _ => false,
        }),
        new("1010", Oc3Weight.Error, Oc3Remedy.Files, c => c.LastEpisode is { Dec: null } last && last.Decom < c.Year.Start),
        new("134", Oc3Weight.Error, Oc3Remedy.Files, c => c.Subject.NamedIn.Contains(new(ReturnFileKind.Ad1, Says: true))),
        new("215", Oc3Weight.Error, Oc3Remedy.Files, c => c.Subject.NamedIn.Contains(new(ReturnFileKind.Oc2, Says: true))),
        new("1012", Oc3Weight.Error, Oc3Remedy.Files, c => !c.WasInCareInYear && c.Subject.NamedIn.Any(named => named.File is not ReturnFileKind.Uasc)),
        new("1014", Oc3Weight.Error, Oc3Remedy.Files, c => !c.WasInCareInYear && c.Subject.NamedIn.Any(named => named.File is ReturnFileKind.Uasc)),
        new("1002", Oc3Weight.Warning, Oc3Remedy.Files, c => c.Subject.Episodes.Count == 0),
    ];

    /// <summary>The checks of the Department that are not run, because they cannot fail: of how the files are made.</summary>
    public static IReadOnlyList<string> NotRun { get; } = ["INT06", "INT15", "INT34", "EPI", "628"];

    private static Oc3Rule OfRow(string number, Oc3Remedy remedy)
    {
        var code = $"rule-{number}";
        return new(number, Oc3Weight.Error, remedy, c => c.Faults.Any(fault => fault.Code == code));
    }
}
