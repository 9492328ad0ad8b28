using Pledge.Domain;
using Pledge.Domain.Practice;

namespace Pledge.Tests.Domain.Practice;

public sealed class DipSampleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private static readonly AccountId Me = new(Guid.NewGuid());

    [Fact]
    public void There_are_about_ten_questions_with_a_theme_and_a_hint()
    {
        Assert.InRange(DipQuestion.All.Count, 8, 12);
        Assert.Equal(DipQuestion.All.Count, DipQuestion.All.Select(question => question.Key).Distinct().Count());
        Assert.DoesNotContain(DipQuestion.All, question => string.IsNullOrWhiteSpace(question.Theme) || string.IsNullOrWhiteSpace(question.Hint) || !question.Question.EndsWith('?'));
    }

    [Fact]
    public void It_is_sent_when_every_question_is_answered_and_something_is_said()
    {
        var sample = Picked();
        foreach (var question in DipQuestion.All.Skip(1))
            Assert.Null(sample.Say(question.Key, DipValue.Yes, " "));
        Assert.Equal("dip-value-missing", sample.Say(DipQuestion.All[0].Key, null, "Words alone")?.Code);
        Assert.Null(sample.Say(DipQuestion.All[0].Key, null, " "));
        sample.Tell("Good work", null, Now, Me);

        Assert.Equal("dip-unanswered", sample.Send(Now)?.Code);
        Assert.Null(sample.Say(DipQuestion.All[0].Key, DipValue.No, "None"));
        Assert.Null(sample.Say(DipQuestion.All[0].Key, DipValue.Partly, "A few words"));
        Assert.Equal(DipValue.Partly, sample.Answers.Single(answer => answer.Question == DipQuestion.All[0].Key).Value);
        sample.Tell(" ", null, Now, Me);
        Assert.Equal("dip-feedback-missing", sample.Send(Now)?.Code);
        sample.Tell("Good work", null, Now, Me);
        Assert.Null(sample.Send(Now));
        Assert.Equal("dip-sent", sample.Say(DipQuestion.All[0].Key, DipValue.Yes, null)?.Code);
        Assert.Equal("dip-sent", sample.Tell("More", null, Now, Me)?.Code);
    }

    [Fact]
    public void The_worker_answers_once()
    {
        var sample = Picked();
        Assert.Equal("dip-answered", sample.Answer("Yes", Now)?.Code);
        foreach (var question in DipQuestion.All)
            sample.Say(question.Key, DipValue.Yes, null);
        sample.Tell("Good work", null, Now, Me);
        sample.Send(Now);

        Assert.Equal("dip-reply-missing", sample.Answer(" ", Now)?.Code);
        Assert.Null(sample.Answer("Thank you", Now));
        Assert.Equal("dip-answered", sample.Answer("Again", Now)?.Code);
    }

    [Fact]
    public void What_nobody_asks_is_refused_and_texts_have_lengths()
    {
        Assert.Equal("dip-question-unknown", Picked().Say("shoe-size", DipValue.Yes, null)?.Code);
        Assert.Equal("text-too-long", Picked().Say("voice", DipValue.Yes, new('x', 1001))?.Code);
        Assert.Equal("text-too-long", Picked().Tell(null, new('x', 2001), Now, Me)?.Code);
    }

    [Theory]
    [InlineData(18, null, true, 1.0)]
    [InlineData(21, true, true, 0.5)]
    [InlineData(21, false, false, 1.5)]
    [InlineData(17, false, true, 1.5)]
    public void Weight_is_less_from_21_and_more_where_there_is_worry(int age, bool? suits, bool inTouch, double weight) => Assert.Equal((decimal)weight, Workload.WeightOf(age, suits, inTouch));

    private static DipSample Picked() => new(AuthorityId.New(), YoungPersonId.New(), AccountId.New(), DipRule.Random, Now, AccountId.New());
}
