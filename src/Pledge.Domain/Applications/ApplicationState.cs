namespace Pledge.Domain.Applications;

/// <summary>Where an application stands.</summary>
public enum ApplicationState
{
    /// <summary>Being written; nobody else reads it.</summary>
    Draft,
    Sent,

    /// <summary>They are asked to come and talk.</summary>
    Interview,
    Offered,

    /// <summary>The young person took the place.</summary>
    Accepted,

    /// <summary>The young person did not take it.</summary>
    Declined,

    /// <summary>The employer said no, and a coordinator read the words first: see <see cref="Applications.TurningDown"/>.</summary>
    TurnedDown,

    /// <summary>The young person took it back; the employer reads nothing of it any more.</summary>
    Withdrawn,

    /// <summary>The post closed before its day and before they had an answer.</summary>
    PostClosed,
}

/// <summary>What a young person answers who is asked to come and talk.</summary>
public enum InterviewAnswer
{
    Comes,

    /// <summary>Not on that day; their words say more.</summary>
    CannotCome,
}
