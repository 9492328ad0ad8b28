using System.Text;
using Microsoft.Extensions.Options;
using Pledge.Web.Background.Mail;

namespace Pledge.Web.Background.Transports;

/// <summary>Writes each mail as a file that a mail program opens, each text as a file of text, and sends nothing. For demonstrations.</summary>
public sealed class FolderTransport(IOptions<ChannelOptions> settings) : IMailTransport, ITextTransport
{
    public const string Key = "folder";

    public string Name => Key;

    public Task<TransportReply> SendAsync(ClaimedMessage message, Letter letter, Func<bool> mayHandOver) =>
        WriteAsync(FileOf(message.Id, "eml"), stream => letter.Mime.WriteToAsync(stream), mayHandOver);

    public Task<TransportReply> SendAsync(ClaimedMessage message, ShortText text, Func<bool> mayHandOver) =>
        WriteAsync(FileOf(message.Id, "txt"), stream => stream.WriteAsync(Encoding.UTF8.GetBytes($"{text.To}\n\n{text.Body}\n")).AsTask(), mayHandOver);

    private async Task<TransportReply> WriteAsync(string file, Func<Stream, Task> write, Func<bool> mayHandOver)
    {
        var unfinished = file + ".part";
        try
        {
            Directory.CreateDirectory(settings.Value.Folder);
            await using (var stream = File.Create(unfinished))
                await write(stream);
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

    public Task<Finding> FindAsync(Guid message, CancellationToken ct) => Task.FromResult(File.Exists(FileOf(message, "eml")) || File.Exists(FileOf(message, "txt")) ? Finding.Taken : Finding.NeverCame);

    public Task ReleaseAsync() => Task.CompletedTask;

    private string FileOf(Guid message, string kind) => Path.Combine(settings.Value.Folder, $"{message:n}.{kind}");
}
