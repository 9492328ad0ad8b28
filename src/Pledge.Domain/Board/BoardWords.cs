using Pledge.Domain.Promises;

namespace Pledge.Domain.Board;

/// <summary>What somebody who read words for the board decided.</summary>
public enum BoardDecision
{
    Released,
    HeldBack,
}

/// <summary>Words of one answer that a young person lets the board read, without their name. A person reads them first; they can be taken back at any time.</summary>
/// <remarks>Who checks reads the words and no name; the board reads <see cref="Shown"/> and the promise, through functions of the database.</remarks>
public sealed class BoardWords
{
    public const int ReasonMaxLength = 300;

    public BoardWordsId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public AnswerId AnswerId { get; private set; }
    public string PromiseKey { get; private set; } = "";

    /// <summary>UTC, as every instant here.</summary>
    public DateTimeOffset GivenAt { get; private set; }
    public DateTimeOffset? TakenBackAt { get; private set; }

    /// <summary>Null while nobody read them.</summary>
    public BoardDecision? Decision { get; private set; }

    /// <summary>As the board reads them: names and places taken out.</summary>
    public string? Shown { get; private set; }

    /// <summary>Why they were held back, to the young person.</summary>
    public string? Reason { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public AccountId? DecidedBy { get; private set; }

    private BoardWords()
    {
    }

    /// <summary>Lets the board read the words of an answer.</summary>
    /// <returns>Refused with <c>board-words-missing</c> where the answer has none.</returns>
    public static Outcome<BoardWords> Give(Answer answer, DateTimeOffset now) => answer.Words is null
        ? new Refusal("board-words-missing")
        : new BoardWords { Id = BoardWordsId.New(), AuthorityId = answer.AuthorityId, YoungPersonId = answer.YoungPersonId, AnswerId = answer.Id, PromiseKey = answer.PromiseKey, GivenAt = now.ToUniversalTime() };

    /// <summary>From now on nobody reads them. Taken back twice is taken back once.</summary>
    public void TakeBack(DateTimeOffset now) => TakenBackAt ??= now.ToUniversalTime();

    /// <summary>What is wrong with a decision.</summary>
    /// <param name="shown">As the board would read them; asked for when released.</param>
    /// <param name="reason">Asked for when held back.</param>
    /// <returns>Refused with <c>shown-missing</c>, <c>words-too-long</c>, <c>hold-back-reason-missing</c> or <c>text-too-long</c>.</returns>
    public static Refusal? Fault(BoardDecision decision, string? shown, string? reason) => decision switch
    {
        BoardDecision.Released when string.IsNullOrWhiteSpace(shown) => new("shown-missing"),
        BoardDecision.Released when shown.Trim().Length > Answer.WordsMaxLength => new("words-too-long", Answer.WordsMaxLength),
        BoardDecision.HeldBack when string.IsNullOrWhiteSpace(reason) => new("hold-back-reason-missing"),
        BoardDecision.HeldBack when reason.Trim().Length > ReasonMaxLength => new("text-too-long", ReasonMaxLength),
        _ => null,
    };
}
