using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Pledge.Domain;
using Pledge.Domain.Clocks;
using Pledge.Domain.Conversations;
using Pledge.Domain.Organisations;
using Pledge.Domain.Reminders;
using Pledge.Tests.Support;
using Pledge.Web.Background;
using Pledge.Web.Data;
using Pledge.Web.Demonstration;

namespace Pledge.Tests.Background;

/// <summary>A year of a demonstration authority, lived day by day: both clock changes, 29 February, Christmas, and three days on which nobody planned or sent.
/// <c>PLEDGE_YEAR_PEOPLE=750</c> lives it for a whole city instead of a few.</summary>
public sealed class YearTests(MailSite site) : IClassFixture<MailSite>
{
    private static readonly DateOnly First = new(2027, 11, 1), Last = new(2028, 10, 31);
    private static readonly DateOnly OutageFrom = new(2028, 1, 11), OutageUntil = new(2028, 1, 13);
    private static readonly TimeOnly Dawn = new(7, 0), Morning = new(9, 5), Noon = new(13, 0), Evening = new(20, 0), Night = new(23, 30);

    /// <summary>When each clock's reminders begin, told apart from the program's own table: rule, whether the young person gets it, clock, days it lasts after the last moment,
    /// and the moments as name, months and days from the due day.</summary>
    private static readonly (string Rule, bool Young, ClockRule Clock, int Lasts, (string Name, int Months, int Days)[] Moments)[] Table =
    [
        ("contact-due", false, ClockRule.ContactDue, 7, [("before", 0, -7), ("late", 0, 1), ("manager", 0, 14), ("service", 0, 28)]),
        ("first-visit-due", false, ClockRule.FirstVisitDue, 7, [("before", 0, -3), ("late", 0, 1), ("manager", 0, 4), ("service", 0, 8)]),
        ("visit-due", false, ClockRule.VisitDue, 7, [("before", 0, -14), ("late", 0, 1), ("manager", 0, 7), ("service", 0, 14)]),
        ("needs-assessment-due", false, ClockRule.NeedsAssessmentDue, 7, [("before", 0, -28), ("late", 0, 1), ("manager", 0, 7), ("service", 0, 21)]),
        ("early-review-due", false, ClockRule.EarlyReviewDue, 7, [("before", 0, -14), ("late", 0, 1), ("manager", 0, 7), ("service", 0, 14)]),
        ("plan-review-due", false, ClockRule.PlanReviewDue, 7, [("before", 0, -28), ("soon", 0, -7), ("today", 0, 0), ("late", 0, 1), ("manager", 0, 14), ("service", 0, 28)]),
        ("plan-review-due", true, ClockRule.PlanReviewDue, 14, [("before", 0, -14)]),
        ("review-asked-for", false, ClockRule.ReviewAskedFor, 7, [("before", 0, -28), ("late", 0, 1), ("manager", 0, 7), ("service", 0, 21)]),
        ("yearly-offer-due", false, ClockRule.YearlyOfferDue, 7, [("before", 0, -14), ("late", 0, 1), ("manager", 0, 28)]),
        ("return-window-closes", false, ClockRule.ReturnWindowCloses, 15, [("open", -12, 0), ("closing", 0, -14)]),
        ("turns-18", false, ClockRule.Turns18, 28, [("six-months", -6, 0), ("three-months", -3, 0), ("one-month", -1, 0)]),
        ("turns-21", false, ClockRule.Turns21, 28, [("six-months", -6, 0), ("three-months", -3, 0), ("one-month", -1, 0)]),
        ("turns-25", false, ClockRule.Turns25, 28, [("six-months", -6, 0), ("three-months", -3, 0), ("one-month", -1, 0)]),
        ("turns-18", true, ClockRule.Turns18, 28, [("three-months", -3, 0), ("one-month", -1, 0)]),
        ("turns-21", true, ClockRule.Turns21, 28, [("three-months", -3, 0), ("one-month", -1, 0)]),
        ("turns-25", true, ClockRule.Turns25, 28, [("three-months", -3, 0), ("one-month", -1, 0)]),
    ];

    private sealed record Call(string Rule, bool Young, Guid Person, DateOnly Due, string Moment);

    private sealed record Person(Guid Id, Guid Authority, Guid Worker, Guid? Account);

