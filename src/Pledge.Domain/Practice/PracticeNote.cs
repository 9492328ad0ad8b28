using System.Diagnostics.CodeAnalysis;
using Pledge.Domain.Board;

namespace Pledge.Domain.Practice;

/// <summary>One practice note.</summary>
public readonly record struct PracticeNoteId(Guid Value) : IParsable<PracticeNoteId>
{
    public static PracticeNoteId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static PracticeNoteId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PracticeNoteId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>What a manager saw across dip samples and what changes because of it: for the board, about no one. A second person reads it before it shows.</summary>
/// <remarks>What it says stands; one that is wrong is held back and written anew.</remarks>
public sealed class PracticeNote
{
    public const int WordsMaxLength = 600;

    /// <summary>Fewer finished samples would be about somebody.</summary>
    public const int FewestSamples = 3;

    public PracticeNoteId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public string PromiseKey { get; private set; } = "";

    /// <summary>One of <see cref="DipQuestion.Themes"/>.</summary>
    public string Theme { get; private set; } = "";
    public string Seen { get; private set; } = "";
    public string Changes { get; private set; } = "";

    /// <summary>Told number of samples finished in the year before it was written: nearest 5, null for fewer than 8.</summary>
    public int? Samples { get; private set; }

    /// <summary>UTC, as every instant here.</summary>
    public DateTimeOffset WrittenAt { get; private set; }
    public AccountId WrittenBy { get; private set; }

    /// <summary>Null while no second person read it.</summary>
    public BoardDecision? Decision { get; private set; }

    /// <summary>Why it was held back.</summary>
    public string? Reason { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public AccountId? DecidedBy { get; private set; }

    private PracticeNote()
    {
    }

    /// <summary>Everything that is wrong with a note, by the name of its part.</summary>
    public static IEnumerable<(Refusal Refusal, string Part)> Faults(string? promiseKey, string? theme, string? seen, string? changes, int samples)
    {
        if (string.IsNullOrEmpty(promiseKey))
            yield return (new("note-promise-missing"), nameof(PromiseKey));
        if (theme is null || !DipQuestion.Themes.Contains(theme))
            yield return (new("note-theme-missing"), nameof(Theme));
        foreach (var (words, missing, part) in new[] { (seen, "note-seen-missing", nameof(Seen)), (changes, "note-changes-missing", nameof(Changes)) })
        {
            if (string.IsNullOrWhiteSpace(words))
                yield return (new(missing), part);
            else if (words.Trim().Length > WordsMaxLength)
                yield return (new("text-too-long", WordsMaxLength), part);
        }
        if (samples < FewestSamples)
            yield return (new("note-samples-few", FewestSamples), "");
    }

    /// <param name="samples">Exact number of samples finished in the year.</param>
    /// <returns>Refused with the first of <see cref="Faults"/>.</returns>
    public static Outcome<PracticeNote> Write(PracticeNoteId id, AuthorityId authority, string? promiseKey, string? theme, string? seen, string? changes, int samples, DateTimeOffset now, AccountId by)
    {
        if (Faults(promiseKey, theme, seen, changes, samples).FirstOrDefault().Refusal is { } fault)
            return fault;
        return new PracticeNote
        {
            Id = id,
            AuthorityId = authority,
            PromiseKey = promiseKey!,
            Theme = theme!,
            Seen = seen!.Trim(),
            Changes = changes!.Trim(),
            Samples = samples < 8 ? null : (samples + 2) / 5 * 5,
            WrittenAt = now.ToUniversalTime(),
            WrittenBy = by,
        };
    }

    /// <summary>Lets the board read it, or not. Anybody may hold it back, whoever wrote it too.</summary>
    /// <returns>Refused with <c>note-own</c> for whoever wrote it, <c>hold-back-reason-missing</c> or <c>text-too-long</c>.</returns>
    public Refusal? Decide(BoardDecision decision, string? reason, DateTimeOffset now, AccountId by)
    {
        if (decision is BoardDecision.Released && by == WrittenBy)
            return new("note-own");
        if (decision is BoardDecision.HeldBack && BoardWords.Fault(decision, null, reason) is { } fault)
            return fault;
        (Decision, Reason, DecidedAt, DecidedBy) = (decision, decision is BoardDecision.HeldBack ? reason!.Trim() : null, now.ToUniversalTime(), by);
        return null;
    }
}
