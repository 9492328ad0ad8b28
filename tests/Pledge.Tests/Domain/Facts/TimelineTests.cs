using Pledge.Domain;
using Pledge.Domain.Facts;

namespace Pledge.Tests.Domain.Facts;

public sealed class TimelineTests
{
    private static readonly FactSubject Subject = new(AuthorityId.New(), YoungPersonId.New(), new DateOnly(2005, 1, 1));
    private static readonly AccountId Worker = AccountId.New();
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_new_home_ends_the_old_one_by_writing_it_again_shorter()
    {
        var timeline = new Timeline([]);
        var old = At("2025-01-01", null, "B", hour: 0);
        timeline.Record(old);

        var change = timeline.Record(At("2025-05-01", null, "U", hour: 1));

        Assert.Equal(["B 2025-01-01 2025-05-01", "U 2025-05-01 -"], change.Insert.Select(Say));
        Assert.Equal([old], change.Supersede);
        Assert.Null(old.To);
        Assert.Equal(change.Insert[1].Id, old.SupersededBy);
        Assert.Equal(Start.AddHours(1), old.SupersededAt);
        Assert.Equal(Worker, change.Insert[0].RecordedBy);
    }

    [Fact]
    public void News_about_the_past_stops_where_later_knowledge_begins()
    {
        var timeline = Of(("2025-01-01", null, "B"), ("2025-05-01", null, "U"));
        timeline.Record(At("2025-03-01", null, "K", hour: 5));
        Assert.Equal(["B 2025-01-01 2025-03-01", "K 2025-03-01 2025-05-01", "U 2025-05-01 -"], timeline.Current.Select(Say));
    }

    [Fact]
    public void A_period_in_the_middle_splits_what_it_falls_in()
    {
        var timeline = Of(("2025-01-01", null, "B"));
        var change = timeline.Record(At("2025-03-01", "2025-04-01", "V", hour: 5));
        Assert.Equal(["B 2025-01-01 2025-03-01", "V 2025-03-01 2025-04-01", "B 2025-04-01 -"], timeline.Current.Select(Say));
        Assert.Single(change.Supersede);
        Assert.Equal(3, change.Insert.Count);
    }

    [Fact]
    public void The_same_first_day_takes_the_place_of_what_was_there()
    {
        var timeline = Of(("2025-01-01", null, "B"), ("2025-05-01", null, "U"));
        timeline.Record(At("2025-01-01", null, "K", hour: 5));
        Assert.Equal(["K 2025-01-01 2025-05-01", "U 2025-05-01 -"], timeline.Current.Select(Say));
    }

    [Fact]
    public void A_period_with_an_end_covers_everything_inside_it()
    {
        var timeline = Of(("2025-01-01", null, "B"), ("2025-02-01", null, "U"), ("2025-03-01", null, "K"));
        timeline.Record(At("2025-01-15", "2025-03-15", "C", hour: 5));
        Assert.Equal(["B 2025-01-01 2025-01-15", "C 2025-01-15 2025-03-15", "K 2025-03-15 -"], timeline.Current.Select(Say));
    }

    [Fact]
    public void A_correction_keeps_the_wrong_row_with_the_reason()
    {
        var timeline = Of(("2025-01-01", null, "B"), ("2025-05-01", null, "U"));
        var wrong = timeline.Current[1];

        var change = timeline.Correct(wrong.Id, At("2025-06-01", null, "U", hour: 5), " Moved a month later ").Value!;

        Assert.Equal(["B 2025-01-01 2025-05-01", "U 2025-06-01 -"], timeline.Current.Select(Say));
        Assert.Equal("Moved a month later", wrong.SupersedeReason);
        Assert.Equal(change.Insert[0].Id, wrong.SupersededBy);
    }

