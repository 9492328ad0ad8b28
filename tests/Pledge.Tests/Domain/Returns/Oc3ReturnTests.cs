using Pledge.Domain.People;
using Pledge.Domain.Returns;
using static Pledge.Tests.Domain.Returns.Cases;

namespace Pledge.Tests.Domain.Returns;

public sealed class Oc3ReturnTests
{
    private static readonly DateOnly Birthday = new(2025, 9, 14);

    [Fact]
    public void What_held_on_the_birthday_is_returned()
    {
        var row = Plain.Entry().Row!;

        Assert.Equal((20, Birthday, "YES", "F2", "U1"), (row.Age, row.On, row.InTouch, row.Activity, row.Home));
    }

    [Theory]
    [InlineData("2025-06-01", "2025-06-14", null, null, "0")]               // ended on the day the window opens, so it held on none of its days
    [InlineData("2025-06-01", "2025-06-15", null, null, "F2")]              // held on the first day of the window
    [InlineData("2025-06-01", "2025-08-01", "2025-09-20", null, "F2")]      // before goes before after
    [InlineData("2025-09-15", null, null, null, "F2")]
    [InlineData("2025-10-14", null, null, null, "F2")]                      // last day of the window
    [InlineData("2025-10-15", null, null, null, "0")]
    [InlineData("2025-10-01", null, "2025-09-20", "2025-10-01", "G5")]      // the earliest after
    [InlineData("2025-07-01", "2025-08-01", "2025-08-01", "2025-09-01", "G5")] // the latest before
    public void Around_a_birthday_the_latest_before_counts_and_else_the_earliest_after(string from, string? to, string? otherFrom, string? otherTo, string returned)
    {
        List<Held> activity = [new(Day(from), to is null ? null : Day(to), "F2", null)];
        if (otherFrom is not null)
            activity.Add(new(Day(otherFrom), otherTo is null ? null : Day(otherTo), "G5", null));

        Assert.Equal(returned, (Plain with { Activity = activity }).Entry().Row!.Activity);
    }

    [Fact]
    public void The_window_is_the_authoritys_own() =>
        Assert.Equal("F2", (Plain with { Activity = [new(new(2025, 11, 1), null, "F2", null)] }).Entry(new BirthdayWindow(3, 2)).Row!.Activity);

    [Theory]
    [InlineData("DIED")]
    [InlineData("RHOM")]
    public void Of_those_who_died_or_went_home_nothing_more_is_returned(string inTouch)
    {
        var row = Plain.With(inTouch: inTouch).Entry().Row!;

        Assert.Equal((inTouch, "0", "0"), (row.InTouch, row.Activity, row.Home));
    }

    [Theory]
    [InlineData("DIED", "2025-05-01", null)]
    [InlineData("DIED", "2023-09-01", "1001")] // before 18, when the law did not count them yet
    [InlineData("YES", "2025-05-01", "1001")]
    public void Who_died_as_a_care_leaver_is_still_asked_about(string inTouch, string from, string? leftOutBy)
    {
        var subject = Plain with { InTouch = [new(Day(from), null, inTouch, null)], Statuses = [new(LegalStatus.FormerRelevant, Born.AddYears(18), Day("2025-05-01"), [])] };

        Assert.Equal(leftOutBy, subject.Entry().LeftOutBy?.Code);
    }

    [Fact]
    public void From_22_on_the_latest_contact_counts()
    {
        var subject = OfAge(23) with
        {
            LatestContact = new(2026, 1, 20),
            Home = [new(new(2024, 1, 1), new(2026, 1, 1), "U", true), new(new(2026, 1, 1), null, "S", false)],
        };

        Assert.Equal((new DateOnly(2026, 1, 20), "S2"), (subject.Entry().Row!.On, subject.Entry().Row!.Home));
        Assert.Equal("no-contact", (subject with { LatestContact = null }).Entry().LeftOutBy?.Code);
    }

