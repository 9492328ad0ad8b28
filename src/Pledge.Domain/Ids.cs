using System.Diagnostics.CodeAnalysis;

namespace Pledge.Domain;

/// <summary>A local authority (or the trust acting for it): the wall between installations in one database.</summary>
public readonly record struct AuthorityId(Guid Value) : IParsable<AuthorityId>
{
    public static AuthorityId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static AuthorityId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out AuthorityId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>A team of workers in one authority.</summary>
public readonly record struct TeamId(Guid Value) : IParsable<TeamId>
{
    public static TeamId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static TeamId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out TeamId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>Somebody who can sign in: a young person or a member of staff.</summary>
public readonly record struct AccountId(Guid Value) : IParsable<AccountId>
{
    public static AccountId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static AccountId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out AccountId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>A young person the authority looks after or looked after.</summary>
public readonly record struct YoungPersonId(Guid Value) : IParsable<YoungPersonId>
{
    public static YoungPersonId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static YoungPersonId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out YoungPersonId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One episode of care.</summary>
public readonly record struct EpisodeId(Guid Value) : IParsable<EpisodeId>
{
    public static EpisodeId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static EpisodeId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out EpisodeId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>A period in which one worker was one young person's personal adviser.</summary>
public readonly record struct AssignmentId(Guid Value) : IParsable<AssignmentId>
{
    public static AssignmentId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static AssignmentId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out AssignmentId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One dated fact about one young person.</summary>
public readonly record struct FactId(Guid Value) : IParsable<FactId>
{
    public static FactId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static FactId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out FactId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One contact, made or attempted, with one young person.</summary>
public readonly record struct ContactId(Guid Value) : IParsable<ContactId>
{
    public static ContactId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static ContactId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ContactId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One edition of an authority's pledge.</summary>
public readonly record struct EditionId(Guid Value) : IParsable<EditionId>
{
    public static EditionId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static EditionId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out EditionId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One promise in one edition.</summary>
public readonly record struct PromiseId(Guid Value) : IParsable<PromiseId>
{
    public static PromiseId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static PromiseId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PromiseId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>A young person's answer to one promise.</summary>
public readonly record struct AnswerId(Guid Value) : IParsable<AnswerId>
{
    public static AnswerId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static AnswerId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out AnswerId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>A worker's view of one promise for one young person.</summary>
public readonly record struct WorkerViewId(Guid Value) : IParsable<WorkerViewId>
{
    public static WorkerViewId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static WorkerViewId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out WorkerViewId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>A young person's pathway plan.</summary>
public readonly record struct PathwayPlanId(Guid Value) : IParsable<PathwayPlanId>
{
    public static PathwayPlanId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static PathwayPlanId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PathwayPlanId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One review of a pathway plan.</summary>
public readonly record struct PlanReviewId(Guid Value) : IParsable<PlanReviewId>
{
    public static PlanReviewId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static PlanReviewId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PlanReviewId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One action in a plan: who does what by when.</summary>
public readonly record struct PlanActionId(Guid Value) : IParsable<PlanActionId>
{
    public static PlanActionId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static PlanActionId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PlanActionId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One row of the ledger: one message to one person.</summary>
public readonly record struct MessageId(Guid Value) : IParsable<MessageId>
{
    public static MessageId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static MessageId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out MessageId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One run of an import.</summary>
public readonly record struct ImportId(Guid Value) : IParsable<ImportId>
{
    public static ImportId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static ImportId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ImportId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>What an authority aims for with one indicator in one period.</summary>
public readonly record struct IndicatorTargetId(Guid Value) : IParsable<IndicatorTargetId>
{
    public static IndicatorTargetId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static IndicatorTargetId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out IndicatorTargetId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>What an authority called its own area at one time.</summary>
public readonly record struct AuthorityAreaId(Guid Value) : IParsable<AuthorityAreaId>
{
    public static AuthorityAreaId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static AuthorityAreaId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out AuthorityAreaId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One change of an authority's own length of a clock.</summary>
public readonly record struct ClockSettingChangeId(Guid Value) : IParsable<ClockSettingChangeId>
{
    public static ClockSettingChangeId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static ClockSettingChangeId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ClockSettingChangeId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One pause of one clock for one young person.</summary>
public readonly record struct ClockPauseId(Guid Value) : IParsable<ClockPauseId>
{
    public static ClockPauseId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static ClockPauseId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ClockPauseId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One choice about reminders.</summary>
public readonly record struct ReminderSettingId(Guid Value) : IParsable<ReminderSettingId>
{
    public static ReminderSettingId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static ReminderSettingId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ReminderSettingId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One time somebody paused the rising of a matter, or ended that.</summary>
public readonly record struct RisePauseId(Guid Value) : IParsable<RisePauseId>
{
    public static RisePauseId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static RisePauseId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out RisePauseId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>A partner organisation.</summary>
public readonly record struct OrganisationId(Guid Value) : IParsable<OrganisationId>
{
    public static OrganisationId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static OrganisationId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out OrganisationId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>Somebody who gives their time to young people, or wants to.</summary>
public readonly record struct MentorId(Guid Value) : IParsable<MentorId>
{
    public static MentorId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static MentorId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out MentorId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One step of a mentor on the way from applying to leaving.</summary>
public readonly record struct MentorStepId(Guid Value) : IParsable<MentorStepId>
{
    public static MentorStepId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static MentorStepId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out MentorStepId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One background check of a mentor.</summary>
public readonly record struct MentorClearanceId(Guid Value) : IParsable<MentorClearanceId>
{
    public static MentorClearanceId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static MentorClearanceId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out MentorClearanceId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One course a mentor did.</summary>
public readonly record struct MentorTrainingId(Guid Value) : IParsable<MentorTrainingId>
{
    public static MentorTrainingId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static MentorTrainingId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out MentorTrainingId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One opportunity to work or learn.</summary>
public readonly record struct OpportunityId(Guid Value) : IParsable<OpportunityId>
{
    public static OpportunityId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static OpportunityId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out OpportunityId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>What a young person looks for in a mentor, as it stood for a while.</summary>
public readonly record struct MentorWishId(Guid Value) : IParsable<MentorWishId>
{
    public static MentorWishId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static MentorWishId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out MentorWishId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>That a young person and a mentor are not to meet.</summary>
public readonly record struct MentorNeverId(Guid Value) : IParsable<MentorNeverId>
{
    public static MentorNeverId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static MentorNeverId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out MentorNeverId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>A young person and a mentor who might meet.</summary>
public readonly record struct MentorProposalId(Guid Value) : IParsable<MentorProposalId>
{
    public static MentorProposalId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static MentorProposalId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out MentorProposalId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>What one side said to a proposal.</summary>
public readonly record struct MentorAnswerId(Guid Value) : IParsable<MentorAnswerId>
{
    public static MentorAnswerId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static MentorAnswerId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out MentorAnswerId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>A young person and a mentor who meet.</summary>
public readonly record struct MentorMatchId(Guid Value) : IParsable<MentorMatchId>
{
    public static MentorMatchId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static MentorMatchId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out MentorMatchId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>When somebody looks again for a young person who waits for a mentor.</summary>
public readonly record struct MentorWaitingId(Guid Value) : IParsable<MentorWaitingId>
{
    public static MentorWaitingId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static MentorWaitingId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out MentorWaitingId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>A round of matching: everybody who looks for a mentor at once.</summary>
public readonly record struct MentorRoundId(Guid Value) : IParsable<MentorRoundId>
{
    public static MentorRoundId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static MentorRoundId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out MentorRoundId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>A pair that a coordinator wants in a round, or does not.</summary>
public readonly record struct MentorRoundChangeId(Guid Value) : IParsable<MentorRoundChangeId>
{
    public static MentorRoundChangeId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static MentorRoundChangeId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out MentorRoundChangeId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One version of the weights of an authority.</summary>
public readonly record struct SavedWeightsId(Guid Value) : IParsable<SavedWeightsId>
{
    public static SavedWeightsId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static SavedWeightsId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out SavedWeightsId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One person's rights in one organisation, as given once.</summary>
public readonly record struct OrganisationPersonId(Guid Value) : IParsable<OrganisationPersonId>
{
    public static OrganisationPersonId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static OrganisationPersonId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out OrganisationPersonId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One wish to become a partner.</summary>
public readonly record struct JoiningRequestId(Guid Value) : IParsable<JoiningRequestId>
{
    public static JoiningRequestId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static JoiningRequestId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out JoiningRequestId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One thing an organisation said it would do.</summary>
public readonly record struct OrganisationCommitmentId(Guid Value) : IParsable<OrganisationCommitmentId>
{
    public static OrganisationCommitmentId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static OrganisationCommitmentId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out OrganisationCommitmentId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One version of what a young person and their mentor agreed.</summary>
public readonly record struct MentorAgreementId(Guid Value) : IParsable<MentorAgreementId>
{
    public static MentorAgreementId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static MentorAgreementId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out MentorAgreementId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One meeting of a young person and their mentor.</summary>
public readonly record struct MentorMeetingId(Guid Value) : IParsable<MentorMeetingId>
{
    public static MentorMeetingId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static MentorMeetingId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out MentorMeetingId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>How something was for one side of a match.</summary>
public readonly record struct MentorFeelingId(Guid Value) : IParsable<MentorFeelingId>
{
    public static MentorFeelingId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static MentorFeelingId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out MentorFeelingId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One check-in of a coordinator with one side of a match.</summary>
public readonly record struct MentorCheckInId(Guid Value) : IParsable<MentorCheckInId>
{
    public static MentorCheckInId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static MentorCheckInId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out MentorCheckInId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>A break of a match.</summary>
public readonly record struct MentorPauseId(Guid Value) : IParsable<MentorPauseId>
{
    public static MentorPauseId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static MentorPauseId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out MentorPauseId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>What one side of a match says at its end.</summary>
public readonly record struct MentorGoodbyeId(Guid Value) : IParsable<MentorGoodbyeId>
{
    public static MentorGoodbyeId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static MentorGoodbyeId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out MentorGoodbyeId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>A worry that somebody of a match has.</summary>
public readonly record struct MentorConcernId(Guid Value) : IParsable<MentorConcernId>
{
    public static MentorConcernId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static MentorConcernId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out MentorConcernId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>What was done about a worry.</summary>
public readonly record struct MentorConcernNoteId(Guid Value) : IParsable<MentorConcernNoteId>
{
    public static MentorConcernNoteId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static MentorConcernNoteId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out MentorConcernNoteId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}
