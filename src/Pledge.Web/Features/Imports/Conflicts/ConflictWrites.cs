using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Facts;
using Pledge.Domain.Returns;
using Pledge.Web.Data;
using Pledge.Web.Features.DataSet;
using Pledge.Web.Features.Facts;
using Pledge.Web.Features.YoungPeople;

namespace Pledge.Web.Features.Imports.Conflicts;

/// <summary>Takes over into the record what a file says, where somebody decided that the file is right.</summary>
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

        var whole = await db.YoungPeople.SingleAsync(one => one.Id == person.Id, ct);
        whole.Correct(
            conflict.Kind is ConflictKind.Born ? DateOnly.ParseExact(conflict.FileSays, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : null,
            conflict.Kind is ConflictKind.Sex ? conflict.FileSays : null,
            conflict.Kind is ConflictKind.Ethnicity ? conflict.FileSays : null);
        if (!await db.SavedUnlessChangedAsync(ct))
            return new(Changed);
        if (conflict.Kind is ConflictKind.Born)
            await db.MoveBirthdaysAsync(person with { Born = whole.DateOfBirth }, conflict.CollectionYear, by, now, ct);
        return null;
    }

    private static async Task<Refusal?> CorrectFactAsync(this PledgeDb db, PersonHead person, ImportConflict conflict, DateOnly day, FactOrigin origin, CancellationToken ct)
    {
        var kind = conflict.Kind switch { ConflictKind.Home => FactKind.Home, ConflictKind.Activity => FactKind.Activity, _ => FactKind.InTouch };
        var timeline = await db.FindTimelineAsync(person.Id, kind, ct);
        var held = timeline.Current.FirstOrDefault(fact => fact.HoldsOn(day));
        // The next day on which the two differ is a question of its own.
        var asked = await db.ImportConflicts.Where(other => other.YoungPersonId == person.Id && other.Kind == conflict.Kind && other.Decision == null && other.Day > day).MinAsync(other => other.Day, ct);
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
