using Pledge.Domain;
using Pledge.Domain.Mentors;

namespace Pledge.Tests.Domain.Mentors;

public sealed class MentorRoundTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private static readonly AccountId By = AccountId.New();

    [Theory]
    [InlineData(null, "meeting-day-missing")]
    [InlineData("2026-11-22", "meeting-day-not-valid")]
    [InlineData("2027-01-22", "meeting-day-not-valid")]
    public void A_round_is_for_a_day_ahead(string? day, string code) =>
        Assert.Equal(code, MentorRound.Ask(AuthorityId.New(), day is null ? null : DateOnly.ParseExact(day, "yyyy-MM-dd", null), Now, By).Refusal!.Code);

    [Fact]
    public void What_was_changed_since_is_worked_out_again_before_it_is_released()
    {
        var round = Ready();
        var change = MentorRoundChange.Set(round, YoungPersonId.New(), MentorId.New(), RoundWish.Ban, Now, By).Value!;
        Assert.Equal("round-changed-since", round.Release([change.Id], Now, By)!.Code);
        Assert.Null(round.AskAgain(Now));
        Assert.Equal("round-under-way", MentorRoundChange.Set(round, YoungPersonId.New(), MentorId.New(), RoundWish.Pin, Now, By).Refusal!.Code);
        Assert.True(round.Begin(Now));
        round.Finish(Result(change.Id), Now);
        // Undone again, it is not what was worked out either.
        Assert.Equal("round-changed-since", round.Release([], Now, By)!.Code);
        Assert.Null(round.Release([change.Id], Now, By));
        Assert.Equal(RoundState.Released, round.State);
    }

    [Fact]
    public void A_round_that_is_over_is_not_changed()
    {
        var round = Ready();
        Assert.Null(round.Drop(Now, By));
        Assert.Equal("round-over", round.Release([], Now, By)!.Code);
        Assert.Equal("round-over", round.AskAgain(Now)!.Code);
        Assert.Equal("round-over", round.Drop(Now, By)!.Code);
        Assert.Equal("round-over", MentorRoundChange.Set(round, YoungPersonId.New(), MentorId.New(), RoundWish.Pin, Now, By).Refusal!.Code);
        Assert.False(round.Begin(Now));
    }

    [Fact]
    public void What_is_stopped_is_not_released_and_can_be_asked_for_again()
    {
        var round = Asked();
        Assert.Null(round.Stop(Now));
        Assert.Equal("round-not-under-way", round.Stop(Now)!.Code);
        Assert.Equal("round-not-ready", round.Release([], Now, By)!.Code);
        Assert.Null(round.AskAgain(Now));
        Assert.Equal("meeting-day-not-valid", Failed().AskAgain(Now.AddDays(60))!.Code);
    }

    private static MentorRound Asked() => MentorRound.Ask(AuthorityId.New(), new DateOnly(2026, 12, 18), Now, By).Value!;

    private static MentorRound Ready()
    {
        var round = Asked();
        round.Begin(Now);
        round.Finish(Result(), Now);
        return round;
    }

    private static MentorRound Failed()
    {
        var round = Asked();
        round.Begin(Now);
        round.Fail("took-too-long", null, null, Now);
        return round;
    }

    private static RoundResult Result(params MentorRoundChangeId[] wentBy) => new(Now, wentBy, 1, 2, 2, 2, 100, 0);
}