    [Fact]
    public void A_withdrawn_fact_leaves_the_period_unknown()
    {
        var timeline = Of(("2025-01-01", null, "B"), ("2025-05-01", null, "U"));
        var wrong = timeline.Current[0];

        timeline.Withdraw(wrong.Id, "Another person's record", Start.AddHours(5));

        Assert.Equal(["U 2025-05-01 -"], timeline.Current.Select(Say));
        Assert.False(wrong.IsCurrent);
        Assert.Null(wrong.SupersededBy);
        Assert.Equal("B", new[] { wrong }.AsAt(new DateOnly(2025, 2, 1), Start.AddHours(4))?.Code);
        Assert.Null(new[] { wrong }.AsAt(new DateOnly(2025, 2, 1), Start.AddHours(5)));
    }

    [Theory]
    [InlineData(null, "reason-missing")]
    [InlineData(" ", "reason-missing")]
    [InlineData("long", "reason-too-long")]
    public void Correcting_and_withdrawing_need_a_reason(string? reason, string refusal)
    {
        var timeline = Of(("2025-01-01", null, "B"));
        var text = reason == "long" ? new string('a', Timeline.ReasonMaxLength + 1) : reason;
        Assert.Equal(refusal, timeline.Withdraw(timeline.Current[0].Id, text, Start).Refusal?.Code);
        Assert.Equal(refusal, timeline.Correct(timeline.Current[0].Id, At("2025-01-01", null, "K", hour: 5), text).Refusal?.Code);
        Assert.Equal(["B 2025-01-01 -"], timeline.Current.Select(Say));
    }

    [Fact]
    public void A_row_that_somebody_else_replaced_cannot_be_corrected_again()
    {
        var timeline = Of(("2025-01-01", null, "B"));
        var id = timeline.Current[0].Id;
        timeline.Correct(id, At("2025-01-01", null, "K", hour: 5), "Wrong kind");
        Assert.Equal("fact-not-current", timeline.Correct(id, At("2025-01-01", null, "U", hour: 6), "Wrong kind").Refusal?.Code);
        Assert.Equal("fact-not-current", timeline.Withdraw(id, "Wrong kind", Start.AddHours(6)).Refusal?.Code);
    }

    [Fact]
    public void Two_people_or_two_kinds_never_share_a_timeline()
    {
        var other = Subject with { YoungPerson = YoungPersonId.New() };
        var theirs = Home.Create(other, new DateOnly(2025, 1, 1), null, new("B", true), Origin(0)).Value!;
        var activity = Activity.Create(Subject, new DateOnly(2025, 3, 1), null, "F1", Origin(0)).Value!;
        Assert.Throws<ArgumentException>(() => Of(("2025-01-01", null, "B")).Record(theirs));
        Assert.Throws<ArgumentException>(() => new Timeline([At("2025-01-01", "2025-02-01", "B", hour: 0), activity]));
        Assert.Throws<ArgumentException>(() => new Timeline([At("2025-01-01", null, "B", hour: 0), At("2025-02-01", null, "B", hour: 0)]));
    }

    [Fact]
    public void A_clock_that_runs_behind_does_not_make_two_rows_known_at_once()
    {
        var timeline = Of(("2025-01-01", null, "B"));
        var old = timeline.Current[0];
        var change = timeline.Record(At("2025-02-01", null, "U", hour: -3));
        Assert.All(change.Insert, row => Assert.Equal(old.RecordedAt, row.RecordedAt));
        Assert.Equal(old.RecordedAt, old.SupersededAt);
    }

    private static Timeline Of(params (string From, string? To, string Code)[] facts)
    {
        var timeline = new Timeline([]);
        foreach (var (fact, hour) in facts.Select((fact, hour) => (fact, hour)))
            timeline.Record(At(fact.From, fact.To, fact.Code, hour));
        return timeline;
    }

    private static Home At(string from, string? to, string code, int hour) =>
        Home.Create(Subject, Day(from), to is null ? null : Day(to), new(code, true, "It does"), Origin(hour)).Value!;

    private static FactOrigin Origin(int hour) => new(FactSource.Worker, null, Worker, Start.AddHours(hour));

    private static string Say(Fact fact) => $"{fact.Code} {fact.From:yyyy-MM-dd} {fact.To?.ToString("yyyy-MM-dd", null) ?? "-"}";

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
