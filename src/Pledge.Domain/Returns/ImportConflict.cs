using System.Diagnostics.CodeAnalysis;
using Pledge.Domain.Facts;

namespace Pledge.Domain.Returns;

/// <summary>A difference between a file and the record.</summary>
public readonly record struct ImportConflictId(Guid Value) : IParsable<ImportConflictId>
{
    public static ImportConflictId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static ImportConflictId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ImportConflictId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>What a file and the record say differently.</summary>
public enum ConflictKind
{
    InTouch,
    Activity,
    Home,

    /// <summary>Date of birth.</summary>
    Born,

    Sex,
    Ethnicity,
}

/// <summary>How a difference ended.</summary>
public enum ConflictDecision
{
    /// <summary>The record is right, and the same difference is not asked about again.</summary>
    Record,

    /// <summary>The file is right, and the record was corrected.</summary>
    File,

    /// <summary>Both say the same by now; nobody had to decide.</summary>
    Same,
}

/// <summary>A file of the return says otherwise than the record. It stands until a person decides it, and stays as it was decided.</summary>
/// <remarks>Values as the files write them today, so a home is its letter with <c>1</c> or <c>2</c>; a date of birth is <c>yyyy-MM-dd</c>. Found by imports, in SQL.</remarks>
public sealed class ImportConflict
{
    public ImportConflictId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public ConflictKind Kind { get; private set; }

    /// <summary>The birthday a fact is about; null for what the header says.</summary>
    public DateOnly? Day { get; private set; }

    /// <summary>Number of the <see cref="Returns.CollectionYear"/> of the file.</summary>
    public int CollectionYear { get; private set; }

    /// <summary>The import that said it last.</summary>
    public ImportId ImportId { get; private set; }

    public string FileSays { get; private set; } = "";

    /// <summary>When the file was last loaded, and from the decision on what it said then; null for nothing.</summary>
    public string? RecordSays { get; private set; }

    public DateTimeOffset FoundAt { get; private set; }

    /// <summary>Null while it is open.</summary>
    public ConflictDecision? Decision { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Null while it is open and where both came to agree.</summary>
    public AccountId? DecidedBy { get; private set; }

    public string? Reason { get; private set; }

    /// <summary>The decision that this one took the place of, which stays as it was; null for a first one.</summary>
    public ImportConflictId? TakesAgain { get; private set; }

    private ImportConflict()
    {
    }

    /// <summary>Decides it. Taking over what the file says is the caller's next step: <see cref="Timeline.CorrectFrom"/> or <see cref="People.YoungPerson.Correct"/>.</summary>
    /// <param name="record">What the record says now; null for nothing.</param>
    /// <param name="reason">Needed when the file is right, since something is put right then.</param>
    /// <returns>Null when done; <c>conflict-decided</c>, <c>reason-missing</c> or <c>reason-too-long</c>.</returns>
    public Refusal? Decide(ConflictDecision decision, string? record, string? reason, AccountId by, DateTimeOffset now)
    {
        if (Decision is not null)
            return new("conflict-decided");
        var why = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
        if (CheckReason(why, isNeeded: decision is ConflictDecision.File) is { } refusal)
            return refusal;
        (Decision, RecordSays, Reason, DecidedBy, DecidedAt) = (decision, record, why, by, now.ToUniversalTime());
        return null;
    }

    /// <summary>Decides it the other way than before. This one stays as it was decided. Putting back what the record said, or taking over what the file says, is the caller's next step.</summary>
    /// <param name="record">What the record says now; null for nothing.</param>
    /// <returns>The decision that counts from now on. Refused with <c>conflict-not-decided</c>, <c>reason-missing</c> or <c>reason-too-long</c>.</returns>
    public Outcome<ImportConflict> TakeAgain(string? record, string? reason, AccountId by, DateTimeOffset now)
    {
        if (Decision is not (ConflictDecision.Record or ConflictDecision.File))
            return new Refusal("conflict-not-decided");
        var why = reason?.Trim() ?? "";
        if (CheckReason(why, isNeeded: true) is { } refusal)
            return refusal;
        var isFile = Decision is ConflictDecision.Record;
        return new ImportConflict
        {
            Id = ImportConflictId.New(),
            AuthorityId = AuthorityId,
            YoungPersonId = YoungPersonId,
            Kind = Kind,
            Day = Day,
            CollectionYear = CollectionYear,
            ImportId = ImportId,
            FileSays = FileSays,
            RecordSays = isFile ? record : RecordSays,
            FoundAt = FoundAt,
            Decision = isFile ? ConflictDecision.File : ConflictDecision.Record,
            DecidedAt = now.ToUniversalTime(),
            DecidedBy = by,
            Reason = why,
            TakesAgain = Id,
        };
    }

    private static Refusal? CheckReason(string? why, bool isNeeded) =>
        isNeeded && string.IsNullOrEmpty(why) ? new("reason-missing") : why?.Length > Timeline.ReasonMaxLength ? new("reason-too-long", Timeline.ReasonMaxLength) : null;

    /// <summary>What the file says of a fact, as a fact that came with it.</summary>
    /// <param name="held">What the record holds on the day, or null. Of the same kind of home only the judgement is taken from the file.</param>
    /// <param name="until">First day about which the file is not asked, or null.</param>
    /// <exception cref="InvalidOperationException">It is not about a fact: a bug.</exception>
    public Outcome<Fact> AsFact(FactSubject subject, Fact? held, DateOnly? until, FactOrigin origin)
    {
        var from = Day ?? throw new InvalidOperationException("About the header, not about a fact.");
        return Kind switch
        {
            ConflictKind.Home => Any(Home.Create(subject, from, until, HomeSaid(held as Home), origin)),
            ConflictKind.Activity => Any(Activity.Create(subject, from, until, FileSays, origin)),
            _ => Any(InTouch.Create(subject, from, until, FileSays, origin)),
        };
    }

    private HomeDetails HomeSaid(Home? held)
    {
        var (letter, suitable) = (FileSays[..1], FileSays.Length > 1 ? FileSays[1] == '1' : (bool?)null);
        return held?.Code == letter
            ? held.Details with { Suitable = suitable, Reasons = null, Evidence = null, Matters = [], MovedInOn = held.MovedIn }
            : new(letter, suitable);
    }

    private static Outcome<Fact> Any<TFact>(Outcome<TFact> outcome) where TFact : Fact => outcome.IsRefused ? outcome.Refusal : outcome.Value;
}
