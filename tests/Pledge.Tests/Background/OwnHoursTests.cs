using System.Globalization;
using Pledge.Tests.Support;

namespace Pledge.Tests.Background;

/// <summary>What a page causes is due at once, and the sender keeps it until its reader may be reached.</summary>
public sealed class OwnHoursTests(MailSite site) : IClassFixture<MailSite>
{
    [Fact]
    public async Task A_message_goes_in_its_readers_own_hours_and_never_at_night()
    {
        // In the order of time: the clock of a test does not go back.
        foreach (var (at, opens, closes, goes) in new[]
        {
            ("2026-11-23T10:00", "09:00", "20:00", "2026-11-23T10:00"),
            ("2026-11-23T21:30", "09:00", "20:00", "2026-11-24T09:00"),
            ("2026-11-25T05:00", "09:00", "20:00", "2026-11-25T09:00"),
            ("2026-11-26T07:30", "07:00", "20:00", "2026-11-26T07:30"), // earlier than most
            ("2026-11-26T10:00", "12:00", "22:00", "2026-11-26T12:00"),
            ("2026-11-26T21:30", "12:00", "22:00", "2026-11-26T21:30"), // later than most
            ("2027-03-27T23:00", "09:00", "20:00", "2027-03-28T08:00"), // clocks go forward in the night: nine o'clock is an hour earlier
            ("2027-10-30T22:00", "09:00", "20:00", "2027-10-31T09:00"),
        })
        {
            var reader = await site.Arrange.YoungPersonAsync(await site.Arrange.AuthorityAsync());
            await site.Arrange.ReminderSettingAsync(reader, opens: opens, closes: closes);
            site.Clock.SetUtcNow(Utc(at));
            await site.QueueAsync(reader, "message-from-worker", staleAfter: TimeSpan.FromDays(2));

            await site.SendAsync();
            if (at == goes)
            {
                Assert.Equal(("sent", Utc(at)), await RowAsync(reader));
                continue;
            }
            Assert.Equal(("queued", Utc(goes)), await RowAsync(reader));
            site.Clock.SetUtcNow(Utc(goes));
            await site.SendAsync();
            Assert.Equal(("sent", Utc(goes)), await RowAsync(reader));
        }
    }

    private async Task<(string State, DateTimeOffset NotBefore)> RowAsync(Someone reader)
    {
        var row = await site.RowAsync("select state, not_before from pledge.message where account_id = $1", reader.Account);
        return ((string)row[0]!, new((DateTime)row[1]!));
    }

    private static DateTimeOffset Utc(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
