using Pledge.Domain.Consultations;

namespace Pledge.Tests.Domain.Consultations;

public sealed class ConsultationResultsTests
{
    [Fact]
    public void A_group_that_is_too_small_is_hidden_with_another_so_that_nobody_works_it_out()
    {
        var (groups, all) = GroupResponse.Of([("16-17", 8, 7), ("18-20", 60, 30), ("21-25", 90, 40)]);

        Assert.Equal([true, true, false], groups.Select(group => group.Asked.IsHidden));
        Assert.Equal((158, 77), (all.Asked.Value, all.Answered.Value));
    }

    [Fact]
    public void Groups_that_are_big_enough_are_shown_unless_few_of_them_answered_or_did_not()
    {
        var (groups, _) = GroupResponse.Of([("16-17", 20, 8), ("18-20", 60, 30), ("21-25", 90, 3)]);

        Assert.False(groups[0].Asked.IsHidden);
        Assert.True(groups[2].Answered.IsHidden);
    }

    [Theory]
    [InlineData(9, true)]
    [InlineData(10, false)]
    public void A_question_that_fewer_than_ten_answered_has_no_counts(int answers, bool isHidden)
    {
        var question = new ConsultationQuestion(QuestionKind.Scale, "How good?", []);
        var result = Assert.Single(QuestionResult.Of([question], new Dictionary<(int, int), int> { [(1, 1)] = 3, [(1, 2)] = 3, [(1, 4)] = answers - 6 }));

        Assert.Equal(isHidden, result.Counts is null);
    }

    [Theory]
    [InlineData(true, 10, 0, 0, 0, 0)]
    [InlineData(true, 0, 0, 0, 0, 4000)]
    [InlineData(true, 40, 1, 0, 0, 0)]
    [InlineData(true, 40, 2, 0, 3, 0)]
    [InlineData(false, 40, 2, 0, 4, 0)]
    [InlineData(false, 6, 6, 0, 0, 0)]
    public void Where_nearly_everybody_says_the_same_nothing_is_told_of_anybody(bool isHidden, params int[] said)
    {
        var question = new ConsultationQuestion(QuestionKind.Scale, "How good?", []);
        var result = Assert.Single(QuestionResult.Of([question], said.Index().ToDictionary(each => (1, each.Index + 1), each => each.Item)));

        Assert.Equal(isHidden, result.Counts is null);
    }

    [Theory]
    [InlineData(QuestionKind.Choice, "Where?", "The sea", "options-count")]
    [InlineData(QuestionKind.Choice, "Where?", "The sea\nthe sea", "option-twice")]
    [InlineData(QuestionKind.Words, " ", null, "question-missing")]
    [InlineData(null, "Where?", null, "question-kind-missing")]
    public void A_question_that_cannot_be_answered_is_refused(QuestionKind? kind, string asks, string? options, string code) =>
        Assert.Equal(code, ConsultationQuestion.Of(kind, asks, options).Refusal?.Code);

    [Fact]
    public void The_last_of_all_days_is_refused_like_any_other() =>
        Assert.Contains(nameof(ConsultationPlan.ClosesOn), Consultation.Faults(new("Summer", "Money", false, DateOnly.MaxValue, DateOnly.MaxValue, null, null, null), new(2026, 11, 22)).Select(fault => fault.Part));
}
