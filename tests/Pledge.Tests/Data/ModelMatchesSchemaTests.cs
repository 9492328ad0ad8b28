using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Pledge.Tests.Support;
using Pledge.Web.Data;

namespace Pledge.Tests.Data;

/// <summary>EF keeps no snapshot: this comparison is what keeps the model and the SQL files together.</summary>
public sealed class ModelMatchesSchemaTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Every_mapped_column_exists_and_agrees_on_null()
    {
        var columns = await ColumnsAsync();
        using var scope = site.Services.CreateScope();
        var model = scope.ServiceProvider.GetRequiredService<PledgeDb>().Model;

        var wrong = from table in model.GetRelationalModel().Tables
                    from column in table.Columns
                    where column.Name != "xmin"
                    let address = $"{table.Schema}.{table.Name}.{column.Name}"
                    let problem = !columns.TryGetValue(address, out var nullable) ? "missing" : nullable != column.IsNullable && !InHierarchy(column) ? $"nullable in SQL: {nullable}" : null
                    where problem is not null
                    select $"{address}: {problem}";

        Assert.Empty(wrong);
    }

    // One table for several kinds: a column that one kind requires is still nullable for the others.
    private static bool InHierarchy(IColumn column) => column.Table.EntityTypeMappings.Count() > 1;

    private async Task<Dictionary<string, bool>> ColumnsAsync()
    {
        await using var owner = NpgsqlDataSource.Create(site.Database.Owner);
        await using var command = owner.CreateCommand(
            "select table_schema || '.' || table_name || '.' || column_name, is_nullable = 'YES' from information_schema.columns where table_schema in ('pledge', 'identity')");
        await using var reader = await command.ExecuteReaderAsync();
        var columns = new Dictionary<string, bool>();
        while (await reader.ReadAsync())
            columns.Add(reader.GetString(0), reader.GetBoolean(1));
        return columns;
    }
}
