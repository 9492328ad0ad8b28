namespace Pledge.Web.Data.Embedded;

/// <summary>Who uses the server in a folder, told by file locks, which the system drops when a process dies in whatever way.
/// <c>postgres-start.lock</c> is held while starting or stopping; <c>postgres-use.lock</c> is shared by every user while it lives.</summary>
internal sealed class SharedUse
{
    private readonly string _path;
    private readonly FileStream _shared;

    private SharedUse(string path, FileStream shared, bool alone) => (_path, _shared, Alone) = (path, shared, alone);

    /// <summary>True when nobody else used the server at the moment this use began.</summary>
    public bool Alone { get; }

    public static string StartFile(string directory) => Path.Combine(directory, "postgres-start.lock");

    public static string UseFile(string directory) => Path.Combine(directory, "postgres-use.lock");

    /// <summary>Waits until no other process is starting or stopping the server.</summary>
    public static async Task<IDisposable> LockAsync(string directory, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(TimeSpan.FromMinutes(3));
        while (true)
        {
            if (TryOpen(StartFile(directory), FileShare.None) is { } held)
                return held;
            await Task.Delay(50, patience.Token);
        }
    }

    /// <summary>Begins to use the server. The caller holds the start lock.</summary>
    public static SharedUse Begin(string directory)
    {
        var path = UseFile(directory);
        var sole = TryOpen(path, FileShare.None);
        sole?.Dispose();
        var shared = TryOpen(path, FileShare.Read) ?? throw new EmbeddedPostgresException($"{path} is locked by another program.");
        return new SharedUse(path, shared, alone: sole is not null);
    }

    /// <summary>Ends this use; the last user calls <paramref name="whenLast"/>. The caller holds the start lock.</summary>
    public async Task EndAsync(Func<Task> whenLast)
    {
        await _shared.DisposeAsync();
        await using var sole = TryOpen(_path, FileShare.None);
        if (sole is not null)
            await whenLast();
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
