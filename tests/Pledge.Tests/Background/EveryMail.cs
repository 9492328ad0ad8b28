using Microsoft.AspNetCore.DataProtection;
using Pledge.Domain.Appointments;
using Pledge.Domain.Reminders;
using Pledge.Web.Background;
using Pledge.Web.Background.Mail;
using Pledge.Web.Features.Appointments;

namespace Pledge.Tests.Background;

/// <summary>One of the mails that the product can send.</summary>
/// <param name="Name">Of a file.</param>
public sealed record SampleMail(string Name, Letter Letter, Addressee To);

/// <summary>Every mail there is, written as the sender writes it: each rule, audience and moment, and for a young person once more as it is until they choose to read more.</summary>
internal static class EveryMail
{
    private static readonly Guid Person = Guid.Parse("5b1f0f5e-3a52-4a2c-9d0b-0c4f3f0f7a11");
    private static readonly DateTimeOffset Soon = new(2026, 11, 25, 14, 30, 0, TimeSpan.Zero);

    public static IEnumerable<SampleMail> Of(MailSite site, string name, string language)
    {
        foreach (var rule in ReminderRule.All)
            foreach (var moment in rule.Moments.Select(moment => moment.Key).DefaultIfEmpty("-"))
                foreach (var isYoung in rule.To is ReminderAudience.Anyone ? new[] { true, false } : [rule.To is ReminderAudience.YoungPerson])
                    foreach (var discreet in isYoung && !rule.IsAtOnce ? new[] { false, true } : [false])
                        yield return Write(site, rule, moment, To(name, language, isYoung, discreet), SaidBy(rule, AppointmentState.Proposed));
        foreach (var isYoung in new[] { true, false })
            yield return Write(site, ReminderRule.Find("appointment-news", isYoung)!, "cancelled", To(name, language, isYoung, false), SaidBy(ReminderRule.AppointmentNewsForWorker, AppointmentState.Cancelled));
    }

    private static SampleMail Write(MailSite site, ReminderRule rule, string moment, Addressee to, string? said)
    {
        var writer = site.Service<MailWriter>();
        var payload = said is null ? null : site.Service<IDataProtectionProvider>().Seal(rule.Key, said);
        var message = new ClaimedMessage(Guid.NewGuid(), to.Account, Person, rule.Key, $"{Person}:2026-11-30:{moment}", payload, DateTimeOffset.MaxValue, 1);
        var kind = $"{rule.Key}-{(to.IsYoungPerson ? "young" : "staff")}{(moment == "-" ? "" : "-" + moment)}{(to is { IsYoungPerson: true, Discreet: true } ? "-little" : "")}";
        return new(kind, writer.Write(message, rule, to, rule.Key == "digest" ? PartsFor(to) : [])!, to);
    }

    private static Addressee To(string name, string language, bool isYoung, bool discreet) =>
        new(Guid.NewGuid(), "quillfeather.2008@people.test", name, isYoung, IsClosed: false, Wanted: true, null, null, null, discreet, [], IsStopped: false) { Language = language };

    private static string? SaidBy(ReminderRule rule, AppointmentState state) => rule.Key switch
    {
        "weekly-digest" => "5 3",
        "sign-in-code" => "482913",
        "address-code" => "another@people.test\n482913",
        "joining-received" => "another@people.test\n",
        "joining-turned-down" => "another@people.test\nWe have enough bakers this year. Please ask again in spring.",
        "address-changed" => "quillfeather.2008@people.test\n",
        "invitation" => "Ab3dEf6hIj9lMn2pQr5tUv8xYz1bCd4fGh7jKl0nOp3",
        "appointment-news" => new AppointmentInvite(Person, state is AppointmentState.Cancelled ? 1 : 0, Soon, 45, state, Soon.AddDays(-3)).ToString(),
        _ => null,
    };

    /// <summary>A digest of everything that can be in one.</summary>
    private static List<BundledMessage> PartsFor(Addressee to) =>
    [
        .. from rule in ReminderRule.All
           where rule.IsPlanned && rule.HoursBefore is null && (rule.To is ReminderAudience.Anyone || rule.To is ReminderAudience.YoungPerson == to.IsYoungPerson)
           from moment in rule.Moments
           from copy in Enumerable.Range(0, rule.Key is "contact-due" or "action-due" ? 3 : 1)
           select new BundledMessage(to.Account, Person, rule.Key, $"{Person}:2026-11-30:{moment.Key}"),
    ];
}
