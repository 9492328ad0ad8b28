namespace Pledge.Domain.Plans;

/// <summary>A young person's wish to go through their plan. It stands until a review is held on that day or later, or until they take it back.</summary>
public sealed class ReviewRequest
{
    public const int WordsMaxLength = 1000;

    public ReviewRequestId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }

    /// <summary>London day. The worker's clock counts from it.</summary>
    public DateOnly AskedOn { get; private set; }

    /// <summary>What they want to talk about, or null.</summary>
    public string? Words { get; private set; }

    public DateTimeOffset AskedAt { get; private set; }
    public AccountId AskedBy { get; private set; }
    public DateTimeOffset? TakenBackAt { get; private set; }

    private ReviewRequest()
    {
    }

    /// <summary>Asks.</summary>
    /// <returns>Refused with <c>words-too-long</c>.</returns>
    public static Outcome<ReviewRequest> Ask(AuthorityId authority, YoungPersonId youngPerson, string? words, DateTimeOffset now, AccountId by)
    {
        var said = string.IsNullOrWhiteSpace(words) ? null : words.ReplaceLineEndings("\n").Trim();
        if (said?.Length > WordsMaxLength)
            return new Refusal("words-too-long", WordsMaxLength);

        return new ReviewRequest
        {
            Id = ReviewRequestId.New(),
            AuthorityId = authority,
            YoungPersonId = youngPerson,
            AskedOn = LondonTime.DayOf(now),
            Words = said,
            AskedAt = now.ToUniversalTime(),
            AskedBy = by,
        };
    }

    /// <summary>Takes it back; a second time changes nothing.</summary>
    public void TakeBack(DateTimeOffset now) => TakenBackAt ??= now.ToUniversalTime();
}
