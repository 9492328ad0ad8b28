namespace Pledge.Web;

/// <summary>What the program was asked to do, by its first argument.</summary>
public enum Verb
{
    /// <summary>No verb: set up the local database when there is none configured, then serve and work in one process.</summary>
    Everything,

    /// <summary>The web site.</summary>
    Serve,

    /// <summary>The timetable and the sender of messages.</summary>
    Work,

    /// <summary>Bring the database up to date, then stop.</summary>
    Migrate,

    /// <summary>Fill an empty database with a fictional authority, then stop.</summary>
    Demo,

    /// <summary>Load SSDA903 files from a folder, then stop.</summary>
    Import903,

    /// <summary>Work out the middle of each outcode from the ONS postcode file, then stop.</summary>
    Outcodes,

    /// <summary>Load published figures of other areas and sets of neighbours, then stop.</summary>
    Benchmarks,
}

/// <summary>Reads the verb off the command line.</summary>
public static class Verbs
{
    private static readonly Dictionary<string, Verb> Names = new(StringComparer.Ordinal)
    {
        ["serve"] = Verb.Serve,
        ["work"] = Verb.Work,
        ["migrate"] = Verb.Migrate,
        ["demo"] = Verb.Demo,
        ["import-903"] = Verb.Import903,
        ["outcodes"] = Verb.Outcodes,
        ["benchmarks"] = Verb.Benchmarks,
    };

    /// <returns>The verb and the arguments after it; <see cref="Verb.Everything"/> and all arguments when the first is no verb.</returns>
    /// <exception cref="ArgumentException">The first argument is a word that is not a verb.</exception>
    public static (Verb Verb, string[] Arguments) Parse(string[] args) => args switch
    {
        [] => (Verb.Everything, args),
        [var first, ..] when Names.TryGetValue(first, out var verb) => (verb, args[1..]),
        [var first, ..] when first.StartsWith('-') => (Verb.Everything, args),
        [var first, ..] => throw new ArgumentException($"'{first}' is not one of: {string.Join(", ", Names.Keys)}."),
    };
}
