namespace Pledge.Domain.Documents;

/// <summary>How much of documents is kept, as the authority set it.</summary>
/// <param name="FileBytes">Bytes of one document.</param>
/// <param name="PersonBytes">Bytes of all documents of one young person, those taken out too, because they are kept.</param>
/// <param name="PersonFiles">Documents of one young person, counted the same way.</param>
public sealed record DocumentLimits(int FileBytes, long PersonBytes, int PersonFiles)
{
    public const int Megabyte = 1024 * 1024;

    /// <summary>Whether one more fits.</summary>
    /// <param name="files">Documents there are already.</param>
    /// <param name="bytes">Bytes they have together.</param>
    /// <param name="more">Bytes of the new one.</param>
    /// <returns>Refused with <c>document-too-big</c> (megabytes allowed), <c>document-too-many</c> (documents allowed) or <c>document-no-room</c> (megabytes allowed).</returns>
    public Refusal? Check(int files, long bytes, int more) =>
        more > FileBytes ? new("document-too-big", FileBytes / Megabyte)
        : files >= PersonFiles ? new("document-too-many", PersonFiles)
        : bytes + more > PersonBytes ? new("document-no-room", PersonBytes / Megabyte)
        : null;
}
