namespace Pledge.Web.Data.Embedded;

/// <summary>Folders and files with the rights PostgreSQL and its keeper need.</summary>
internal static class Folders
{
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Others may pass through but not look: when started as root, the server runs as another user below this folder.</summary>
    public static void MakePassable(string path)
    {
        if (OperatingSystem.IsWindows())
            throw NotHere();
        Directory.CreateDirectory(path);
        if (Environment.IsPrivilegedProcess)
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }

    public static void MakePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
            throw NotHere();
        Directory.CreateDirectory(path, Mine | UnixFileMode.UserExecute);
    }

    public static void MakeRunnable(string program)
    {
        if (OperatingSystem.IsWindows())
            throw NotHere();
        var mode = File.GetUnixFileMode(program);
        var runnable = mode | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        if (mode != runnable)
            File.SetUnixFileMode(program, runnable);
    }

    public static FileStream CreatePrivateFile(string path)
    {
        if (OperatingSystem.IsWindows())
            throw NotHere();
        return new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = Mine });
    }

    private static EmbeddedPostgresException NotHere() =>
        new("The embedded PostgreSQL runs on Linux. On Windows use WSL, or set ConnectionStrings__Pledge to a server of your own.");
}
