using Pledge.Domain;
using Pledge.Tests.Support;

namespace Pledge.Tests.Background;

/// <summary>Reminders by text: each channel is a row of its own, with its own digest.</summary>
public sealed class PlannedTextTests : IClassFixture<MailSite>
{
    private static int _last = 700;
    private readonly MailSite _site;

    public PlannedTextTests(MailSite site)
    {
        _site = site;
        if (site.Clock.GetUtcNow() < new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero))
            site.Clock.SetUtcNow(new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task What_is_wanted_by_both_comes_by_both_once()
    {
        var (young, number) = await WithNumberAsync(texts: "{plan}");
        await ActionAsync(young);

        await _site.PlanAsync();
        await _site.PlanAsync();
        await _site.SendAsync();

        Assert.Equal(["email action-due sent", "text action-due sent"], await LedgerAsync(young));
        Assert.Single(_site.TextsTo(number));
    }

    [Fact]
    public async Task What_is_wanted_by_text_alone_comes_by_text_alone()
    {
        var (young, _) = await WithNumberAsync(texts: "{plan}", off: "{plan}");
        await ActionAsync(young);

        await _site.PlanAsync();

        Assert.Equal(["text action-due queued"], await LedgerAsync(young));
    }

    [Fact]
    public async Task Several_of_one_day_go_in_one_text_and_one_mail()
    {
        var (young, number) = await WithNumberAsync(texts: "{plan}");
        await ActionAsync(young);
        await ActionAsync(young);

        await _site.PlanAsync();
        await _site.SendAsync();

        Assert.Equal(["email action-due bundled", "email action-due bundled", "email digest sent", "text action-due bundled", "text action-due bundled", "text digest sent"], await LedgerAsync(young));
        Assert.Single(_site.TextsTo(number));
    }

    [Fact]
    public async Task After_stop_the_next_plan_takes_the_texts_back_and_the_mails_stay()
    {
        var (young, number) = await WithNumberAsync(texts: "{plan}");
        await ActionAsync(young);
        await _site.PlanAsync();

        await _site.ExecuteAsync("insert into pledge.reminder_choice (id, authority_id, account_id, channel, wanted, chosen_at) values ($1, $2, $3, 'text', false, $4)",
            Guid.CreateVersion7(), young.Authority, young.Account, _site.Clock.GetUtcNow());
        await _site.PlanAsync();
        await _site.SendAsync();

        Assert.Equal(["email action-due sent", "text action-due dropped"], await LedgerAsync(young));
        Assert.Empty(_site.TextsTo(number));
    }

    [Fact]
    public async Task What_was_turned_off_between_plan_and_sending_says_so_and_a_text_comes_when_it_is_turned_on_again()
    {
        var (young, number) = await WithNumberAsync(texts: "{plan}");
        await ActionAsync(young);
        await _site.PlanAsync();

        await ChooseAsync(texts: "{}");
        await _site.PlanAsync();
        Assert.Equal("text turned-off", await NotSentAsync());

        await ChooseAsync(texts: "{plan}", off: "{plan}");
        await _site.PlanAsync();
        Assert.Equal("email turned-off", await NotSentAsync());

        await _site.SendAsync();
        Assert.Equal(["email action-due dropped", "text action-due sent"], await LedgerAsync(young));
        Assert.Single(_site.TextsTo(number));

        async Task ChooseAsync(string texts, string off = "{}")
        {
            _site.Clock.Advance(TimeSpan.FromMinutes(1));
            await _site.ExecuteAsync("insert into pledge.reminder_setting (id, authority_id, account_id, opens, closes, discreet, off, texts, chosen_at) values ($1, $2, $3, '09:00', '20:00', true, $4::text[], $5::text[], $6)",
                Guid.CreateVersion7(), young.Authority, young.Account, off, texts, _site.Clock.GetUtcNow());
        }

        Task<string> NotSentAsync() => _site.SqlAsync<string>("select string_agg(channel || ' ' || outcome, ', ') from pledge.message where account_id = $1 and state = 'dropped'", young.Account);
    }

    [Fact]
    public async Task What_is_done_after_texts_were_turned_off_is_no_longer_due()
    {
        var (young, _) = await WithNumberAsync(texts: "{plan}", off: "{plan}");
        await ActionAsync(young);
        await _site.PlanAsync();

        await _site.ExecuteAsync("update pledge.plan_action set done_at = now(), done_by = $2 where young_person_id = $1", young.YoungPerson, young.Account);
        await _site.PlanAsync();

        Assert.Equal("no-longer-due", await _site.SqlAsync<string>("select outcome from pledge.message where account_id = $1", young.Account));
    }

    [Fact]
    public async Task Three_of_a_day_are_the_most_by_each_channel()
    {
        var (young, number) = await WithNumberAsync(texts: "{plan}");
        foreach (var _ in Enumerable.Range(0, 4))
        {
            await ActionAsync(young);
            await _site.PlanAsync();
            await _site.SendAsync();
        }

        Assert.Equal(3, _site.TextsTo(number).Count());
        Assert.Equal(3, _site.Smtp.Messages.Count(mail => mail.To.Mailboxes.Single().Address == young.Email));
    }

    private Task ActionAsync(Someone young) => _site.Arrange.ActionAsync(young, "Ring the bank", _site.Clock.Today().AddDays(2));

    private async Task<(Someone Young, string Number)> WithNumberAsync(string texts, string off = "{}")
    {
        var (young, number) = (await _site.Arrange.YoungPersonAsync(await _site.Arrange.AuthorityAsync()), $"+447700900{Interlocked.Increment(ref _last)}");
        await _site.Arrange.NumberAsync(young, number, texts, off);
        return (young, number);
    }

    private Task<string[]> LedgerAsync(Someone who) =>
        _site.SqlAsync<string[]>("select array_agg(channel || ' ' || rule || ' ' || state order by channel, rule, state) from pledge.message where account_id = $1", who.Account);
}
