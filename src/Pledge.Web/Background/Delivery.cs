using Microsoft.Extensions.Options;
using Pledge.Domain;
using Pledge.Domain.Reminders;
using Pledge.Web.Background.Mail;
using Pledge.Web.Background.Transports;

namespace Pledge.Web.Background;

/// <summary>Takes one claimed message to its end: dropped, sent, failed, back in the queue, or in doubt.</summary>
public sealed class Delivery(Outbox outbox, MailWriter writer, IMailTransport transport, IOptions<SenderOptions> options, Random chance, TimeProvider clock, ILogger<Delivery> log)
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
        if (to.IsStopped && !rule.IsAtOnce)
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
            string? ReasonToLeaveOut(BundledMessage part) => ReminderRule.Find(part.Rule, to.IsYoungPerson) is { } its ? to.ReasonNotToGet(its, LondonTime.DayOf(now)) : "unknown-rule";
            parts = all.FindAll(part => ReasonToLeaveOut(part) is null);
            if (parts.Count == 0)
            {
                await outbox.SettleAsync(message, sender, "dropped", all.Count == 0 ? "no-longer-due" : ReasonToLeaveOut(all[0])!);
                return;
            }
        }
        if (writer.Write(message, rule, to, parts) is not { } letter)
        {
            await outbox.SettleAsync(message, sender, "failed", "payload-unreadable");
            log.LogError("Message {Message} failed: its payload cannot be read", message.Id);
            return;
        }

        var reply = await transport.SendAsync(message, letter, () => outbox.MarkSending(message.Id, sender, Lease, transport.Name));
        await RecordAsync(message, sender, reply);
    }

    private string? ReasonToDrop(ClaimedMessage message, Addressee to, ReminderRule rule)
    {
        if (message.StaleAt <= clock.GetUtcNow())
            return to.IsStopped ? "address-stopped" : "stale";
        if (to.IsClosed)
            return "account-closed";
        return to.ReasonNotToGet(rule, clock.Today());
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
