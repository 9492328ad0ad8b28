using Microsoft.Extensions.Options;
using Pledge.Web.Background.Mail;

namespace Pledge.Web.Background.Transports;

/// <summary>Writes each mail as a file that a mail program opens, and sends nothing. For demonstrations.</summary>
public sealed class FolderTransport(IOptions<ChannelOptions> settings) : IMailTransport
{
    public const string Key = "folder";

    public string Name => Key;

    public async Task<TransportReply> SendAsync(ClaimedMessage message, Letter letter, Func<bool> mayHandOver)
    {
        var file = FileOf(message.Id);
        var unfinished = file + ".part";
        try
        {
            Directory.CreateDirectory(settings.Value.Folder);
            await using (var stream = File.Create(unfinished))
                await letter.Mime.WriteToAsync(stream);
            if (!mayHandOver())
            {
                File.Delete(unfinished);
                return new(Verdict.NotOurs, "lease-lost");
            }
            // Whoever looks into the folder never sees half a mail.
            File.Move(unfinished, file, overwrite: true);
            return new(Verdict.Accepted, "accepted");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new(Verdict.TryLater, "no-folder");
        }
    }

    public Task<Finding> FindAsync(Guid message, CancellationToken ct) => Task.FromResult(File.Exists(FileOf(message)) ? Finding.Taken : Finding.NeverCame);

    public Task ReleaseAsync() => Task.CompletedTask;

    private string FileOf(Guid message) => Path.Combine(settings.Value.Folder, $"{message:n}.eml");
}
