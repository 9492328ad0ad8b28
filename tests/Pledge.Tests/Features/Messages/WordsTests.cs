using Microsoft.Extensions.Localization;
using Pledge.Domain.Reminders;
using Pledge.Tests.Background;
using Pledge.Web.Data;
using Pledge.Web.Features.Messages;
using Pledge.Web.Features.Reminders;

namespace Pledge.Tests.Features.Messages;

/// <summary>What is read of the ledger is words and not keys.</summary>
public sealed class WordsTests(MailSite site) : IClassFixture<MailSite>
{
    [Fact]
    public void Every_rule_and_every_state_has_words()
    {
        var words = site.Service<IStringLocalizer<MessagesText>>();

        Assert.All(ReminderRule.All.Select(rule => $"Rule_{rule.Key}").Concat(Enum.GetValues<MessageState>().Select(state => $"State_{Kebab.Of(state)}")), key => Assert.False(words[key].ResourceNotFound, key));
    }

    [Fact]
    public void Every_rule_has_a_name_for_whoever_gets_it()
    {
        var words = site.Service<IStringLocalizer<RemindersText>>();

        Assert.All(ReminderRule.All.Select(rule => $"Thing_{rule.Key}").Concat(ReminderRule.All.Where(rule => rule.To is not ReminderAudience.Staff).Select(rule => $"Rule_{rule.Key}")),
            key => Assert.False(words[key].ResourceNotFound, key));
    }
}
