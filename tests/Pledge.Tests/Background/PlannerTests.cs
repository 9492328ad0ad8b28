using Pledge.Domain;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Background;

/// <summary>What the planner does beside finding what is due: takes back, puts together, lets it rise, says what it missed.</summary>
public sealed class PlannerTests : IClassFixture<MailSite>
{
    private static readonly DateTimeOffset MondayMorning = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    private readonly MailSite _site;

    public PlannerTests(MailSite site)
    {
        _site = site;
        if (site.Clock.GetUtcNow() < MondayMorning)
            site.Clock.SetUtcNow(MondayMorning);
    }

    private DateOnly Today => _site.Clock.Today();

    [Fact]
    public async Task An_authority_that_cannot_be_planned_keeps_no_other_waiting()
    {
        var (broken, well) = (await _site.Arrange.AdviserAsync(), await _site.Arrange.AdviserAsync());
        foreach (var worker in new[] { broken, well })
            await _site.Arrange.ContactAsync(worker, await TheirsAsync(worker), Today.AddDays(-50));
        await _site.ExecuteAsync(
            $"""
            create function pledge.break_one() returns trigger language plpgsql as $$ begin raise exception 'broken'; end $$;
            create trigger break_one before insert on pledge.message for each row when (new.authority_id = '{broken.Authority}') execute function pledge.break_one()
            """);
        try
        {
            await Assert.ThrowsAsync<AggregateException>(_site.PlanAsync);
            Assert.Equal(["contact-due queued"], await LedgerAsync(well));
            Assert.Empty(await LedgerAsync(broken));
        }
        finally
        {
            await _site.ExecuteAsync("drop function pledge.break_one() cascade");
        }
        await _site.PlanAsync();
        Assert.Equal(["contact-due queued"], await LedgerAsync(broken));
    }

    [Fact]
    public async Task What_was_done_meanwhile_is_taken_back_and_comes_again_when_it_was_not()
    {
        var worker = await _site.Arrange.AdviserAsync();
        var person = await TheirsAsync(worker);
        await _site.Arrange.ContactAsync(worker, person, Today.AddDays(-50));
        await _site.PlanAsync();
        Assert.Equal(["contact-due queued"], await LedgerAsync(worker));

        var contact = await _site.Arrange.ContactAsync(worker, person, Today);
        await _site.PlanAsync();
        Assert.Equal(["contact-due dropped no-longer-due"], await LedgerAsync(worker));

        await _site.ExecuteAsync("delete from pledge.contact where id = $1", contact);
        await _site.PlanAsync();
        Assert.Equal(["contact-due queued"], await LedgerAsync(worker));
    }

