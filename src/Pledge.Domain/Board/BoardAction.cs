namespace Pledge.Domain.Board;

/// <summary>How an action stands.</summary>
public enum BoardActionState
{
    Open,
    Done,

    /// <summary>The board does without it; why is in the update.</summary>
    Dropped,
}

/// <summary>One thing that the board wants done, out of a figure, a promise or a decision, with one owner and a day. It is carried from meeting to meeting while it is open.</summary>
public sealed class BoardAction
{
    public const int WhatMaxLength = 500;

    public BoardActionId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public string What { get; private set; } = "";

    /// <summary>Code of the indicator it comes from, or null.</summary>
    public string? Indicator { get; private set; }

    /// <summary>Key of the promise it comes from, or null.</summary>
    public string? PromiseKey { get; private set; }

    /// <summary>The decision it comes from, or null. One of the three is there.</summary>
    public BoardMeetingLineId? DecisionId { get; private set; }
    public AccountId OwnerId { get; private set; }
    public string OwnerName { get; private set; } = "";

    /// <summary>London day.</summary>
    public DateOnly DueOn { get; private set; }
    public BoardActionState State { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset RaisedAt { get; private set; }
    public AccountId RaisedBy { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }
    public AccountId ChangedBy { get; private set; }

    private BoardAction()
    {
    }

    /// <returns>Refused with <c>board-action-what-missing</c>, <c>board-action-what-too-long</c>, <c>board-action-about-missing</c>, <c>owner-missing</c>, <c>board-action-day-missing</c> or <c>board-action-day-past</c>.</returns>
    public static Outcome<BoardAction> Raise(BoardActionId id, AuthorityId authority, string? what, string? indicator, string? promiseKey, BoardMeetingLineId? decision, NamedOwner? owner, DateOnly? dueOn, DateTimeOffset now, AccountId by)
    {
        if (string.IsNullOrWhiteSpace(what))
            return new Refusal("board-action-what-missing");
        if (what.Trim().Length > WhatMaxLength)
            return new Refusal("board-action-what-too-long", WhatMaxLength);
        if (indicator is null && promiseKey is null && decision is null)
            return new Refusal("board-action-about-missing");
        if (owner is null)
            return new Refusal("owner-missing");
        if (dueOn is not { } due)
            return new Refusal("board-action-day-missing");
        if (due < LondonTime.DayOf(now))
            return new Refusal("board-action-day-past");
        var at = now.ToUniversalTime();
        return new BoardAction
        {
            Id = id,
            AuthorityId = authority,
            What = what.Trim(),
            Indicator = indicator,
            PromiseKey = promiseKey,
            DecisionId = decision,
            OwnerId = owner.Id,
            OwnerName = owner.Name,
            DueOn = due,
            RaisedAt = at,
            RaisedBy = by,
            ChangedAt = at,
            ChangedBy = by,
        };
    }

    /// <summary>How it stands now. An action that ended can be open again: whoever ended it was wrong, and both stand in its history.</summary>
    /// <param name="owner">Whose it is from now on; null for nobody else.</param>
    /// <param name="dueOn">Its day from now on; null for the same.</param>
    /// <returns>Refused with <c>board-action-words-missing</c> or <c>board-action-words-too-long</c>.</returns>
    public Outcome<BoardActionUpdate> Update(BoardActionUpdateId id, BoardActionState state, NamedOwner? owner, DateOnly? dueOn, string? words, DateTimeOffset now, AccountId by)
    {
        if (string.IsNullOrWhiteSpace(words))
            return new Refusal("board-action-words-missing");
        if (words.Trim().Length > BoardActionUpdate.WordsMaxLength)
            return new Refusal("board-action-words-too-long", BoardActionUpdate.WordsMaxLength);
        if (owner is not null)
            (OwnerId, OwnerName) = (owner.Id, owner.Name);
        (State, DueOn, ChangedAt, ChangedBy) = (state, dueOn ?? DueOn, now.ToUniversalTime(), by);
        return BoardActionUpdate.Of(id, this, words.Trim());
    }
}

/// <summary>How an action stood from an instant on. Only added to, so that the page of a meeting shows what it showed.</summary>
public sealed class BoardActionUpdate
{
    public const int WordsMaxLength = 1000;

    public BoardActionUpdateId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public BoardActionId ActionId { get; private set; }
    public BoardActionState State { get; private set; }
    public string OwnerName { get; private set; } = "";
    public DateOnly DueOn { get; private set; }

    /// <summary>Null in the first, which says how the action began.</summary>
    public string? Words { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset SaidAt { get; private set; }
    public AccountId SaidBy { get; private set; }

    private BoardActionUpdate()
    {
    }

    /// <summary>As <paramref name="action"/> stands, by whoever changed it.</summary>
    public static BoardActionUpdate Of(BoardActionUpdateId id, BoardAction action, string? words) => new()
    {
        Id = id,
        AuthorityId = action.AuthorityId,
        ActionId = action.Id,
        State = action.State,
        OwnerName = action.OwnerName,
        DueOn = action.DueOn,
        Words = words,
        SaidAt = action.ChangedAt,
        SaidBy = action.ChangedBy,
    };
}