    [Fact]
    public void Who_turns_25_in_the_year_is_asked_about_by_the_law_of_the_day_before() =>
        Assert.Null((OfAge(25) with { LatestContact = new(2026, 2, 1) }).Entry().LeftOutBy);

    [Fact]
    public void A_code_of_today_becomes_that_of_an_older_year()
    {
        var subject = Plain.With(activity: "F4") with { Activity = [new(new(2015, 1, 1), null, "F4", null)] };

        Assert.Equal("F3", new Oc3Case(subject, new(2021), BirthdayWindow.Default, Today).Activity);
        Assert.Equal("F4", new Oc3Case(subject, new(2022), BirthdayWindow.Default, Today).Activity);
    }

    [Fact]
    public void Without_knowing_whether_we_are_in_touch_there_is_no_row()
    {
        var entry = (Plain with { InTouch = [] }).Entry();

        Assert.Null(entry.Row);
        Assert.Equal(["153"], entry.Failures.Select(rule => rule.Code));
    }

    [Fact]
    public void Somebody_born_on_29_February_turns_on_1_March_in_a_common_year()
    {
        var subject = OfAge(20) with { Born = new(2004, 2, 29), Statuses = OfAge(22).Statuses, Home = [new(new(2025, 3, 1), null, "U", true)] };
        var row = Oc3Return.Derive(new(2025), new(0, 0), Today, [subject]).Entries.Single().Row!;

        Assert.Equal((21, new DateOnly(2025, 3, 1), "U1"), (row.Age, row.On, row.Home));
    }

    [Fact]
    public void People_of_other_ages_are_passed_over() =>
        Assert.Empty(Oc3Return.Derive(Year, BirthdayWindow.Default, Today, [OfAge(16), OfAge(26)]).Entries);

    [Fact]
    public void Rows_stand_by_their_number() =>
        Assert.Equal(["A9", "B1", "a1"], Oc3Return.Derive(Year, BirthdayWindow.Default, Today, [OfAge(20) with { ChildId = "a1" }, OfAge(20) with { ChildId = "B1" }, OfAge(20) with { ChildId = "A9" }]).Rows.Select(row => row.ChildId));

    [Fact]
    public void A_difference_is_who_came_who_went_and_who_changed()
    {
        Oc3Subject[] before = [OfAge(20) with { ChildId = "went" }, OfAge(20) with { ChildId = "same" }, OfAge(20) with { ChildId = "changed" }];
        Oc3Subject[] after = [before[1], before[2].With(activity: "G5"), OfAge(20) with { ChildId = "came" }];

        var found = Oc3Difference.Between(Rows(before), Rows(after));

        Assert.Equal([("came", null, "F2"), ("changed", "F2", "G5"), ("went", "F2", null)], found.Select(one => (one.Either.ChildId, one.Before?.Activity, one.After?.Activity)));
    }

    [Theory]
    [InlineData(0, null, "2026-11-22", null)]
    [InlineData(1, " ", "2026-11-22", "return-reason-missing")]
    [InlineData(1, "Late news", "2026-11-22", null)]
    [InlineData(0, null, "2026-03-31", "return-year-not-over")]
    public void A_return_is_kept_when_its_year_is_over_and_amended_with_a_reason(int last, string? reason, string on, string? refused)
    {
        var sent = Oc3Return.Derive(Year, BirthdayWindow.Default, Today, [Plain]);
        var kept = Oc3Submission.Keep(Pledge.Domain.AuthorityId.New(), sent, BirthdayWindow.Default, last, reason, Pledge.Domain.AccountId.New(), new(Day(on), new(12, 0), TimeSpan.Zero));

        Assert.Equal(refused, kept.Refusal?.Code);
        Assert.Equal(refused is null ? last + 1 : (int?)null, kept.Value?.Number);
    }

    private static IEnumerable<Oc3Row> Rows(params Oc3Subject[] subjects) => Oc3Return.Derive(Year, BirthdayWindow.Default, Today, subjects).Rows;

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
