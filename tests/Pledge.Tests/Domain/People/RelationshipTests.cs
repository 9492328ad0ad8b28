using Pledge.Domain;
using Pledge.Domain.People;
using Pledge.Web.Features.Relationships;

namespace Pledge.Tests.Domain.People;

public sealed class RelationshipTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private static readonly AccountId Me = AccountId.New();
    private static readonly RelationshipDetails Nan = new(Side.Love, " Nan ", "", ForLife: true, Closeness.Closest, null, new("01 23", " ", null), SeenBy.Nobody);

    [Fact]
    public void Blank_words_are_none_and_spaces_around_go()
    {
        var added = Add(Nan).Value!;

        Assert.Equal(("Nan", null, "01 23", null), (added.Name, added.WhatToMe, added.Phone, added.Email));
    }

    [Fact]
    public void Saying_the_same_again_changes_nothing()
    {
        var row = Add(Nan).Value!;

        Assert.Same(row, row.Change(Nan, Now.AddDays(1), Me).Value);
        Assert.True(row.IsCurrent);
    }

    [Fact]
    public void A_version_that_ended_cannot_be_changed()
    {
        var row = Add(Nan).Value!;
        row.TakeAway(Now);
        row.TakeAway(Now.AddDays(3));

        Assert.Equal(Now, row.SupersededAt);
        Assert.Equal("relationship-not-current", row.Change(Nan, Now, Me).Refusal!.Code);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(13)]
    [InlineData(60)]
    public void No_two_marks_of_the_picture_touch(int count)
    {
        foreach (var closeness in Enum.GetValues<Closeness>())
        {
            var places = PeoplePicture.Of([.. Enumerable.Range(1, count).Select(number => new PictureOf($"Person {number}", Side.Love, closeness, false))], false).Places;
            foreach (var one in places)
            {
                Assert.InRange(one.X - one.Size, 0, PeoplePicture.Width - (2 * one.Size));
                Assert.InRange(one.Y - one.Size, 0, PeoplePicture.Height - (2 * one.Size));
                Assert.All(places.Where(other => other != one), other => Assert.True(Math.Sqrt(Math.Pow(one.X - other.X, 2) + Math.Pow(one.Y - other.Y, 2)) >= one.Size + other.Size - 0.3));
            }
        }
    }

    [Fact]
    public void A_long_name_stays_inside_the_picture()
    {
        var places = PeoplePicture.Of([.. Enumerable.Range(1, 13).Select(number => new PictureOf("Kwabena-Emmanuel", Side.Love, Closeness.Further, false))], false).Places;

        Assert.All(places, place => Assert.InRange(place.LabelX, place.Label!.Length * 4, PeoplePicture.Width - (place.Label.Length * 4)));
    }

    [Fact]
    public void Right_to_left_the_picture_turns_round()
    {
        PictureOf[] people = [new("Nan", Side.Love, Closeness.Close, false)];

        var (left, right) = (PeoplePicture.Of(people, false).Places[0], PeoplePicture.Of(people, true).Places[0]);

        Assert.Equal(PeoplePicture.Width, left.X + right.X, 0.01);
        Assert.NotEqual(left.X, right.X);
    }

    [Theory]
    [InlineData(Agreement.NotAskedYet, null, "agreement-needs-because")]
    [InlineData(Agreement.DoesNotWant, " ", "agreement-needs-because")]
    [InlineData(Agreement.Agreed, null, null)]
    [InlineData((Agreement)9, null, "answer-missing")]
    public void Without_agreement_there_is_a_reason(Agreement agreed, string? because, string? refused) => Assert.Equal(refused, InvolvedProfessional.Add(
        new(Guid.NewGuid()), YoungPersonId.New(), new(2006, 5, 10), new("A", "B", "C", new(null, null, null), agreed, because, new(2026, 1, 1), DbsCheck.None), Guid.NewGuid(), Now, Me).Refusal?.Code);

    [Theory]
    [InlineData(2026, 11, 23, "date-in-future")]
    [InlineData(2006, 5, 9, "date-before-birth")]
    [InlineData(2026, 11, 22, null)]
    public void What_was_said_was_said_in_their_life(int year, int month, int day, string? refused) => Assert.Equal(refused, InvolvedProfessional.Add(
        new(Guid.NewGuid()), YoungPersonId.New(), new(2006, 5, 10), new("A", "B", "C", new(null, null, null), Agreement.Agreed, null, new(year, month, day), DbsCheck.None), Guid.NewGuid(), Now, Me).Refusal?.Code);

    [Theory]
    [InlineData("nan@example.org", null)]
    [InlineData("o'neil+home@example.org", null)]
    [InlineData("nan@example.org?bcc=someone@example.org&body=x", "email-not-understood")]
    [InlineData("a@b.co\"><script>", "email-not-understood")]
    [InlineData("nan%0a@example.org", "email-not-understood")]
    [InlineData("nan", "email-not-understood")]
    public void An_address_is_one_address_and_nothing_else(string email, string? refused) => Assert.Equal(refused, new Ways(null, email, null).Check()?.Code);

    private static Outcome<Relationship> Add(RelationshipDetails details) => Relationship.Add(new(Guid.NewGuid()), YoungPersonId.New(), details, Guid.NewGuid(), Now, Me);
}
