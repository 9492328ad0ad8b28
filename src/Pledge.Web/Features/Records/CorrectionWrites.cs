using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Records;
using Pledge.Domain.Reminders;
using Pledge.Web.Background;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Records;

/// <summary>Who is told about a request to put something right.</summary>
public static class CorrectionWrites
{
    /// <summary>Tells today's worker; nobody when there is none, and the list of the team shows it all the same.</summary>
    public static async Task TellWorkerOfCorrectionAsync(this PledgeDb db, CorrectionRequest request, DateTimeOffset now, CancellationToken ct)
    {
        var today = LondonTime.DayOf(now);
        var worker = await db.Assignments.Where(a => a.YoungPersonId == request.YoungPersonId && a.PeriodFrom <= today && (a.PeriodTo == null || a.PeriodTo > today))
            .Select(a => (AccountId?)a.StaffMemberId).FirstOrDefaultAsync(ct);
        if (worker is not { } to)
            return;
        var sendAt = QuietHours.Usual.FirstMoment(now);
        await db.QueueAsync(new(request.AuthorityId, to, request.YoungPersonId, ReminderRule.CorrectionAsked.Key, request.Id.ToString(), now, sendAt.AddDays(ReminderRule.CorrectionAsked.StaleAfterDays)), now, ct);
    }
}
