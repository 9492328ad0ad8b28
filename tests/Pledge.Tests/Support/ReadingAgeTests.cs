namespace Pledge.Tests.Support;

public sealed class ReadingAgeTests
{
    [Theory]
    [InlineData("cat", 1)]
    [InlineData("home", 1)]
    [InlineData("worker", 2)]
    [InlineData("promise", 2)]
    [InlineData("different", 3)]
    [InlineData("little", 2)]
    [InlineData("ticked", 1)]
    [InlineData("accommodation", 5)]
    [InlineData("2026", 1)]
    public void Syllables_are_counted_as_spoken(string word, int syllables) => Assert.Equal(syllables, ReadingAge.Syllables(word));

    [Fact]
    public void A_first_book_is_for_the_youngest() =>
        Assert.InRange(ReadingAge.Of(["The cat sat on the mat.", "It was a big fat cat. The dog ran to it."]), 0, 7);

    [Fact]
    public void The_language_of_an_office_is_far_over_the_budget() =>
        Assert.InRange(
            ReadingAge.Of(["The responsible local authority must undertake a comprehensive assessment of accommodation suitability and subsequently formulate a pathway plan in consultation with all relevant professionals."]),
            18, 40);

    [Fact]
    public void Nothing_has_no_age() => Assert.Equal(0, ReadingAge.Of([]));
}
