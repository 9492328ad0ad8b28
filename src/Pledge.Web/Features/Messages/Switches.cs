using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Reminders;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Messages;

/// <summary>The switch of a channel as it stands.</summary>
/// <param name="Channel"><c>all</c>, <c>email</c> or <c>text</c>.</param>
/// <param name="ForEverybody">True when the operator set it, for the whole installation.</param>
/// <param name="By">Name of the administrator who set it; null for the operator.</param>
public sealed record ChannelSwitch(string Channel, bool ForEverybody, bool IsOff, string Reason, DateTimeOffset SetAt, string? By);

/// <summary>Stops messages and lets them go again. Senders ask before each claim and once more before each hand-over.</summary>
public static class Switches
{
    /// <summary>What an administrator can stop.</summary>
    public static readonly IReadOnlyList<string> Channels = ["all", Channel.Email, Channel.Text];

    /// <summary>The switches that were ever set, the operator's first.</summary>
    public static Task<List<ChannelSwitch>> ListSwitchesAsync(this PledgeDb db, CancellationToken ct) => db.Database.SqlQuery<ChannelSwitch>(
        $"""
        select s.channel, s.authority_id is null as for_everybody, s.is_off, s.reason, s.set_at, a.display_name as by
        from (select distinct on (authority_id, channel) * from pledge.channel_switch order by authority_id, channel, set_at desc, id desc) s
        left join identity.account a on a.id = s.set_by
        order by s.authority_id is not null, s.channel
        """).ToListAsync(ct);

    /// <summary>Sets the switch of the caller's authority.</summary>
    public static Task SetSwitchAsync(this PledgeDb db, AuthorityId authority, string channel, bool off, string reason, AccountId by, DateTimeOffset now, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into pledge.channel_switch (id, authority_id, channel, is_off, reason, set_at, set_by)
            values ({Guid.CreateVersion7()}, {authority.Value}, {channel}, {off}, {reason}, {now.ToUniversalTime()}, {by.Value})
            """, ct);
}
