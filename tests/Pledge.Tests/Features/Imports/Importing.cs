using System.Text;
using Npgsql;
using Pledge.Domain.Returns;
using Pledge.Tests.Support;
using Pledge.Web.Data;
using Pledge.Web.Features.Imports;

namespace Pledge.Tests.Features.Imports;

/// <summary>Loads files as the job does: as the application role, in the scope of one authority.</summary>
internal static class Importing
{
    public static async Task CodesAsync(Site site)
    {
        await using var owner = new NpgsqlConnection(site.Database.Owner);
        await owner.OpenAsync();
        await CodeLists.SyncAsync(owner, CancellationToken.None);
    }

    public static Task<ImportReport> ImportAsync(this Site site, Guid authority, int year, params (string Name, string Text)[] files) =>
        site.ImportAsync(authority, year, strict: false, [.. files.Select(file => (file.Name, (Stream)new MemoryStream(Encoding.UTF8.GetBytes(file.Text))))]);

    public static async Task<ImportReport> ImportAsync(this Site site, Guid authority, int year, bool strict, params (string Name, Stream Content)[] files)
    {
        await using var connection = new NpgsqlConnection(site.Database.App);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.RunAsync("select pledge.enter_as('job:import-903', $1, $2)", CancellationToken.None, authority, new DateOnly(2026, 11, 22));
        var import = await CohortImport.BeginAsync(connection, new(authority), new CollectionYear(year), strict, null, site.Clock, _ => { }, CancellationToken.None);
        foreach (var (name, content) in files)
            await import.AddAsync(name, content, CancellationToken.None);
        var report = await import.FinishAsync(CancellationToken.None);
        await transaction.CommitAsync();
        return report;
    }

    public static (string Name, Stream Content) Sample(string name) => (name, File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Features", "Imports", "Samples", name)));

    public static string Header(params string[] rows) => "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n" + string.Join('\n', rows) + "\n";

    public static string Oc3(params string[] rows) => "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n" + string.Join('\n', rows) + "\n";

    /// <summary>Everything the import may write about the authority's people, as one text.</summary>
    public static Task<string> StateAsync(this Site site, Guid authority) => site.SqlAsync<string>("""
        select coalesce(string_agg(x, e'\n' order by x), '') from (
            select concat_ws('|', 'person', id, child_id, date_of_birth, sex, ethnicity, upn, mother, return_year) x from pledge.young_person where authority_id = $1
            union all select concat_ws('|', 'episode', id, decom, dec, rec, superseded_at) from pledge.care_episode where authority_id = $1
            union all select concat_ws('|', 'fact', id, kind, period_from, period_to, code, suitable, superseded_at) from pledge.fact where authority_id = $1
            union all select concat_ws('|', 'oc3', young_person_id, collection_year, in_touch, activity, home, loaded_at) from pledge.oc3_row where authority_id = $1
            union all select concat_ws('|', 'status', id, status, period_from, period_to, superseded_at) from pledge.legal_status where authority_id = $1) rows
        """, authority);

    /// <summary>The current facts of a child, as <c>kind code+suitable from to</c>.</summary>
    public static Task<string> FactsAsync(this Site site, Guid authority, string child) => site.SqlAsync<string>("""
        select coalesce(string_agg(concat_ws(' ', f.kind, f.code || case f.suitable when true then '1' when false then '2' else '' end, f.period_from, f.period_to), ', ' order by f.kind, f.period_from), '')
        from pledge.fact f join pledge.young_person y on y.id = f.young_person_id
        where f.authority_id = $1 and y.child_id = $2 and f.superseded_at is null
        """, authority, child);
}
