using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Facts;
using Pledge.Domain.People;
using Pledge.Web.Data;

namespace Pledge.Web.Features.YoungPeople;

/// <summary>Keeps the legal status on record in step with what a worker has just saved, as an import does for everyone it touches.</summary>
public static class StatusWrites
{
    private sealed record KeptStatus(string Status, DateOnly PeriodFrom);

    /// <summary>Derives the status again from what is saved by now, and replaces the one on record where it differs. Someone of whom neither care nor a return
    /// is on record keeps the status they have.</summary>
    public static async Task RefreshStatusAsync(this PledgeDb db, PersonHead person, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.DeriveStatusesAsync(person, ct) is not { Count: > 0 } derived)
            return;

        var kept = await db.Database.SqlQuery<KeptStatus>(
            $"select status, period_from from pledge.legal_status where young_person_id = {person.Id.Value} and superseded_at is null order by period_from").ToListAsync(ct);
        var words = derived.Select(period => Kebab.Of(period.Status)).ToArray();
        var froms = derived.Select(period => period.From).ToArray();
        if (kept.SequenceEqual(words.Zip(froms, (status, from) => new KeptStatus(status, from))))
            return;

        await db.Database.ExecuteSqlAsync(
            $"update pledge.legal_status set superseded_at = greatest({now}, derived_at) where young_person_id = {person.Id.Value} and superseded_at is null", ct);
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into pledge.legal_status (id, authority_id, young_person_id, status, period_from, period_to, derived_at)
            select id, {person.Authority.Value}, {person.Id.Value}, status, period_from, period_to, {now}
            from unnest({derived.Select(_ => Guid.CreateVersion7()).ToArray()}, {words}, {froms}, {derived.Select(period => period.To).ToArray()}::date[])
                as d (id, status, period_from, period_to)
            """, ct);
    }

    private static async Task<IReadOnlyList<LegalStatusPeriod>> DeriveStatusesAsync(this PledgeDb db, PersonHead person, CancellationToken ct)
    {
        var inTouch = await db.Facts.OfType<InTouch>().AsNoTracking()
            .Where(fact => fact.YoungPersonId == person.Id && fact.SupersededAt == null).OrderBy(fact => fact.From).ToListAsync(ct);
        var episodes = await db.ListEpisodesAsync(person, ct);
        if (episodes.Count > 0)
            return new LegalStatusFacts(person.Born, episodes, inTouch).Derive();

        return await db.SaidByFilesAsync(person.Id, ct) is { IsNothing: false } said ? said.Statuses(person.Born, inTouch) : [];
    }
}
