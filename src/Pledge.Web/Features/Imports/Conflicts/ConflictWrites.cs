using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Facts;
using Pledge.Domain.Returns;
using Pledge.Web.Data;
using Pledge.Web.Features.DataSet;
using Pledge.Web.Features.Facts;
using Pledge.Web.Features.YoungPeople;

namespace Pledge.Web.Features.Imports.Conflicts;

/// <summary>Takes over into the record what a file says, where somebody decided that the file is right, and puts back what stood there when that was a mistake.</summary>
internal static class ConflictWrites
{
    /// <summary>Refusal where somebody else was first: nothing was saved.</summary>
    public const string Changed = "conflict-changed-meanwhile";

    /// <summary>Saves the decision and, with it, the record corrected.</summary>
    /// <param name="listOf">The day of the list of care leavers that said it; null for a file of the return.</param>
    /// <returns>Null when done; <see cref="Changed"/>, or the refusal of a fact that cannot be.</returns>
    public static async Task<Refusal?> TakeFromFileAsync(this PledgeDb db, PersonHead person, ImportConflict conflict, DateOnly? listOf, AccountId by, DateTimeOffset now, CancellationToken ct)
    {
        if (conflict.Day is { } day)
        {
            var origin = listOf is { } list ? new FactOrigin(FactSource.Ssd, DataSetImport.NameOf(list), by, now) : new(FactSource.Oc3, $"OC3 {conflict.CollectionYear}", by, now);
            return await db.CorrectFactAsync(person, conflict, day, origin, ct);
        }

        return await db.CorrectHeaderAsync(person, conflict, conflict.FileSays, by, now, ct);
    }

    /// <summary>Saves a decision that the record was right after all and, with it, puts back what a correction took away.</summary>
    /// <param name="conflict">The decision that took it away.</param>
    /// <param name="again">The decision that counts now.</param>
    /// <returns>As above.</returns>
    public static async Task<Refusal?> PutBackAsync(this PledgeDb db, PersonHead person, ImportConflict conflict, ImportConflict again, CancellationToken ct)
    {
        var (by, now) = (again.DecidedBy!.Value, again.DecidedAt!.Value);
        if (conflict.Day is not { } day)
            return await db.CorrectHeaderAsync(person, again, again.RecordSays!, by, now, ct);
        var kind = KindOf(conflict.Kind);
        var change = (await db.FindTimelineAsync(person.Id, kind, ct)).PutBack(day, await db.StoodBeforeAsync(conflict, ct), again.Reason, by, now);
        if (change.IsRefused)
            return new(Changed);
        return await db.SaveAsync(person, kind, change.Value, now, ct) ? null : new(Changed);
    }

    /// <summary>The fact that stood on the day until the file was taken for right; null for none.</summary>
    private static async Task<Fact?> StoodBeforeAsync(this PledgeDb db, ImportConflict conflict, CancellationToken ct)
    {
        var (day, at, kind) = (conflict.Day, conflict.DecidedAt, KindOf(conflict.Kind));
        var stood = await db.Facts.AsNoTracking().Where(fact => fact.YoungPersonId == conflict.YoungPersonId && fact.From <= day && (fact.To == null || fact.To > day)
            && fact.SupersededAt >= at && fact.SupersedeReason == conflict.Reason).OrderBy(fact => fact.SupersededAt).ToListAsync(ct);
        return stood.Find(fact => FactWrites.KindOf(fact) == kind);
    }

    /// <summary>The first day that a decision for the file no longer reaches: the next day on which the two differ too, or on which something else is known; null for none.</summary>
    public static async Task<DateOnly?> ReachAsync(this PledgeDb db, YoungPersonId person, ConflictKind kind, DateOnly day, CancellationToken ct)
    {
        var timeline = await db.FindTimelineAsync(person, KindOf(kind), ct);
        return new[] { await db.NextAskedAsync(person, kind, day, ct), timeline.Current.Where(fact => fact.From > day).Select(fact => (DateOnly?)fact.From).FirstOrDefault() }.Min();
    }

