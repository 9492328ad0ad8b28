using Pledge.Domain;
using Pledge.Domain.Facts;

namespace Pledge.Tests.Domain.Facts;

public sealed class FactRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 3, 10);
    private static readonly FactSubject Subject = new(AuthorityId.New(), YoungPersonId.New(), new DateOnly(2006, 5, 1));
    private static readonly FactOrigin ByWorker = new(FactSource.Worker, null, AccountId.New(), Now);
    private static readonly FactOrigin ByFile = new(FactSource.Oc3, "oc3.csv line 7", null, Now);

    [Theory]
    [InlineData("B", true, null, null, null)]
    [InlineData(" b ", false, "Too far from college", null, null)]
    [InlineData("0", null, null, null, null)]
    [InlineData("U", true, null, "b17", null)]
    [InlineData("0", true, null, null, "home-not-known-cannot-suit")]
    [InlineData("Q", true, null, null, "home-code-unknown")]
    [InlineData("B1", true, null, null, "home-code-unknown")]
    [InlineData("B", null, null, null, "home-needs-suitability")]
    [InlineData("S", true, null, null, "home-only-unsuitable")]
    [InlineData("X", true, null, null, "home-only-unsuitable")]
    [InlineData("B", false, null, null, "home-not-suitable-needs-reasons")]
    [InlineData("B", false, "  ", null, "home-not-suitable-needs-reasons")]
    [InlineData("B", true, null, "B17 9AA", "outcode-not-valid")]
    [InlineData("B", true, null, "17B", "outcode-not-valid")]
    public void A_home_is_checked(string code, bool? suitable, string? reasons, string? outcode, string? refusal) =>
        Assert.Equal(refusal, Home.Create(Subject, Today, null, new(code, suitable, reasons, null, outcode), ByWorker).Refusal?.Code);

    [Fact]
    public void A_return_file_carries_no_reasons() =>
        Assert.False(Home.Create(Subject, Today, null, new("B", false), ByFile).IsRefused);

    [Theory]
    [InlineData("T", "home-under-18-foyer")]
    [InlineData("Z", "home-17-former-foster")]
    public void Some_homes_are_only_for_adults(string code, string refusal)
    {
        var birthday = LondonTime.Birthday(Subject.Born, 18);
        Assert.Equal(refusal, Home.Create(Subject, birthday.AddDays(-1), null, new(code, true), ByWorker).Refusal?.Code);
        Assert.False(Home.Create(Subject, birthday, null, new(code, true), ByWorker).IsRefused);
    }

    [Fact]
    public void Codes_and_outcodes_are_kept_in_capitals()
    {
        var home = Home.Create(Subject, Today, null, new(" u", true, " ", "\n", "b17 "), ByWorker).Value!;
        Assert.Equal(("U", "B17", null, null), (home.Code, home.Outcode, home.SuitabilityReasons, home.SuitabilityEvidence));
    }

    [Fact]
    public void Texts_have_a_limit()
    {
        var longest = new string('a', Home.TextMaxLength);
        Assert.False(Home.Create(Subject, Today, null, new("B", false, longest, longest), ByWorker).IsRefused);
        Assert.Equal("text-too-long", Home.Create(Subject, Today, null, new("B", false, longest + "a"), ByWorker).Refusal?.Code);
        Assert.Equal("text-too-long", Home.Create(Subject, Today, null, new("B", true, null, longest + "a"), ByWorker).Refusal?.Code);
    }

    [Theory]
    [InlineData("2026-03-11", null, "date-in-future")]
    [InlineData("2006-04-30", null, "date-before-birth")]
    [InlineData("2026-03-01", "2026-03-01", "end-not-after-start")]
    [InlineData("2026-03-01", "2026-02-01", "end-not-after-start")]
    [InlineData("2026-03-01", "2026-03-12", "end-in-future")]
    [InlineData("2026-03-01", "2026-03-11", null)]
    [InlineData("2026-03-10", null, null)]
    public void A_period_is_checked(string from, string? to, string? refusal)
    {
        var (start, end) = (Day(from), to is null ? (DateOnly?)null : Day(to));
        Assert.Equal(refusal, Home.Create(Subject, start, end, new("0", null), ByWorker).Refusal?.Code);
        Assert.Equal(refusal, Activity.Create(Subject, start, end, "0", ByWorker).Refusal?.Code);
        Assert.Equal(refusal, InTouch.Create(Subject, start, end, "YES", ByWorker).Refusal?.Code);
    }

    [Theory]
    [InlineData("f1", "2026-01-01", null)]
    [InlineData("F3", "2021-03-31", null)]
    [InlineData("F3", "2021-04-01", "code-ended")]
    [InlineData("P4", "2021-03-31", "code-not-yet-in-use")]
    [InlineData("F9", "2026-01-01", "activity-code-unknown")]
    [InlineData("", "2026-01-01", "activity-code-unknown")]
    public void An_activity_is_checked(string code, string from, string? refusal) =>
        Assert.Equal(refusal, Activity.Create(Subject, Day(from), null, code, ByWorker).Refusal?.Code);

    [Theory]
    [InlineData("yes", null)]
    [InlineData("RHOM", null)]
    [InlineData("Y", "in-touch-code-unknown")]
    public void In_touch_is_checked(string code, string? refusal) =>
        Assert.Equal(refusal, InTouch.Create(Subject, Today, null, code, ByWorker).Refusal?.Code);

    [Fact]
    public void The_future_begins_at_midnight_in_London()
    {
        var lateInSummer = ByWorker with { At = new DateTimeOffset(2025, 7, 1, 23, 30, 0, TimeSpan.Zero) };
        Assert.False(InTouch.Create(Subject, new DateOnly(2025, 7, 2), null, "YES", lateInSummer).IsRefused);
        Assert.Equal("date-in-future", InTouch.Create(Subject, new DateOnly(2025, 7, 3), null, "YES", lateInSummer).Refusal?.Code);
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
