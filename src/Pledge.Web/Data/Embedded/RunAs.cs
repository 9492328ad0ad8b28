namespace Pledge.Web.Data.Embedded;

/// <summary>As whom the server runs. PostgreSQL refuses root, so root hands over to an unprivileged user.</summary>
/// <param name="Prefix">Put before every command line.</param>
internal sealed record RunAs(IReadOnlyList<string> Prefix)
{
    private const string Root = "0:0";
    private const string Nobody = "65534:65534";

    /// <summary>Chooses the user and gives it <paramref name="folder"/>, unless an earlier start already did.</summary>
    public static async Task<RunAs> ChooseAsync(string folder, Binaries binaries, CancellationToken ct)
    {
        var isNew = !Directory.Exists(folder);
        if (isNew)
            Folders.MakePrivate(folder);
        if (!Environment.IsPrivilegedProcess)
            return new RunAs([]);
        var (_, owner) = await Command.RunAsync(["stat", "-c", "%u:%g", folder], "", ct);
        var fresh = isNew || owner == Root && !Directory.EnumerateFileSystemEntries(folder).Any();
        foreach (var (user, runAs) in fresh ? [(Nobody, As(Nobody)), (Root, Namespace)] : (IEnumerable<(string, RunAs)>)[(owner, owner == Root ? Namespace : As(owner))])
        {
            if (fresh)
                await Command.RunAsync(["chown", user, folder], "", ct);
            if (await runAs.CanWorkAsync(folder, binaries, ct))
                return runAs;
        }
        throw new EmbeddedPostgresException(
            $"PostgreSQL does not run as root, and no other user of this machine can reach {folder} and {binaries.Folder}. "
            + "Start Pledge as an ordinary user; or move it out of a private home folder; or set PLEDGE_DATA to a folder such as /var/lib/pledge.");
    }

    private static RunAs As(string owner) =>
        new(["setpriv", $"--reuid={owner.Split(':')[0]}", $"--regid={owner.Split(':')[1]}", "--clear-groups", "--"]);

    // Inside its own user namespace root is an ordinary user that still owns root's files: the way out when they lie in root's closed home.
    private static RunAs Namespace => new(["unshare", "--user", "--map-user=1000", "--map-group=1000", "--"]);

    private async Task<bool> CanWorkAsync(string folder, Binaries binaries, CancellationToken ct) =>
        (await Command.RunAsync([.. Prefix, "/bin/sh", "-c", "test -w \"$1\" && cd \"$1\" && exec \"$2\" --version", "sh", folder, binaries["postgres"]], "", ct)).Worked;
}
