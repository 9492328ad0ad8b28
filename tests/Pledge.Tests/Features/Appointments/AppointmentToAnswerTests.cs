using Pledge.Domain;
using Pledge.Tests.Background;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Appointments;

/// <summary>Whoever has to say yes to an appointment is reminded of it once.</summary>
public sealed class AppointmentToAnswerTests : IClassFixture<MailSite>
{
    private readonly MailSite _site;

    /// <summary>Each begins on a Monday.</summary>
    public AppointmentToAnswerTests(MailSite site)
    {
        _site = site;
        At(Today.AddDays(8 - (int)Today.DayOfWeek));
    }

    private DateOnly Today => _site.Clock.Today();

    [Fact]
    public async Task The_other_side_is_reminded_once_two_days_after_the_time_was_named()
    {
        var (worker, young) = await PairAsync();
        var id = await _site.Arrange.AppointmentAsync(young, LondonTime.At(Today.AddDays(30), new(15, 0)), proposedBy: "young-person", changedAt: _site.Clock.GetUtcNow());

        await PlanOnAsync(Today.AddDays(1));
        Assert.Empty(await LedgerAsync(worker));
        await PlanOnAsync(Today.AddDays(1));
        Assert.Equal(["queued"], await LedgerAsync(worker));
        await _site.SendAsync();
        await PlanOnAsync(Today.AddDays(1));
        Assert.Equal(["sent"], await LedgerAsync(worker));
        Assert.Empty(await LedgerAsync(young));

        await _site.ExecuteAsync("update pledge.appointment set proposed_by = 'worker', starts_at = starts_at + interval '1 day', changed_at = $2 where id = $1", id, _site.Clock.GetUtcNow());
        await PlanOnAsync(Today.AddDays(1));
        Assert.Empty(await LedgerAsync(young));
        await PlanOnAsync(Today.AddDays(1));
        Assert.Equal(["queued"], await LedgerAsync(young));
        Assert.Equal(["sent"], await LedgerAsync(worker));
    }

    [Fact]
    public async Task Nobody_is_reminded_of_an_appointment_that_has_begun()
    {
        var (_, young) = await PairAsync();
        var (_, other) = await PairAsync();
        var named = _site.Clock.GetUtcNow().AddDays(-2);
        await _site.Arrange.AppointmentAsync(young, LondonTime.At(Today, new(15, 0)), changedAt: named);
        await _site.Arrange.AppointmentAsync(other, LondonTime.At(Today, new(9, 30)), changedAt: named);

        await _site.PlanAsync();

        Assert.Equal(["queued"], await LedgerAsync(young));
        Assert.Equal(LondonTime.At(Today, new(15, 0)).UtcDateTime, await _site.SqlAsync<DateTime>("select stale_at from pledge.message where account_id = $1 and rule = 'appointment-to-answer'", young.Account));
        Assert.Empty(await LedgerAsync(other));
    }

    [Fact]
    public async Task A_young_person_can_turn_it_off()
    {
        var (_, young) = await PairAsync();
        await _site.Arrange.ReminderSettingAsync(young, discreet: false, off: "appointments");
        await _site.Arrange.AppointmentAsync(young, LondonTime.At(Today.AddDays(30), new(15, 0)), changedAt: _site.Clock.GetUtcNow().AddDays(-2));

        await _site.PlanAsync();
        await _site.SendAsync();

        // On some Mondays they hear of something else.
        var address = await _site.SqlAsync<string>("select email from identity.account where id = $1", young.Account);
        Assert.DoesNotContain(_site.Smtp.Messages, mail => mail.To.Mailboxes.Single().Address == address && mail.TextBody!.Contains("/appointments", StringComparison.Ordinal));
    }

    private void At(DateOnly day) => _site.Clock.SetUtcNow(LondonTime.At(day, new(10, 0)));

    private Task PlanOnAsync(DateOnly day)
    {
        At(day);
        return _site.PlanAsync();
    }

    private async Task<(Someone Worker, Someone Young)> PairAsync()
    {
        var worker = await _site.Arrange.AdviserAsync();
        return (worker, await _site.Arrange.TheirsAsync(worker));
    }

    /// <summary>What became of each such reminder; one in a digest is as far as the digest.</summary>
    private async Task<string[]> LedgerAsync(Someone who) => await _site.SqlAsync<string[]>(
        """
        select coalesce(array_agg(coalesce(d.state, m.state) order by m.decided_at), '{}')
        from pledge.message m left join pledge.message d on d.id = m.digest_id where m.account_id = $1 and m.rule = 'appointment-to-answer'
        """, who.Account);
}
