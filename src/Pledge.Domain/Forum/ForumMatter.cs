namespace Pledge.Domain.Forum;

/// <summary>Something a young person raised with the forum: the group of young people and of the council that meets to put things right for everybody.</summary>
/// <remarks>What comes of it is only added, as <see cref="ForumStep"/>; the newest one stands. Taken back, it is read by nobody but who raised it.</remarks>
public sealed class ForumMatter
{
    public const int WordsMaxLength = 1000;

    public ForumMatterId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }

    /// <summary>What whoever runs the forum calls them: their first name on the day; null where none was held.</summary>
    public string? Called { get; private set; }
    public string Words { get; private set; } = "";

    /// <summary>Whether other young people may read it, without a name and as a person let it be shown. As whoever raised it says now.</summary>
    public bool MayBeShown { get; private set; }

    /// <summary>UTC, as every instant here.</summary>
    public DateTimeOffset RaisedAt { get; private set; }
    public DateTimeOffset? TakenBackAt { get; private set; }

    private ForumMatter()
    {
    }

    /// <param name="mayBeShown">Null where they did not say.</param>
    /// <returns>Refused with <c>forum-words-missing</c>, <c>words-too-long</c> or <c>forum-shown-missing</c>.</returns>
    public static Outcome<ForumMatter> Raise(AuthorityId authority, YoungPersonId youngPerson, string? called, string? words, bool? mayBeShown, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(words))
            return new Refusal("forum-words-missing");
        if (words.Trim().Length > WordsMaxLength)
            return new Refusal("words-too-long", WordsMaxLength);
        if (mayBeShown is not { } shown)
            return new Refusal("forum-shown-missing");
        return new ForumMatter { Id = ForumMatterId.New(), AuthorityId = authority, YoungPersonId = youngPerson, Called = called, Words = words.Trim(), MayBeShown = shown, RaisedAt = now.ToUniversalTime() };
    }

    /// <summary>They changed their mind about who may read it: from now on others may, or nobody but whoever runs the forum.</summary>
    public void LetBeShown(bool mayBeShown) => MayBeShown = mayBeShown;

    /// <summary>From now on nobody else reads it. Taken back twice is taken back once.</summary>
    public void TakeBack(DateTimeOffset now) => TakenBackAt ??= now.ToUniversalTime();
}
