using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Applications;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Applications;

/// <summary>Somebody who applied, as an employer lists them.</summary>
/// <param name="State">Kebab-case, as <paramref name="InterviewAnswer"/> is, which is null before they answered.</param>
public sealed record ApplicantRow(Guid Id, Guid OpportunityId, string Title, string Called, string State, bool AsksAgain, DateOnly AnswerBy, DateTimeOffset SentAt, string? InterviewAnswer, DateOnly? InterviewOn);

/// <summary>Feedback that a coordinator reads before the young person does: not whose it is.</summary>
public sealed record WaitingFeedback(Guid Id, string Title, string OrganisationName, string Feedback, DateTimeOffset Since);

/// <summary>Feedback on which a coordinator decided.</summary>
/// <param name="Back">What the employer was asked to change; null when it was passed on.</param>
/// <param name="Who">Who decided.</param>
public sealed record DecidedFeedback(Guid Id, string Title, string OrganisationName, string Feedback, string? Back, DateTimeOffset At, string? Who);

/// <summary>An employer who has not answered in time.</summary>
public sealed record LateAnswers(Guid OpportunityId, Guid OrganisationId, string Title, string OrganisationName, int People, DateOnly Since);

/// <summary>How many applied for one post, and where they stand: nobody's name.</summary>
/// <param name="Sent">Everybody who applied.</param>
/// <param name="Waiting">For the employer's first answer, of whom <paramref name="Late"/> should have had it.</param>
public sealed record CountedApplications(Guid Id, string Title, string OrganisationName, bool IsLive, int Sent, int Waiting, int Interview, int Offered, int Accepted, int Declined, int TurnedDown, int Withdrawn, int Late);

/// <summary>What the pages of applications read. Row policies keep it to the young person, their workers, and the people of the organisation who may see applicants.</summary>
public static class ApplicationReads
{
    /// <summary>For so many days a coordinator reads again what was decided.</summary>
    private const int DecidedDays = 14;

    public static Task<WorkProfile?> FindProfileAsync(this PledgeDb db, YoungPersonId whose, CancellationToken ct) =>
        db.WorkProfiles.SingleOrDefaultAsync(row => row.YoungPersonId == whose && row.SupersededAt == null, ct);

    /// <summary>Theirs, what is open first, then the newest.</summary>
    public static Task<List<JobApplication>> ListOwnApplicationsAsync(this PledgeDb db, YoungPersonId whose, CancellationToken ct) =>
        db.JobApplications.AsNoTracking().Where(row => row.YoungPersonId == whose).OrderBy(row => row.EndedAt != null).ThenByDescending(row => row.ChangedAt).ThenBy(row => row.Id).ToListAsync(ct);

    /// <summary>What was done, in order, as far as the reader may know it.</summary>
    public static Task<List<ApplicationStep>> ListStepsAsync(this PledgeDb db, JobApplicationId application, CancellationToken ct) =>
        db.ApplicationSteps.AsNoTracking().Where(row => row.ApplicationId == application).OrderBy(row => row.At).ThenBy(row => row.Id).ToListAsync(ct);

    /// <summary>Who applied for what the caller's organisations offer: what waits for an answer first.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<ApplicantRow>> ListApplicantsAsync(this PledgeDb db, CancellationToken ct) =>
        db.Database.SqlQuery<ApplicantRow>(
            $"""
            select a.id, a.opportunity_id, a.title, a.called, case when t.application_id is null or a.state = 'turned-down' then a.state else 'turning-down' end as state, t.back is not null as asks_again, a.answer_by, a.sent_at, a.interview_answer, a.interview_on
            from pledge.job_application a left join pledge.turning_down t on t.application_id = a.id
            order by a.state not in ('sent', 'interview') or (t.application_id is not null and t.back is null), a.title, a.opportunity_id, a.answer_by, a.sent_at, a.id limit 300
            """).ToListAsync(ct);

    /// <summary>The day on which its words are erased, or as a draft it is deleted; null while that is open.</summary>
    public static async Task<DateOnly?> FindForgottenOnAsync(this PledgeDb db, JobApplicationId id, CancellationToken ct) =>
        (await db.Database.SqlQuery<DateOnly?>($"select pledge.application_forgotten_on({id.Value}, {JobApplication.KeptDays}, {JobApplication.DraftKeptDays}) as \"Value\"").ToListAsync(ct))[0];

    /// <summary>How many applied for each post of the authority, and what came of it; what is open first.</summary>
    public static Task<List<CountedApplications>> CountApplicationsAsync(this PledgeDb db, CancellationToken ct) =>
        db.Database.SqlQuery<CountedApplications>($"select * from pledge.applications_counted() c order by c.is_live desc, c.late desc, c.title, c.id").ToListAsync(ct);

    /// <summary>What waits for a coordinator, the longest waiting first.</summary>
    public static Task<List<WaitingFeedback>> ListFeedbackAsync(this PledgeDb db, CancellationToken ct) =>
        db.Database.SqlQuery<WaitingFeedback>($"select * from pledge.feedback_waiting() f order by f.since, f.id").ToListAsync(ct);

    /// <returns>Null when it does not wait any more.</returns>
    public static async Task<WaitingFeedback?> FindFeedbackAsync(this PledgeDb db, Guid id, CancellationToken ct) =>
        (await db.Database.SqlQuery<WaitingFeedback>($"select * from pledge.feedback_waiting() f where f.id = {id}").ToListAsync(ct)).SingleOrDefault();

    /// <summary>What coordinators decided on in the last <see cref="DecidedDays"/> days, the newest first.</summary>
    /// <param name="one">Only that, however long ago; null for all.</param>
    public static Task<List<DecidedFeedback>> ListDecidedFeedbackAsync(this PledgeDb db, Guid? one, DateOnly today, CancellationToken ct) =>
        db.Database.SqlQuery<DecidedFeedback>($"select * from pledge.feedback_decided({one}::uuid, {today.AddDays(-DecidedDays)}) f order by f.at desc, f.id").ToListAsync(ct);

    public static Task<List<LateAnswers>> ListLateAnswersAsync(this PledgeDb db, CancellationToken ct) =>
        db.Database.SqlQuery<LateAnswers>($"select l.*, o.organisation_id from pledge.answers_late() l join pledge.opportunity o on o.id = l.opportunity_id order by l.since, l.opportunity_id").ToListAsync(ct);
}
