using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Reminders;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Addresses;

/// <summary>What became known of an address, or a number.</summary>
/// <param name="Channel">One of <see cref="Domain.Reminders.Channel"/>.</param>
/// <param name="IsStopped">Whether it takes nothing since then; false when somebody said, or showed, that it is right.</param>
/// <param name="Reason">For a stopped one the code of the carrier, such as <c>smtp-550</c>; else <c>signed-in</c>, <c>said-right</c> or <c>changed</c>.</param>
/// <param name="By">Name of the member of staff who said so; null for the program and for the person themselves.</param>
/// <param name="Since">UTC instant.</param>
public sealed record AddressNews(string Channel, bool IsStopped, string Reason, string? By, DateTimeOffset Since)
{
    /// <summary>Last part of the key of the sentence that says it.</summary>
    public string Word => $"{Channel}-{(IsStopped ? "stopped" : Reason == "said-right" && By is null ? "said-right-self" : Reason)}";
}

/// <summary>A young person whom Pledge cannot reach.</summary>
/// <param name="Channel">The way by which nothing reaches them; the one that was found out first, when it is several.</param>
/// <param name="Since">UTC instant since which their address takes nothing.</param>
public sealed record Unreachable(Guid YoungPersonId, string Channel, DateTimeOffset Since)
{
    public DateOnly On => LondonTime.DayOf(Since);
}

/// <summary>An address, or a number, that takes nothing.</summary>
public sealed record StoppedAddress(string Channel, string Address);

/// <summary>An account whose address, or number, takes nothing.</summary>
public sealed record StoppedAccount(Guid Id, string Name, bool IsYoungPerson, string Channel, DateTimeOffset Since);

public static class AddressReads
{
    private const int NewsShown = 20;
    private const int AccountsShown = 100;

    /// <summary>By young person; whoever can be reached is not there.</summary>
    /// <param name="people">Whom to look for.</param>
    /// <returns>One statement.</returns>
    public static async Task<IReadOnlyDictionary<Guid, Unreachable>> ListUnreachableAsync(this PledgeDb db, Guid[] people, CancellationToken ct) =>
        (await db.Database.SqlQuery<Unreachable>(
            $"""
            select distinct on (s.young_person_id) s.young_person_id, s.channel, s.since
            from (select distinct on (n.young_person_id, n.channel) n.young_person_id, n.channel, n.is_stopped, n.since from pledge.address_standing n
                  where n.young_person_id = any ({people}) order by n.young_person_id, n.channel, n.number desc) s
            where s.is_stopped order by s.young_person_id, s.since
            """).ToListAsync(ct)).ToDictionary(person => person.YoungPersonId);

    /// <summary>Where nothing reaches them; empty for whoever does not look after the young person.</summary>
    public static Task<List<StoppedAddress>> ListStoppedAddressesAsync(this PledgeDb db, YoungPersonId youngPerson, CancellationToken ct) => db.Database.SqlQuery<StoppedAddress>(
        $"""
        select c.channel, s.address from unnest({Channels}) c (channel) cross join lateral (select pledge.stopped_address_of({youngPerson.Value}, c.channel) as address) s
        where s.address is not null order by c.channel
        """).ToListAsync(ct);

    private static readonly string[] Channels = [Channel.Email, Channel.Text];

    /// <summary>Newest first.</summary>
    public static Task<List<AddressNews>> ListAddressNewsAsync(this PledgeDb db, YoungPersonId youngPerson, CancellationToken ct) => db.Database.SqlQuery<AddressNews>(
        $"""
        select n.channel, n.is_stopped, n.reason, m.display_name as by, n.since from pledge.address_standing n left join pledge.staff_member m on m.id = n.said_by
        where n.young_person_id = {youngPerson.Value} order by n.number desc limit {NewsShown}
        """).ToListAsync(ct);

    /// <summary>Open accounts of the authority whose e-mail address or number takes nothing, the longest first; for an administrator.</summary>
    public static Task<List<StoppedAccount>> ListStoppedAccountsAsync(this PledgeDb db, CancellationToken ct) => db.Database.SqlQuery<StoppedAccount>(
        $"""
        select a.id, a.display_name as name, a.role = 'young-person' as is_young_person, s.channel, s.since
        from (select distinct on (n.account_id, n.channel) n.account_id, n.channel, n.is_stopped, n.since from pledge.address_standing n order by n.account_id, n.channel, n.number desc) s
        join identity.account a on a.id = s.account_id and a.closed_at is null
        where s.is_stopped order by s.since, a.id, s.channel limit {AccountsShown}
        """).ToListAsync(ct);
}
