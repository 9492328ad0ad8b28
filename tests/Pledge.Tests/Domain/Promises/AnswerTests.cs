using Pledge.Domain;
using Pledge.Domain.Promises;

namespace Pledge.Tests.Domain.Promises;

public sealed class AnswerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly Edition Edition = Edition.First(AuthorityId.New(), Edition.DefaultPledge, new(2026, 3, 10), Noon, null).Value!;
    private static readonly YoungPersonId Me = YoungPersonId.New();

    [Theory]
    [InlineData(AnswerValue.True, null, 0.5, true)]
    [InlineData(AnswerValue.True, "Because", 0.5, true)] // one tap that arrived twice
    [InlineData(AnswerValue.True, "Because", 120, false)]
    [InlineData(AnswerValue.True, "And more", 0.5, false)]
    [InlineData(AnswerValue.True, null, 719, true)] // 23:59 in London
    [InlineData(AnswerValue.True, null, 720, false)]
    [InlineData(AnswerValue.NotYet, null, 0.5, false)]
    public void It_repeats_the_one_before_when_it_says_nothing_new(AnswerValue value, string? words, double minutesLater, bool repeats)
    {
        var before = Give(AnswerValue.True, "Because", Noon);

        Assert.Equal(repeats, Give(value, words, Noon.AddMinutes(minutesLater)).Repeats(before));
    }

    [Fact]
    public void Another_promise_is_another_answer() =>
        Assert.False(Answer.Give(Edition.Promises[1], Me, AnswerValue.True, null, Noon).Value!.Repeats(Give(AnswerValue.True, null, Noon)));

    private static Answer Give(AnswerValue value, string? words, DateTimeOffset at) => Answer.Give(Edition.Promises[0], Me, value, words, at).Value!;
}
