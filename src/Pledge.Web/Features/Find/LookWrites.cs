using System.Globalization;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.People;
using Pledge.Domain.Reminders;
using Pledge.Web.Access;
using Pledge.Web.Background;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Find;

/// <summary>Puts a look with a reason on record, leaves its trace, and tells the managers at once.</summary>
public static class LookWrites
{
    public static async Task KeepLookAsync(this PledgeDb db, ClaimsPrincipal user, OutsideLook look, CancellationToken ct)
    {
        db.OutsideLooks.Add(look);
        await db.SaveChangesAsync(ct);
        await db.WroteAsync(user, look.YoungPersonId, "outside-look", look.AskedAt, ct);

        var rule = ReminderRule.OutsideLook;
        var staleAt = LondonTime.At(look.ForDay.AddDays(rule.StaleAfterDays), TimeOnly.MinValue);
        var managers = await db.Database.SqlQuery<Guid>($"select m as \"Value\" from pledge.managers_to_tell({look.YoungPersonId.Value}) m").ToListAsync(ct);
        await db.QueueAllAsync(
            [.. managers.Select(manager => new NewMessage(
                look.AuthorityId, new(manager), look.YoungPersonId, rule.Key, look.Id.Value.ToString("D", CultureInfo.InvariantCulture), look.AskedAt, staleAt))], look.AskedAt, ct);
    }
}
