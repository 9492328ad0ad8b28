using Pledge.Domain.Words;

namespace Pledge.Tests.Domain.Words;

public sealed class WordsWeUseTests
{
    [Theory]
    [InlineData("Visited Ash in her new placement.", "placement")]
    [InlineData("The Placement Breakdown was hard.", "Placement Breakdown")]
    [InlineData("He is NEET and his PA rang.", "NEET,PA")]
    [InlineData("A neet little flat, and pa came by.", "")]
    [InlineData("She starts a work placement in June, just in case.", "")]
    [InlineData("Contact made by phone.", "")]
    [InlineData("Contact with mum went well; her siblings came.", "Contact with mum,siblings")]
    [InlineData("He failed to engage", "failed to engage")]
    [InlineData("encased, clientele, replacement", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void A_note_is_checked_gently(string? note, string found) =>
        Assert.Equal(found, string.Join(',', WordsWeUse.FindIn(note).Select(word => word.Found)));

    [Fact]
    public void A_find_says_what_to_say_where_and_why()
    {
        var found = Assert.Single(WordsWeUse.FindIn("All her siblings"));

        Assert.Equal(("brothers and sisters", 8), (found.Word.Say, found.At));
        Assert.NotEmpty(found.Word.Why);
    }

    [Fact]
    public void Young_peoples_pages_leave_out_more() =>
        Assert.Equal(["contact", "professionals"], WordsWeUse.FindOnYoungPage("Your contact with professionals").Select(word => word.Found));

    [Fact]
    public void Every_entry_has_something_to_say_and_something_it_replaces()
    {
        Assert.True(WordsWeUse.All.Count >= 11);
        Assert.All(WordsWeUse.All, word => Assert.True(word.Say.Length > 0 && word.Why.Length > 0 && word.InsteadOf.Count + word.YoungOnly.Count > 0, word.Say));
    }

    [Fact]
    public void No_word_is_in_the_list_twice() =>
        Assert.Empty(WordsWeUse.All.SelectMany(word => word.InsteadOf.Concat(word.YoungOnly)).GroupBy(term => term).Where(group => group.Count() > 1).Select(group => group.Key));

    [Fact]
    public void What_we_say_is_not_on_our_own_list() =>
        Assert.Empty(WordsWeUse.All.SelectMany(word => WordsWeUse.FindOnYoungPage(word.Say)));
}
