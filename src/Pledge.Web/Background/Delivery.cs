using Microsoft.Extensions.Options;
using Pledge.Domain;
using Pledge.Domain.Reminders;
using Pledge.Web.Background.Mail;
using Pledge.Web.Background.Transports;

namespace Pledge.Web.Background;

/// <summary>Takes one claimed message to its end: dropped, sent, failed, back in the queue, or in doubt.</summary>
/// <param name="texter">Carries texts; null where none are sent.</param>
public sealed class Delivery(
    Outbox outbox, MailWriter writer, ShortTextWriter textWriter, IMailTransport mailer, IOptions<SenderOptions> options, Random chance, TimeProvider clock, ILogger<Delivery> log, ITextTransport? texter = null)
{
    private TimeSpan Lease => TimeSpan.FromSeconds(options.Value.LeaseSeconds);

    public async Task DeliverAsync(ClaimedMessage message, Addressee to, string sender, CancellationToken ct)
    {
        // An older program may claim what a newer one planned: it leaves it for the newer one.
        if (ReminderRule.Find(message.Rule, to.IsYoungPerson) is not { } rule)
        {
            await LaterAsync(message, sender, "unknown-rule");
            return;
        }
        if (ReasonToDrop(message, to, rule) is { } reason)
        {
            await outbox.SettleAsync(message, sender, "dropped", reason);
            log.LogInformation("Message {Message} dropped: {Reason}", message.Id, reason);
            return;
        }
        // Kept until somebody says that the address is right, or until it is too late for it. What somebody waits for at a screen is tried: it may be the proof.
        if (to.IsStoppedBy(message.Channel) && !rule.IsAtOnce)
        {
            await outbox.PostponeAsync(message, sender, message.StaleAt, "address-stopped");
            return;
        }
        // Whatever delayed it: nobody is woken by it.
        var now = clock.GetUtcNow();
        if (!rule.IsAtOnce && to.Hours.FirstMoment(now, rule.WorkingDaysOnly) is var until && until > now)
        {
            await outbox.PostponeAsync(message, sender, until);
            return;
        }
        List<BundledMessage> parts = [];
        if (rule.Key == ReminderRule.DigestForStaff.Key)
        {
            var all = await outbox.BundledAsync(message, ct);
            string? ReasonToLeaveOut(BundledMessage part) => ReminderRule.Find(part.Rule, to.IsYoungPerson) is { } its ? to.ReasonNotToGet(its, message.Channel, LondonTime.DayOf(now)) : "unknown-rule";
            parts = all.FindAll(part => ReasonToLeaveOut(part) is null);
            if (parts.Count == 0)
            {
                await outbox.SettleAsync(message, sender, "dropped", all.Count == 0 ? "no-longer-due" : ReasonToLeaveOut(all[0])!);
                return;
            }
        }
        if (await HandOverAsync(message, rule, to, parts, sender) is { } reply)
        {
            await RecordAsync(message, sender, reply);
            return;
        }
        await outbox.SettleAsync(message, sender, "failed", "payload-unreadable");
        log.LogError("Message {Message} failed: its payload cannot be read", message.Id);
    }

    /// <returns>Null when its payload cannot be read any more.</returns>
    private async Task<TransportReply?> HandOverAsync(ClaimedMessage message, ReminderRule rule, Addressee to, IReadOnlyList<BundledMessage> parts, string sender)
    {
        Func<bool> MayHandOverTo(string carrier) => () => outbox.MarkSending(message.Id, sender, Lease, carrier);
        if (message.Channel == Channel.Text)
            return textWriter.Write(message, rule, to) is { } note ? await texter!.SendAsync(message, note, MayHandOverTo(texter.Name)) : null;
        return writer.Write(message, rule, to, parts) is { } letter ? await mailer.SendAsync(message, letter, MayHandOverTo(mailer.Name)) : null;
    }

    private string? ReasonToDrop(ClaimedMessage message, Addressee to, ReminderRule rule)
    {
        if (message.StaleAt <= clock.GetUtcNow())
            return to.IsStoppedBy(message.Channel) ? "address-stopped" : "stale";
        if (to.IsClosed)
            return "account-closed";
        return to.ReasonNotToGet(rule, message.Channel, clock.Today());
    }

    private async Task RecordAsync(ClaimedMessage message, string sender, TransportReply reply)
    {
        switch (reply.Verdict)
        {
            case Verdict.Accepted:
                await outbox.SettleAsync(message, sender, "sent", reply.Code);
                break;
            case Verdict.Refused when reply.IsOfTheAddress:
                await outbox.RefuseAsync(message, sender, reply.Code);
                log.LogWarning("Message {Message} failed: its address takes nothing: {Reason}", message.Id, reply.Code);
                break;
            case Verdict.Refused:
                await outbox.SettleAsync(message, sender, "failed", reply.Code);
                log.LogWarning("Message {Message} refused: {Reason}", message.Id, reply.Code);
                break;
            case Verdict.Unknown:
                await outbox.SettleAsync(message, sender, "in-doubt", reply.Code);
                log.LogWarning("Message {Message} in doubt: {Reason}", message.Id, reply.Code);
                break;
            case Verdict.TryLater:
                await LaterAsync(message, sender, reply.Code, reply.Wait);
                break;
            case Verdict.NotOurs:
                log.LogInformation("Message {Message} left to another sender", message.Id);
                break;
        }
    }

    private async Task LaterAsync(ClaimedMessage message, string sender, string reason, TimeSpan? atLeast = null)
    {
        if (message.Attempts > SenderOptions.BackOffMinutes.Count)
        {
            await outbox.SettleAsync(message, sender, "failed", "gave-up-" + reason);
            log.LogError("Message {Message} given up after {Attempts} tries: {Reason}", message.Id, message.Attempts, reason);
            return;
        }
        var wait = SenderOptions.WaitAfter(message.Attempts, chance);
        await outbox.RetryAsync(message, sender, reason, atLeast > wait ? atLeast.Value : wait);
    }
}
