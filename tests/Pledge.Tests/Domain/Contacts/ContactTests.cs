using Pledge.Domain;
using Pledge.Domain.Contacts;

namespace Pledge.Tests.Domain.Contacts;

public sealed class ContactTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly AccountId Worker = AccountId.New();

    [Theory]
    [InlineData(2026, 3, 10, null)]
    [InlineData(2026, 3, 11, "date-in-future")]
    [InlineData(2005, 12, 31, "date-before-birth")]
    public void The_day_is_checked(int year, int month, int day, string? refusal) =>
        Assert.Equal(refusal, Record(ContactOutcome.Made, new DateOnly(year, month, day), null).Refusal?.Code);

    [Fact]
    public void The_note_and_the_choices_are_checked()
    {
        Assert.Equal("note-too-long", Record(ContactOutcome.Made, new(2026, 3, 1), new string('a', Contact.NoteMaxLength + 1)).Refusal?.Code);
        Assert.Equal("contact-choice-missing", Record((ContactOutcome)5, new(2026, 3, 1), null).Refusal?.Code);
        Assert.Null(Record(ContactOutcome.Attempted, new(2026, 3, 1), "  ").Value!.Note);
    }

    [Fact]
    public void A_withdrawn_contact_keeps_its_first_reason()
    {
        var contact = Record(ContactOutcome.Made, new(2026, 3, 1), "Had a coffee").Value!;
        Assert.Equal("reason-missing", contact.Withdraw(" ", Now, Worker)?.Code);
        Assert.Equal("reason-too-long", contact.Withdraw(new string('a', 501), Now, Worker)?.Code);
        Assert.False(contact.IsWithdrawn);
        Assert.Null(contact.Withdraw("Wrong person", Now, Worker));
        Assert.Null(contact.Withdraw("Another reason", Now.AddDays(1), AccountId.New()));
        Assert.Equal(("Wrong person", Now, Worker, "Had a coffee"), (contact.WithdrawReason, contact.WithdrawnAt!.Value, contact.WithdrawnBy!.Value, contact.Note));
    }

    private static Outcome<Contact> Record(ContactOutcome outcome, DateOnly on, string? note) => Contact.Record(
        AuthorityId.New(), YoungPersonId.New(), new DateOnly(2006, 1, 1),
        new(outcome, ContactChannel.FaceToFace, ContactStarter.Worker, on, note), Guid.CreateVersion7(), Now, Worker);
}
