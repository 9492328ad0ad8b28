namespace Pledge.Domain.Board;

/// <summary>How far the making of a pack is.</summary>
public enum BoardPackState
{
    Asked,
    Making,
    Ready,
    Failed,

    /// <summary>A newer one took its place, or words in it were taken back: the files are no longer there.</summary>
    Gone,
}

/// <summary>One making of a meeting's pack: a PDF and a ZIP of tables, made in the background and kept.</summary>
public sealed class BoardPack
{
    /// <summary>Read, written, printed, packed.</summary>
    public const int Steps = 4;

    public BoardPackId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public BoardMeetingId MeetingId { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset AskedAt { get; private set; }
    public AccountId AskedBy { get; private set; }
    public BoardPackState State { get; private set; }

    /// <summary>Of <see cref="Steps"/>.</summary>
    public int StepsDone { get; private set; }

    /// <summary>UTC instant of the last sign of life of whoever makes it.</summary>
    public DateTimeOffset TouchedAt { get; private set; }
    public DateTimeOffset? ReadyAt { get; private set; }

    /// <summary>Code of why it failed, kebab-case.</summary>
    public string? Fault { get; private set; }

    /// <summary>SHA-256 of all that it says: the same data have the same one.</summary>
    public byte[]? Fingerprint { get; private set; }

    /// <summary>The files, while it is ready.</summary>
    public byte[]? Pdf { get; private set; }
    public byte[]? Tables { get; private set; }

    private BoardPack()
    {
    }

    public BoardPack(BoardMeeting meeting, DateTimeOffset now, AccountId by) =>
        (Id, AuthorityId, MeetingId, AskedAt, AskedBy, State, TouchedAt) = (new(Guid.CreateVersion7(now)), meeting.AuthorityId, meeting.Id, now.ToUniversalTime(), by, BoardPackState.Asked, now.ToUniversalTime());

    /// <summary>Begins, or begins again after whoever made it stopped.</summary>
    /// <returns>False when there is nothing to make.</returns>
    public bool Begin(DateTimeOffset now)
    {
        if (State is not (BoardPackState.Asked or BoardPackState.Making))
            return false;
        (State, StepsDone, TouchedAt) = (BoardPackState.Making, 0, now.ToUniversalTime());
        return true;
    }

    public void Finish(byte[] fingerprint, byte[] pdf, byte[] tables, DateTimeOffset now) =>
        (State, StepsDone, Fingerprint, Pdf, Tables, TouchedAt, ReadyAt) = (BoardPackState.Ready, Steps, fingerprint, pdf, tables, now.ToUniversalTime(), now.ToUniversalTime());

    public void Fail(string fault, DateTimeOffset now) => (State, Fault, TouchedAt) = (BoardPackState.Failed, fault, now.ToUniversalTime());
}