    private readonly Dictionary<Call, DateOnly> _moments = [];
    private readonly List<(Guid Conversation, DateOnly Due, DateOnly? AnsweredOn)> _asked = [];
    private readonly List<(Guid Appointment, DateTimeOffset StartsAt)> _met = [];

    /// <summary>What was called for, found no time to be sent in (a weekend, or three messages that day) before it was over, and is not in the ledger.</summary>
    private readonly HashSet<Call> _noTime = [];

    private readonly List<Person> _people = [];
    private NpgsqlDataSource _owner = null!;

    [Fact]
    public async Task Every_reminder_of_a_year_comes_on_its_day_and_once_and_never_at_night()
    {
        await using var owner = _owner = NpgsqlDataSource.Create(site.Database.Owner);
        await ArrangeAsync();
        HashSet<Call> before = [];
        for (var day = First; day <= Last; day = day.AddDays(1))
        {
            var isOut = day >= OutageFrom && day <= OutageUntil;
            At(day, Dawn);
            HashSet<Call> atDawn = [];
            if (!isOut)
            {
                atDawn = await CalledForAsync(day);
                await site.PlanAsync();
                await site.SendAsync();
                await SendHourlyAsync(day, Morning, Noon);
            }
            At(day, Noon);
            await ActAsync(day);
            if (isOut)
                continue;
            await site.PlanAsync();
            await site.SendAsync();
            before = await CheckDayAsync(day, before, atDawn);
            await SendHourlyAsync(day, Noon, Evening);
            At(day, Night);
            await site.SendAsync();
        }

        await CheckYearAsync();
    }

    private async Task ArrangeAsync()
    {
        var people = int.Parse(Environment.GetEnvironmentVariable("PLEDGE_YEAR_PEOPLE") ?? "40", CultureInfo.InvariantCulture);
        await Demo.LoadAsync(site.Database.Owner, new(DemoOptions.DefaultSeed, First.AddDays(-1), people, 1), _ => { }, CancellationToken.None);
        await foreach (var row in RowsAsync(
            """
            select y.id, y.authority_id, a.staff_member_id, c.id from pledge.young_person y
            join pledge.assignment a on a.young_person_id = y.id and a.period_to is null
            left join identity.account c on c.young_person_id = y.id and c.closed_at is null order by y.id
            """))
            _people.Add(new((Guid)row[0], (Guid)row[1], (Guid)row[2], row[3] as Guid?));
        // Somebody for the last step of what nobody does.
        await site.Arrange.StaffAsync(_people[0].Authority, Roles.Manager);
    }

    /// <summary>Reminders of an appointment come two hours before it, and are of no use after it began; for others it is enough to send every four hours.</summary>
    private async Task SendHourlyAsync(DateOnly day, TimeOnly from, TimeOnly until)
    {
        var hours = await site.SqlAsync<bool>("select exists (select from pledge.appointment where (starts_at at time zone 'Europe/London')::date = $1)", day) ? 1 : 4;
        for (var time = from; time < until; time = time.AddHours(hours))
        {
            At(day, time);
            await site.SendAsync();
        }
    }

    private void At(DateOnly day, TimeOnly time) => site.Clock.SetUtcNow(LondonTime.At(day, time));

    /// <summary>What people do that day: half of them are reached every two months, some write and are answered or not, some meet their worker, plans are reviewed.</summary>
    private async Task ActAsync(DateOnly day)
    {
        var number = day.DayNumber - First.DayNumber;
        Someone Who(Person person) => new(person.Authority, person.Account ?? Guid.Empty, person.Id, "");
        for (var i = 0; i < _people.Count; i += 2)
        {
            if ((number + i) % 50 == 0)
                await site.Arrange.ContactAsync(new(_people[i].Authority, _people[i].Worker, null, ""), Who(_people[i]), day, channel: i % 4 == 0 ? "face-to-face" : "phone");
        }
        if (number % 20 == 3)
            await site.ExecuteAsync(
                """
                insert into pledge.plan_review (id, authority_id, young_person_id, plan_id, reviewed_on, recorded_at, recorded_by)
                select gen_random_uuid(), authority_id, young_person_id, id, $2, $3, $4 from pledge.pathway_plan where young_person_id = $1 and ended_on is null
                """, _people[number / 20 % _people.Count].Id, day, site.Clock.GetUtcNow(), _people[0].Worker);
        if (number % 9 == 4)
            await AskAsync(_people[number % _people.Count], day);
        foreach (var (asked, index) in _asked.Select((asked, index) => (asked, index)).Where(one => one.asked.AnsweredOn is null && one.index % 2 == 0 && day >= one.asked.Due.AddDays(-1)).ToList())
        {
            await site.ExecuteAsync("update pledge.conversation set waiting_since = null where id = $1", asked.Conversation);
            _asked[index] = asked with { AnsweredOn = day };
        }
        // Two of them on the mornings after the clocks changed.
        if (number % 30 == 7 || day.AddDays(3) is { Month: 3, Day: 26 } or { Month: 10, Day: 29 })
        {
            var meets = _people.First(person => person.Account is not null && _people.IndexOf(person) > number / 30);
            var starts = LondonTime.At(day.AddDays(3), Morning.AddHours(2));
            _met.Add((await site.Arrange.AppointmentAsync(Who(meets), starts, "accepted"), starts));
        }
    }

