using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Pledge.Benchmarks.Killing;
using Pledge.Benchmarks.Servers;
using Pledge.Tests.Support;
using static Pledge.Benchmarks.Report;

namespace Pledge.Benchmarks;

/// <summary>No measurement but a proof, and it fails: each message arrives once, or is on record as in doubt until an administrator settles it, whatever is killed while it is planned and sent.</summary>
internal static class KillBench
{
    private const string Name = "kill";

    /// <summary>People of the demonstration, beside those who get the messages: for the staff, and administrators who can sign in.</summary>
    private const int Demonstration = 200;

    /// <summary>Milliseconds that the mail server takes at most before it keeps a mail, and again before it says so: most kills find a mail under way.</summary>
    private const int Slow = 600;

    /// <summary>By then the mail server keeps what it keeps late.</summary>
    private static readonly TimeSpan LongestLate = TimeSpan.FromSeconds(10);

    private static readonly Dictionary<string, double> Shares = new()
    {
        ["later"] = 0.02,
        ["never"] = 0.01,
        ["nobody"] = 0.005,
        ["cut"] = 0.01,
        ["mute"] = 0.005,
        ["drop"] = 0.01,
        ["drop-unstored"] = 0.01,
        ["stall"] = 0.01,
        ["stall-unstored"] = 0.005,
        ["late"] = 0.005,
    };

    private static readonly Dictionary<string, string> Meant = new()
    {
        ["later"] = "refused for now (4xx)",
        ["never"] = "refused for good (5xx)",
        ["nobody"] = "no such recipient (550)",
        ["cut"] = "line cut before DATA",
        ["mute"] = "no answer before DATA",
        ["drop"] = "line cut after DATA, mail kept",
        ["drop-unstored"] = "line cut after DATA, mail not kept",
        ["stall"] = "no answer after DATA, mail kept",
        ["stall-unstored"] = "no answer after DATA, mail not kept",
        ["late"] = "no answer after DATA, mail kept later",
    };

    public static async Task RunAsync(BenchOptions options, Report report, CancellationToken ct)
    {
        var plan = options.Quick ? new KillPlan(Messages: 600, Kills: 12, Restarts: 1) : new KillPlan(Messages: 5000, Kills: 100, Restarts: 5);
        var seed = options.Seed ?? Random.Shared.Next(1_000_000);
        using var scratch = new Scratch();
        var program = await Published.ToAsync(scratch.Sub("program"), ct);
        await using var postgres = await FilledServer.StartAsync(scratch.Sub("database"), ct);
        var signIns = await postgres.FillAsync(Demonstration, KillPlan.Authorities, TimeProvider.System, _ => { }, ct);
        await using var owner = NpgsqlDataSource.Create(postgres.Owner(Demonstration));
        await using var smtp = await SmtpServer.StartAsync(new(Slow: Slow, Seed: seed, Shares: Shares));
        report.Say($"{Number(plan.Messages)} messages, {KillPlan.Workers} workers, {plan.Kills} kills and {plan.Restarts} crashes of PostgreSQL. Again with the same choices: --seed {seed.ToString(CultureInfo.InvariantCulture)}");

        var watch = Stopwatch.StartNew();
        await using var run = new KillRun(plan, new Random(seed), program, postgres, postgres.App(Demonstration), owner, smtp, report.Say);
        await run.RunAsync(ct);
        // Who looks into the mail server's log while it still has mails in hand would answer wrongly.
        await Task.Delay(LongestLate, ct);
        var before = await Reckoning.ReadAsync(owner, smtp);

        // Nothing is killed any more, and the mail server behaves: an administrator looks each doubtful one up in its log and says what to do.
        await smtp.OrderAsync("behave");
        await using (var administrator = await Administrator.SignInAsync(program, postgres.App(Demonstration), owner, signIns, ct))
        {
            foreach (var message in before.InDoubt)
                await administrator.SettleAsync(message, before.HasArrived(message) ? "arrived" : "send-again", ct);
        }
        await run.SettledAsync(ct);
        var after = await Reckoning.ReadAsync(owner, smtp);
        var missing = await run.NeverPlannedAsync(ct);

        Say(report, plan, run, smtp, before, after, missing, watch.Elapsed);
        if (before.Lost.Count + after.Lost.Count + missing + after.Twice.Count + after.Unexplained + after.Waiting.Count + after.InDoubt.Count + run.EndedAtWork > 0)
        {
            var wrong = before.Lost.Concat(after.Lost).Concat(after.Twice).Concat(after.Waiting).Concat(after.InDoubt).Distinct().Select(message => $"{message}, before: {before.Messages.FirstOrDefault(one => one.Id == message.Id)}");
            throw new BenchException($"Not every message arrived exactly once, or a worker did not outlive a crash of the database. Seed {seed.ToString(CultureInfo.InvariantCulture)}.\n{string.Join('\n', wrong)}\nThe workers said last:\n{run.LastWords}");
        }
    }

    private static void Say(Report report, KillPlan plan, KillRun run, SmtpServer smtp, Reckoning before, Reckoning after, int missing, TimeSpan time)
    {
        var met = smtp.Events("met").CountBy(e => e.GetProperty("what").GetString()!).ToDictionary();
        report.Table(["what the mail server did to a mail", "mails"], [.. Meant.Select(kind => (IReadOnlyList<string>)[kind.Value, Number(met.GetValueOrDefault(kind.Key))])]);

        var again = before.InDoubt.Where(message => !before.HasArrived(message)).Select(message => message.Id).ToHashSet();
        List<(string Metric, string What, double Value)> lines =
        [
            ("kills", "workers killed (-9)", run.Kills),
            ("crashes", "crashes of PostgreSQL", run.Crashes),
            ("ended.at-start", "workers that ended because they started without it", run.EndedAtStart),
            ("ended.at-work", "workers at work that ended by themselves", run.EndedAtWork),
            ("messages", "messages in the ledger", after.Messages.Count),
            ("sent", "sent, arrived once", before.Sent.Count(before.HasArrived)),
            ("doubt", "in doubt", before.InDoubt.Count),
            ("doubt.stopped", "  because its worker or the database stopped under it", before.InDoubt.Count(message => message.Outcome == "sender-stopped")),
            ("doubt.silence", "  because the mail server did not answer", before.InDoubt.Count(message => message.Outcome == "no-answer")),
            ("doubt.arrived", "  had arrived: an administrator said so", before.InDoubt.Count(before.HasArrived)),
            ("doubt.again", "  had not: sent again by an administrator, arrived once", after.Sent.Count(message => again.Contains(message.Id) && after.HasArrived(message))),
            ("refused", "refused for good, did not arrive", after.Refused.Count),
            ("lost", "lost", after.Lost.Count + missing),
            ("lost.said-sent", "  of them said to be sent", before.Sent.Count(message => !before.HasArrived(message))),
            ("twice", "arrived twice", after.Twice.Count),
            ("unexplained", "arrived though refused, or without a row", after.Unexplained),
            ("open", "still waiting or in doubt", after.Waiting.Count + after.InDoubt.Count),
            ("seconds", "seconds", time.TotalSeconds),
        ];
        report.Table(["what became of them", ""], [.. lines.Select(line => (IReadOnlyList<string>)[line.What, Number(line.Value)])]);
        foreach (var (metric, _, value) in lines)
            report.Keep(Name, plan.Messages, metric, value, metric == "seconds" ? "s" : "");
    }
}
