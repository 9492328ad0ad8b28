using System.Diagnostics;
using System.Globalization;
using MailKit.Net.Smtp;
using MimeKit;
using Npgsql;
using Pledge.Benchmarks.Servers;
using static Pledge.Benchmarks.Report;

namespace Pledge.Benchmarks;

/// <summary>Sending: a backlog as fast as two workers can, then a steady trickle for the wait from due to accepted. The floor hands the same mails over without a ledger, on as many connections.</summary>
internal static class SenderBench
{
    private const string Name = "sender";
    private const int Workers = 2, Connections = 32, Batch = 500, TrickleSeconds = 15, TrickleASecond = 50;

    private const string AllSent = "select not exists (select from pledge.message where rule = 'invitation' and state <> 'sent')";

    public static async Task RunAsync(BenchOptions options, Report report, CancellationToken ct)
    {
        using var scratch = new Scratch();
        var program = await Published.ToAsync(scratch.Sub("program"), ct);
        await using var postgres = await FilledServer.StartAsync(options.Keep ?? scratch.Sub("database"), ct);
        var (size, mails) = (options.Sizes[0], options.Quick ? 3_000 : 20_000);
        await postgres.FillAsync(size, TimeProvider.System, report.Say, ct);
        await using var sink = new SmtpSink();
        await using var owner = NpgsqlDataSource.Create(postgres.Owner(size));
        report.Say($"Sending {mails:N0} messages with {Workers} workers of {Connections} connections each, to a mail server that takes everything at once.");

        var floor = await FloorAsync(sink.Port, mails, ct);
        var workers = Enumerable.Range(0, Workers).Select(_ => Start(program, postgres.App(size), sink.Port)).ToList();
        try
        {
            // They plan when they start. That is not what is measured.
            await UntilAsync(owner, "select count(*) > 0 from pledge.reminder_plan", ct);
            await Task.Delay(TimeSpan.FromSeconds(5), ct);

            // Just started, a worker compiles what it runs, for the first thousands of mails.
            var first = await BacklogAsync(owner, sink, "first", mails / 4, ct);
            var memoryBefore = workers.Max(Megabytes);
            var backlog = await BacklogAsync(owner, sink, "backlog", mails, ct);

            for (var tenth = 0; tenth < TrickleSeconds * 10; tenth++)
            {
                await QueueAsync(owner, $"trickle-{tenth}", TrickleASecond / 10, ct);
                await Task.Delay(100, ct);
            }
            await UntilAsync(owner, AllSent, ct);
            var waits = await WaitsAsync(owner, ct);
            var memoryAfter = workers.Max(Megabytes);

            report.Table(["", "mails/s", "floor/s", "ratio", "p50 ms", "p95 ms", "p99 ms", "MB before", "MB after"],
            [
                [$"first {mails / 4:N0} after the start", Number(first), Number(floor), Number(first / floor, 3), "", "", "", "", ""],
                [$"{mails:N0} more", Number(backlog), Number(floor), Number(backlog / floor, 3), "", "", "", Number(memoryBefore), Number(memoryAfter)],
                [$"{TrickleASecond} a second", "", "", "", Number(waits[0]), Number(waits[1]), Number(waits[2]), "", ""],
            ]);
            report.Keep(Name, size, "first", first, "mails/s");
            report.Keep(Name, size, "backlog", backlog, "mails/s");
            report.Keep(Name, size, "floor", floor, "mails/s");
            report.Keep(Name, size, "ratio", backlog / floor, "");
            report.Keep(Name, size, "trickle.p95", waits[1], "ms");
            report.Keep(Name, size, "memory.before", memoryBefore, "MB");
            report.Keep(Name, size, "memory.after", memoryAfter, "MB");
        }
        finally
        {
            foreach (var worker in workers)
            {
                using var kill = Process.Start("kill", ["-TERM", worker.Id.ToString(CultureInfo.InvariantCulture)]);
                await worker.WaitForExitAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60), CancellationToken.None);
                worker.Dispose();
            }
        }
    }

    private static Process Start(string program, string app, int port)
    {
        var start = new ProcessStartInfo("dotnet", [program, "work"]) { WorkingDirectory = Path.GetDirectoryName(program)! };
        foreach (var (name, value) in new[]
        {
            ("ConnectionStrings__Pledge", app), ("Smtp__Host", "127.0.0.1"), ("Smtp__Port", port.ToString(CultureInfo.InvariantCulture)), ("Smtp__Security", "None"), ("Smtp__From", "pledge@council.test"),
            ("Smtp__PublicAddress", "https://pledge.council.test"), ("Sender__Connections", Connections.ToString(CultureInfo.InvariantCulture)), ("Sender__Batch", Batch.ToString(CultureInfo.InvariantCulture)), ("Logging__LogLevel__Default", "Warning"), ("DOTNET_ENVIRONMENT", "Development"),
        })
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <returns>Mails a second, from the moment they are queued until the last is accepted.</returns>
    private static async Task<double> BacklogAsync(NpgsqlDataSource owner, SmtpSink sink, string occurrence, int mails, CancellationToken ct)
    {
        var before = sink.Taken;
        await QueueAsync(owner, occurrence, mails, ct);
        var started = Stopwatch.GetTimestamp();
        // The database has enough to do without being asked all the time.
        for (var watch = Stopwatch.StartNew(); sink.Taken - before < mails && watch.Elapsed < TimeSpan.FromMinutes(10);)
            await Task.Delay(10, ct);
        await UntilAsync(owner, AllSent, ct);
        return mails / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static double Megabytes(Process worker)
    {
        worker.Refresh();
        return worker.WorkingSet64 / 1_000_000.0;
    }

    /// <summary>Queues messages that wait for no hour of the day, to young people in turn, due now.</summary>
    private static async Task QueueAsync(NpgsqlDataSource owner, string occurrence, int count, CancellationToken ct)
    {
        await using var command = owner.CreateCommand(
            """
            insert into pledge.message (id, authority_id, account_id, young_person_id, rule, occurrence, channel, state, decided_at, not_before, stale_at)
            select gen_random_uuid(), a.authority_id, a.id, a.young_person_id, 'invitation', $1 || '-' || n, 'email', 'queued', clock_timestamp(), clock_timestamp(), clock_timestamp() + interval '1 day'
            from generate_series(1, $2) n
            join (select x.*, row_number() over (order by x.id) - 1 as number, count(*) over () as total from identity.account x where x.role = 'young-person' and x.closed_at is null) a on a.number = n % a.total
            """);
        command.Parameters.Add(new() { Value = occurrence });
        command.Parameters.Add(new() { Value = count });
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task UntilAsync(NpgsqlDataSource owner, string condition, CancellationToken ct)
    {
        await using var command = owner.CreateCommand(condition);
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromMinutes(10); await Task.Delay(50, ct))
        {
            if ((bool)(await command.ExecuteScalarAsync(ct))!)
                return;
        }
        throw new BenchException($"The workers did not come to it in ten minutes: {condition}");
    }

    /// <returns>Milliseconds from due to accepted, for 50, 95 and 99 of 100.</returns>
    private static async Task<double[]> WaitsAsync(NpgsqlDataSource owner, CancellationToken ct)
    {
        await using var command = owner.CreateCommand(
            "select percentile_cont(array[0.5, 0.95, 0.99]) within group (order by 1000 * extract(epoch from settled_at - not_before)::double precision) from pledge.message where occurrence like 'trickle-%'");
        return (double[])(await command.ExecuteScalarAsync(ct))!;
    }

    /// <returns>Mails a second when nothing but the mail is done.</returns>
    private static async Task<double> FloorAsync(int port, int mails, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Workers * Connections).Select(async _ =>
        {
            using var client = new SmtpClient();
            await client.ConnectAsync("127.0.0.1", port, MailKit.Security.SecureSocketOptions.None, ct);
            for (var i = 0; i < mails / (Workers * Connections); i++)
            {
                using var mail = new MimeMessage { Subject = "Your invitation to Pledge", Body = new BodyBuilder { TextBody = new string('x', 400), HtmlBody = $"<p>{new string('x', 600)}</p>" }.ToMessageBody() };
                mail.From.Add(MailboxAddress.Parse("pledge@council.test"));
                mail.To.Add(MailboxAddress.Parse("somebody@people.test"));
                await client.SendAsync(mail, ct);
            }
        }));
        return mails / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