    private async Task AskAsync(Person person, DateOnly day)
    {
        var id = Guid.CreateVersion7();
        await site.ExecuteAsync(
            """
            insert into pledge.conversation (id, authority_id, young_person_id, kind, subject, started_at, started_by, last_message_at, waiting_since)
            values ($1, $2, $3, 'message', 'Can you help me?', $4, $5, $4, $4)
            """, id, person.Authority, person.Id, site.Clock.GetUtcNow(), person.Account ?? Guid.NewGuid());
        _asked.Add((id, Conversation.AnswerDueOn(LondonTime.At(day, Noon)), null));
    }

    /// <summary>What the clocks call for today is in the ledger, and what came into it today is called for today and was not before.</summary>
    /// <returns>What is called for today.</returns>
    private async Task<HashSet<Call>> CheckDayAsync(DateOnly day, HashSet<Call> before, HashSet<Call> atDawn)
    {
        var called = await CalledForAsync(day);
        var ledger = await LedgerAsync();
        Assert.Equal(day, await site.SqlAsync<DateOnly>("select planned_on from pledge.reminder_plan"));

        foreach (var call in called.Where(call => !ledger.ContainsKey(call)))
        {
            var until = UntilOf(call);
            Assert.True(QuietHours.Usual.FirstMoment(LondonTime.At(day.AddDays(1), TimeOnly.MinValue), !call.Young) >= LondonTime.At(until, TimeOnly.MinValue), $"{call} is not in the ledger on {day:ddd yyyy-MM-dd}");
            _noTime.Add(call);
        }
        foreach (var (call, decided) in ledger.Where(row => row.Value == day))
        {
            Assert.True(called.Contains(call) || atDawn.Contains(call), $"{call} came on {decided:yyyy-MM-dd}, when nothing called for it");
            Assert.True(!before.Contains(call) || _noTime.Contains(call), $"{call} came on {decided:yyyy-MM-dd}, a day after it could have come");
            _noTime.Remove(call);
            // On its own day, unless it became known later: on the first day, after the outage, or by something that happened today.
            if (_moments[call] != day && day != First && !(_moments[call] >= OutageFrom && day == OutageUntil.AddDays(1)))
                Assert.DoesNotContain(call, before);
        }
        return called;
    }

    private async Task<HashSet<Call>> CalledForAsync(DateOnly day)
    {
        using var scope = site.Services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<PledgeDb>();
        await using var transaction = await RowScope.Job(PlanReminders.Name, new(_people[0].Authority)).EnterAsync(db, day, CancellationToken.None);
        var (inputs, pauses, settings) = (await db.ReadClockInputsAsync(day, CancellationToken.None), await db.ListPausesAsync(day, CancellationToken.None), await db.ClockSettings.AsNoTracking().ToListAsync());
        var withAccount = _people.Where(person => person.Account is not null).Select(person => person.Id).ToHashSet();
        HashSet<Call> called = [];
        foreach (var input in inputs)
        {
            var facts = input.FactsWith(pauses);
            foreach (var rule in Table.Where(rule => !rule.Young || withAccount.Contains(input.Id)))
            {
                if (facts.Read(rule.Clock, day, settings).DueOn is not { } due)
                    continue;
                for (var i = 0; i < rule.Moments.Length; i++)
                {
                    var from = due.AddMonths(rule.Moments[i].Months).AddDays(rule.Moments[i].Days);
                    var call = new Call(rule.Rule, rule.Young, input.Id, due, rule.Moments[i].Name);
                    if (from <= day && day < UntilOf(call))
                        (_moments[call], _) = (from, called.Add(call));
                }
            }
        }
        return called;
    }

