using Pledge.Domain;
using Pledge.Domain.People;

namespace Pledge.Tests.Domain.People;

public sealed class HandOverRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly (AccountId From, AccountId To) Workers = (AccountId.New(), AccountId.New());
    private static readonly HandOverNote Note = new(" Her cat ", null, "", null);

    [Theory]
    [InlineData(-1, "hand-over-day-past")]
    [InlineData(0, null)]
    [InlineData(183, null)]
    [InlineData(184, "hand-over-day-too-far")]
    public void The_day_is_today_or_within_half_a_year(int days, string? refused) => Assert.Equal(refused, Begin(Today.AddDays(days)).Refusal?.Code);

    [Fact]
    public void It_goes_to_another_worker() =>
        Assert.Equal("hand-over-same-worker", HandOver.Start(AuthorityId.New(), YoungPersonId.New(), Guid.NewGuid(), Workers.From, Workers.From, Today, Now, Workers.From).Refusal?.Code);

    [Theory]
    [InlineData(10, 10)]
    [InlineData(0, 3)]
    public void The_new_worker_begins_on_the_planned_day_or_on_the_day_of_the_yes_if_that_is_later(int planned, int begins)
    {
        var handOver = Sent(Today.AddDays(planned));

        Assert.Null(handOver.Accept(" Hello ", Now.AddDays(3), Workers.To));

        Assert.Equal((Today.AddDays(begins), "Hello"), (handOver.StartsOn, handOver.Hello));
    }

    [Fact]
    public void It_is_not_sent_without_what_matters()
    {
        var handOver = Begin(Today).Value!;

        Assert.Null(handOver.Write(Note with { Matters = " " }, [], Now, Workers.From));
        Assert.Equal("hand-over-note-missing", handOver.Send(Now, Workers.From)?.Code);
        Assert.Null(handOver.Write(Note, [], Now, Workers.From));
        Assert.Null(handOver.Send(Now, Workers.From));
        Assert.Equal("hand-over-note-missing", handOver.Write(Note with { Matters = null }, [], Now, Workers.From)?.Code);
        Assert.Equal(("Her cat", null), (handOver.Matters, handOver.Due));
    }

    [Fact]
    public void A_question_goes_back_and_the_answer_is_another_sending()
    {
        var handOver = Sent(Today);

        Assert.Equal("hand-over-question-missing", handOver.AskBack(" ", Now, Workers.To)?.Code);
        Assert.Null(handOver.AskBack("Which days?", Now, Workers.To));
        Assert.Equal(HandOverState.AskedBack, handOver.State);
        Assert.Null(handOver.Send(Now, Workers.From));
        Assert.Equal((HandOverState.Proposed, "Which days?"), (handOver.State, handOver.Question));
    }

    [Fact]
    public void Once_answered_or_taken_back_nothing_changes_it()
    {
        var (accepted, withdrawn, draft) = (Sent(Today), Sent(Today), Begin(Today).Value!);
        accepted.Accept(null, Now, Workers.To);
        withdrawn.Withdraw(Now, Workers.From);

        foreach (var closed in new[] { accepted, withdrawn })
        {
            Assert.Equal("hand-over-closed", closed.Accept(null, Now, Workers.To)?.Code);
            Assert.Equal("hand-over-closed", closed.AskBack("Why?", Now, Workers.To)?.Code);
            Assert.Equal("hand-over-closed", closed.Send(Now, Workers.From)?.Code);
            Assert.Equal("hand-over-closed", closed.Write(Note, [], Now, Workers.From)?.Code);
            Assert.Equal("hand-over-closed", closed.Withdraw(Now, Workers.From)?.Code);
        }
        Assert.Equal("hand-over-closed", draft.Accept(null, Now, Workers.To)?.Code);
    }

    [Fact]
    public void Texts_have_lengths()
    {
        var handOver = Begin(Today).Value!;

        Assert.Equal("text-too-long", handOver.Write(Note with { Promised = new('x', 2001) }, [], Now, Workers.From)?.Code);
        Assert.Equal("text-too-long", handOver.Write(Note with { Goodbye = new('x', 1001) }, [], Now, Workers.From)?.Code);
        Assert.Equal("text-too-long", Sent(Today).Accept(new('x', 1001), Now, Workers.To)?.Code);
        Assert.Equal("text-too-long", Sent(Today).AskBack(new('x', 1001), Now, Workers.To)?.Code);
    }

    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(-1, 3, "cover-starts-in-past")]
    [InlineData(3, 2, "cover-ends-before-start")]
    [InlineData(0, 365, null)]
    [InlineData(0, 366, "cover-too-long")]
    public void Cover_has_a_first_and_a_last_day(int first, int last, string? refused)
    {
        var cover = Cover(first, last);

        Assert.Equal(refused, cover.Refusal?.Code);
        if (cover.Value is { } set)
            Assert.Equal((true, true, false), (set.HoldsOn(Today.AddDays(first)), set.HoldsOn(Today.AddDays(last)), set.HoldsOn(Today.AddDays(last + 1))));
    }

    [Theory]
    [InlineData(-0, 2)] // it began today
    [InlineData(5, 5)]  // it had not begun
    public void Cover_ended_early_does_not_hold_from_that_day(int first, int checkedOn)
    {
        var cover = Cover(first, first + 9).Value!;

        Assert.Null(cover.End(Now, Workers.From));

        Assert.False(cover.HoldsOn(Today.AddDays(checkedOn)));
        Assert.Equal(cover.PeriodFrom, cover.PeriodTo);
        Assert.Equal("cover-over", Cover(0, 0).Value!.End(Now.AddDays(1), Workers.From)?.Code);
    }

    private static Outcome<HandOver> Begin(DateOnly on) => HandOver.Start(AuthorityId.New(), YoungPersonId.New(), Guid.NewGuid(), Workers.From, Workers.To, on, Now, Workers.From);

    private static HandOver Sent(DateOnly on)
    {
        var handOver = Begin(on).Value!;
        handOver.Write(Note, [], Now, Workers.From);
        handOver.Send(Now, Workers.From);
        return handOver;
    }

    private static Outcome<LeaveCover> Cover(int first, int last) =>
        LeaveCover.Set(AuthorityId.New(), YoungPersonId.New(), Guid.NewGuid(), Workers.From, Workers.To, Today.AddDays(first), Today.AddDays(last), null, Now, Workers.From);
}
