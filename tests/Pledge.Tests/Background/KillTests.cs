using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Pledge.Tests.Support;
using Pledge.Web.Background;

namespace Pledge.Tests.Background;

/// <summary>Workers are killed, again and again, while they plan and send. The clocks here are real: a lease has to run out by itself.</summary>
public sealed class KillTests(Site site) : IClassFixture<Site>
{
    private const int Messages = 500;
    private const int Authorities = 10;

    /// <summary>Most steps of progress between two kills. Kills follow progress, not the clock, so that a slow machine proves as much as a fast one.</summary>
    private const int StepMost = 120;
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(240);
    private readonly ConcurrentQueue<string?> _said = new();

    [Fact]
    public async Task Every_message_arrives_exactly_once_or_is_on_record_as_in_doubt()
    {
        await ArrangeAsync();
        await using var smtp = await SmtpServer.StartAsync(new(Slow: 25));
        var random = new Random(5080);
        var (kills, watch) = (0, Stopwatch.StartNew());
        var workers = new[] { Start(smtp.Port), Start(smtp.Port) };
        try
        {
            EnqueuePlanning();
            long next = random.Next(StepMost);
            while (await ProgressAsync() is var done && done < 2 * Messages)
            {
                Assert.True(watch.Elapsed < LongEnough, $"The messages were not settled in time. The workers said: {string.Join(Environment.NewLine, _said.TakeLast(60))}");
                await Task.Delay(random.Next(5, 60), TestContext.Current.CancellationToken);
                if (done < next)
                    continue;
                // Whatever it is doing: starting, planning, between two mails or in the middle of one.
                var victim = random.Next(workers.Length);
                await KillAsync(workers[victim]);
                workers[victim] = Start(smtp.Port);
                EnqueuePlanning();
                (kills, next) = (kills + 1, done + random.Next(1, StepMost));
            }
        }
        finally
        {
            foreach (var worker in workers)
                await KillAsync(worker);
        }

        await CheckAsync(smtp, kills, watch.Elapsed);
    }

    private async Task CheckAsync(SmtpServer smtp, int kills, TimeSpan time)
    {
        var arrived = smtp.Messages.GroupBy(mail => Guid.Parse(mail.MessageId!.Split('@')[0])).ToDictionary(group => group.Key, group => group.Count());
        var states = await StatesAsync();
        var doubts = states.Where(message => message.Value == "in-doubt").Select(message => message.Key).ToList();
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"""
            messages planned            {states.Count}
            workers killed (-9)         {kills}
            seconds                     {time.TotalSeconds:0}
            sent, arrived once          {states.Count(message => message.Value == "sent" && arrived.GetValueOrDefault(message.Key) == 1)}
            in doubt, arrived           {doubts.Count(arrived.ContainsKey)}
            in doubt, did not arrive    {doubts.Count(message => !arrived.ContainsKey(message))}
            arrived twice               {arrived.Count(mail => mail.Value > 1)}
            lost                        {states.Count(message => message.Value != "in-doubt" && !arrived.ContainsKey(message.Key))}
            """));

        Assert.Equal(Messages, states.Count);
        Assert.True(kills >= 5, $"only {kills} kills: the test proved little");
        Assert.All(states.Values, state => Assert.Contains(state, new[] { "sent", "in-doubt" }));
        Assert.All(arrived, mail => Assert.Equal(1, mail.Value));
        Assert.All(states.Where(message => message.Value == "sent"), message => Assert.Contains(message.Key, arrived.Keys));
        Assert.All(arrived.Keys, mail => Assert.Contains(mail, states.Keys));
        // A worker has at most as many messages in the air as connections.
        Assert.True(doubts.Count <= new SenderOptions().Connections * (kills + 2), $"{doubts.Count} in doubt after {kills} kills");
    }

    /// <summary>People in several authorities, each with one late contact, so that planning takes many transactions.</summary>
    private async Task ArrangeAsync()
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        for (var i = 0; i < Authorities; i++)
        {
            var worker = await site.Arrange.AdviserAsync();
            await site.ExecuteAsync(
                """
                with person as (
                    insert into pledge.young_person (id, authority_id, child_id, date_of_birth, added_at)
                    select gen_random_uuid(), $1, 'K' || n, $3 - 7000, now() from generate_series(1, $4) n returning id
                ), status as (
                    insert into pledge.legal_status (id, authority_id, young_person_id, status, period_from, derived_at) select gen_random_uuid(), $1, id, 'former-relevant', $3 - 300, now() from person
                )
                insert into pledge.assignment (id, authority_id, young_person_id, staff_member_id, period_from, recorded_at) select gen_random_uuid(), $1, id, $2, $3 - 59, now() from person
                """, worker.Authority, worker.Account, today, Messages / Authorities);
        }
        // Quiet hours, working days and digests are not what is tested here: whatever the hour, each message goes out now and alone, under a rule that waits for nothing.
        await site.ExecuteAsync(
            """
            create function pledge.send_now() returns trigger language plpgsql as $$
            begin
                if new.rule in ('digest', 'weekly-digest') then
                    return null;
                end if;
                new.rule := 'invitation';
                new.state := 'queued';
                new.digest_id := null;
                new.not_before := new.decided_at;
                return new;
            end $$;
            create trigger send_now before insert on pledge.message for each row execute function pledge.send_now()
            """);
    }

    private Process Start(int port)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AppContext.BaseDirectory };
        start.ArgumentList.Add(typeof(Ledger).Assembly.Location);
        start.ArgumentList.Add("work");
        foreach (var (name, value) in new[]
        {
            ("DOTNET_ENVIRONMENT", "Testing"), ("ConnectionStrings__Pledge", site.Database.App), ("Smtp__Host", "127.0.0.1"),
            ("Smtp__Port", port.ToString(CultureInfo.InvariantCulture)), ("Smtp__Security", "None"), ("Smtp__From", "pledge@council.test"),
            ("Smtp__PublicAddress", "https://pledge.council.test"), ("Smtp__TimeoutSeconds", "5"), ("Sender__LeaseSeconds", "4"), ("Sender__PollSeconds", "1"),
        })
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => _said.Enqueue(line.Data);
        process.ErrorDataReceived += (_, line) => _said.Enqueue(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task KillAsync(Process process)
    {
        process.Kill(); // SIGKILL
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private void EnqueuePlanning() => site.Services.GetRequiredService<IBackgroundJobClient>().Enqueue<PlanReminders>(job => job.RunAsync(CancellationToken.None));

    /// <summary>One step for each message planned and one for each that has come to its end.</summary>
    private Task<long> ProgressAsync() => site.SqlAsync<long>("select count(*) + count(settled_at) from pledge.message");

    private async Task<Dictionary<Guid, string>> StatesAsync()
    {
        await using var owner = NpgsqlDataSource.Create(site.Database.Owner);
        await using var command = owner.CreateCommand("select id, state from pledge.message");
        await using var reader = await command.ExecuteReaderAsync();
        var states = new Dictionary<Guid, string>();
        while (await reader.ReadAsync())
            states.Add(reader.GetGuid(0), reader.GetString(1));
        return states;
    }
}
