using Pledge.Domain;
using Pledge.Domain.People;
using Pledge.Domain.Returns;

namespace Pledge.Tests.Domain.Returns;

/// <summary>A woman who turned 20 on 14 September 2025, left care at 18 and is in touch, at college and in a home that suits her; and what may be otherwise.</summary>
internal static class Cases
{
    public static readonly CollectionYear Year = new(2026);
    public static readonly DateOnly Today = new(2026, 11, 22);
    public static readonly DateOnly Born = new(2005, 9, 14);
    public static readonly Oc3Subject Plain = OfAge(20);

    /// <summary>Somebody who reaches the age on 14 September 2025.</summary>
    public static Oc3Subject OfAge(int age)
    {
        var born = new DateOnly(2025 - age, 9, 14);
        return new(YoungPersonId.New(), "C1", born, "F", "WBRI", null, false, null, null)
        {
            InTouch = [new(new(2024, 1, 1), null, "YES", null)],
            Activity = [new(new(2024, 1, 1), null, "F2", null)],
            Home = [new(new(2024, 1, 1), null, "U", true)],
            Episodes = [Episode(born, born.AddYears(14), age <= 18 ? born.AddYears(16).AddMonths(6) : born.AddYears(18))],
            Statuses = [new(LegalStatus.Relevant, born.AddYears(16).AddMonths(6), born.AddYears(18), []), new(LegalStatus.FormerRelevant, born.AddYears(18), born.AddYears(25), [])],
        };
    }

    public static CareEpisode Episode(DateOnly born, DateOnly decom, DateOnly? dec, string? rec = "E13") =>
        CareEpisode.Create(AuthorityId.New(), YoungPersonId.New(), born, decom, dec, "C2", null, dec is null ? null : rec, null).Value!;

    public static Oc3Subject With(this Oc3Subject subject, string? inTouch = null, string? activity = null, string? home = null, bool? suitable = true) => subject with
    {
        InTouch = inTouch is null ? subject.InTouch : [new(new(2024, 1, 1), null, inTouch, null)],
        Activity = activity is null ? subject.Activity : [new(new(2024, 1, 1), null, activity, null)],
        Home = home is null ? subject.Home : [new(new(2024, 1, 1), null, home, home == "0" ? null : suitable)],
    };

    public static Oc3Case Case(this Oc3Subject subject, int year = 2026) => new(subject, new(year), BirthdayWindow.Default, Today);

    public static Oc3Entry Entry(this Oc3Subject subject, BirthdayWindow? window = null, DateOnly? today = null) =>
        Oc3Return.Derive(Year, window ?? BirthdayWindow.Default, today ?? Today, [subject]).Entries.Single();
}