    // The next day on which the two differ is a question of its own.
    private static Task<DateOnly?> NextAskedAsync(this PledgeDb db, YoungPersonId person, ConflictKind kind, DateOnly day, CancellationToken ct) =>
        db.ImportConflicts.Where(other => other.YoungPersonId == person && other.Kind == kind && other.Decision == null && other.Day > day).MinAsync(other => other.Day, ct);

    private static FactKind KindOf(ConflictKind kind) => kind switch { ConflictKind.Home => FactKind.Home, ConflictKind.Activity => FactKind.Activity, _ => FactKind.InTouch };

    /// <param name="right">What stands from now on, as files write it.</param>
    private static async Task<Refusal?> CorrectHeaderAsync(this PledgeDb db, PersonHead person, ImportConflict conflict, string right, AccountId by, DateTimeOffset now, CancellationToken ct)
    {
        var whole = await db.YoungPeople.SingleAsync(one => one.Id == person.Id, ct);
        whole.Correct(
            conflict.Kind is ConflictKind.Born ? DateOnly.ParseExact(right, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : null,
            conflict.Kind is ConflictKind.Sex ? right : null,
            conflict.Kind is ConflictKind.Ethnicity ? right : null);
        if (!await db.SavedUnlessChangedAsync(ct))
            return new(Changed);
        if (conflict.Kind is ConflictKind.Born)
            await db.MoveBirthdaysAsync(person with { Born = whole.DateOfBirth }, conflict.CollectionYear, by, now, ct);
        return null;
    }

    private static async Task<Refusal?> CorrectFactAsync(this PledgeDb db, PersonHead person, ImportConflict conflict, DateOnly day, FactOrigin origin, CancellationToken ct)
    {
        var kind = KindOf(conflict.Kind);
        var timeline = await db.FindTimelineAsync(person.Id, kind, ct);
        var held = timeline.Current.FirstOrDefault(fact => fact.HoldsOn(day));
        var asked = await db.NextAskedAsync(person.Id, conflict.Kind, day, ct);
        var until = timeline.Current.Any(fact => fact.From > day && fact.From <= asked) ? null : asked;
        var said = conflict.AsFact(person.Subject, held, until, origin);
        if (said.IsRefused)
            return said.Refusal;
        var change = held is null ? timeline.Record(said.Value) : timeline.CorrectFrom(held.Id, said.Value, conflict.Reason);
        if (change.IsRefused)
            return change.Refusal;
        return await db.SaveAsync(person, kind, change.Value, origin.At, ct) ? null : new(Changed);
    }

    /// <summary>Everything a return said was said of a birthday: when that moves, so does what follows from it.</summary>
    private static async Task MoveBirthdaysAsync(this PledgeDb db, PersonHead person, int year, AccountId by, DateTimeOffset now, CancellationToken ct)
    {
        var connection = db.Connection();
        var years = await connection.ListAsync("select collection_year from pledge.oc3_row where young_person_id = $1", row => row.GetInt32(0), ct, person.Id.Value);
        var birthdays = years.Select(number => new CollectionYear(number).BirthdayOf(person.Born).Day).ToArray();
        const string moved = "from unnest($2::int[], $3::date[]) as b (year, day) where t.young_person_id = $1 and t.collection_year = b.year";
        await connection.RunAsync($"update pledge.oc3_row t set birthday = b.day {moved}", ct, person.Id.Value, years.ToArray(), birthdays);
        await connection.RunAsync($"update pledge.import_conflict t set day = b.day {moved} and t.day is not null and t.decision is null", ct, person.Id.Value, years.ToArray(), birthdays);
        await connection.RunAsync("create temp table touched_return (id uuid) on commit drop", ct);
        await connection.RunAsync("insert into touched_return values ($1)", ct, person.Id.Value);
        await new MergeFacts(connection, FilesSaid.Oc3, person.Authority.Value, by.Value, now).RunAsync($"OC3 {year}", ct);
        await db.RefreshStatusAsync(person, now, ct);
    }
}
