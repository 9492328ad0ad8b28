using Npgsql;
using Pledge.Domain.Facts;

namespace Pledge.Web.Data;

/// <summary>Brings the database's code tables in step with the lists in <c>Pledge.Domain</c>, so that facts can refer to them. Codes are never removed.</summary>
public static class CodeLists
{
    /// <summary>Runs after the migrations, as the owner.</summary>
    public static async Task SyncAsync(NpgsqlConnection owner, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(owner);
        foreach (var code in AccommodationCode.All)
            Add(batch, "insert into pledge.accommodation_code values ($1, $2, $3) on conflict (code) do update set (meaning, in_suitability_denominator) = (excluded.meaning, excluded.in_suitability_denominator)",
                code.Base, code.Meaning, code.InSuitabilityDenominator);
        foreach (var code in ActivityCode.All)
            Add(batch, "insert into pledge.activity_code values ($1, $2, $3, $4) on conflict (code) do update set (meaning, class, valid_to) = (excluded.meaning, excluded.class, excluded.valid_to)",
                code.Code, code.Meaning, Kebab.Of(code.Class), code.ValidTo);
        foreach (var code in InTouchCode.All)
            Add(batch, "insert into pledge.in_touch_code values ($1, $2, $3) on conflict (code) do update set (meaning, in_published_denominator) = (excluded.meaning, excluded.in_published_denominator)",
                code.Code, code.Meaning, code.InPublishedDenominator);
        foreach (var code in EthnicityCode.All)
            Add(batch, "insert into pledge.ethnicity_code values ($1, $2, $3) on conflict (code) do update set (meaning, broad_group) = (excluded.meaning, excluded.broad_group)",
                code.Code, code.Meaning, code.BroadGroup);
        await batch.ExecuteNonQueryAsync(ct);
    }

    private static void Add(NpgsqlBatch batch, string sql, params object?[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value ?? DBNull.Value });
        batch.BatchCommands.Add(command);
    }
}
