using Pledge.Domain;

namespace Pledge.Tests.Domain;

public sealed class BeginningTests
{
    [Theory]
    [InlineData("Let us see the new flats before we say yes to one. Photos are not enough.", "Let us see the new flats before we…")]
    [InlineData("My own room is cold", "My own…")]
    [InlineData("Buses", "Bus…")]
    [InlineData("No", "N…")]
    [InlineData("A", "A…")]
    [InlineData("😀😀😀", "😀…")]
    [InlineData("Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…")]
    public void Words_of_a_young_person_begin_and_are_not_all_there(string words, string shown) => Assert.Equal(shown, Beginning.Of(words));
}
