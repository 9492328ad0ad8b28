using Pledge.Domain.Opportunities;
using Pledge.Domain.People;

namespace Pledge.Domain.Applications;

/// <summary>What a young person lets one employer read.</summary>
/// <param name="Called">What the employer is to call them.</param>
/// <param name="Contact">How the employer can reach them.</param>
/// <param name="Why">Why they would like it.</param>
/// <param name="Skills">From the profile, as it stood; null when it was not released, as the next three are.</param>
/// <param name="Adjustments">What would help them at an interview or at work; null when they ask for nothing.</param>
/// <param name="TellsCare">Whether the employer is told that they were in care; null before they chose.</param>
public sealed record ApplicationDetails(string? Called, string? Contact, string? Why, string? Skills, string? Done, string? Likes, string? Referees, string? Adjustments, bool? TellsCare)
{
    /// <summary>What they wrote from which a reader learns that they are or were in care: as they wrote it, each once.</summary>
    public IReadOnlyList<string> WordsOfCare => CareWords.In([Called, Contact, Why, Skills, Done, Likes, Referees, Adjustments]);
}

/// <summary>A young person applies for one opportunity. The row holds what the employer reads and nothing else, so what they saw can be shown.</summary>
public sealed class JobApplication
{
    public const int WhyMaxLength = 1500;
    public const int AdjustmentsMaxLength = 500;
    public const int ContactMaxLength = 254;
    public const int CalledMaxLength = 80;
    public const int FeedbackMaxLength = 1000;

    /// <summary>An employer answers within so many days after the closing day, or after it was sent when that is later.</summary>
    public const int AnswerDays = 14;

    /// <summary>An interview is at most so many days ahead.</summary>
    public const int FurthestInterviewDays = 90;

    /// <summary>The words are kept so many days after the end: long enough to be used again for the next application, and to answer somebody who says they were treated unfairly. Our own choice; no law names a period.</summary>
    public const int KeptDays = 365;

    /// <summary>A draft that was never sent is kept so many days after the post closed.</summary>
    public const int DraftKeptDays = 60;

    public JobApplicationId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public OpportunityId OpportunityId { get; private set; }

