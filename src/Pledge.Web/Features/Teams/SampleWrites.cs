using Pledge.Domain;
using Pledge.Domain.Practice;
using Pledge.Domain.Reminders;
using Pledge.Web.Background;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Teams;

/// <summary>Who is told about a dip sample.</summary>
public static class SampleWrites
{
    /// <param name="rule">Key of the ledger's rule.</param>
    public static Task<bool> TellOfFeedbackAsync(this PledgeDb db, DipSample sample, AccountId to, string rule, DateTimeOffset now, CancellationToken ct)
    {
        var sendAt = QuietHours.Usual.FirstMoment(now);
        return db.QueueAsync(new(sample.AuthorityId, to, null, rule, sample.Id.ToString(), now, sendAt.AddDays(ReminderRule.Find(rule, toYoungPerson: false)!.StaleAfterDays)), now, ct);
    }
}