    /// <summary>The day on which it would only confuse: the next moment's, or the last one's and a few more.</summary>
    private static DateOnly UntilOf(Call call)
    {
        var rule = Table.Single(one => one.Rule == call.Rule && one.Young == call.Young);
        var i = Array.FindIndex(rule.Moments, moment => moment.Name == call.Moment);
        DateOnly DayOf(int at) => call.Due.AddMonths(rule.Moments[at].Months).AddDays(rule.Moments[at].Days);
        return i + 1 < rule.Moments.Length ? DayOf(i + 1) : DayOf(i).AddDays(rule.Lasts);
    }

    /// <summary>What the ledger holds of the table's rules and was not too late from the start, with the London day on which it was first decided.</summary>
    private async Task<Dictionary<Call, DateOnly>> LedgerAsync()
    {
        Dictionary<Call, DateOnly> rows = [];
        await foreach (var row in RowsAsync(
            "select m.rule, a.role = 'young-person', m.occurrence, min((m.decided_at at time zone 'Europe/London')::date) from pledge.message m join identity.account a on a.id = m.account_id where m.rule = any ($1) and m.outcome is distinct from 'missed' group by 1, 2, 3",
            (object)Table.Select(rule => rule.Rule).Distinct().ToArray()))
        {
            var parts = ((string)row[2]).Split(':');
            rows[new((string)row[0], (bool)row[1], Guid.Parse(parts[0]), DateOnly.ParseExact(parts[1], "yyyy-MM-dd", CultureInfo.InvariantCulture), parts[2])] = (DateOnly)row[3];
        }
        return rows;
    }

    private async Task CheckYearAsync()
    {
        // None at night, none to a worker on a day off, and none for work at Christmas.
        List<DateTimeOffset> sentToStaff = [];
        await foreach (var row in RowsAsync("select m.settled_at, a.role <> 'young-person', m.rule from pledge.message m join identity.account a on a.id = m.account_id where m.state = 'sent'"))
        {
            var sent = LondonTime.ToLondon(new DateTimeOffset((DateTime)row[0], TimeSpan.Zero));
            Assert.InRange(TimeOnly.FromDateTime(sent.DateTime), new TimeOnly(9, 0), new TimeOnly(20, 0));
            // A worry that nobody has answered rises on days off too.
            if ((bool)row[1] && !((string)row[2]).StartsWith("appointment", StringComparison.Ordinal) && (string)row[2] != "mentor-concern-unread")
                sentToStaff.Add(sent);
        }
        Assert.NotEmpty(sentToStaff);
        Assert.All(sentToStaff, sent => Assert.True(DateOnly.FromDateTime(sent.DateTime).IsWorkingDay(), $"a worker had a mail about work on {sent:ddd yyyy-MM-dd}"));
        foreach (var holiday in new DateOnly[] { new(2027, 12, 27), new(2027, 12, 28), new(2028, 1, 3) })
            Assert.DoesNotContain(sentToStaff, sent => DateOnly.FromDateTime(sent.DateTime) == holiday);

        // None twice: each mail once, and each reminder in one mail.
        var mails = site.Smtp.Messages.GroupBy(mail => mail.MessageId).ToList();
        Assert.All(mails, mail => Assert.Single(mail));
        Assert.Equal(await site.SqlAsync<long>("select count(*) from pledge.message where state = 'sent' and channel = 'email'"), mails.Count);
        var texts = await site.SqlAsync<long>("select count(*) from pledge.message where state = 'sent' and channel = 'text'");
        Assert.InRange(texts, 1, long.MaxValue);
        Assert.Equal(texts, site.Texts.LongCount());
        // Nothing is left hanging.
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.message where state in ('claimed', 'sending', 'failed', 'in-doubt') or (state = 'queued' and stale_at <= $1)", site.Clock.GetUtcNow()));
        // What the outage swallowed says so, and nothing else does.
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.message where outcome = 'missed' and (decided_at at time zone 'Europe/London')::date <> $1", OutageUntil.AddDays(1)));

        // A message that nobody answered is the worker's reminder on its third working day, and its manager's after.
        foreach (var (conversation, due, answered) in _asked.Where(asked => asked.Due < Last && (asked.Due < OutageFrom || asked.Due > OutageUntil)))
        {
            var decided = await DecidedAsync("message-unanswered", $"{conversation}:%:{due:yyyy-MM-dd}:due");
            Assert.Equal(answered is null || answered >= due ? due : null, decided);
        }
        // The day before an appointment and two hours before it, after both clock changes too.
        foreach (var (appointment, starts) in _met.Where(met => LondonTime.DayOf(met.StartsAt) is var on && on < Last && (on < OutageFrom || on > OutageUntil.AddDays(1))))
        {
            var day = LondonTime.DayOf(starts);
            var settled = await site.SqlAsync<DateTime>("select settled_at from pledge.message where rule = 'appointment-soon' and occurrence like $1 and state = 'sent' limit 1", appointment + "%");
            Assert.InRange(starts - new DateTimeOffset(settled, TimeSpan.Zero), TimeSpan.Zero, TimeSpan.FromHours(2));
            Assert.Equal(day.AddDays(-1), await DecidedAsync("appointment-tomorrow", appointment + "%"));
        }
        await TellAsync();
    }

