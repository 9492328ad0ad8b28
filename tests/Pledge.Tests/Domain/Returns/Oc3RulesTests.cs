using Pledge.Domain.People;
using Pledge.Domain.Returns;
using static Pledge.Tests.Domain.Returns.Cases;

namespace Pledge.Tests.Domain.Returns;

public sealed class Oc3RulesTests
{
    private static readonly DateOnly Birthday17 = new(2025, 9, 14);

    // For each rule a case in which it fires, and one as like it as can be in which it does not.
    private static readonly Dictionary<(string Code, Oc3Weight Weight), (Oc3Case Fires, Oc3Case DoesNot)> Tried = new()
    {
        [("to-come", Oc3Weight.LeavesOut)] = ((Plain with { Born = new(2006, 1, 10) }).Case(2027), Plain.Case(2027)),
        [("1000", Oc3Weight.LeavesOut)] = (Left("E2").Case(), Left("E13").Case()),
        [("1011", Oc3Weight.LeavesOut)] = (Left("E3").Case(), Left("E4A").Case()),
        [("1007", Oc3Weight.LeavesOut)] = (InCare(17, Birthday17.AddYears(-2), null).Case(), InCare(19, Birthday17.AddYears(-4), null).Case()),
        [("1016", Oc3Weight.LeavesOut)] = (InCare(17, Birthday17.AddYears(-2), Birthday17).Case(), InCare(17, Birthday17.AddYears(-2), Birthday17.AddDays(-1)).Case()),
        [("187", Oc3Weight.LeavesOut)] = (InCare(17, new(2025, 4, 1), null).Case(), InCare(17, new(2025, 4, 2), null).Case()),
        [("1002", Oc3Weight.LeavesOut)] = ((Plain with { Episodes = [], Statuses = [] }).Case(), (Plain with { Statuses = [] }).Case()),
        [("1001", Oc3Weight.LeavesOut)] = ((Plain with { Statuses = [new(LegalStatus.Qualifying, Born.AddYears(18), null, [])] }).Case(), Plain.Case()),
        [("no-contact", Oc3Weight.LeavesOut)] = (OfAge(22).Case(), (OfAge(22) with { LatestContact = new(2025, 5, 1) }).Case()),
        [("391", Oc3Weight.Error)] = (OfAge(16).Case(), OfAge(17).Case()),
        [("153", Oc3Weight.Error)] = ((Plain with { InTouch = [] }).Case(), Plain.Case()),
        [("131", Oc3Weight.Error)] = (Plain.With(inTouch: "MAYBE").Case(), Plain.With(inTouch: "REFU").Case()),
        [("132", Oc3Weight.Error)] = (Plain.With(activity: "F3").Case(), Plain.With(activity: "F4").Case()),
        [("133", Oc3Weight.Error)] = (Plain.With(home: "S", suitable: true).Case(), Plain.With(home: "S", suitable: false).Case()),
        [("344", Oc3Weight.Error)] = (new Oc3Case(Plain.With(inTouch: "DIED"), Year, BirthdayWindow.Default, Today) { Activity = "F2" }, Plain.With(inTouch: "DIED").Case()),
        [("345", Oc3Weight.Error)] = (Plain.With(activity: "0").Case(), Plain.With(inTouch: "NO", activity: "0").Case()),
        [("347", Oc3Weight.Error)] = (OfAge(18).With(home: "T", suitable: false).Case(), OfAge(19).With(home: "T", suitable: false).Case()),
        [("3001", Oc3Weight.Error)] = (OfAge(17).With(home: "Z").Case(), OfAge(18).With(home: "Z").Case()),
        [("348", Oc3Weight.Error)] = ((Plain with { LastReturned = "DIED" }).Case(), (Plain with { LastReturned = "DIED" }).With(inTouch: "DIED").Case()),
        [("165", Oc3Weight.Error)] = ((Plain with { Sex = "M", Mother = true }).Case(), (Plain with { Sex = "M" }).Case()),
        [("1010", Oc3Weight.Error)] = (InCare(20, new(2019, 1, 1), null).Case(), InCare(20, new(2019, 1, 1), new(2023, 9, 14)).Case()),
        [("134", Oc3Weight.Error)] = (Named(ReturnFileKind.Ad1).Case(), Named(ReturnFileKind.Ad1, says: false).Case()),
        [("215", Oc3Weight.Error)] = (Named(ReturnFileKind.Oc2).Case(), Named(ReturnFileKind.Oc2, says: false).Case()),
        [("1012", Oc3Weight.Error)] = (Named(ReturnFileKind.Reviews).Case(), (Named(ReturnFileKind.Reviews) with { Episodes = [Episode(Born, new(2019, 1, 1), new(2025, 6, 1))] }).Case()),
        [("1014", Oc3Weight.Error)] = (Named(ReturnFileKind.Uasc).Case(), (Named(ReturnFileKind.Uasc) with { Episodes = [Episode(Born, new(2019, 1, 1), new(2025, 6, 1))] }).Case()),
        [("1002", Oc3Weight.Warning)] = ((Plain with { Episodes = [] }).Case(), Plain.Case()),
    };

