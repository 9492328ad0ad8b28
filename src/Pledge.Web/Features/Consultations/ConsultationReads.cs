using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Consultations;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Consultations;

/// <summary>How many of one age band in one locality were asked, and answered. Counts for the server: pages show what <see cref="GroupResponse"/> lets through.</summary>
public sealed record ResponseCount(string? AgeBand, string? Locality, int Asked, int Answered);

/// <summary>What was said in words to one question.</summary>
/// <param name="Id">Null for whoever was asked.</param>
/// <param name="Words">As they were written; null for whoever was asked.</param>
/// <param name="Called">Who wrote them, where answers have names.</param>
/// <param name="Decision"><c>released</c>, <c>held-back</c>, or null while nobody decided.</param>
/// <param name="Shown">As they are shown.</param>
public sealed record SaidInWords(Guid? Id, int Number, string? Words, string? Called, string? Decision, string? Shown);

/// <summary>What came of consultations. The database says nothing before the last day is over, of fewer than ten, or to whom it is not told yet.</summary>
public static class ConsultationReads
{
    private sealed record AnswerCount(int Number, int Said, int Answers);

    /// <summary>How many a draft would ask today.</summary>
    /// <returns>One statement.</returns>
    public static async Task<int> CountGroupAsync(this PledgeDb db, ConsultationId id, CancellationToken ct) =>
        (await db.Database.SqlQuery<int>($"select pledge.consultation_group_size({id.Value}) as \"Value\"").ToListAsync(ct))[0];

    /// <summary>By group once the last day is over, before that all in one.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<ResponseCount>> CountResponsesAsync(this PledgeDb db, ConsultationId id, CancellationToken ct) =>
        db.Database.SqlQuery<ResponseCount>($"select r.age_band, r.locality, r.asked, r.answered from pledge.consultation_response({id.Value}) r order by r.age_band, r.locality").ToListAsync(ct);

    /// <returns>One statement; nothing counted where it may not be read.</returns>
    public static async Task<IReadOnlyList<QuestionResult>> ReadResultsAsync(this PledgeDb db, Consultation consultation, CancellationToken ct) =>
        QuestionResult.Of(
            consultation.Questions,
            await db.Database.SqlQuery<AnswerCount>($"select r.number, r.said, r.answers from pledge.consultation_results({consultation.Id.Value}) r").ToDictionaryAsync(row => (row.Number, row.Said), row => row.Answers, ct));

    /// <returns>One statement.</returns>
    public static Task<List<SaidInWords>> ReadWordsAsync(this PledgeDb db, ConsultationId id, CancellationToken ct) =>
        db.Database.SqlQuery<SaidInWords>($"select w.id, w.number, w.words, w.called, w.decision, w.shown from pledge.consultation_words({id.Value}) w").ToListAsync(ct);

    /// <summary>Names of the areas young people live in.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<string>> ListLocalitiesAsync(this PledgeDb db, CancellationToken ct) =>
        db.Database.SqlQuery<string>($"select l.locality as \"Value\" from pledge.localities() l").ToListAsync(ct);
}
