using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Consultations;
using Pledge.Web.Data;

namespace Pledge.Web.Features.HaveMySay;

/// <summary>A consultation that asks the young person of this request.</summary>
/// <param name="Answered">That they answered; nobody knows when.</param>
public sealed record AskedOfMe(Guid Id, string Title, DateOnly ClosesOn, string State, bool Answered)
{
    public bool IsPublished => State == "published";
}

/// <summary>What a young person is asked, and what came of it.</summary>
public static class HaveMySayReads
{
    private const int Listed = 30;

    /// <summary>What asks them, the newest first.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<AskedOfMe>> ListAskedOfMeAsync(this PledgeDb db, CancellationToken ct) =>
        db.Database.SqlQuery<AskedOfMe>(
            $"""
            select c.id, c.title, c.closes_on, c.state, a.answered
            from pledge.consultation c join pledge.consultation_asked a on a.consultation_id = c.id and a.young_person_id = (select pledge.young_person())
            order by c.closes_on desc, c.id limit {Listed}
            """).ToListAsync(ct);

    /// <summary>Whether the young person of this request answered.</summary>
    /// <returns>One statement.</returns>
    public static async Task<bool> AnsweredAsync(this PledgeDb db, ConsultationId id, CancellationToken ct) =>
        (await db.Database.SqlQuery<bool>($"select a.answered as \"Value\" from pledge.consultation_asked a where a.consultation_id = {id.Value} and a.young_person_id = (select pledge.young_person())").ToListAsync(ct)).Contains(true);
}
