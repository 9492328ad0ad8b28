using Pledge.Domain;
using Pledge.Domain.Conversations;

namespace Pledge.Tests.Domain.Conversations;

public sealed class ConversationTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
    private static readonly AccountId Me = AccountId.New();

    [Theory]
    [InlineData(null, "message-empty")]
    [InlineData(" \r\n\t", "message-empty")]
    public void A_message_says_something(string? body, string code) => Assert.Equal(code, Start(body: body).Refusal!.Code);

    [Fact]
    public void Limits_are_kept_and_line_ends_count_once()
    {
        Assert.Equal("message-too-long", Start(body: new string('a', ConversationMessage.BodyMaxLength + 1)).Refusal!.Code);
        Assert.Equal("subject-too-long", Start(subject: new string('a', Conversation.SubjectMaxLength + 1)).Refusal!.Code);
        Assert.False(Start(body: string.Concat(Enumerable.Repeat("a\r\n", ConversationMessage.BodyMaxLength / 2))).IsRefused);
    }

    [Theory]
    [InlineData(" The rent ", "Hello", "The rent")]
    [InlineData("", "Can you help?\nI need a letter.", "Can you help?")]
    [InlineData(null, "This is one very long line that goes on and on about a great many things, and never comes to its end", "This is one very long line that goes on and on about a great many things, and…")]
    public void It_is_called_by_its_subject_or_its_first_words(string? subject, string body, string called) => Assert.Equal(called, Start(subject, body).Value!.Subject);

    [Fact]
    public void A_title_never_cuts_a_sign_in_two()
    {
        var subject = Start(body: "x" + string.Concat(Enumerable.Repeat("😀", 100))).Value!.Subject;

        Assert.True(subject.Length <= Conversation.SubjectMaxLength);
        Assert.Equal(subject, System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(subject)));
    }

    [Fact]
    public void It_waits_from_the_first_message_without_an_answer_until_a_worker_writes()
    {
        var conversation = Start().Value!;
        conversation.Write("One", fromYoungPerson: true, Guid.NewGuid(), Monday, Me);
        conversation.Write("Two", fromYoungPerson: true, Guid.NewGuid(), Monday.AddDays(1), Me);
        Assert.Equal((Monday, Monday.AddDays(1)), (conversation.WaitingSince, conversation.LastMessageAt));

        conversation.Write("Here I am", fromYoungPerson: false, Guid.NewGuid(), Monday.AddDays(2), Me);
        Assert.Null(conversation.WaitingSince);

        conversation.Write("Thank you", fromYoungPerson: true, Guid.NewGuid(), Monday.AddDays(3), Me);
        Assert.Equal(Monday.AddDays(3), conversation.WaitingSince);
        conversation.NeedsNoAnswer();
        Assert.Null(conversation.WaitingSince);
    }

    [Fact]
    public void A_refused_message_changes_nothing()
    {
        var conversation = Start().Value!;

        Assert.True(conversation.Write(" ", fromYoungPerson: true, Guid.NewGuid(), Monday.AddDays(1), Me).IsRefused);

        Assert.Equal((null, Monday), (conversation.WaitingSince, conversation.LastMessageAt));
    }

    [Theory]
    [InlineData("2026-11-23T10:00Z", "2026-11-26")]
    [InlineData("2026-11-27T23:00Z", "2026-12-02")] // Friday night: Monday, Tuesday, Wednesday
    [InlineData("2026-12-23T12:00Z", "2026-12-30")] // over Christmas
    public void An_answer_is_due_in_three_working_days(string since, string due) =>
        Assert.Equal(DateOnly.ParseExact(due, "yyyy-MM-dd"), Conversation.AnswerDueOn(DateTimeOffset.Parse(since, System.Globalization.CultureInfo.InvariantCulture)));

    private static Outcome<Conversation> Start(string? subject = null, string? body = "Hello") =>
        Conversation.Start(AuthorityId.New(), YoungPersonId.New(), ConversationKind.Message, promiseKey: null, subject, body, Monday, Me);
}
