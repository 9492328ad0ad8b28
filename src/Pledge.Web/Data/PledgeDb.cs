using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Applications;
using Pledge.Domain.Appointments;
using Pledge.Domain.Board;
using Pledge.Domain.Clocks;
using Pledge.Domain.Consultations;
using Pledge.Domain.Contacts;
using Pledge.Domain.Conversations;
using Pledge.Domain.Documents;
using Pledge.Domain.Facts;
using Pledge.Domain.Forum;
using Pledge.Domain.Indicators;
using Pledge.Domain.Matching;
using Pledge.Domain.Mentoring;
using Pledge.Domain.Mentors;
using Pledge.Domain.Notes;
using Pledge.Domain.Opportunities;
using Pledge.Domain.Organisations;
using Pledge.Domain.Partners;
using Pledge.Domain.People;
using Pledge.Domain.Plans;
using Pledge.Domain.Practice;
using Pledge.Domain.Promises;
using Pledge.Domain.Publications;
using Pledge.Domain.Records;
using Pledge.Domain.Reminders;
using Pledge.Domain.Returns;
using Pledge.Web.Access;

namespace Pledge.Web.Data;

/// <summary>The database as entities. The schema itself is the SQL in <c>migrations/</c>; a test compares the two.</summary>
/// <remarks>Outside a <see cref="RowScope"/> transaction every personal table is empty.</remarks>
public sealed class PledgeDb(DbContextOptions<PledgeDb> options) : IdentityUserContext<Account, Guid>(options), IDataProtectionKeyContext
{
    public DbSet<Authority> Authorities => Set<Authority>();
    public DbSet<Team> Teams => Set<Team>();
    public DbSet<StaffMember> Staff => Set<StaffMember>();
    public DbSet<YoungPerson> YoungPeople => Set<YoungPerson>();
    public DbSet<Assignment> Assignments => Set<Assignment>();
    public DbSet<HandOver> HandOvers => Set<HandOver>();
    public DbSet<LeaveCover> LeaveCovers => Set<LeaveCover>();
    public DbSet<RecordDownload> RecordDownloads => Set<RecordDownload>();
    public DbSet<CorrectionRequest> CorrectionRequests => Set<CorrectionRequest>();
    public DbSet<Fact> Facts => Set<Fact>();
    public DbSet<Contact> Contacts => Set<Contact>();
    public DbSet<Note> Notes => Set<Note>();
    public DbSet<NoteHiding> NoteHidings => Set<NoteHiding>();
    public DbSet<Document> Documents => Set<Document>();
    public DbSet<DocumentHiding> DocumentHidings => Set<DocumentHiding>();
    public DbSet<ClockSetting> ClockSettings => Set<ClockSetting>();
    public DbSet<ClockSettingChange> ClockSettingChanges => Set<ClockSettingChange>();
    public DbSet<ClockPause> ClockPauses => Set<ClockPause>();
    public DbSet<Edition> Editions => Set<Edition>();
    public DbSet<Promise> Promises => Set<Promise>();
    public DbSet<Answer> Answers => Set<Answer>();
    public DbSet<WorkerView> WorkerViews => Set<WorkerView>();
    public DbSet<PathwayPlan> PathwayPlans => Set<PathwayPlan>();
    public DbSet<PlanReview> PlanReviews => Set<PlanReview>();
    public DbSet<PlanAction> PlanActions => Set<PlanAction>();
    public DbSet<Conversation> Conversations => Set<Conversation>();
    public DbSet<ConversationMessage> ConversationMessages => Set<ConversationMessage>();
    public DbSet<Appointment> Appointments => Set<Appointment>();
    public DbSet<PlanVersion> PlanVersions => Set<PlanVersion>();
    public DbSet<PlanPart> PlanParts => Set<PlanPart>();
    public DbSet<PlanStep> PlanSteps => Set<PlanStep>();
    public DbSet<PlanVoice> PlanVoices => Set<PlanVoice>();
    public DbSet<PlanDate> PlanDates => Set<PlanDate>();
    public DbSet<ReviewRequest> ReviewRequests => Set<ReviewRequest>();
    public DbSet<IndicatorTarget> IndicatorTargets => Set<IndicatorTarget>();
    public DbSet<AuthorityArea> AuthorityAreas => Set<AuthorityArea>();
    public DbSet<Oc3Submission> Oc3Submissions => Set<Oc3Submission>();
    public DbSet<ImportConflict> ImportConflicts => Set<ImportConflict>();
    public DbSet<Relationship> Relationships => Set<Relationship>();
    public DbSet<OutsideLook> OutsideLooks => Set<OutsideLook>();
    public DbSet<InvolvedProfessional> InvolvedProfessionals => Set<InvolvedProfessional>();
    public DbSet<Organisation> Organisations => Set<Organisation>();
    public DbSet<OrganisationPerson> OrganisationPeople => Set<OrganisationPerson>();
    public DbSet<JoiningRequest> JoiningRequests => Set<JoiningRequest>();
    public DbSet<OrganisationCommitment> OrganisationCommitments => Set<OrganisationCommitment>();
    public DbSet<CommitmentUpdate> CommitmentUpdates => Set<CommitmentUpdate>();
    public DbSet<Publication> Publications => Set<Publication>();
    public DbSet<PublishedFigure> PublishedFigures => Set<PublishedFigure>();
    public DbSet<BoardMeeting> BoardMeetings => Set<BoardMeeting>();
    public DbSet<BoardPack> BoardPacks => Set<BoardPack>();
    public DbSet<BoardMeetingLine> BoardMeetingLines => Set<BoardMeetingLine>();
    public DbSet<BoardAction> BoardActions => Set<BoardAction>();
    public DbSet<BoardActionUpdate> BoardActionUpdates => Set<BoardActionUpdate>();
    public DbSet<BoardWords> BoardWords => Set<BoardWords>();
    public DbSet<PracticeNote> PracticeNotes => Set<PracticeNote>();
    public DbSet<Mentor> Mentors => Set<Mentor>();
    public DbSet<MentorWish> MentorWishes => Set<MentorWish>();
    public DbSet<MentorNever> MentorNevers => Set<MentorNever>();
    public DbSet<MentorProposal> MentorProposals => Set<MentorProposal>();
    public DbSet<MentorAnswer> MentorAnswers => Set<MentorAnswer>();
    public DbSet<MentorMatch> MentorMatches => Set<MentorMatch>();
    public DbSet<MentorWaiting> MentorWaitings => Set<MentorWaiting>();
    public DbSet<MentorRound> MentorRounds => Set<MentorRound>();
    public DbSet<MentorRoundChange> MentorRoundChanges => Set<MentorRoundChange>();
    public DbSet<SavedWeights> SavedWeights => Set<SavedWeights>();
    public DbSet<MentorAgreement> MentorAgreements => Set<MentorAgreement>();
    public DbSet<MentorMeeting> MentorMeetings => Set<MentorMeeting>();
    public DbSet<MentorFeeling> MentorFeelings => Set<MentorFeeling>();
    public DbSet<MentorCheckIn> MentorCheckIns => Set<MentorCheckIn>();
    public DbSet<MentorPause> MentorPauses => Set<MentorPause>();
    public DbSet<MentorGoodbye> MentorGoodbyes => Set<MentorGoodbye>();
    public DbSet<MentorConcern> MentorConcerns => Set<MentorConcern>();
    public DbSet<MentorConcernNote> MentorConcernNotes => Set<MentorConcernNote>();
    public DbSet<Opportunity> Opportunities => Set<Opportunity>();
    public DbSet<OpportunityVersion> OpportunityVersions => Set<OpportunityVersion>();
    public DbSet<OpportunityMark> OpportunityMarks => Set<OpportunityMark>();
    public DbSet<OpportunityStep> OpportunitySteps => Set<OpportunityStep>();
    public DbSet<SavedOpportunity> SavedOpportunities => Set<SavedOpportunity>();
    public DbSet<KeptSearch> KeptSearches => Set<KeptSearch>();
    public DbSet<HiddenOpportunity> HiddenOpportunities => Set<HiddenOpportunity>();
    public DbSet<WorkWish> WorkWishes => Set<WorkWish>();
    public DbSet<WorkProfile> WorkProfiles => Set<WorkProfile>();
    public DbSet<JobApplication> JobApplications => Set<JobApplication>();
    public DbSet<JobPlacement> JobPlacements => Set<JobPlacement>();
    public DbSet<PlacementStatement> PlacementStatements => Set<PlacementStatement>();
    public DbSet<TurningDown> TurningDowns => Set<TurningDown>();
    public DbSet<ApplicationStep> ApplicationSteps => Set<ApplicationStep>();
    public DbSet<Consultation> Consultations => Set<Consultation>();
    public DbSet<ForumMatter> ForumMatters => Set<ForumMatter>();
    public DbSet<ForumStep> ForumSteps => Set<ForumStep>();
    public DbSet<Outcode> Outcodes => Set<Outcode>();
    public DbSet<Message> Messages => Set<Message>();
    public DbSet<ReminderSetting> ReminderSettings => Set<ReminderSetting>();
    public DbSet<RisePause> RisePauses => Set<RisePause>();
    public DbSet<SignInCode> SignInCodes => Set<SignInCode>();
    public DbSet<NewAddress> NewAddresses => Set<NewAddress>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>What a worker is called; null, without asking, when nobody is meant.</summary>
    public async Task<string?> StaffNameAsync(AccountId? id, CancellationToken ct) =>
        id is null ? null : await Staff.Where(staff => staff.Id == id).Select(staff => staff.DisplayName).SingleOrDefaultAsync(ct);

    /// <summary>The middle of an outcode, also of a whole postcode's; null when it is none that we know.</summary>
    public async Task<Place?> PlaceOfAsync(string? outcode, CancellationToken ct)
    {
        if (Outcode.Read(outcode) is not { } code)
            return null;
        return await Outcodes.Where(known => known.Code == code).Select(known => (Place?)new Place(known.Easting, known.Northing)).SingleOrDefaultAsync(ct);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        var domain = typeof(YoungPersonId).Assembly.GetTypes();
        foreach (var id in domain.Where(t => t is { IsValueType: true, IsEnum: false } && t.Name.EndsWith("Id", StringComparison.Ordinal)))
            configurationBuilder.Properties(id).HaveConversion(typeof(IdConverter<>).MakeGenericType(id));
        foreach (var word in domain.Where(t => t.IsEnum))
            configurationBuilder.Properties(word).HaveConversion(typeof(KebabConverter<>).MakeGenericType(word));
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasDefaultSchema("pledge");
        builder.ApplyConfigurationsFromAssembly(typeof(PledgeDb).Assembly);
    }
}
