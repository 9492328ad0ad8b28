namespace Pledge.Domain.Records;

/// <summary>How far a download is.</summary>
public enum DownloadState
{
    Asked,
    Making,
    Ready,
    Failed,

    /// <summary>It was ready and its time is over: the content is no longer there.</summary>
    Gone,
}

/// <summary>One copy of a young person's whole record, made in the background and kept for a few days, encrypted.</summary>
public sealed class RecordDownload
{
    /// <summary>Whole days for which a finished copy can be taken.</summary>
    public const int DaysKept = 7;

    public RecordDownloadId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }

    /// <summary>Who asked, and who alone may take it.</summary>
    public AccountId AccountId { get; private set; }
    public DownloadState State { get; private set; }
    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>Percent done, 0 to 100.</summary>
    public int Progress { get; private set; }

    /// <summary>UTC instant of the last sign of life of whoever makes it.</summary>
    public DateTimeOffset TouchedAt { get; private set; }
    public DateTimeOffset? ReadyAt { get; private set; }

    /// <summary>UTC instant from which it is deleted.</summary>
    public DateTimeOffset? ExpiresAt { get; private set; }

    /// <summary>UTC instant of the last time it was taken, or null.</summary>
    public DateTimeOffset? TakenAt { get; private set; }

    /// <summary>Size of the file, before encryption.</summary>
    public int? Bytes { get; private set; }

    /// <summary>The encrypted file, while it is ready.</summary>
    public byte[]? Content { get; private set; }

    private RecordDownload()
    {
    }

    public RecordDownload(AuthorityId authority, YoungPersonId youngPerson, AccountId account, DateTimeOffset now) =>
        (Id, AuthorityId, YoungPersonId, AccountId, State, AskedAt, TouchedAt) =
        (RecordDownloadId.New(), authority, youngPerson, account, DownloadState.Asked, now.ToUniversalTime(), now.ToUniversalTime());

    public bool IsUnderWay => State is DownloadState.Asked or DownloadState.Making;

    /// <summary>Begins, or begins again after whoever made it stopped.</summary>
    /// <returns>False when there is nothing to make.</returns>
    public bool Begin(DateTimeOffset now)
    {
        if (!IsUnderWay)
            return false;
        (State, Progress, TouchedAt) = (DownloadState.Making, 0, now.ToUniversalTime());
        return true;
    }

    /// <param name="percent">0 to 99; 100 is said by <see cref="Finish"/>.</param>
    public void Reach(int percent, DateTimeOffset now) => (Progress, TouchedAt) = (Math.Clamp(percent, 0, 99), now.ToUniversalTime());

    /// <param name="bytes">Size of the file as it will be taken.</param>
    public void Finish(byte[] encrypted, int bytes, DateTimeOffset now)
    {
        var at = now.ToUniversalTime();
        (State, Progress, Content, Bytes, TouchedAt, ReadyAt, ExpiresAt) = (DownloadState.Ready, 100, encrypted, bytes, at, at, at.AddDays(DaysKept));
    }

    public void Fail(DateTimeOffset now) => (State, TouchedAt) = (DownloadState.Failed, now.ToUniversalTime());

    /// <summary>Takes the content away for good.</summary>
    public void Expire(DateTimeOffset now) => (State, Content, TouchedAt) = (DownloadState.Gone, null, now.ToUniversalTime());

    /// <returns>Refused with <c>download-gone</c> when it is not there or its time is over.</returns>
    public Refusal? Take(DateTimeOffset now)
    {
        if (State is not DownloadState.Ready || ExpiresAt <= now)
            return new("download-gone");
        TakenAt = now.ToUniversalTime();
        return null;
    }
}
