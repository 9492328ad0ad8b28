namespace Pledge.Web.Data.Embedded;

/// <summary>Who uses the server in a folder, told by file locks, which the system drops when a process dies in whatever way.
/// <c>postgres-start.lock</c> is held while starting or stopping, and only then is anybody's part in <c>postgres-use.lock</c> taken or tested,
/// so that test never fails by chance. <c>postgres-watch.lock</c> is shared likewise; the watcher waits for it.</summary>
internal sealed class SharedUse
{
    private readonly string _path;
    private readonly FileStream _use;
    private readonly FileStream _watched;

    private SharedUse(string path, FileStream use, FileStream watched, bool alone) => (_path, _use, _watched, Alone) = (path, use, watched, alone);

    /// <summary>True when nobody else used the server at the moment this use began.</summary>
    public bool Alone { get; }

    public static string StartFile(string directory) => Path.Combine(directory, "postgres-start.lock");

    public static string UseFile(string directory) => Path.Combine(directory, "postgres-use.lock");

    public static string WatchFile(string directory) => Path.Combine(directory, "postgres-watch.lock");

    /// <summary>Waits until no other process is starting or stopping the server.</summary>
    public static async Task<IDisposable> LockAsync(string directory, CancellationToken ct) => await OpenAsync(StartFile(directory), FileShare.None, ct);

    /// <summary>Begins to use the server. The caller holds the start lock.</summary>
    public static async Task<SharedUse> BeginAsync(string directory, CancellationToken ct)
    {
        var path = UseFile(directory);
        var sole = TryOpen(path, FileShare.None);
        sole?.Dispose();
        return new SharedUse(path, await OpenAsync(path, FileShare.Read, ct), await OpenAsync(WatchFile(directory), FileShare.Read, ct), alone: sole is not null);
    }

    /// <summary>Ends this use; the last user calls <paramref name="whenLast"/>. The caller holds the start lock.</summary>
    public async Task EndAsync(Func<Task> whenLast)
    {
        await _use.DisposeAsync();
        await _watched.DisposeAsync();
        await using var sole = TryOpen(_path, FileShare.None);
        if (sole is not null)
            await whenLast();
    }

    private static async Task<FileStream> OpenAsync(string path, FileShare share, CancellationToken ct)
    {
        for (var tries = 0; tries < 6000; tries++)
        {
            if (TryOpen(path, share) is { } held)
                return held;
            await Task.Delay(30, ct);
        }
        throw new EmbeddedPostgresException($"Another program has held {path} for minutes. End it, or restart the machine.");
    }

    private static FileStream? TryOpen(string path, FileShare share)
    {
        try
        {
            return new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = share == FileShare.None ? FileAccess.ReadWrite : FileAccess.Read,
                Share = share,
            });
        }
        catch (IOException) when (Directory.Exists(Path.GetDirectoryName(path)))
        {
            return null;
        }
    }
}
