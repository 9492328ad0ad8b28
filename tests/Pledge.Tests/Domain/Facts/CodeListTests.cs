using Pledge.Domain.Facts;
using Pledge.Domain.Plans;

namespace Pledge.Tests.Domain.Facts;

public sealed class CodeListTests
{
    [Fact]
    public void Every_list_has_the_published_number_of_codes()
    {
        Assert.Equal(16, AccommodationCode.All.Count);
        Assert.Equal(14, ActivityCode.All.Count);
        Assert.Equal(6, InTouchCode.All.Count);
        Assert.Equal(5, SexCode.All.Count);
        Assert.Equal(20, EthnicityCode.All.Count);
        Assert.Equal(12, SuitabilityMatter.All.Count);
        Assert.Equal(Enumerable.Range(PlanMatter.First, PlanMatter.Last), PlanMatter.All.Select(matter => matter.Number));
    }

    [Fact]
    public void Only_abroad_deported_and_residence_not_known_leave_the_suitability_base() =>
        Assert.Equal(["G", "H", "R"], AccommodationCode.All.Where(code => !code.InSuitabilityDenominator).Select(code => code.Base));

    [Fact]
    public void Only_homelessness_and_custody_can_never_be_suitable() =>
        Assert.Equal(
            [AccommodationCode.NoFixedAbode, AccommodationCode.Custody],
            AccommodationCode.All.Where(code => code.OnlyUnsuitable).Select(code => code.Base));

    [Fact]
    public void A_meaning_with_a_comma_is_read_whole() =>
        Assert.Equal("Foyer or similar: supported housing combined with education, training or work", AccommodationCode.Find("T")!.Meaning);

    [Fact]
    public void Every_activity_is_in_the_class_its_letter_says()
    {
        foreach (var activity in ActivityCode.All)
        {
            var expected = activity.Code[0] switch { 'F' or 'P' => ActivityClass.Eet, 'G' => ActivityClass.Neet, _ => ActivityClass.Unknown };
            Assert.Equal(expected, activity.Class);
            Assert.Equal(activity.Code[0] switch { 'F' => true, 'P' => false, _ => null }, activity.FullTime);
        }
    }

    [Fact]
    public void The_old_training_codes_ended_when_the_new_ones_began()
    {
        var lastDay = new DateOnly(2021, 3, 31);
        Assert.True(ActivityCode.Find("F3")!.IsInUseOn(lastDay));
        Assert.False(ActivityCode.Find("F4")!.IsInUseOn(lastDay));
        Assert.False(ActivityCode.Find("F3")!.IsInUseOn(lastDay.AddDays(1)));
        Assert.True(ActivityCode.Find("F4")!.IsInUseOn(lastDay.AddDays(1)));
        Assert.Equal(12, ActivityCode.InUseOn(new DateOnly(2026, 1, 1)).Count());
    }

    [Fact]
    public void Died_and_returned_home_leave_the_published_base() =>
        Assert.Equal(
            [InTouchCode.Died, InTouchCode.ReturnedHome],
            InTouchCode.All.Where(code => !code.InPublishedDenominator).Select(code => code.Code));

    [Fact]
    public void An_old_sex_code_becomes_the_letter_of_today()
    {
        Assert.Equal("M", SexCode.Find("1")!.Current.Code);
        Assert.Equal("F", SexCode.Find("2")!.Current.Code);
        Assert.Equal("U", SexCode.Find("U")!.Current.Code);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("b")]
    [InlineData("B1")]
    public void An_unknown_letter_finds_nothing(string? letter) => Assert.Null(AccommodationCode.Find(letter));
}
