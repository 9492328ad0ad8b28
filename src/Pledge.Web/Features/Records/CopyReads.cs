using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Records;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Records;

/// <summary>A copy of the record as its page shows it, without the file.</summary>
/// <param name="Progress">Percent.</param>
/// <param name="Bytes">Size of the file, once it is ready.</param>
public sealed record CopyLine(RecordDownloadId Id, DownloadState State, int Progress, DateTimeOffset? ExpiresAt, int? Bytes);

public static class CopyReads
{
    /// <summary>The latest that was asked for, or null.</summary>
    /// <returns>One statement.</returns>
    public static Task<CopyLine?> FindCopyAsync(this PledgeDb db, YoungPersonId youngPerson, CancellationToken ct) =>
        db.RecordDownloads.AsNoTracking().Where(row => row.YoungPersonId == youngPerson).OrderByDescending(row => row.AskedAt)
            .Select(row => new CopyLine(row.Id, row.State, row.Progress, row.ExpiresAt, row.Bytes)).FirstOrDefaultAsync(ct);
}