    [Fact]
    public async Task Several_of_one_day_go_in_one_message_that_says_each_thing_once()
    {
        var worker = await _site.Arrange.AdviserAsync("Zebedee Worrall");
        var people = new[] { await TheirsAsync(worker, "Ottoline"), await TheirsAsync(worker, "Percival"), await TheirsAsync(worker, "Quentin") };
        foreach (var person in people)
            await _site.Arrange.ContactAsync(worker, person, Today.AddDays(-50));
        await _site.Arrange.ActionAsync(people[0], "Ring the bank", Today.AddDays(2), worker);

        await _site.PlanAsync();
        Assert.Equal(["action-due bundled", "contact-due bundled", "contact-due bundled", "contact-due bundled", "digest queued"], await LedgerAsync(worker));
        await _site.SendAsync();

        Assert.Equal("digest sent accepted", (await LedgerAsync(worker))[^1]);
        var mail = Assert.Single(Mails(worker));
        var said = string.Join(' ', mail.TextBody!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("A contact with someone you support is due in the next 7 days. There are 3 like this. See all 3 https://pledge.council.test/caseload ", said, StringComparison.Ordinal);
        Assert.Contains($"Something you said you would do for someone you support is due in the next 7 days. See what it is https://pledge.council.test/young-people/{people[0].YoungPerson}/plan ", said, StringComparison.Ordinal);
        foreach (var secret in new[] { "Ottoline", "Percival", "Quentin", "Worrall", "bank" })
            Assert.DoesNotContain(secret, mail.Subject + mail.TextBody + mail.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_of_a_day_whose_first_waits_for_the_next_after_a_failure_is_a_message_of_its_own()
    {
        var worker = await _site.Arrange.AdviserAsync();
        async Task TwoMoreAsync()
        {
            foreach (var name in new[] { "Ash", "Bo" })
                await _site.Arrange.ContactAsync(worker, await TheirsAsync(worker, name), Today.AddDays(-50));
            await _site.PlanAsync();
        }
        await TwoMoreAsync();
        // As a sender does at its seventh try in the evening.
        await _site.ExecuteAsync("update pledge.message set not_before = not_before + interval '1 day', attempts = 7, outcome = 'smtp-451' where account_id = $1 and rule = 'digest'", worker.Account);

        await TwoMoreAsync();

        Assert.Equal(["contact-due bundled", "contact-due bundled", "contact-due bundled", "contact-due bundled", "digest queued", "digest queued smtp-451"], await LedgerAsync(worker));
        Assert.Equal([$"{Today:yyyy-MM-dd}:0", $"{Today:yyyy-MM-dd}:1"], await _site.SqlAsync<string[]>("select array_agg(occurrence order by occurrence) from pledge.message where account_id = $1 and rule = 'digest'", worker.Account));
    }

    [Fact]
    public async Task A_digest_of_which_nothing_is_left_is_not_sent()
    {
        var worker = await _site.Arrange.AdviserAsync();
        var people = new[] { await TheirsAsync(worker), await TheirsAsync(worker, "Bo") };
        foreach (var person in people)
            await _site.Arrange.ContactAsync(worker, person, Today.AddDays(-50));
        await _site.PlanAsync();
        foreach (var person in people)
            await _site.Arrange.ContactAsync(worker, person, Today);

        await _site.PlanAsync();
        await _site.SendAsync();

        Assert.Equal(["contact-due dropped no-longer-due", "contact-due dropped no-longer-due", "digest dropped no-longer-due"], await LedgerAsync(worker));
        Assert.Empty(Mails(worker));
    }

    [Theory]
    [InlineData(14, 1, 0)] // 13 days late: the worker was told
    [InlineData(70, 1, 0)] // 14 days late: and the team's manager
    [InlineData(84, 0, 1)] // 28 days late: and whoever manages the service
    public async Task What_is_not_done_rises_step_by_step(int daysSinceContact, int team, int service)
    {
        var worker = await _site.Arrange.AdviserAsync();
        var manager = await _site.Arrange.ManagerOfAsync(_site, worker);
        var head = await _site.Arrange.StaffAsync(worker.Authority, Roles.Manager, name: "Head Manager");
        await _site.Arrange.ContactAsync(worker, await TheirsAsync(worker), Today.AddDays(-daysSinceContact));

        await _site.PlanAsync();

        Assert.Equal(daysSinceContact < 50 ? 0 : team, (await LedgerAsync(manager)).Count(row => row.StartsWith("contact-due", StringComparison.Ordinal)));
        Assert.Equal(service, (await LedgerAsync(head)).Count(row => row.StartsWith("contact-due", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Whoever_stands_in_hears_instead_of_the_worker_and_nobody_is_forgotten_when_the_worker_has_gone()
    {
        var worker = await _site.Arrange.AdviserAsync();
        var manager = await _site.Arrange.ManagerOfAsync(_site, worker);
        var cover = await _site.Arrange.ColleagueAsync(worker);
        var (covered, left) = (await TheirsAsync(worker), await TheirsAsync(cover, "Bo"));
        await _site.Arrange.CoverAsync(worker, cover, covered, Today.AddDays(-1), Today.AddDays(5));
        await _site.Arrange.ContactAsync(worker, covered, Today.AddDays(-50));
        await _site.PlanAsync();
        Assert.Equal(["contact-due queued"], await LedgerAsync(cover));
        Assert.Empty(await LedgerAsync(worker));

        await _site.Arrange.AssignAsync(worker, await _site.Arrange.YoungPersonAsync(worker.Authority), Today.AddDays(-100));
        await _site.Arrange.ContactAsync(cover, left, Today.AddDays(-50));
        await _site.ExecuteAsync("update pledge.assignment set period_to = $2 where young_person_id = $1", left.YoungPerson, Today);
        await _site.Arrange.AssignAsync(worker, left, Today);
        await _site.ExecuteAsync("update identity.account set closed_at = now() where id = $1", worker.Account);
        await _site.PlanAsync();
        Assert.Contains("contact-due queued", await LedgerAsync(manager));
    }

    [Fact]
    public async Task After_a_hand_over_the_new_worker_hears_of_what_the_old_one_was_to_do()
    {
        var old = await _site.Arrange.AdviserAsync("Zebedee Worrall");
        var now = await _site.Arrange.ColleagueAsync(old, "Kim Other");
        var person = await TheirsAsync(old);
        await _site.Arrange.ContactAsync(old, person, Today);
        await _site.Arrange.ActionAsync(person, "Book the driving licence", Today.AddDays(5), old);
        await _site.ExecuteAsync("update pledge.assignment set period_to = $2 where young_person_id = $1", person.YoungPerson, Today);
        await _site.Arrange.AssignAsync(now, person, Today);

        var coming = (await (await _site.SignInAsync(now.Account)).PageAsync("/reminders/work")).QuerySelector("main").Reads();
        await _site.PlanAsync();

        Assert.Contains("Action in the plan: Book the driving licence", coming, StringComparison.Ordinal);
        Assert.Equal(["action-due queued"], await LedgerAsync(now));
        Assert.Empty(await LedgerAsync(old));
        Assert.Contains("Kim Other hears on", (await (await _site.SignInAsync(now.Account)).PageAsync($"/young-people/{person.YoungPerson}/reminders")).QuerySelector("main").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_waits_for_the_hours_somebody_chose_and_for_a_working_day()
    {
        var worker = await _site.Arrange.AdviserAsync();
        var person = await TheirsAsync(worker);
        await _site.Arrange.ContactAsync(worker, person, Today.AddDays(-50));
        await _site.Arrange.ActionAsync(person, "Call the college", Today.AddDays(2));
        await _site.Arrange.ReminderSettingAsync(worker, opens: "14:00", closes: "18:00");
        await _site.Arrange.ReminderSettingAsync(person, opens: "08:00", closes: "10:00");

        await _site.PlanAsync();

        Assert.Equal(new DateTimeOffset(2026, 11, 23, 14, 0, 0, TimeSpan.Zero), await NotBeforeAsync(worker, "contact-due"));
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero), await NotBeforeAsync(person, "action-due"));
    }

    [Fact]
    public async Task Kinds_that_are_off_a_pause_and_the_night_hold_back_what_waits_already()
    {
        var worker = await _site.Arrange.AdviserAsync();
        var (off, paused, late) = (await TheirsAsync(worker), await TheirsAsync(worker, "Bo"), await TheirsAsync(worker, "Cy"));
        await _site.Arrange.ReminderSettingAsync(off, off: "plan");
        await _site.Arrange.ReminderSettingAsync(paused, pausedUntil: Today);
        await _site.Arrange.ReminderSettingAsync(late, opens: "07:00", closes: "09:30");
        var ids = new List<Guid>();
        foreach (var person in new[] { off, paused, late })
            ids.Add(await _site.QueueAsync(person, "plan-review-due", $"{person.YoungPerson}:2026-12-05:before"));

        await _site.SendAsync();

        Assert.Equal(("dropped", "turned-off"), await _site.StateAsync(ids[0]));
        Assert.Equal(("dropped", "paused"), await _site.StateAsync(ids[1]));
        Assert.Equal(("queued", null), await _site.StateAsync(ids[2]));
        Assert.Equal((new DateTimeOffset(2026, 11, 24, 7, 0, 0, TimeSpan.Zero).UtcDateTime, 0), await RowAsync(ids[2]));
    }

    [Fact]
    public async Task After_three_in_a_day_the_next_waits_for_tomorrow()
    {
        var worker = await _site.Arrange.AdviserAsync();
        var person = await TheirsAsync(worker);
        await _site.Arrange.ContactAsync(worker, person, Today);
        for (var number = 0; number < 3; number++)
            await _site.Arrange.MessageAsync(worker with { YoungPerson = person.YoungPerson }, "contact-due", $"{person.YoungPerson}:2026-11-2{number}:late", "sent", _site.Clock.GetUtcNow());
        await _site.ExecuteAsync("update pledge.message set stale_at = not_before + interval '7 days' where account_id = $1", worker.Account);
        await _site.Arrange.ActionAsync(person, "Ring the bank", Today.AddDays(2), worker);

        await _site.PlanAsync();

        Assert.Equal(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero), await NotBeforeAsync(worker, "action-due"));
    }

    [Fact]
    public async Task After_days_without_planning_what_can_still_help_is_sent_and_the_rest_is_on_record()
    {
        var worker = await _site.Arrange.AdviserAsync();
        var (helps, over) = (await TheirsAsync(worker), await TheirsAsync(worker, "Bo"));
        // Two weeks ago both had a while to go; then nobody planned.
        await _site.Arrange.ContactAsync(worker, helps, Today.AddDays(-58));
        await _site.Arrange.ContactAsync(worker, over, Today.AddDays(-71));
        await _site.ExecuteAsync("insert into pledge.reminder_plan (authority_id, planned_on, finished_at) values ($1, $2, now())", worker.Authority, Today.AddDays(-14));

        await _site.PlanAsync();

        var rows = await LedgerAsync(worker);
        Assert.Contains("contact-due queued", rows);
        Assert.Equal(2, rows.Count(row => row == "contact-due dropped missed"));
    }

    [Fact]
    public async Task What_was_sent_under_an_older_table_is_not_sent_again_and_stops_nobody()
    {
        var worker = await _site.Arrange.AdviserAsync();
        await _site.Arrange.ContactAsync(worker, await TheirsAsync(worker), Today.AddDays(-60));
        await _site.PlanAsync();
        await _site.ExecuteAsync("update pledge.message set state = 'sent', settled_at = $2, stale_at = $2 where account_id = $1", worker.Account, _site.Clock.GetUtcNow().AddDays(-1));
        await _site.Arrange.ContactAsync(worker, await TheirsAsync(worker, "Bo"), Today.AddDays(-50));

        await _site.PlanAsync();

        Assert.Equal(1, (await LedgerAsync(worker)).Count(row => row == "contact-due sent"));
        Assert.Equal(1, (await LedgerAsync(worker)).Count(row => row is "contact-due queued" or "contact-due bundled"));
    }

    [Fact]
    public async Task A_week_begins_with_how_the_caseload_stands()
    {
        var worker = await _site.Arrange.AdviserAsync();
        var manager = await _site.Arrange.ManagerOfAsync(_site, worker);
        var head = await _site.Arrange.StaffAsync(worker.Authority, Roles.Manager, name: "Head Manager");
        var other = await _site.Arrange.ColleagueAsync(worker);
        await _site.Arrange.ContactAsync(other, await TheirsAsync(other, "Cy"), Today.AddDays(-100));
        await _site.Arrange.ContactAsync(worker, await TheirsAsync(worker), Today.AddDays(-100));
        await _site.Arrange.ContactAsync(worker, await TheirsAsync(worker, "Bo"), Today.AddDays(-52));

        await _site.PlanAsync();
        await _site.PlanAsync();
        await _site.SendAsync();

        foreach (var (reader, late) in new[] { (worker, 1), (manager, 1), (head, 2) })
            Assert.Contains($"Late now: {late}. Due this week: 1.", Assert.Single(_site.Smtp.Messages, mail => mail.Subject == "Your week in Pledge" && mail.To.Mailboxes.Single().Address == reader.Email).TextBody, StringComparison.Ordinal);
    }

    private IEnumerable<MimeKit.MimeMessage> Mails(Someone to) =>
        _site.Smtp.Messages.Where(mail => mail.Subject != "Your week in Pledge" && mail.To.Mailboxes.Single().Address == to.Email);

    /// <summary>Somebody whose birthday is far off, so that nothing is due but what a test makes due.</summary>
    private Task<Someone> TheirsAsync(Someone worker, string name = "Ash") => _site.Arrange.TheirsAsync(worker, name, born: Today.AddMonths(6 + 2).AddYears(-20));

    /// <summary>Rule, state and outcome of what is planned for somebody, in order; without nudges and the weekly message.</summary>
    private async Task<string[]> LedgerAsync(Someone who) => await _site.SqlAsync<string[]>(
        """
        select coalesce(array_agg(concat_ws(' ', rule, state, outcome) order by concat_ws(' ', rule, state, outcome) collate "C"), '{}')
        from pledge.message where account_id = $1 and rule not in ('pledge-nudge', 'weekly-digest')
        """, who.Account);

    private async Task<DateTimeOffset> NotBeforeAsync(Someone who, string rule) => new(await _site.SqlAsync<DateTime>("select not_before from pledge.message where account_id = $1 and rule = $2", who.Account, rule));

    private async Task<(DateTime NotBefore, int Attempts)> RowAsync(Guid id)
    {
        var row = await _site.RowAsync("select not_before, attempts from pledge.message where id = $1", id);
        return ((DateTime)row[0]!, (int)row[1]!);
    }
}
