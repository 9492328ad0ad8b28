using Pledge.Domain;
using Pledge.Domain.Clocks;
using Pledge.Domain.People;
using Pledge.Domain.Reminders;
using Pledge.Tests.Support;
using Pledge.Web.Data;

namespace Pledge.Tests.Background;

public sealed class PlanRemindersTests : IClassFixture<MailSite>
{
    private readonly MailSite _site;

    public PlanRemindersTests(MailSite site)
    {
        _site = site;
        site.Clock.SetUtcNow(new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero)); // a Monday: workers hear on working days
    }

    private DateOnly Today => _site.Clock.Today();

    [Theory]
    [InlineData(48, 0)] // due in 8 days
    [InlineData(49, 1)] // due in 7 days
    [InlineData(56, 1)] // due today
    [InlineData(57, 1)] // one day late
    [InlineData(69, 1)]
    [InlineData(70, 0)] // two weeks late: from here on it is their manager who hears
    public async Task A_worker_hears_of_a_contact_a_week_before_it_is_due_and_when_it_is_late(int daysSinceContact, int messages)
    {
        var worker = await _site.Arrange.AdviserAsync();
        await _site.Arrange.ContactAsync(worker, await _site.Arrange.TheirsAsync(worker), Today.AddDays(-daysSinceContact));

        await _site.PlanAsync();

        Assert.Equal(messages, await CountAsync(worker));
    }

    [Fact]
    public async Task An_attempt_does_not_stop_the_clock_and_a_contact_made_does()
    {
        var worker = await _site.Arrange.AdviserAsync();
        var (tried, reached) = (await _site.Arrange.TheirsAsync(worker), await _site.Arrange.TheirsAsync(worker));
        foreach (var person in new[] { tried, reached })
            await _site.Arrange.ContactAsync(worker, person, Today.AddDays(-57));
        await _site.Arrange.ContactAsync(worker, tried, Today, "attempted");
        await _site.Arrange.ContactAsync(worker, reached, Today);

        await _site.PlanAsync();

        Assert.Equal(1, await CountAsync(worker));
        Assert.Equal(tried.YoungPerson, await _site.SqlAsync<Guid>("select young_person_id from pledge.message where account_id = $1 and rule = 'contact-due'", worker.Account));
    }

    [Fact]
    public async Task The_authoritys_own_interval_counts()
    {
        var worker = await _site.Arrange.AdviserAsync();
        await _site.Arrange.ContactAsync(worker, await _site.Arrange.TheirsAsync(worker), Today.AddDays(-22));
        await _site.ExecuteAsync("insert into pledge.clock_setting (authority_id, rule, band, days, months) values ($1, 'contact-due', 'former-relevant-under21', 28, 0)", worker.Authority);

        await _site.PlanAsync();

        Assert.Equal(1, await CountAsync(worker));
    }

    [Fact]
    public async Task A_plan_review_is_told_to_both()
    {
        var worker = await _site.Arrange.AdviserAsync();
        var youngPerson = await _site.Arrange.TheirsAsync(worker);
        await _site.Arrange.ContactAsync(worker, youngPerson, Today);
        await _site.Arrange.PlanAsync(youngPerson, Today.AddMonths(-6).AddDays(10));

        await _site.PlanAsync();

        Assert.Equal(1, await CountAsync(worker, "plan-review-due"));
        Assert.Equal(1, await CountAsync(youngPerson, "plan-review-due"));
    }

    [Fact]
    public async Task Planning_again_and_on_several_machines_at_once_changes_nothing()
    {
        var worker = await _site.Arrange.AdviserAsync();
        for (var i = 0; i < 30; i++)
            await _site.Arrange.ContactAsync(worker, await _site.Arrange.TheirsAsync(worker), Today.AddDays(-50));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _site.PlanAsync()));
        await _site.PlanAsync();

        Assert.Equal(30, await CountAsync(worker));
    }

    /// <summary>The set-based plan against the domain's clocks asked person by person, over many people with histories of every kind.</summary>
    [Fact]
    public async Task It_agrees_with_the_domain_for_everybody()
    {
        var random = new Random(903);
        var worker = await _site.Arrange.AdviserAsync();
        await _site.ExecuteAsync("insert into pledge.clock_setting (authority_id, rule, band, days, months) values ($1, 'plan-review-due', 'former-relevant-from21', 0, 4)", worker.Authority);
        var settings = new[] { ClockSetting.Create(new(worker.Authority), ClockRule.PlanReviewDue, ClockBand.FormerRelevantFrom21, ClockInterval.OfMonths(4)).Value! };
        var expected = new List<string>();
        for (var i = 0; i < 150; i++)
        {
            var born = Today.AddDays(-random.Next(16 * 366, 25 * 366));
            var status = random.GetItems([LegalStatus.Eligible, LegalStatus.Relevant, LegalStatus.FormerRelevant, LegalStatus.Qualifying, LegalStatus.None], 1)[0];
            var person = await _site.Arrange.YoungPersonAsync(worker.Authority, born: born);
            await _site.Arrange.StatusAsync(person, Kebab.Of(status), Today.AddDays(-400));
            var assigned = Today.AddDays(-random.Next(1, 400));
            await _site.Arrange.AssignAsync(worker, person, assigned);
            var home = random.GetItems(["C", "K", "0"], 1)[0];
            await _site.Arrange.FactAsync(person, "home", home, Today.AddDays(-30));
            bool? provided = random.Next(3) switch { 0 => true, 1 => false, _ => null };
            await _site.ExecuteAsync("update pledge.fact set council_provided = $2 where young_person_id = $1", person.YoungPerson!.Value, (object?)provided ?? DBNull.Value);
            DateOnly? made = random.Next(4) == 0 ? null : Today.AddDays(-random.Next(0, 400));
            if (made is { } on)
                await _site.Arrange.ContactAsync(worker, person, on);
            DateOnly? plan = random.Next(4) == 0 ? null : Today.AddDays(-random.Next(0, 220));
            if (plan is { } from)
                await _site.Arrange.PlanAsync(person, from);

            DateOnly? visited = random.Next(3) == 0 ? Today.AddDays(-random.Next(0, 60)) : null;
            if (visited is { } there)
            {
                await _site.Arrange.ContactAsync(worker, person, there, channel: "face-to-face");
                made = made > there ? made : there;
            }
            var pauses = new List<ClockPause>();
            if (random.Next(5) == 0)
            {
                var rule = random.GetItems([ClockRule.ContactDue, ClockRule.PlanReviewDue, ClockRule.VisitDue], 1)[0];
                var pause = ClockPause.Create(new(worker.Authority), new(person.YoungPerson!.Value), rule, Today.AddDays(random.Next(1, 20)), "Away", _site.Clock.GetUtcNow(), new(worker.Account)).Value!;
                pauses.Add(pause);
                await _site.ExecuteAsync(
                    "insert into pledge.clock_pause (id, authority_id, young_person_id, rule, paused_from, paused_until, reason, paused_at, paused_by) values ($1, $2, $3, $4, $5, $6, 'Away', $7, $8)",
                    pause.Id.Value, worker.Authority, person.YoungPerson!.Value, Kebab.Of(rule), pause.From, pause.Until, pause.PausedAt, worker.Account);
            }

            DateOnly? asked = random.Next(5) == 0 ? Today.AddDays(-random.Next(0, 60)) : null;
            if (asked is { } wished)
                await _site.ExecuteAsync("insert into pledge.review_request (id, authority_id, young_person_id, asked_on, asked_at, asked_by) values ($1, $2, $3, $4, $5, $6)",
                    Guid.CreateVersion7(), person.Authority, person.YoungPerson, wished, new DateTimeOffset(wished.ToDateTime(new TimeOnly(9, 0)), TimeSpan.Zero), person.Account);

            var facts = new ClockFacts(born, status, assigned, home, made, plan, null, asked)
            {
                MovedInOn = Today.AddDays(-30),
                CouncilProvided = provided,
                LastVisitOn = visited,
                EligibleSince = status is LegalStatus.Eligible ? Today.AddDays(-400) : null,
                Pauses = pauses,
            };
            foreach (var rule in ReminderRule.All.Where(rule => rule.Clock is not null && status is not LegalStatus.None))
            {
                // Nobody manages this worker, and what cannot come in time is not planned.
                if (rule.CallsFor(facts.Read(rule.Clock!.Value, Today, settings), new(person.YoungPerson!.Value), Today) is { Moment.Tells: ReminderStep.First } call
                    && QuietHours.Usual.FirstMoment(_site.Clock.GetUtcNow(), rule.WorkingDaysOnly) < LondonTime.At(call.StaleOn, TimeOnly.MinValue))
                    expected.Add($"{(rule.To is ReminderAudience.Staff ? worker.Account : person.Account)} {rule.Key} {call.Occurrence}");
            }
        }

        await _site.PlanAsync();

        Assert.True(expected.Count > 20, $"only {expected.Count} messages to compare");
        var planned = await _site.SqlAsync<string[]>("select array_agg(account_id || ' ' || rule || ' ' || occurrence) from pledge.message where authority_id = $1 and rule = any ($2)", worker.Authority,
            ReminderRule.All.Where(rule => rule.Clock is not null).Select(rule => rule.Key).ToArray());
        Assert.Equal(expected.Order(StringComparer.Ordinal), planned.Order(StringComparer.Ordinal));
    }

    private async Task<int> CountAsync(Someone to, string rule = "contact-due") => (int)await _site.SqlAsync<long>("select count(*) from pledge.message where account_id = $1 and rule = $2", to.Account, rule);
}
