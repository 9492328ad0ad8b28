namespace Pledge.Domain.Applications;

/// <summary>Who did something with an application.</summary>
public enum ApplicationSide
{
    YoungPerson,
    Employer,
    Coordinator,
}

/// <summary>What was done with an application.</summary>
public enum ApplicationAct
{
    Sent,
    Withdrawn,
    Interview,

    /// <summary>The young person comes to the interview.</summary>
    InterviewYes,

    /// <summary>The young person cannot come then.</summary>
    InterviewNo,
    Offered,
    TurnedDown,

    /// <summary>A coordinator asked for kinder or clearer words.</summary>
    FeedbackSentBack,
    FeedbackPassed,
    Accepted,
    Declined,

    /// <summary>The employer took a no back before a coordinator had passed it on.</summary>
    NoTakenBack,

    /// <summary>The post closed before its day; the database writes it down with the closing.</summary>
    PostClosed,
}

/// <summary>One thing that was done with an application. Only added.</summary>
public sealed class ApplicationStep
{
    public ApplicationStepId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public JobApplicationId ApplicationId { get; private set; }
    public ApplicationAct Act { get; private set; }
    public ApplicationSide Side { get; private set; }
    public string? Words { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset At { get; private set; }
    public AccountId By { get; private set; }

    private ApplicationStep()
    {
    }

    internal ApplicationStep(JobApplication application, ApplicationAct act, ApplicationSide side, string? words, DateTimeOffset now, AccountId by)
    {
        (Id, AuthorityId, YoungPersonId, ApplicationId) = (ApplicationStepId.New(), application.AuthorityId, application.YoungPersonId, application.Id);
        (Act, Side, Words, At, By) = (act, side, words, now.ToUniversalTime(), by);
    }
}
