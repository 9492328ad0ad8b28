using Pledge.Domain.People;

namespace Pledge.Domain.Applications;

/// <summary>A no that is new, and that it was said.</summary>
public sealed record SaidNo(TurningDown No, ApplicationStep Step);

/// <summary>An employer's no with its words, until a coordinator has read them. The young person does not know of it: for them the application stands as before.</summary>
public sealed class TurningDown
{
    public const int BackMaxLength = 500;

    public JobApplicationId ApplicationId { get; private set; }

    /// <summary>The authority and the organisation of the opportunity.</summary>
    public AuthorityId PostAuthorityId { get; private set; }
    public OrganisationId OrganisationId { get; private set; }
    public string Feedback { get; private set; } = "";

    /// <summary>What a coordinator asks to be written otherwise; null while it waits for them, or was passed on.</summary>
    public string? Back { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset WrittenAt { get; private set; }
    public AccountId WrittenBy { get; private set; }
    public DateTimeOffset? PassedAt { get; private set; }

    /// <summary>What a coordinator may ask to be written otherwise.</summary>
    /// <returns>Null when it can be sent; <c>feedback-back-missing</c> or <c>words-too-long</c>.</returns>
    public static Refusal? CheckBack(string? words) =>
        words.Tidy() is not { } said ? new("feedback-back-missing") : said.Length > BackMaxLength ? new("words-too-long", BackMaxLength) : null;

    private TurningDown()
    {
    }

    /// <summary>The employer says no.</summary>
    /// <returns>Also what was done. Refused with <c>application-over</c>, <c>feedback-missing</c> or <c>feedback-too-long</c>.</returns>
    public static Outcome<SaidNo> Write(JobApplication application, string? feedback, DateTimeOffset now, AccountId by)
    {
        if (!application.CanAnswer)
            return new Refusal("application-over");
        var no = new TurningDown { ApplicationId = application.Id, PostAuthorityId = application.PostAuthorityId, OrganisationId = application.OrganisationId };
        return no.Say(feedback, now, by) is { } refusal ? refusal : new SaidNo(no, application.TurnedDown(now, by));
    }

    /// <summary>Other words, as a coordinator asked.</summary>
    /// <returns>As <see cref="Write"/>.</returns>
    public Outcome<ApplicationStep> WriteAgain(JobApplication application, string? feedback, DateTimeOffset now, AccountId by)
    {
        if (Back is null || !application.CanAnswer)
            return new Refusal("application-over");
        return Say(feedback, now, by) is { } refusal ? refusal : application.TurnedDown(now, by);
    }

    private Refusal? Say(string? feedback, DateTimeOffset now, AccountId by)
    {
        if (feedback.Tidy() is not { } said)
            return new("feedback-missing");
        if (said.Length > JobApplication.FeedbackMaxLength)
            return new("feedback-too-long", JobApplication.FeedbackMaxLength);
        (Feedback, Back, WrittenAt, WrittenBy) = (said, null, now.ToUniversalTime(), by);
        return null;
    }
}
