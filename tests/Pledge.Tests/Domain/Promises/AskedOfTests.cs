using Pledge.Domain;
using Pledge.Domain.Promises;

namespace Pledge.Tests.Domain.Promises;

public sealed class AskedOfTests
{
    [Theory]
    [InlineData(null, null, 12, true)]
    [InlineData(16, null, 15, false)]
    [InlineData(16, null, 16, true)]
    [InlineData(null, 19, 18, true)]
    [InlineData(null, 19, 19, false)]
    [InlineData(16, 18, 17, true)]
    public void It_is_asked_from_one_birthday_until_another(int? from, int? until, int age, bool asked) => Assert.Equal(asked, new AskedOf(from, until).Includes(age));

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(16, 19, null)]
    [InlineData(19, 19, "promise-ages-not-valid")]
    [InlineData(20, 19, "promise-ages-not-valid")]
    [InlineData(9, null, "promise-ages-not-valid")]
    [InlineData(null, 31, "promise-ages-not-valid")]
    public void An_edition_asks_each_promise_of_somebody(int? from, int? until, string? refusal) =>
        Assert.Equal(refusal, Edition.First(AuthorityId.New(), [new("school", "I like learning", "education") { AskedOf = new(from, until) }], new(2026, 1, 1), default, by: null).Refusal?.Code);

    [Fact]
    public void School_is_not_asked_of_adults_and_work_not_of_children()
    {
        var pledge = Edition.DefaultPledge.ToDictionary(wording => wording.Key, wording => wording.AskedOf);

        Assert.Equal((true, false), (pledge["school"].Includes(18), pledge["school"].Includes(19)));
        Assert.Equal((false, true), (pledge["work-or-study"].Includes(15), pledge["work-or-study"].Includes(16)));
        Assert.All(pledge.Where(promise => promise.Key is not ("school" or "work-or-study")), promise => Assert.Equal(AskedOf.Everybody, promise.Value));
    }

    [Fact]
    public void Other_ages_are_another_edition()
    {
        var first = Edition.First(AuthorityId.New(), Edition.DefaultPledge, new(2026, 1, 1), default, by: null).Value!;

        var next = first.Next([.. Edition.DefaultPledge.Select(wording => wording.Key == "school" ? wording with { AskedOf = new(null, 21) } : wording)], new(2026, 2, 1), default, by: null);

        Assert.Equal((2, 21), (next.Value!.Number, next.Value.Promises.Single(promise => promise.Key == "school").AskedUntilAge));
    }
}
