using Microsoft.EntityFrameworkCore;
using Pledge.Domain.Returns;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Imports.Conflicts;

/// <summary>A difference as the list shows it.</summary>
/// <param name="Person">First and family name, or the authority's number.</param>
/// <param name="ExtractedOn">The day of the list of care leavers that says it; null for a file of the return.</param>
/// <param name="Record">What the record said when it was decided, or says now while it is open; null for nothing.</param>
/// <param name="OnRecord">What the record says now; null for nothing.</param>
/// <param name="Since">First day that holds; null for what the header says.</param>
/// <param name="Source">Of the fact, kebab-case.</param>
/// <param name="Decision">Null while it is open, as are the next two; whoever decided is null also where both came to agree.</param>
/// <param name="TakesAgain">The decision that this one took the place of, or null.</param>
/// <param name="TakenAgainBy">The decision that took the place of this one, or null while it counts.</param>
public sealed record ConflictRow(
    Guid Id, Guid YoungPersonId, string Person, string ChildId, string Kind, DateOnly? Day, int CollectionYear, Guid ImportId, DateTimeOffset ImportedAt, DateOnly? ExtractedOn, string FileSays, string? Record, string? OnRecord, DateOnly? Since,
    string? Source, DateTimeOffset? RecordedAt, string? RecordedBy, DateTimeOffset FoundAt, string? Decision, DateTimeOffset? DecidedAt, string? DecidedBy, string? Reason, Guid? TakesAgain, Guid? TakenAgainBy)
{
    public ConflictKind Differs => Kebab.Read<ConflictKind>(Kind);
    public ConflictDecision? Decided => Decision is null ? null : Kebab.Read<ConflictDecision>(Decision);

    /// <summary>True for what somebody decided and nobody decided again. What closed by itself left nothing to decide.</summary>
    public bool CanBeTakenAgain => Decided is ConflictDecision.Record or ConflictDecision.File && TakenAgainBy is null;
}

public static class ConflictReads
{
    public const int PageSize = 50;

    private const string Rows = """
        select c.id, c.young_person_id, coalesce(nullif(btrim(concat_ws(' ', coalesce(nullif(btrim(y.known_as), ''), y.given_name), y.family_name)), ''), y.child_id) as person, y.child_id, c.kind, c.day,
               c.collection_year, c.import_id, i.started_at as imported_at, i.extracted_on, c.file_says,
               case when c.decision is null then n.says else c.record_says end as record, n.says as on_record,
               f.period_from as since, f.source, f.recorded_at, s.display_name as recorded_by, c.found_at, c.decision, c.decided_at, d.display_name as decided_by, c.reason, c.takes_again, l.id as taken_again_by
        from pledge.import_conflict c
        join pledge.young_person y on y.id = c.young_person_id
        join pledge.import_run i on i.id = c.import_id
        left join pledge.fact f on f.young_person_id = c.young_person_id and f.kind = c.kind and f.superseded_at is null
            and f.period_from <= c.day and (f.period_to is null or f.period_to > c.day)
        cross join lateral (select case c.kind when 'born' then y.date_of_birth::text when 'sex' then y.sex when 'ethnicity' then y.ethnicity else pledge.as_returned(f.code, f.suitable) end as says) n
        left join pledge.import_conflict l on l.takes_again = c.id
        left join pledge.staff_member s on s.id = f.recorded_by
        left join pledge.staff_member d on d.id = c.decided_by
        """;

    /// <summary>How many wait for a decision in the caller's scope. One statement.</summary>
    public static Task<int> CountConflictsAsync(this PledgeDb db, CancellationToken ct) => db.ImportConflicts.CountAsync(conflict => conflict.Decision == null, ct);

    /// <summary>The open ones, oldest first. One statement.</summary>
    /// <param name="number">1-based page of <see cref="PageSize"/> rows.</param>
    public static Task<List<ConflictRow>> ListConflictsAsync(this PledgeDb db, int number, CancellationToken ct) => db.Database.SqlQueryRaw<ConflictRow>(
        $"{Rows} where c.decision is null order by c.found_at, y.child_id, c.day, c.kind limit {PageSize} offset {{0}}", (number - 1) * PageSize).ToListAsync(ct);

    /// <summary>How many were decided, those that were taken again included. One statement.</summary>
    public static Task<int> CountDecidedConflictsAsync(this PledgeDb db, CancellationToken ct) => db.ImportConflicts.CountAsync(conflict => conflict.Decision != null, ct);

    /// <summary>Those that were decided, latest first. One statement.</summary>
    /// <param name="number">As above.</param>
    public static Task<List<ConflictRow>> ListDecidedConflictsAsync(this PledgeDb db, int number, int most, CancellationToken ct) => db.Database.SqlQueryRaw<ConflictRow>(
        $"{Rows} where c.decision is not null order by c.decided_at desc, c.id desc limit {{0}} offset {{1}}", most, (number - 1) * most).ToListAsync(ct);

    /// <returns>Null when there is none in the caller's scope.</returns>
    public static async Task<ConflictRow?> FindConflictAsync(this PledgeDb db, ImportConflictId id, CancellationToken ct) =>
        (await db.Database.SqlQueryRaw<ConflictRow>($"{Rows} where c.id = {{0}}", id.Value).ToListAsync(ct)).SingleOrDefault();
}
