using System.Net;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Reminders;

public sealed class ChooseTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task What_was_chosen_is_in_force_and_shown_again()
    {
        var young = await site.Arrange.YoungAsync();
        var visitor = await site.SignInAsync(young.Account);

        var saved = await visitor.SubmitAsync("/reminders/choose", ("Wanted", "messages"), ("Wanted", "pledge"), ("Discreet", "false"), ("Opens", "8"), ("Closes", "18"),
            ("PausedUntil.Day", "1"), ("PausedUntil.Month", "12"), ("PausedUntil.Year", "2026"));

        Assert.Equal("/reminders", saved.Headers.Location!.OriginalString);
        var row = await site.RowAsync("select opens::text, closes::text, paused_until::text, discreet, off from pledge.reminder_setting where account_id = $1", young.Account);
        Assert.Equal(("08:00:00", "18:00:00", "2026-12-01", false, "plan appointments"), ((string)row[0]!, (string)row[1]!, (string)row[2]!, (bool)row[3]!, string.Join(' ', (string[])row[4]!)));
        Assert.Contains("You have a break from reminders until 1 December 2026.", (await visitor.PageAsync("/reminders")).QuerySelector("main").Reads(), StringComparison.Ordinal);
        var again = await visitor.PageAsync("/reminders/choose");
        Assert.Equal(["messages", "pledge"], again.QuerySelectorAll("input[name=Wanted][checked]").Select(box => box.GetAttribute("value")!));
        Assert.Equal("8", again.QuerySelector("#Opens option[selected]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_break_is_ended_with_one_button_and_the_rest_stays_as_chosen()
    {
        var young = await site.Arrange.YoungAsync();
        var visitor = await site.SignInAsync(young.Account);
        Assert.Null((await visitor.PageAsync("/reminders")).QuerySelector("#end-break"));
        await site.Arrange.ReminderSettingAsync(young, off: "plan", pausedUntil: new(2026, 12, 1));

        await (await visitor.FillAsync("/reminders", "end-break"))();

        Assert.Null((await visitor.PageAsync("/reminders")).QuerySelector("#end-break"));
        Assert.Equal(["plan", null], await site.RowAsync("select array_to_string(off, ' '), paused_until from pledge.reminder_setting where account_id = $1 order by chosen_at desc, id desc limit 1", young.Account));
    }

    [Theory]
    [InlineData("20", "9", "", "Closes", "The second time must be later in the day than the first")]
    [InlineData("9", "10", "", "Closes", "Leave at least 2 hours between the two times")]
    [InlineData("", "20", "", "Opens", "Answer this question")]
    [InlineData("3", "20", "", "Opens", "Answer this question")]
    [InlineData("9", "20", "2020", "PausedUntil", "The last day of the break must be today or later")]
    [InlineData("9", "20", "2030", "PausedUntil", "A break can last until 22 February 2027")]
    public async Task What_cannot_be_is_said_beside_the_field_and_nothing_is_kept(string opens, string closes, string year, string field, string message)
    {
        var young = await site.Arrange.YoungAsync();
        var visitor = await site.SignInAsync(young.Account);
        (string, string)[] pause = year.Length == 0 ? [] : [("PausedUntil.Day", "1"), ("PausedUntil.Month", "12"), ("PausedUntil.Year", year)];

        var page = await (await visitor.SubmitAsync("/reminders/choose", [("Opens", opens), ("Closes", closes), .. pause])).DocumentAsync();

        Assert.Equal($"Error: {message}", page.QuerySelector($"#{field}-error").Reads());
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.reminder_setting where account_id = $1", young.Account));
    }

    [Fact]
    public async Task Chosen_in_two_windows_the_second_sees_the_first_and_a_second_tap_is_no_difference()
    {
        var young = await site.Arrange.YoungAsync();
        var visitor = await site.SignInAsync(young.Account);
        var late = await visitor.FillAsync("/reminders/choose", null, ("Opens", "9"), ("Closes", "17"));
        var twice = await visitor.FillAsync("/reminders/choose", null, ("Opens", "10"), ("Closes", "18"));
        await twice();

        var second = await twice();
        var page = await (await late()).DocumentAsync();

        Assert.Equal(HttpStatusCode.Redirect, second.StatusCode);
        Assert.StartsWith("You changed this somewhere else", page.QuerySelector(".merge").Reads(), StringComparison.Ordinal);
        Assert.Contains("You wrote 9:00am Saved first 10:00am", page.QuerySelector(".merge").Reads(), StringComparison.Ordinal);
        Assert.Equal("9", page.QuerySelector("#Opens option[selected]")!.GetAttribute("value"));
        Assert.Equal("10:00:00", await site.SqlAsync<string>("select opens::text from pledge.reminder_setting where account_id = $1 order by chosen_at desc, id desc limit 1", young.Account));
    }

    [Fact]
    public async Task A_worker_chooses_hours_and_cannot_switch_off_what_they_owe()
    {
        var worker = await site.Arrange.AdviserAsync();
        var visitor = await site.SignInAsync(worker.Account);

        var page = await visitor.PageAsync("/reminders/choose");
        var saved = await visitor.PostFormAsync("/reminders/choose", "/reminders/choose", ("Opens", "10"), ("Closes", "16"), ("PausedUntil.Day", "1"), ("PausedUntil.Month", "12"), ("PausedUntil.Year", "2026"));

        Assert.Empty(page.QuerySelectorAll("input[name=Wanted], input[name='PausedUntil.Day']"));
        Assert.Equal((HttpStatusCode.Redirect, "/account"), (saved.StatusCode, saved.Headers.Location!.OriginalString));
        Assert.True(await site.SqlAsync<bool>("select paused_until is null and off = '{}' from pledge.reminder_setting where account_id = $1", worker.Account));
    }
}
