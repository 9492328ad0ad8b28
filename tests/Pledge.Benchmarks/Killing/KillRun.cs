using System.Diagnostics;
using Npgsql;
using Pledge.Benchmarks.Servers;
using Pledge.Tests.Support;

namespace Pledge.Benchmarks.Killing;

/// <summary>Two workers plan and send, while they and their database end without warning and are started again.</summary>
internal sealed class KillRun(KillPlan plan, Random random, string program, FilledServer postgres, string app, NpgsqlDataSource owner, SmtpServer smtp, Action<string> say) : IAsyncDisposable
{
    /// <summary>Shorter than in service, so that what a killed worker held is soon free; longer than one mail may take.</summary>
    private const int TimeoutSeconds = 3, LeaseSeconds = 6;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Queue<double> _kills = plan.Moments(plan.Kills, random);
    private readonly Queue<double> _crashes = plan.Moments(plan.Restarts, random);
    private readonly List<MailWorker> _workers = [];
    private List<(Guid Authority, Guid Adviser)> _advisers = [];
    private long _hurried = Stopwatch.GetTimestamp();

    public int Kills { get; private set; }
    public int Crashes { get; private set; }

    /// <summary>How many workers ended before they were at work, because there was no database: whoever runs them starts them again.</summary>
    public int EndedAtStart { get; private set; }

    /// <summary>How many ended by themselves later.</summary>
    public int EndedAtWork { get; private set; }

    public string LastWords => string.Join('\n', _workers.SelectMany(worker => worker.Said));

    public async Task RunAsync(CancellationToken ct)
    {
        await ExecuteAsync(OneMessageEach.AtOnce, ct);
        _advisers = await AdvisersAsync(ct);
        var (authorities, progress, lastProgress, said) = (0, -1L, Stopwatch.GetTimestamp(), 0L);
        while (true)
        {
            var settled = await SettledMessagesAsync(ct);
            if (settled > progress)
                (progress, lastProgress) = (settled, Stopwatch.GetTimestamp());
            if (Stopwatch.GetElapsedTime(lastProgress) > Patience)
                throw new BenchException($"Nothing was settled for {Patience.TotalMinutes} minutes, after {progress} messages. The workers said last:\n{LastWords}");
            if (progress >= said + 500)
                say($"  {said = progress / 500 * 500} messages settled, {Kills} kills, {Crashes} crashes");

            // The next authority's people come while there is still enough to send for a few kills: what is planned is planned by a worker that has just started.
            while (authorities < KillPlan.Authorities && progress >= (authorities * plan.MessagesEach) - (4.0 * plan.Messages / plan.Kills))
                await AddPeopleAsync(authorities++, ct);
            while (_workers.Count < KillPlan.Workers)
                _workers.Add(Start());
            await ReviveEndedAsync();
            if (_crashes.TryPeek(out var crash) && progress >= crash)
            {
                _crashes.Dequeue();
                await CrashAsync(ct);
            }
            if (_kills.TryPeek(out var kill) && progress >= kill)
                await KillAsync(ct);
            else if (_kills.Count == 0 && _crashes.Count == 0 && progress >= plan.Messages)
                break;
            await HurryAsync(ct);
            await Task.Delay(50, ct);
        }
        await SettledAsync(ct);
    }

    /// <summary>Waits until nothing is queued or under way.</summary>
    public async Task SettledAsync(CancellationToken ct)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Patience; await Task.Delay(100, ct))
        {
            await ReviveEndedAsync();
            await HurryAsync(ct);
            if (await CountAsync("select count(*) from pledge.message where settled_at is null", ct) == 0)
                return;
        }
    }

    /// <summary>People for whom no message was planned.</summary>
    public async Task<int> NeverPlannedAsync(CancellationToken ct) => (int)await CountAsync(
        $"select count(*) from pledge.young_person y where y.child_id like '{OneMessageEach.Mark}%' and not exists (select from pledge.message m where m.young_person_id = y.id)", ct);

    private MailWorker Start() => MailWorker.Start(program, app, smtp.Port, TimeoutSeconds, LeaseSeconds);

    /// <summary>Kills one worker, now and then all of them, whatever it is doing: starting, planning, between two mails or in the middle of one.</summary>
    private async Task KillAsync(CancellationToken ct)
    {
        await Task.Delay(random.Next(400), ct);
        await ReviveEndedAsync();
        var all = random.Next(8) == 0;
        for (var i = 0; i < _workers.Count && _kills.Count > 0; i++)
        {
            if (!all && random.Next(_workers.Count - i) > 0)
                continue;
            _kills.Dequeue();
            await _workers[i].KillAsync();
            _workers[i] = Start();
            Kills++;
            if (!all)
                return;
        }
    }

    private async Task CrashAsync(CancellationToken ct)
    {
        await postgres.CrashAsync(byKill: random.Next(2) == 0, ct);
        // A worker may also have to start while there is no database.
        if (random.Next(2) == 0)
            await KillAsync(ct);
        await Task.Delay(random.Next(6000), ct);
        await postgres.StartAgainAsync(ct);
        owner.Clear();
        Crashes++;
    }

    private async Task ReviveEndedAsync()
    {
        for (var i = 0; i < _workers.Count; i++)
        {
            if (!_workers[i].HasEnded)
                continue;
            var worker = _workers[i];
            await worker.KillAsync();
            _workers[i] = Start();
            if (worker.HasStarted)
            {
                EndedAtWork++;
                say($"  A worker ended by itself:\n    {string.Join("\n    ", worker.Said)}");
            }
            else
            {
                EndedAtStart++;
            }
        }
    }

    private async Task AddPeopleAsync(int authority, CancellationToken ct)
    {
        await using var command = owner.CreateCommand(OneMessageEach.People);
        var (id, adviser) = _advisers[authority];
        foreach (var value in new object[] { id, adviser, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime), plan.MessagesEach })
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>One adviser of each authority.</summary>
    private async Task<List<(Guid, Guid)>> AdvisersAsync(CancellationToken ct)
    {
        await using var command = owner.CreateCommand("select distinct on (authority_id) authority_id, id from identity.account where role = 'adviser' and closed_at is null order by authority_id, id");
        await using var reader = await command.ExecuteReaderAsync(ct);
        var advisers = new List<(Guid, Guid)>();
        while (await reader.ReadAsync(ct))
            advisers.Add((reader.GetGuid(0), reader.GetGuid(1)));
        return advisers;
    }

    /// <summary>Cuts short what waits after a refusal: the waits are minutes and hours, and not what is proved.</summary>
    private Task HurryAsync(CancellationToken ct)
    {
        if (Stopwatch.GetElapsedTime(_hurried) < TimeSpan.FromSeconds(2))
            return Task.CompletedTask;
        _hurried = Stopwatch.GetTimestamp();
        return ExecuteAsync("update pledge.message set not_before = now() where state = 'queued' and attempts > 0 and not_before > now()", ct);
    }

    private Task<long> SettledMessagesAsync(CancellationToken ct) => CountAsync(
        $"select count(*) from pledge.message m join pledge.young_person y on y.id = m.young_person_id where y.child_id like '{OneMessageEach.Mark}%' and m.settled_at is not null", ct);

    private async Task<long> CountAsync(string sql, CancellationToken ct)
    {
        await using var command = owner.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    private async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await using var command = owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers)
            await worker.KillAsync();
    }
}
