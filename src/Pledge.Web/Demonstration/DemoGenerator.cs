namespace Pledge.Web.Demonstration;

/// <summary>One invented authority, ready to be written.</summary>
internal sealed record DemoResult(string Name, DemoRows Rows, IReadOnlyList<DemoSignIn> SignIns);

/// <summary>Invents authorities. Pure: the same options give the same rows, value for value.</summary>
internal static class DemoGenerator
{
    private const string Looked = "looked", Wrote = "wrote";

    public static IEnumerable<DemoResult> Make(DemoOptions options)
    {
        for (var i = 0; i < options.Authorities; i++)
            yield return Make(options, i);
    }

    public static DemoResult Make(DemoOptions options, int index)
    {
        var share = options.YoungPeople / options.Authorities + (index < options.YoungPeople % options.Authorities ? 1 : 0);
        var city = new DemoCity(options, index, share);
        var accounts = new DemoAccounts(city);
        DemoOutcodes.Make(city);
        DemoAdverts.Make(city);
        DemoAuthority.Make(city, accounts);
        List<(DemoPerson Person, Guid Account, Guid Worker)> voices = [];
        for (var number = 0; number < share; number++)
        {
            var person = DemoPeople.Make(city, number);
            var assignments = DemoAssignments.Make(city, person);
            DemoHandOvers.Make(city, person, assignments);
            DemoPractice.Make(city, person, assignments);
            DemoFacts.Make(city, person, assignments);
            DemoContacts.Make(city, person, assignments);
            DemoNotes.Make(city, person, assignments);
            DemoDocuments.Make(city, person, assignments);
            DemoPauses.Make(city, person, assignments);
            DemoPlans.Make(city, person, assignments);
            // Whoever answered must have signed in, so they have an account; most have no password and use a code by e-mail.
            Guid? signsIn = null;
            if (DemoVoices.Make(city, person, assignments) || number < DemoCity.SignInPeople)
            {
                var account = accounts.YoungPerson(Dice.For(city.Seed, "account", number), person);
                DemoConversations.Make(city, person, assignments, account);
                DemoRelationships.Name(city, person, account);
                signsIn = account;
                if (person.DiedOn is null)
                    voices.Add((person, account, assignments[^1].Worker.Id));
            }
            DemoAppointments.Make(city, person, assignments, signsIn);
            DemoRelationships.Involve(city, person, assignments);
            DemoRelationships.Look(city, person, assignments);
            if (number < DemoCity.SignInPeople)
                Looks(city, person, assignments);
        }
        var (mentors, coordinators) = DemoMentors.Make(city, accounts);
        DemoBoard.Make(city);
        DemoBoardVoice.Make(city);
        DemoMentoring.Make(city, mentors, coordinators, voices);
        DemoOpportunities.Make(city, coordinators, voices);
        DemoApplications.Make(city, voices);
        DemoWorkWishes.Make(city, voices);
        DemoConsultations.Make(city, voices);
        DemoForum.Make(city, voices);
        return new(city.Name, city.Rows, city.SignIns);
    }

    // Most recent lookers only: the trail began when the product did.
    private static void Looks(DemoCity city, DemoPerson person, IReadOnlyList<DemoAssignment> assignments)
    {
        var dice = Dice.For(city.Seed, "look", person.Number);
        foreach (var ago in Enumerable.Range(0, 14).Select(_ => dice.Between(1, 90)).OrderDescending())
        {
            var act = dice.Chance(0.7) ? Looked : Wrote;
            city.Rows.Add(DemoTables.RecordLook, city.Authority, person.Id, assignments[^1].Worker.Id, "adviser", act,
                act == Looked ? "young-person" : dice.One(["contact", "action", "home"]), city.Recorded(dice, city.AsOf.AddDays(-ago)));
        }
    }
}
