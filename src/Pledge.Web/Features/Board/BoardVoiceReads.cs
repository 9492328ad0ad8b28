using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Practice;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Board;

/// <summary>Words that a young person lets the board read, for whoever checks them: no name and no day on which they were said.</summary>
/// <param name="Decision">Kebab-case; null while nobody decided.</param>
/// <param name="Shown">As the board reads them.</param>
public sealed record WordsGiven(Guid Id, string PromiseKey, string Words, string? Decision, string? Shown, string? Reason, DateTimeOffset? DecidedAt);

/// <summary>Words as the board reads them.</summary>
public sealed record WordsShown(string PromiseKey, string Words);

/// <summary>What young people let the board read, and notes about practice.</summary>
public static class BoardVoiceReads
{
    /// <summary>Those that wait first, then what was decided last.</summary>
    /// <returns>One statement; empty for whoever does not check.</returns>
    public static Task<List<WordsGiven>> ListWordsGivenAsync(this PledgeDb db, CancellationToken ct) =>
        db.Database.SqlQuery<WordsGiven>($"select g.id, g.promise_key, g.words, g.decision, g.shown, g.reason, g.decided_at from pledge.board_words_given() g order by g.decided_at desc nulls first, g.id").ToListAsync(ct);

    /// <param name="most">Of each promise, the newest.</param>
    /// <returns>One statement.</returns>
    public static Task<List<WordsShown>> ListWordsShownAsync(this PledgeDb db, int most, CancellationToken ct) =>
        db.Database.SqlQuery<WordsShown>($"select r.promise_key, r.words from pledge.board_words_released({most}) r").ToListAsync(ct);

    /// <summary>Those that wait first, the newest first. To the board those released only.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<PracticeNote>> ListPracticeNotesAsync(this PledgeDb db, CancellationToken ct) =>
        db.PracticeNotes.OrderBy(note => note.Decision != null).ThenByDescending(note => note.WrittenAt).ThenBy(note => note.Id).ToListAsync(ct);

    /// <summary>How many dip samples of the caller's team were finished in the year that ends today.</summary>
    /// <returns>One statement.</returns>
    public static Task<int> CountFinishedSamplesAsync(this PledgeDb db, DateOnly today, CancellationToken ct)
    {
        var since = LondonTime.At(today.AddYears(-1), TimeOnly.MinValue);
        return db.Database.SqlQuery<int>($"select count(*)::integer as \"Value\" from pledge.dip_sample d where d.worker_id = any ((select pledge.my_staff())::uuid[]) and d.state <> 'open' and d.sent_at >= {since}").SingleAsync(ct);
    }
}
