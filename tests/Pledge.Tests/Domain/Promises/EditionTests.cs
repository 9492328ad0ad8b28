using Pledge.Domain;
using Pledge.Domain.Promises;

namespace Pledge.Tests.Domain.Promises;

public sealed class EditionTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 3, 10);
    private static readonly AccountId By = AccountId.New();
    private static readonly Edition Current = Edition.First(AuthorityId.New(), Edition.DefaultPledge, Today, Now, null).Value!;

    [Fact]
    public void The_default_pledge_is_eleven_promises_in_order()
    {
        Assert.Equal(11, Current.Promises.Count);
        Assert.Equal(Enumerable.Range(1, 11), Current.Promises.Select(promise => promise.Position));
        Assert.Equal(("aware", "voice"), (Current.Promises[0].Key, Current.Promises[^1].Key));
        Assert.Equal((1, null), (Current.Number, Current.PublishedBy));
        Assert.All(Current.Promises, promise => Assert.Equal((Current.Id, Current.AuthorityId), (promise.EditionId, promise.AuthorityId)));
    }

    [Fact]
    public void A_next_edition_adds_rewords_removes_and_reorders()
    {
        PromiseWording[] wanted =
        [
            Edition.DefaultPledge[10],
            new("money", " I know how to look after my money ", "plan"),
            Edition.DefaultPledge[0] with { Statement = "I know the pledge" },
        ];
        var next = Current.Next(wanted, Today.AddDays(7), Now, By).Value!;
        Assert.Equal(["voice", "money", "aware"], next.Promises.Select(promise => promise.Key));
        Assert.Equal(["I am listened to, and I change how things are done", "I know how to look after my money", "I know the pledge"],
            next.Promises.Select(promise => promise.Statement));
        Assert.Equal((2, Today.AddDays(7), By), (next.Number, next.InForceFrom, next.PublishedBy!.Value));
        Assert.Empty(next.Promises.Select(promise => promise.Id).Intersect(Current.Promises.Select(promise => promise.Id)));
        Assert.Equal(11, Current.Promises.Count);
    }

    [Theory]
    [InlineData("none", "edition-empty")]
    [InlineData("many", "edition-too-many")]
    [InlineData("same", "edition-nothing-changed")]
    [InlineData("spaces", "edition-nothing-changed")]
    [InlineData("order", null)]
    [InlineData("key twice", "promise-key-twice")]
    [InlineData("statement twice", "promise-statement-twice")]
    [InlineData("bad key", "promise-key-not-valid")]
    [InlineData("empty", "promise-empty")]
    [InlineData("long", "promise-too-long")]
    [InlineData("longest", null)]
    [InlineData("area", "promise-area-unknown")]
    public void An_edition_is_checked(string what, string? refusal)
    {
        var all = Edition.DefaultPledge;
        IReadOnlyList<PromiseWording> wanted = what switch
        {
            "none" => [],
            "many" => [.. Enumerable.Range(0, Edition.MaxPromises + 1).Select(i => new PromiseWording($"k{i}", $"Statement {i}", "voice"))],
            "same" => all,
            "spaces" => [all[0] with { Statement = all[0].Statement + " " }, .. all.Skip(1)],
            "order" => [.. all.Reverse()],
            "key twice" => [.. all, all[0] with { Statement = "Another" }],
            "statement twice" => [.. all, all[0] with { Key = "another" }],
            "bad key" => [.. all, new("Not a key", "Another", "voice")],
            "empty" => [.. all, new("another", "  ", "voice")],
            "long" => [.. all, new("another", new string('a', Promise.StatementMaxLength + 1), "voice")],
            "longest" => [.. all, new("another", new string('a', Promise.StatementMaxLength), "voice")],
            _ => [.. all, new("another", "Another", "weather")],
        };
        Assert.Equal(refusal, Current.Next(wanted, Today, Now, By).Refusal?.Code);
    }

    [Fact]
    public void An_edition_does_not_come_before_the_one_it_follows() =>
        Assert.Equal("edition-before-last", Current.Next([Edition.DefaultPledge[0]], Today.AddDays(-1), Now, By).Refusal?.Code);

    [Theory]
    [InlineData(AnswerValue.NotYet, 1000, null)]
    [InlineData(AnswerValue.True, 1001, "words-too-long")]
    [InlineData((AnswerValue)9, 0, "answer-missing")]
    public void Answers_and_views_are_checked(AnswerValue value, int length, string? refusal)
    {
        var words = new string('a', length) + "  ";
        Assert.Equal(refusal, Answer.Give(Current.Promises[0], YoungPersonId.New(), value, words, Now).Refusal?.Code);
        Assert.Equal(refusal, WorkerView.Record(Current.Promises[0], YoungPersonId.New(), value, words, Now, By).Refusal?.Code);
    }

    [Fact]
    public void An_answer_without_words_has_none()
    {
        var answer = Answer.Give(Current.Promises[3], YoungPersonId.New(), AnswerValue.GettingThere, " \n", Now).Value!;
        Assert.Equal((null, Current.Promises[3].Id, Current.AuthorityId), (answer.Words, answer.PromiseId, answer.AuthorityId));
    }
}
