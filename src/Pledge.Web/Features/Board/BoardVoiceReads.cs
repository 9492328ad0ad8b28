using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Practice;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Board;

/// <summary>Words that a young person lets the board read, for whoever checks them: no name and no day on which they were said.</summary>
/// <param name="Decision">Kebab-case; null while nobody decided.</param>
/// <param name="Shown">As the board reads them.</param>
public sealed record WordsGiven(Guid Id, string PromiseKey, string Words, string? Decision, string? Shown, string? Reason, DateTimeOffset? DecidedAt);

/// <summary>What the board reads beside figures: words of a young person, or a practice note.</summary>
/// <param name="Theme">Of the note; null for words.</param>
/// <param name="Changes">What changes because of it, in a note.</param>
/// <param name="Samples">Told number of records that the note stands on; null for fewer than 8.</param>
public sealed record BoardVoice(string PromiseKey, string? Theme, string Words, string? Changes, int? Samples);

/// <summary>What young people let the board read, and notes about practice.</summary>
public static class BoardVoiceReads
{
    /// <summary>Those that wait first, then what was decided last.</summary>
    /// <returns>One statement; empty for whoever does not check.</returns>
    public static Task<List<WordsGiven>> ListWordsGivenAsync(this PledgeDb db, CancellationToken ct) =>
        db.Database.SqlQuery<WordsGiven>($"select g.id, g.promise_key, g.words, g.decision, g.shown, g.reason, g.decided_at from pledge.board_words_given() g order by g.decided_at desc nulls first, g.id").ToListAsync(ct);

    /// <summary>Of each promise the two newest words and the newest note that were released.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<BoardVoice>> ListBoardVoicesAsync(this PledgeDb db, CancellationToken ct) =>
        db.Database.SqlQuery<BoardVoice>(
            $"""
            select r.promise_key, null as theme, r.words, null as changes, null::integer as samples from pledge.board_words_released(2) r
            union all
            (select distinct on (n.promise_key) n.promise_key, n.theme, n.seen, n.changes, n.samples from pledge.practice_note n where n.decision = 'released' order by n.promise_key, n.decided_at desc, n.id)
            """).ToListAsync(ct);

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
