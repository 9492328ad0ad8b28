using Npgsql;
using Pledge.Domain;
using Pledge.Domain.Returns;
using Pledge.Web.Data;
using Pledge.Web.Features.Imports;

namespace Pledge.Web.Features.DataSet;

/// <summary>What somebody said a value means.</summary>
/// <param name="Key">As <see cref="DataSetSpelling.KeyOf"/> gave it.</param>
/// <param name="Code">A code, or <see cref="DataSetSpelling.Blank"/> or <see cref="DataSetSpelling.LeaveOut"/>.</param>
/// <param name="By">Null when they have left.</param>
/// <param name="SupersededAt">Null while it counts.</param>
public sealed record Meaning(Guid Id, DataSetColumn Column, string Value, string Key, string Code, DateTime DecidedAt, string? By, DateTime? SupersededAt);

/// <summary>A choice for one value.</summary>
/// <param name="Value">Tidy.</param>
/// <param name="Code">As in <see cref="Meaning"/>.</param>
public sealed record Choice(DataSetColumn Column, string Value, string Code);

/// <summary>What an authority's spellings mean: as published, and as its data officers said.</summary>
public sealed class Meanings(IEnumerable<Meaning> current)
{
    private readonly Dictionary<(DataSetColumn, string), string> _said = current.ToDictionary(meaning => (meaning.Column, meaning.Key), meaning => meaning.Code);

    /// <summary>The meaning of a value on a day; null when nobody has said it, or what was said is no code of that day any more.</summary>
    /// <param name="value">Tidy. An empty one says nothing.</param>
    public string? Of(DataSetColumn column, string value, DateOnly on)
    {
        if (value.Length == 0)
            return DataSetSpelling.Blank;
        if (DataSetSpelling.Find(column, value, on) is { } published)
            return published;
        return _said.GetValueOrDefault((column, DataSetSpelling.KeyOf(value))) is { } said ? DataSetSpelling.CodeOn(column, said, on) : null;
    }
}

public static class MeaningWrites
{
    private const string Columns = "m.id, m.column_name, m.value, m.value_key, m.meaning, m.decided_at, s.display_name, m.superseded_at from pledge.data_set_meaning m left join pledge.staff_member s on s.id = m.decided_by";

    /// <summary>Those that count, by column and value. One statement.</summary>
    public static Task<List<Meaning>> ListMeaningsAsync(this PledgeDb db, CancellationToken ct) =>
        db.Connection().ListAsync($"select {Columns} where m.superseded_at is null order by m.column_name, m.value_key", Read, ct);

    /// <summary>One and all others of the same value, newest first; none when the caller does not reach it. One statement.</summary>
    public static Task<List<Meaning>> ListMeaningHistoryAsync(this PledgeDb db, Guid id, CancellationToken ct) => db.Connection().ListAsync($"""
        select {Columns} join pledge.data_set_meaning o on o.authority_id = m.authority_id and o.column_name = m.column_name and o.value_key = m.value_key
        where o.id = $1 order by m.superseded_at nulls first, m.decided_at desc, m.id
        """, Read, ct, id);

    /// <summary>Keeps choices; each takes the place of what was said of its value before. Two statements.</summary>
    /// <returns>False when somebody else has just said something of one of them: nothing is kept.</returns>
    public static async Task<bool> KeepMeaningsAsync(this PledgeDb db, AuthorityId authority, AccountId by, IReadOnlyCollection<Choice> choices, DateTimeOffset now, CancellationToken ct)
    {
        var connection = db.Connection();
        var (ids, names) = (choices.Select(_ => Guid.CreateVersion7()).ToArray(), choices.Select(choice => Kebab.Of(choice.Column)).ToArray());
        var keys = choices.Select(choice => DataSetSpelling.KeyOf(choice.Value)).ToArray();
        await connection.RunAsync("savepoint before_meanings", ct);
        await connection.RunAsync("""
            update pledge.data_set_meaning m set superseded_at = greatest($2, m.decided_at), superseded_by = c.id from unnest($3::uuid[], $4::text[], $5::text[]) c (id, name, key)
            where m.authority_id = $1 and m.column_name = c.name and m.value_key = c.key and m.superseded_at is null
            """, ct, authority.Value, now, ids, names, keys);
        var kept = await connection.RunAsync("""
            insert into pledge.data_set_meaning (id, authority_id, column_name, value, value_key, meaning, decided_at, decided_by)
            select c.id, $1, c.name, c.value, c.key, c.code, $2, $3 from unnest($4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[]) c (id, name, key, value, code)
            on conflict do nothing
            """, ct, authority.Value, now, by.Value, ids, names, keys, choices.Select(choice => choice.Value).ToArray(), choices.Select(choice => choice.Code).ToArray());
        if (kept == choices.Count)
            return true;
        await connection.RunAsync("rollback to savepoint before_meanings", ct);
        return false;
    }

    private static Meaning Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), Kebab.Read<DataSetColumn>(row.GetString(1)), row.GetString(2), row.GetString(3), row.GetString(4), row.GetDateTime(5), row.IsDBNull(6) ? null : row.GetString(6),
        row.IsDBNull(7) ? null : row.GetDateTime(7));
}