    /// <summary>Whose opportunity it is, and in which authority; as it stood, as <see cref="Title"/> and <see cref="OrganisationName"/> are.</summary>
    public AuthorityId PostAuthorityId { get; private set; }
    public OrganisationId OrganisationId { get; private set; }
    public string Title { get; private set; } = "";
    public string OrganisationName { get; private set; } = "";
    public ApplicationState State { get; private set; }
    public string? Called { get; private set; }
    public string? Contact { get; private set; }
    public string? Why { get; private set; }
    public string? Skills { get; private set; }
    public string? Done { get; private set; }
    public string? Likes { get; private set; }
    public string? Referees { get; private set; }
    public string? Adjustments { get; private set; }
    public bool? TellsCare { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset BegunAt { get; private set; }
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>Last London day for the employer's answer.</summary>
    public DateOnly? AnswerBy { get; private set; }

    /// <summary>London day of the interview, and where and when in words.</summary>
    public DateOnly? InterviewOn { get; private set; }
    public string? InterviewWords { get; private set; }

    /// <summary>What the young person answered; null before they did, and again when the day moves.</summary>
    public InterviewAnswer? InterviewAnswer { get; private set; }

    /// <summary>Why not then, or when they could, in their words; with <see cref="Applications.InterviewAnswer.CannotCome"/> only.</summary>
    public string? InterviewAnswerWords { get; private set; }

    /// <summary>Why not, in the employer's words, once a coordinator passed them on.</summary>
    public string? Feedback { get; private set; }

    /// <summary>When it came to its end; null before.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>When its words were erased; null while they are there. That somebody applied, and what came of it, stays.</summary>
    public DateTimeOffset? ErasedAt { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }
    public AccountId ChangedBy { get; private set; }

    private JobApplication()
    {
    }

    /// <summary>What the employer reads, or would.</summary>
    public ApplicationDetails Details => new(Called, Contact, Why, Skills, Done, Likes, Referees, Adjustments, TellsCare);

    /// <summary>Whether the employer's answer is due and has not come.</summary>
    public bool IsLateOn(DateOnly today) => State is ApplicationState.Sent && AnswerBy < today;

    public bool CanWithdraw => State is ApplicationState.Sent or ApplicationState.Interview or ApplicationState.Offered;

    /// <summary>Whether it waits for the employer.</summary>
    public bool CanAnswer => State is ApplicationState.Sent or ApplicationState.Interview;

    /// <summary>A draft, for an opportunity that is open.</summary>
    public static JobApplication Begin(AuthorityId authority, YoungPersonId whose, Opportunity post, string title, DateTimeOffset now, AccountId by) => new()
    {
        Id = JobApplicationId.New(),
        AuthorityId = authority,
        YoungPersonId = whose,
        OpportunityId = post.Id,
        PostAuthorityId = post.AuthorityId,
        OrganisationId = post.OrganisationId,
        OrganisationName = post.OrganisationName,
        Title = title,
        State = ApplicationState.Draft,
        BegunAt = now.ToUniversalTime(),
        ChangedAt = now.ToUniversalTime(),
        ChangedBy = by,
    };

    /// <summary>What is to be read of it. Empty fields are no fault of a draft.</summary>
    /// <returns>Null when done; <c>application-sent-already</c>, <c>called-too-long</c>, <c>contact-too-long</c>, <c>words-too-long</c> or <c>adjustments-too-long</c>.</returns>
    public Refusal? Write(ApplicationDetails details, DateTimeOffset now, AccountId by)
    {
        if (State is not ApplicationState.Draft)
            return new("application-sent-already");
        if (details.Called.Tidy()?.Length > CalledMaxLength)
            return new("called-too-long", CalledMaxLength);
        if (details.Contact.Tidy()?.Length > ContactMaxLength)
            return new("contact-too-long", ContactMaxLength);
        if (details.Why.Tidy()?.Length > WhyMaxLength)
            return new("words-too-long", WhyMaxLength);
        if (details.Adjustments.Tidy()?.Length > AdjustmentsMaxLength)
            return new("adjustments-too-long", AdjustmentsMaxLength);
        (Called, Contact, Why, Adjustments, TellsCare) = (details.Called.Tidy(), details.Contact.Tidy(), details.Why.Tidy(), details.Adjustments.Tidy(), details.TellsCare);
        (Skills, Done, Likes, Referees) = (details.Skills, details.Done, details.Likes, details.Referees);
        Changed(now, by);
        return null;
    }

    /// <returns>What is missing before it can be sent, in the order of the form: <c>called-missing</c>, <c>contact-missing</c>, <c>why-missing</c>, <c>tells-care-missing</c>; empty when nothing is.</returns>
    public IReadOnlyList<Refusal> Missing()
    {
        List<Refusal> missing = [];
        if (Called is null)
            missing.Add(new("called-missing"));
        if (Contact is null)
            missing.Add(new("contact-missing"));
        if (Why is null)
            missing.Add(new("why-missing"));
        if (TellsCare is null)
            missing.Add(new("tells-care-missing"));
        return missing;
    }

    /// <param name="post">As it stands now.</param>
    /// <returns>What was done. Refused as <see cref="Missing"/>, with <c>application-sent-already</c>, or with <c>post-closed</c>.</returns>
    public Outcome<ApplicationStep> Send(Opportunity post, DateTimeOffset now, AccountId by)
    {
        var today = LondonTime.DayOf(now);
        if (State is not ApplicationState.Draft)
            return new Refusal("application-sent-already");
        if (Missing() is [var missing, ..])
            return missing;
        if (!post.IsLiveOn(today))
            return new Refusal("post-closed");
        (State, SentAt) = (ApplicationState.Sent, now.ToUniversalTime());
        AnswerBy = (post.ClosesOn is { } closes && closes > today ? closes : today).AddDays(AnswerDays);
        return Did(ApplicationAct.Sent, ApplicationSide.YoungPerson, null, now, by);
    }

    /// <returns>Refused with <c>application-over</c>.</returns>
    public Outcome<ApplicationStep> Withdraw(DateTimeOffset now, AccountId by)
    {
        if (!CanWithdraw)
            return new Refusal("application-over");
        State = ApplicationState.Withdrawn;
        return Ended(ApplicationAct.Withdrawn, ApplicationSide.YoungPerson, now, by);
    }

    /// <summary>The employer asks them to come and talk; again, when the day moves.</summary>
    /// <returns>Refused with <c>application-over</c>, <c>interview-day-missing</c>, <c>interview-day-not-valid</c>, <c>interview-words-missing</c> or <c>interview-words-too-long</c>.</returns>
    public Outcome<ApplicationStep> AskToInterview(DateOnly? on, string? words, DateTimeOffset now, AccountId by)
    {
        var today = LondonTime.DayOf(now);
        if (!CanAnswer)
            return new Refusal("application-over");
        if (on is not { } day)
            return new Refusal("interview-day-missing");
        if (day <= today || day > today.AddDays(FurthestInterviewDays))
            return new Refusal("interview-day-not-valid", FurthestInterviewDays);
        if (words.Tidy() is not { } said)
            return new Refusal("interview-words-missing");
        if (said.Length > AdjustmentsMaxLength)
            return new Refusal("interview-words-too-long", AdjustmentsMaxLength);
        (State, InterviewOn, InterviewWords, InterviewAnswer, InterviewAnswerWords) = (ApplicationState.Interview, day, said, null, null);
        return Did(ApplicationAct.Interview, ApplicationSide.Employer, null, now, by);
    }

    /// <summary>Whether the young person can say if they come.</summary>
    public bool CanAnswerInterviewOn(DateOnly today) => State is ApplicationState.Interview && InterviewOn >= today;

    /// <summary>The young person comes.</summary>
    /// <returns>Refused with <c>application-over</c>.</returns>
    public Outcome<ApplicationStep> Come(DateTimeOffset now, AccountId by) => AnswerInterview(Applications.InterviewAnswer.Comes, null, now, by);

    /// <summary>The young person cannot come then.</summary>
    /// <returns>Refused with <c>application-over</c>, <c>cannot-come-words-missing</c> or <c>words-too-long</c>.</returns>
    public Outcome<ApplicationStep> CannotCome(string? words, DateTimeOffset now, AccountId by)
    {
        if (words.Tidy() is not { } said)
            return new Refusal("cannot-come-words-missing");
        if (said.Length > AdjustmentsMaxLength)
            return new Refusal("words-too-long", AdjustmentsMaxLength);
        return AnswerInterview(Applications.InterviewAnswer.CannotCome, said, now, by);
    }

    private Outcome<ApplicationStep> AnswerInterview(InterviewAnswer answer, string? words, DateTimeOffset now, AccountId by)
    {
        if (!CanAnswerInterviewOn(LondonTime.DayOf(now)))
            return new Refusal("application-over");
        (InterviewAnswer, InterviewAnswerWords) = (answer, words);
        return Did(answer is Applications.InterviewAnswer.Comes ? ApplicationAct.InterviewYes : ApplicationAct.InterviewNo, ApplicationSide.YoungPerson, null, now, by);
    }

    /// <returns>Refused with <c>application-over</c>.</returns>
    public Outcome<ApplicationStep> Offer(DateTimeOffset now, AccountId by)
    {
        if (!CanAnswer)
            return new Refusal("application-over");
        State = ApplicationState.Offered;
        return Did(ApplicationAct.Offered, ApplicationSide.Employer, null, now, by);
    }

    /// <summary>That the employer said no. It stands as it stood until a coordinator has read why.</summary>
    internal ApplicationStep TurnedDown(DateTimeOffset now, AccountId by) => new(this, ApplicationAct.TurnedDown, ApplicationSide.Employer, null, now, by);

    /// <summary>The young person takes the place, or does not.</summary>
    /// <returns>Refused with <c>application-over</c>.</returns>
    public Outcome<ApplicationStep> Decide(bool takes, DateTimeOffset now, AccountId by)
    {
        if (State is not ApplicationState.Offered)
            return new Refusal("application-over");
        State = takes ? ApplicationState.Accepted : ApplicationState.Declined;
        return Ended(takes ? ApplicationAct.Accepted : ApplicationAct.Declined, ApplicationSide.YoungPerson, now, by);
    }

    private ApplicationStep Ended(ApplicationAct act, ApplicationSide side, DateTimeOffset now, AccountId by)
    {
        EndedAt = now.ToUniversalTime();
        return Did(act, side, null, now, by);
    }

    private ApplicationStep Did(ApplicationAct act, ApplicationSide side, string? words, DateTimeOffset now, AccountId by)
    {
        Changed(now, by);
        return new(this, act, side, words, now, by);
    }

    private void Changed(DateTimeOffset now, AccountId by) => (ChangedAt, ChangedBy) = (now.ToUniversalTime(), by);
}
