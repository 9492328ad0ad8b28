using System.Globalization;
using Pledge.Domain.Organisations;
using Pledge.Domain.Reminders;

namespace Pledge.Web.Demonstration;

/// <summary>Makes the accounts of one authority. Every account of a role has the same passphrase; only administrators have a second factor.</summary>
internal sealed class DemoAccounts(DemoCity city)
{
    /// <summary>Easy to type in front of an audience; Production refuses to start beside them.</summary>
    public static readonly IReadOnlyDictionary<string, string> Passphrases = new Dictionary<string, string>
    {
        [Roles.YoungPerson] = "apple bridge cloud",
        [Roles.Adviser] = "river kettle lamp",
        [Roles.Manager] = "garden stone bell",
        [Roles.Board] = "window table maple",
        [Roles.DataOfficer] = "paper orchard clock",
        [Roles.Coordinator] = "copper meadow violin",
        [Roles.Partner] = "harbour lemon train",
        [Roles.Administrator] = "silver anchor field",
    };

    private readonly HashSet<string> _emails = [];

    /// <param name="listed">Whether the sign-in is printed.</param>
    /// <param name="note">What is printed beside it.</param>
    public (Guid Id, string Name) Staff(Dice dice, string role, Guid? team, DateOnly? leftOn, bool listed, string? note = null)
    {
        var at = DemoCity.At(dice.Day(city.StartsOn, city.StartsOn.AddDays(200)));
        var id = dice.Id(at);
        var ethnicity = dice.Weighted([.. DemoWords.Ethnicities.Select(e => (e, e.Weight))]);
        var name = $"{DemoWords.Given(dice, ethnicity.Given, dice.Chance(0.66))} {DemoWords.Family(dice, ethnicity.Family)}";
        var email = Email(name, city.MailDomain);
        city.Rows.Add(DemoTables.Staff, id, city.Authority, team, role, name, email, $"01632 960{dice.Between(0, 999):000}", leftOn);
        var secret = role == Roles.Administrator ? Secret(dice) : null;
        Add(dice, id, role, youngPerson: null, name, email, at, hasPassword: true, secret is not null, leftOn);
        if (secret is not null)
            city.Rows.Add(DemoTables.AccountToken, id, "[AspNetUserStore]", "AuthenticatorKey", secret);
        if (listed && role is Roles.Adviser or Roles.Manager)
            foreach (var (view, show, sort) in ((string, string, string)[])[("Calls for Monday", "due-this-week", "due-soonest"), ("Gone quiet", "quiet", "quiet-longest")])
                city.Rows.Add(DemoTables.CaseloadView, dice.Id(at), city.Authority, id, view, show, sort, at);
        if (listed)
            city.SignIns.Add(new(role, email, Passphrases[role], secret, note));
        return (id, name);
    }

    /// <summary>A mentor or somebody of a partner organisation, who can sign in.</summary>
    /// <param name="listed">Whether the sign-in is printed.</param>
    /// <param name="note">What is printed beside it.</param>
    public Guid Partner(Dice dice, string name, DateOnly day, bool listed, string? note = null)
    {
        var at = DemoCity.At(day);
        var id = dice.Id(at);
        var email = Email(name, $"partners.{city.MailDomain}");
        Add(dice, id, Roles.Partner, youngPerson: null, name, email, at, hasPassword: true, secondFactor: false, closedOn: null);
        if (listed)
            city.SignIns.Add(new(Roles.Partner, email, Passphrases[Roles.Partner], null, note));
        return id;
    }

    /// <returns>Its id.</returns>
    public Guid YoungPerson(Dice dice, DemoPerson person)
    {
        var signsIn = person.Number < DemoCity.SignInPeople;
        var at = DemoCity.At(person.AddedOn);
        var id = dice.Id(at);
        var email = Email($"{person.KnownAs ?? person.GivenName} {person.FamilyName}", $"people.{city.MailDomain}");
        Add(dice, id, Roles.YoungPerson, person.Id, person.KnownAs ?? person.GivenName, email, at, signsIn, secondFactor: false, closedOn: null, isNew: person.Number == DemoCity.SignInPeople - 1,
            // Ofcom keeps these numbers free for drama.
            number: GetsTexts(person) ? $"+447700900{person.Number % 1000:000}" : null);
        if (signsIn)
            city.SignIns.Add(new(Roles.YoungPerson, email, Passphrases[Roles.YoungPerson], null));
        if (dice.Chance(0.12) && person.Number > 0)
            city.Rows.Add(DemoTables.ReminderChoice, dice.Id(city.Now), city.Authority, id, "email", dice.Chance(0.2), city.Recorded(dice, dice.Day(person.AddedOn, city.AsOf)));
        // Some like texts, a few of them no mails at all about messages.
        if (GetsTexts(person))
            city.Rows.Add(DemoTables.ReminderSetting, dice.Id(city.Now), city.Authority, id, new TimeOnly(9, 0), new TimeOnly(20, 0), person.Number % 2 == 0,
                person.Number % 3 == 0 ? OnlyByText : [], ByText, DemoCity.At(person.AddedOn.AddDays(3)));
        // A few mails, and texts, came back: somebody has to ask whether the address is right.
        if (person.Number % 60 is 41 or 11)
            city.Rows.Add(DemoTables.AddressStanding, dice.Id(city.Now), city.Authority, id, person.Id, GetsTexts(person) ? Channel.Text : Channel.Email, true, GetsTexts(person) ? "failed-for-good" : "smtp-550",
                DemoCity.At(city.AsOf.AddDays(-1 - (person.Number % 9))));
        return id;
    }

    private static readonly string[] ByText = ["messages", "appointments"], OnlyByText = ["messages"];

    private static bool GetsTexts(DemoPerson person) => person.Number % 5 == 1 && person.Number % 60 != 41;

    private void Add(
        Dice dice, Guid id, string role, Guid? youngPerson, string name, string email, DateTimeOffset at, bool hasPassword, bool secondFactor, DateOnly? closedOn, bool isNew = false, string? number = null) =>
        city.Rows.Add(DemoTables.Account, id, city.Authority, role, youngPerson, name, email, email.ToUpperInvariant(), email, email.ToUpperInvariant(), true,
            hasPassword ? new PasswordOf(role) : null, dice.Id(at).ToString("N"), dice.Id(at).ToString(), secondFactor, true, at, at.AddDays(2),
            closedOn is { } day ? DemoCity.At(day) : null,
            // The last of those with a password has not seen the welcome yet.
            youngPerson is not null && !isNew ? at.AddDays(2) : null, number, number is not null);

    internal string Email(string name, string domain)
    {
        var words = string.Join('.', name.ToLowerInvariant().Split(' ').Select(word => string.Concat(word.Where(char.IsAsciiLetterOrDigit))));
        for (var number = 1; ; number++)
        {
            var email = $"{words}{(number == 1 ? "" : number.ToString(CultureInfo.InvariantCulture))}@{domain}";
            if (_emails.Add(email))
                return email;
        }
    }

    // 20 bytes in base 32, as authenticator apps take it.
    private static string Secret(Dice dice) => string.Concat(Enumerable.Range(0, 32).Select(_ => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[dice.Between(0, 31)]));
}
