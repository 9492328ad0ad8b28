using Pledge.Domain;
using Pledge.Domain.Mentors;

namespace Pledge.Tests.Domain.Mentors;

public sealed class MentorProposalTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Meeting = new(2026, 12, 1);
    private static readonly AccountId By = AccountId.New();

    [Fact]
    public void The_second_yes_matches_whoever_says_it()
    {
        var picked = Made(ProposalSide.YoungPerson);
        Assert.False(picked.WaitsFor(AnswerSide.YoungPerson, new(2026, 11, 22)));
        Assert.False(picked.Answer(AnswerSide.Mentor, MentorSays.Yes, null, Meeting, Now, By).IsRefused);
        Assert.Equal((ProposalState.Matched, (DateOnly?)Meeting), (picked.State, picked.MeetingOn));

        var proposed = Made(ProposalSide.Coordinator);
        Assert.False(proposed.Answer(AnswerSide.Mentor, MentorSays.Yes, null, Meeting, Now, By).IsRefused);
        Assert.Equal(ProposalState.Open, proposed.State);
        Assert.False(proposed.Answer(AnswerSide.YoungPerson, MentorSays.Yes, null, null, Now, By).IsRefused);
        Assert.Equal(ProposalState.Matched, proposed.State);
    }

    [Theory]
    [InlineData(AnswerSide.YoungPerson)]
    [InlineData(AnswerSide.Mentor)]
    public void One_no_ends_it_and_is_kept_with_its_reason(AnswerSide side)
    {
        var proposal = Made(ProposalSide.Coordinator);
        var answer = proposal.Answer(side, MentorSays.No, " Not now ", null, Now, By).Value!;
        Assert.Equal((ProposalState.Declined, "Not now", side), (proposal.State, answer.Reason, answer.Side));
        Assert.Equal("proposal-over", proposal.Answer(side is AnswerSide.Mentor ? AnswerSide.YoungPerson : AnswerSide.Mentor, MentorSays.Yes, null, Meeting, Now, By).Refusal!.Code);
    }

    [Fact]
    public void A_yes_of_the_mentor_has_a_day_and_nothing_is_answered_late()
    {
        var proposal = Made(ProposalSide.Coordinator);
        Assert.Equal("answer-missing", Code(null, Meeting, Now));
        Assert.Equal("meeting-day-missing", Code(MentorSays.Yes, null, Now));
        Assert.Equal("meeting-day-not-valid", Code(MentorSays.Yes, new(2026, 11, 22), Now));
        Assert.Equal("meeting-day-not-valid", Code(MentorSays.Yes, new(2027, 1, 22), Now));
        Assert.Equal("proposal-over", Code(MentorSays.Yes, new(2027, 1, 1), Now.AddDays(15)));
        Assert.Null(proposal.MentorSays);
        Assert.Null(Code(MentorSays.Yes, Meeting, Now.AddDays(8)));
        Assert.Equal("proposal-over", proposal.Answer(AnswerSide.YoungPerson, MentorSays.Yes, null, null, Now.AddDays(11), By).Refusal!.Code);

        string? Code(MentorSays? says, DateOnly? on, DateTimeOffset now) => proposal.Answer(AnswerSide.Mentor, says, null, on, now, By) is { IsRefused: true } refused ? refused.Refusal.Code : null;
    }

    [Fact]
    public void A_wish_says_of_each_thing_who_sees_it()
    {
        var wish = Wish(new Dictionary<string, WishRelease> { ["gender"] = WishRelease.Mentor, ["hopes"] = WishRelease.Nobody });
        Assert.Equal((WishRelease.Mentor, WishRelease.Nobody, WishRelease.Finder, WishRelease.Mentor),
            (wish.ReleaseOf("gender"), wish.ReleaseOf("hopes"), wish.ReleaseOf("words"), wish.ReleaseOf("interests")));
        Assert.Equal(["hopes"], wish.NotUsed);
        Assert.Equal(wish.Details.Releases, Wish(wish.Details.Releases).Details.Releases);
    }

    private static MentorWish Wish(IReadOnlyDictionary<string, WishRelease> releases) =>
        MentorWish.Write(AuthorityId.New(), YoungPersonId.New(), WishSide.YoungPerson, true, new("Hello", ["friend"], [], [], [], "oh1", 8, [], [], ["work"], releases), Now, By).Value!;

    private static MentorProposal Made(ProposalSide side) => MentorProposal.Make(AuthorityId.New(), YoungPersonId.New(), MentorId.New(), side, Now, By);
}
