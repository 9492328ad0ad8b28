using Hangfire;
using Microsoft.EntityFrameworkCore;
using Pledge.Web.Data;
using Pledge.Web.Features.Documents.Stores;

namespace Pledge.Web.Features.Documents;

/// <summary>Deletes files of the folder that no document is kept in: their program stopped, or their form was refused, after the file was written. Repeating it is safe.</summary>
public sealed class SweepDocuments(PledgeDb db, FolderStore folder, TimeProvider clock, ILogger<SweepDocuments> log)
{
    public const string Name = "sweep-documents";

    // Far longer than a form takes to be saved.
    private static readonly TimeSpan Age = TimeSpan.FromDays(1);

    // Once a night is too seldom to wait for the next.
    [AutomaticRetry(Attempts = 3, DelaysInSeconds = new[] { 60, 600, 3600 })]
    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var keys in folder.KeysBefore(clock.GetUtcNow() - Age))
        {
            await using var transaction = await RowScope.Job(Name, null).EnterAsync(db, Domain.LondonTime.Today(clock), ct);
            var unknown = await db.Database.SqlQuery<string>($"""select pledge.document_keys_unknown({keys}) as "Value" """).ToListAsync(ct);
            unknown.ForEach(folder.Delete);
            if (unknown.Count > 0)
                log.LogInformation("{Count} files without a document deleted", unknown.Count);
        }
    }
}
