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
                Assert.True(watch.Elapsed < LongEnough, $"The messages were not settled in time. The workers said: {string.Join(Environment.NewLine, workers.SelectMany(worker => worker.Said))}");
                await Task.Delay(random.Next(5, 60), TestContext.Current.CancellationToken);
                if (done < next)
                    continue;
                // Whatever it is doing: starting, planning, between two mails or in the middle of one.
                var victim = random.Next(workers.Length);
                await workers[victim].KillAsync();
                workers[victim] = Start(smtp.Port);
                EnqueuePlanning();
                (kills, next) = (kills + 1, done + random.Next(1, StepMost));
            }
        }
        finally
        {
            foreach (var worker in workers)
                await worker.KillAsync();
        }

        await CheckAsync(smtp, kills, watch.Elapsed);
    }

    private async Task CheckAsync(SmtpServer smtp, int kills, TimeSpan time)
    {
        await using var owner = NpgsqlDataSource.Create(site.Database.Owner);
        var found = await Reckoning.ReadAsync(owner, smtp);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"""
            messages planned            {found.Messages.Count}
            workers killed (-9)         {kills}
            seconds                     {time.TotalSeconds:0}
            sent, arrived               {found.Sent.Count(found.HasArrived)}
            in doubt, arrived           {found.InDoubt.Count(found.HasArrived)}
            in doubt, did not arrive    {found.InDoubt.Count(message => !found.HasArrived(message))}
            arrived twice               {found.Twice.Count}
            lost                        {found.Lost.Count}
            """));

        Assert.Equal(Messages, found.Messages.Count);
        Assert.True(kills >= 5, $"only {kills} kills: the test proved little");
        Assert.Equal(Messages, found.Sent.Count + found.InDoubt.Count);
        Assert.Empty(found.Lost);
        Assert.Empty(found.Twice);
        Assert.Equal(0, found.Unexplained);
        // A worker has at most as many messages in the air as connections.
        Assert.True(found.InDoubt.Count <= new SenderOptions().Connections * (kills + 2), $"{found.InDoubt.Count} in doubt after {kills} kills");
    }

    /// <summary>People in several authorities, each with one late contact, so that planning takes many transactions.</summary>
    private async Task ArrangeAsync()
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        for (var i = 0; i < Authorities; i++)
        {
            var worker = await site.Arrange.AdviserAsync();
            await site.ExecuteAsync(OneMessageEach.People, worker.Authority, worker.Account, today, Messages / Authorities);
        }
        await site.ExecuteAsync(OneMessageEach.AtOnce);
    }

    private MailWorker Start(int port) => MailWorker.Start(typeof(Ledger).Assembly.Location, site.Database.App, port, timeoutSeconds: 5, leaseSeconds: 4);

    private void EnqueuePlanning() => site.Services.GetRequiredService<IBackgroundJobClient>().Enqueue<PlanReminders>(job => job.RunAsync(CancellationToken.None));

    /// <summary>One step for each message planned and one for each that has come to its end.</summary>
    private Task<long> ProgressAsync() => site.SqlAsync<long>("select count(*) + count(settled_at) from pledge.message");
}