    public static TheoryData<string, Oc3Weight> EveryRule
    {
        get
        {
            var data = new TheoryData<string, Oc3Weight>();
            foreach (var (code, weight) in Oc3Rules.All.Select(rule => (rule.Code, rule.Weight)).Distinct())
                data.Add(code, weight);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(EveryRule))]
    public void A_rule_fires_where_it_should_and_nowhere_else(string code, Oc3Weight weight)
    {
        var (fires, doesNot) = Tried[(code, weight)];
        bool Fires(Oc3Case one) => Oc3Rules.All.Any(rule => (rule.Code, rule.Weight) == (code, weight) && rule.Fires(one));

        Assert.True(Fires(fires), $"{code} does not fire");
        Assert.False(Fires(doesNot), $"{code} fires");
    }

    [Fact]
    public void Every_check_that_touches_OC3_is_run_or_named_with_a_reason()
    {
        string[] checks =
        [
            "131", "132", "133", "134", "153", "165", "187", "215", "344", "345", "347", "348", "391", "628", "1000", "1001", "1002", "1007", "1010", "1011", "1012", "1014", "1016", "3001",
            "EPI", "INT06", "INT15", "INT34",
        ];

        Assert.Equal(checks.Order(StringComparer.Ordinal),
            Oc3Rules.All.Select(rule => rule.Code).Where(code => char.IsDigit(code[0])).Distinct().Concat(Oc3Rules.NotRun).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("F", null, "2025-06-01", true)] // looked after in the year, and nobody asked
    [InlineData("F", null, "2025-03-01", false)]
    [InlineData("F", false, "2025-06-01", false)]
    [InlineData("U", null, "2025-06-01", false)]
    public void The_mother_flag_is_asked_of_women_looked_after_in_the_year(string sex, bool? mother, string left, bool fires)
    {
        var subject = OfAge(20) with { Sex = sex, Mother = mother, Episodes = [Episode(Born, new(2019, 1, 1), DateOnly.Parse(left, System.Globalization.CultureInfo.InvariantCulture))] };

        Assert.Equal(fires, Oc3Rules.All.Single(rule => rule.Code == "165").Fires(subject.Case()));
    }

    [Theory]
    [InlineData("F2", "0", Oc3Remedy.Home)]
    [InlineData("0", "U", Oc3Remedy.Activity)]
    public void What_is_missing_beside_being_in_touch_leads_to_where_it_is_recorded(string activity, string home, Oc3Remedy remedy) =>
        Assert.Equal([remedy], Plain.With(activity: activity, home: home).Entry().Failures.Select(rule => rule.Remedy));

    private static Oc3Subject Named(ReturnFileKind file, bool says = true) => Plain with { NamedIn = [new(file, says)] };

    private static Oc3Subject Left(string rec) => Plain with { Episodes = [Episode(Born, new(2019, 1, 1), new(2023, 9, 14), rec)] };

    private static Oc3Subject InCare(int age, DateOnly from, DateOnly? to)
    {
        var subject = OfAge(age);
        return subject with { Episodes = [Episode(subject.Born, from, to)] };
    }
}
