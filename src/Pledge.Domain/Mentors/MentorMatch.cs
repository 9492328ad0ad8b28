namespace Pledge.Domain.Mentors;

/// <summary>A young person and a mentor who meet. Made by the database when both said yes, with one of the mentor's places.</summary>
public sealed class MentorMatch
{
    public MentorMatchId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public MentorId MentorId { get; private set; }
    public MentorProposalId ProposalId { get; private set; }

    /// <summary>Which of the mentor's places, from 1.</summary>
    public int Place { get; private set; }

    /// <summary>London day of the first meeting.</summary>
    public DateOnly MeetingOn { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset StartedAt { get; private set; }
    public DateOnly? EndedOn { get; private set; }
    public string? EndReason { get; private set; }
    public AccountId? EndedBy { get; private set; }

    private MentorMatch()
    {
    }
}
