using System.Security.Cryptography;
using System.Text.Json;

namespace Pledge.Web.Data.Embedded;

/// <summary>Random passwords of the three roles, in a file only its owner can read.</summary>
internal sealed record Secrets(string Superuser, string Owner, string App)
{
    public static Secrets LoadOrCreate(string directory, bool clusterExists)
    {
        var path = Path.Combine(directory, "secrets.json");
        if (File.Exists(path))
            return JsonSerializer.Deserialize<Secrets>(File.ReadAllText(path), JsonSerializerOptions.Web)!;
        if (clusterExists)
            throw new EmbeddedPostgresException($"{path} is gone, and with it the passwords of the database beside it. Put it back, or throw the data away with: ./pledge reset");
        var secrets = new Secrets(Password(), Password(), Password());
        Write(path, JsonSerializer.SerializeToUtf8Bytes(secrets, JsonSerializerOptions.Web));
        return secrets;
    }

    private static string Password() => RandomNumberGenerator.GetHexString(40, lowercase: true);

    private static void Write(string path, byte[] content)
    {
        var unfinished = path + ".new";
        File.Delete(unfinished);
        using (var file = Folders.CreatePrivateFile(unfinished))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
        File.Move(unfinished, path);
    }
}
