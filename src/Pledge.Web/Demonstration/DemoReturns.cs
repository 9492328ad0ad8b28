using Microsoft.EntityFrameworkCore;
using Npgsql;
using Pledge.Domain;
using Pledge.Domain.Organisations;
using Pledge.Domain.Returns;
using Pledge.Web.Data;
using Pledge.Web.Features.Imports;
using Pledge.Web.Features.Returns;

namespace Pledge.Web.Demonstration;

/// <summary>Keeps the return of the last year that was over, and loads a few of its rows again as another system has them: three say something else and wait to be decided.</summary>
internal static class DemoReturns
{
    private static readonly TimeOnly Morning = new(10, 0);

    private sealed class Fixed(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    /// <summary>In the transaction of the load, whose rows are there already.</summary>
    public static async Task KeepAsync(NpgsqlConnection owner, NpgsqlTransaction transaction, DateOnly asOf, CancellationToken ct)
    {
        await using var db = new PledgeDb(new DbContextOptionsBuilder<PledgeDb>().UseNpgsql(owner).UseSnakeCaseNamingConvention().Options);
        await db.Database.UseTransactionAsync(transaction, ct);
        foreach (var officer in (await db.Staff.AsNoTracking().Where(person => person.Role == Roles.DataOfficer && person.LeftOn == null).OrderBy(person => person.Id).ToListAsync(ct)).DistinctBy(person => person.AuthorityId))
        {
            await db.Database.ExecuteSqlAsync($"select set_config('pledge.actor', 'data-officer', true), set_config('pledge.authority_id', {officer.AuthorityId.ToString()}, true), set_config('pledge.account_id', {officer.Id.ToString()}, true)", ct);
            var year = CollectionYear.LastEnded(asOf.AddDays(-60));
            var sentAt = LondonTime.At(year.End.AddDays(60), Morning);
            var (sent, window) = await db.DeriveReturnAsync(officer.AuthorityId, year, sentAt, ct);
            if (Oc3Submission.Keep(officer.AuthorityId, sent, window, last: 0, reason: null, officer.Id, sentAt).Value is not { } kept)
                continue;
            db.Oc3Submissions.Add(kept);
            await db.SaveChangesAsync(ct);
            await db.KeepRowsAsync(kept, [.. sent.Rows], ct);
            await LoadOthersAsync(owner, officer, year, sent, new Fixed(LondonTime.At(asOf.AddDays(-6), Morning)), ct);
        }
    }

    private static async Task LoadOthersAsync(NpgsqlConnection owner, StaffMember officer, CollectionYear year, Oc3Return sent, TimeProvider clock, CancellationToken ct)
    {
        Func<Oc3Row, Oc3Row>[] otherwise =
        [
            row => row with { Activity = row.Activity == "G5" ? "F2" : "G5" },
            row => row with { Home = row.Home == "B1" ? "U1" : "B1" },
            row => row with { Ethnicity = row.Ethnicity == "WBRI" ? "WIRI" : "WBRI" },
            row => row,
        ];
        var rows = sent.Rows.Where(row => row.Age is >= 19 and <= 21 && row.InTouch == "YES" && row.Home != "0").Zip(otherwise, (row, change) => change(row)).ToList();
        if (rows.Count == 0)
            return;
        var import = await CohortImport.BeginAsync(owner, officer.AuthorityId, year, strict: false, officer.Id, clock, _ => { }, ct);
        foreach (var name in (string[])[ReturnFilesOut.Header, ReturnFilesOut.Oc3])
        {
            using var file = new MemoryStream();
            await ReturnFilesOut.WriteAsync(name, rows, file, ct);
            file.Position = 0;
            await import.AddAsync(name, file, ct);
        }
        await import.FinishAsync(ct);
        // The next authority's import makes its own.
        await owner.RunAsync("discard temp", ct);
    }
}
