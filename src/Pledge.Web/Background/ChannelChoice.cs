using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Web.Data;

namespace Pledge.Web.Background;

/// <summary>Whether somebody wants messages of a channel at all. Only added to: the newest counts, and none means yes.</summary>
public static class ChannelChoice
{
    /// <param name="channel">One of <see cref="Domain.Reminders.Channel"/>.</param>
    public static Task ChooseChannelAsync(this PledgeDb db, AuthorityId authority, AccountId account, string channel, bool wanted, DateTimeOffset now, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into pledge.reminder_choice (id, authority_id, account_id, channel, wanted, chosen_at)
            values ({Guid.CreateVersion7()}, {authority.Value}, {account.Value}, {channel}, {wanted}, {now.ToUniversalTime()})
            """, ct);
}
