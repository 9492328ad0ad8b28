using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Records;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Records.Copies;

namespace Pledge.Web.Features.Records;

[Authorize(Policy = Policies.OwnPledge)]
public sealed class DownloadFileModel(PledgeDb db, IDataProtectionProvider keys, TimeProvider clock) : PageModel
{
    public async Task<IActionResult> OnGetAsync(RecordDownloadId id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await db.RecordDownloads.SingleOrDefaultAsync(row => row.Id == id, ct) is not { } download || download.Take(now) is not null)
            return LocalRedirect("/record/download");
        try
        {
            var file = MakeDownloads.Seal(keys, id).Unprotect(download.Content!);
            await db.SaveChangesAsync(ct);
            await db.LookedAsync(User, User.YoungPersonId(), "record-download", now, ct);
            return File(file, "application/zip", $"my-record-{LondonTime.DayOf(download.ReadyAt!.Value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.zip");
        }
        catch (CryptographicException)
        {
            // Its key is gone, as after a restored database: they make another.
            return LocalRedirect("/record/download");
        }
    }
}
