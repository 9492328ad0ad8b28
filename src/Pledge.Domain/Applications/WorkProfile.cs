using Pledge.Domain.People;

namespace Pledge.Domain.Applications;

/// <summary>What a young person can say of themselves to employers, in their words. Theirs alone: an employer reads of it only what an application releases.</summary>
/// <remarks>A change is a new version; the one before stays in their own history.</remarks>
public sealed class WorkProfile
{
    public const int WordsMaxLength = 1500;

    public WorkProfileId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }

    /// <summary>What they are good at.</summary>
    public string? Skills { get; private set; }

    /// <summary>What they have done: work, learning, at home, for others.</summary>
    public string? Done { get; private set; }

    /// <summary>What they would like.</summary>
    public string? Likes { get; private set; }

    /// <summary>Who can speak for them, and how to reach them.</summary>
    public string? Referees { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset WrittenAt { get; private set; }
    public AccountId WrittenBy { get; private set; }
    public DateTimeOffset? SupersededAt { get; private set; }

    private WorkProfile()
    {
    }

    /// <returns>Refused with <c>profile-empty</c>, or <c>words-too-long</c>.</returns>
    public static Outcome<WorkProfile> Write(AuthorityId authority, YoungPersonId whose, string? skills, string? done, string? likes, string? references, DateTimeOffset now, AccountId by)
    {
        string?[] words = [skills.Tidy(), done.Tidy(), likes.Tidy(), references.Tidy()];
        if (words.All(one => one is null))
            return new Refusal("profile-empty");
        if (words.Any(one => one?.Length > WordsMaxLength))
            return new Refusal("words-too-long", WordsMaxLength);
        return new WorkProfile
        {
            Id = WorkProfileId.New(),
            AuthorityId = authority,
            YoungPersonId = whose,
            Skills = words[0],
            Done = words[1],
            Likes = words[2],
            Referees = words[3],
            WrittenAt = now.ToUniversalTime(),
            WrittenBy = by,
        };
    }

    public void Supersede(DateTimeOffset now) => SupersededAt ??= now.ToUniversalTime();
}
