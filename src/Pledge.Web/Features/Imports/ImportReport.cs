using Pledge.Domain;
using Pledge.Domain.Returns;

namespace Pledge.Web.Features.Imports;

/// <summary>One file of an import.</summary>
/// <param name="Kind">Null when the file could not be read.</param>
/// <param name="Rows">Data rows read; where reading stopped, those until then.</param>
public sealed record ImportedFile(string Name, ReturnFileKind? Kind, int Rows);

/// <summary>A row, or a whole file, that was not loaded; or a value in a row that waits for a decision.</summary>
/// <param name="Line">1-based line of the file where the row starts; null for a whole file.</param>
/// <param name="Code">Its sentence in <c>ImportsText</c> says what to do.</param>
public sealed record ImportRefusal(string File, int? Line, string? Column, string? Value, string Code)
{
    /// <summary>The row was loaded, and something in it waits for a decision.</summary>
    public const string ToDecide = "differs-from-record";

    /// <summary>The row waits until somebody decided when the child was born.</summary>
    public const string BirthToDecide = "birth-to-decide";

    /// <summary>True for what is wrong in the files themselves.</summary>
    public bool IsFault => Code is not (ToDecide or BirthToDecide);
}

/// <summary>What came of an import.</summary>
/// <param name="Loaded">False when nothing was loaded: a file could not be read, or a row was refused and strict was asked.</param>
public sealed record ImportReport(
    ImportId Id, bool Loaded, IReadOnlyList<ImportedFile> Files, int RowsRead, int RowsLoaded, int RowsUnchanged, IReadOnlyList<ImportRefusal> Refusals)
{
    public int ToDecide => Refusals.Count(refusal => refusal.Code == ImportRefusal.ToDecide);

    /// <summary>Rows of which nothing was loaded. With those that were new or changed and those already there they are all that were read.</summary>
    public int NotLoaded => RowsRead - RowsLoaded - RowsUnchanged;

    /// <summary>What was not taken over from rows that were loaded or already there.</summary>
    public int ValuesLeftOut { get; init; }

    /// <summary>People, on record before, whose legal status is another one since. Who they are is read from the statuses themselves.</summary>
    public int StatusesChanged { get; init; }
}

/// <summary>A file that cannot be read as a file of the return.</summary>
/// <param name="code">As in <see cref="ImportRefusal.Code"/>.</param>
internal sealed class UnreadableFileException(string code, int? line = null, string? value = null) : Exception(code)
{
    public string Code { get; } = code;
    public int? Line { get; } = line;
    public string? Value { get; } = value;
}