    private async Task<DateOnly?> DecidedAsync(string rule, string occurrence)
    {
        await foreach (var row in RowsAsync("select min((decided_at at time zone 'Europe/London')::date) from pledge.message where rule = $1 and occurrence like $2", rule, occurrence))
            return row[0] as DateOnly?;
        return null;
    }

    /// <summary>How the year ended, rule by rule: each message is in one column.</summary>
    private async Task TellAsync()
    {
        var table = new StringBuilder();
        table.AppendLine(CultureInfo.InvariantCulture, $"{_people.Count} young people, {First:yyyy-MM-dd} to {Last:yyyy-MM-dd}; {_noTime.Count} reminders found no time before they were over");
        var isWhole = true;
        table.AppendLine(CultureInfo.InvariantCulture, $"{"rule",-24}{"decided",9}{"alone",8}{"digest",8}{"over",8}{"off",8}{"missed",8}{"stopped",9}{"other",8}{"waits",8}");
        await foreach (var row in RowsAsync(
            """
            select m.rule, count(*), count(*) filter (where m.state = 'sent'), count(*) filter (where m.state = 'bundled' and d.state = 'sent'), count(*) filter (where m.outcome = 'no-longer-due'),
                   count(*) filter (where m.outcome in ('turned-off', 'paused') or (m.state = 'bundled' and d.outcome in ('turned-off', 'paused'))), count(*) filter (where m.outcome = 'missed'),
                   count(*) filter (where m.state = 'dropped' and m.outcome = 'address-stopped' or (m.state = 'bundled' and d.state = 'dropped' and d.outcome = 'address-stopped')),
                   count(*) filter (where m.state = 'dropped' and m.outcome not in ('no-longer-due', 'turned-off', 'paused', 'missed', 'address-stopped')
                                       or (m.state = 'bundled' and d.state = 'dropped' and d.outcome not in ('turned-off', 'paused', 'address-stopped'))),
                   count(*) filter (where m.state = 'queued' or (m.state = 'bundled' and d.state = 'queued'))
            from pledge.message m left join pledge.message d on d.id = m.digest_id group by m.rule order by m.rule
            """))
        {
            table.AppendLine(CultureInfo.InvariantCulture, $"{row[0],-24}{row[1],9}{row[2],8}{row[3],8}{row[4],8}{row[5],8}{row[6],8}{row[7],9}{row[8],8}{row[9],8}");
            isWhole &= (long)row[1] == row.Skip(2).Sum(count => (long)count) && (long)row[8] == 0;
        }
        TestContext.Current.TestOutputHelper?.WriteLine(table.ToString());
        Assert.True(isWhole, table.ToString());
    }

    private async IAsyncEnumerable<object[]> RowsAsync(string sql, params object[] values)
    {
        await using var command = _owner.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var row = new object[reader.FieldCount];
            for (var i = 0; i < row.Length; i++)
                row[i] = reader.GetDataTypeName(i) == "date" && !reader.IsDBNull(i) ? reader.GetFieldValue<DateOnly>(i) : reader.GetValue(i);
            yield return row;
        }
    }
}
