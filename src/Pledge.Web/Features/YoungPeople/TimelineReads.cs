using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Web.Data;
using Pledge.Web.Features.Documents;

namespace Pledge.Web.Features.YoungPeople;

/// <summary>Reads of what happened to one young person, a page at a time.</summary>
public static class TimelineReads
{
    private sealed record Key(string Kind, Guid Id, DateOnly On, bool FromStart);

    /// <summary>Newest first. A fact that only gave way to a shorter copy of itself is left out: it says nothing the copy does not.</summary>
    /// <param name="before">The last entry of the page before, as its id; null, or one that is not there, for the newest.</param>
    /// <returns>Four statements, whatever the length of the history: which entries, then the facts, the contacts and the documents among them.</returns>
    public static async Task<TimelinePage> ReadTimelineAsync(this PledgeDb db, YoungPersonId person, TimelineFilter filter, Guid? before, CancellationToken ct)
    {
        var keys = await db.Database.SqlQuery<Key>(
            $"""
            with entry as (
                select f.kind, f.id, f.period_from as "on" from pledge.fact f
                where f.young_person_id = {person.Value} and ({filter.Kind}::text is null or f.kind = {filter.Kind})
                  and (f.superseded_at is null or {filter.Corrections} and not exists (
                    select from pledge.fact c where c.young_person_id = f.young_person_id and c.superseded_at is null and c.kind = f.kind and c.period_from = f.period_from and c.code = f.code
                      and (c.suitable, c.suitability_reasons, c.suitability_evidence, c.outcode, c.provider, c.council_provided, c.moved_in_on, c.move_reason, coalesce(c.matters, '[]'), c.level, c.hours_per_week)
                          is not distinct from
                          (f.suitable, f.suitability_reasons, f.suitability_evidence, f.outcode, f.provider, f.council_provided, f.moved_in_on, f.move_reason, coalesce(f.matters, '[]'), f.level, f.hours_per_week)))
                  and ({filter.Until}::date is null or f.period_from <= {filter.Until}) and ({filter.Since}::date is null or f.period_to is null or f.period_to > {filter.Since})
                union all
                select 'contact', c.id, c.occurred_on from pledge.contact c
                where c.young_person_id = {person.Value} and ({filter.Kind}::text is null or {filter.Kind} = 'contact') and ({filter.Corrections} or c.superseded_at is null)
                  and ({filter.Until}::date is null or c.occurred_on <= {filter.Until}) and ({filter.Since}::date is null or c.occurred_on >= {filter.Since})
                union all
                select 'document', d.id, (d.added_at at time zone 'Europe/London')::date from pledge.document d
                where d.young_person_id = {person.Value} and ({filter.Kind}::text is null or {filter.Kind} = 'document') and ({filter.Corrections} or d.superseded_at is null)
                  and ({filter.Until}::date is null or (d.added_at at time zone 'Europe/London')::date <= {filter.Until})
                  and ({filter.Since}::date is null or (d.added_at at time zone 'Europe/London')::date >= {filter.Since})),
            last as (select e."on", e.id from entry e where e.id = {before})
            select e.kind, e.id, e."on", not exists (select from last) as from_start from entry e
            where not exists (select from last) or (e."on", e.id) < (select l."on", l.id from last l)
            order by e."on" desc, e.id desc limit {TimelinePage.Size + 1}
            """).ToListAsync(ct);
        var shown = keys.Take(TimelinePage.Size).ToList();
        Guid[] ids = [.. shown.Select(key => key.Id)];
        var facts = (await db.ListFactLinesAsync(person, ids, ct)).ToDictionary(line => line.Fact.Id.Value);
        var contacts = (await db.ListContactLinesAsync(person, ids, ct)).ToDictionary(line => line.Id);
        var documents = (await db.ListDocumentLinesAsync(person, ids, ct)).ToDictionary(line => line.Id);
        return new(
            [.. shown.Select(key => new TimelineEntry(key.Kind, key.Id, key.On, facts.GetValueOrDefault(key.Id), contacts.GetValueOrDefault(key.Id), documents.GetValueOrDefault(key.Id)))],
            keys.Count > TimelinePage.Size, keys.Count == 0 ? before is null : keys[0].FromStart);
    }
}
