using System.Net;
using System.Net.Sockets;

namespace Pledge.Web.Data.Embedded;

/// <summary>The files of one PostgreSQL server and the commands that make, start and stop it.</summary>
internal sealed class Cluster(EmbeddedPostgresOptions options, Binaries binaries, RunAs runAs)
{
    private readonly string _data = DataOf(options.Directory);
    private readonly string _log = Path.Combine(options.Directory, "postgres", "server.log");

    public EmbeddedPostgresOptions Options => options;

    public static bool ExistsIn(string directory) => File.Exists(Path.Combine(DataOf(directory), "PG_VERSION"));

    public static async Task<Cluster> InAsync(EmbeddedPostgresOptions options, CancellationToken ct)
    {
        var made = Path.Combine(DataOf(options.Directory), MadeBy);
        var binaries = Binaries.Find(options.Roots, File.Exists(made) ? (await File.ReadAllTextAsync(made, ct)).Trim() : null);
        return new Cluster(options, binaries, await RunAs.ChooseAsync(Path.Combine(options.Directory, "postgres"), binaries, ct));
    }

    /// <summary>The port of the running server, started when it was not running.</summary>
    public async Task<int> StartOrJoinAsync(Secrets secrets, bool alone, CancellationToken ct)
    {
        if (await RunningServer.FindPortAsync(_data, secrets, ct) is { } running)
            return running;
        if (!alone)
            throw new EmbeddedPostgresException($"Another Pledge uses {options.Directory}, but its PostgreSQL does not answer from here. Stop it and start again.");
        if (!ExistsIn(options.Directory))
            await InitialiseAsync(secrets, ct);
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort();
            var (worked, output) = await RunAsync("", ct, binaries["pg_ctl"], "start", "-D", _data, "-w", "-t", "120", "-s", "-l", _log, "-o", ServerSettings.Line(port, options.ThrowAway));
            if (worked)
                return port;
            if (await RunningServer.FindPortAsync(_data, secrets, ct) is { } started)
                return started;
            var tail = string.Join('\n', File.Exists(_log) ? File.ReadLines(_log).TakeLast(12) : []);
            if (attempt == 5 || !tail.Contains("in use", StringComparison.Ordinal))
                throw new EmbeddedPostgresException($"PostgreSQL did not start. {output}\n{tail}");
        }
    }

    /// <summary>Stops the server within seconds, ending what is still connected; a throw-away server leaves nothing behind.</summary>
    public async Task StopAsync()
    {
        var (stopped, _) = await RunAsync("", CancellationToken.None, binaries["pg_ctl"], "stop", "-D", _data, "-m", options.ThrowAway ? "immediate" : "fast", "-w", "-t", "60", "-s");
        if (options.ThrowAway && stopped)
            Directory.Delete(options.Directory, recursive: true);
    }

    /// <summary>Leaves a small watcher behind that stops the server once the last program that used it has gone, even one that was killed.
    /// In a session of its own, so that Ctrl+C in the terminal does not take it along.</summary>
    public void StopWhenUnused() => Command.Leave(["setsid", "/bin/sh", "-c", """
        exec </dev/null >/dev/null 2>&1
        watch=$1 start=$2 use=$3 data=$4 ctl=$5 throwaway=$6; shift 6
        exec 8<"$watch" && flock 8 && exec 8<&- || exit
        exec 9<"$start" && flock 9 && exec 8<"$use" && flock -n 8 || exit
        "$@" "$ctl" stop -D "$data" -m fast -w
        if [ -n "$throwaway" ]; then rm -rf "$throwaway"; fi
        """, "pledge-postgres-watcher",
        SharedUse.WatchFile(options.Directory), SharedUse.StartFile(options.Directory), SharedUse.UseFile(options.Directory), _data,
        binaries["pg_ctl"], options.ThrowAway ? options.Directory : "", .. runAs.Prefix]);

    private const string MadeBy = "pledge-binaries";

    private static string DataOf(string directory) => Path.Combine(directory, "postgres", "cluster");

    // Made beside its final place and moved there whole: a crash half-way leaves nothing that looks like a cluster.
    // The lock is for the commands themselves, which live on when the program that started them is killed.
    private async Task InitialiseAsync(Secrets secrets, CancellationToken ct)
    {
        var (worked, output) = await RunAsync(secrets.Superuser, ct, "/bin/sh", "-c", """
            umask 077; new=$1.new
            exec 7>"$1.lock" && flock 7 || exit
            if [ -e "$1/PG_VERSION" ]; then exit; fi
            rm -rf "$new" "$new.pw" && cat >"$new.pw" || exit
            "$2" -D "$new" -U postgres --pwfile="$new.pw" --auth=scram-sha-256 -E UTF8 --locale-provider=icu --icu-locale=en-GB --locale=C.UTF-8 $4 &&
                printf '%s\n' "$3" >"$new/pledge-binaries" && mv "$new" "$1"
            code=$?; rm -f "$new.pw"; exit $code
            """, "sh", _data, binaries["initdb"], binaries.Kind, options.ThrowAway ? "--no-sync" : "");
        if (!worked)
            throw new EmbeddedPostgresException($"PostgreSQL could not make its data folder {_data}.\n{output}");
    }

    private Task<(bool Worked, string Output)> RunAsync(string input, CancellationToken ct, params string[] line) => Command.RunAsync([.. runAs.Prefix, .. line], input, ct);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
