namespace Pledge.Web.Demonstration;

/// <summary>Messages between young people and their workers: most are answered, some wait, some share good news.</summary>
internal static class DemoConversations
{
    /// <param name="account">The young person's account.</param>
    public static void Make(DemoCity city, DemoPerson person, IReadOnlyList<DemoAssignment> assignments, Guid account)
    {
        var dice = Dice.For(city.Seed, "conversation", person.Number);
        var signsIn = person.Number < DemoCity.SignInPeople;
        if (person.DiedOn is not null || assignments[^1].To is not null || !(signsIn || dice.Chance(0.25)))
            return;
        var threads = new HashSet<DemoThread>();
        for (var left = person.Number == 0 ? 5 : signsIn ? dice.Between(2, 4) : 1; left > 0; left--)
            threads.Add(dice.One(DemoWords.Threads));
        foreach (var thread in threads)
            Write(dice, city, person, assignments[^1].Worker.Id, account, thread);
    }

    private static void Write(Dice dice, DemoCity city, DemoPerson person, Guid worker, Guid account, DemoThread thread)
    {
        var turns = dice.Chance(0.75) ? thread.Turns.Count : dice.Between(1, thread.Turns.Count);
        var endsYoung = thread.Turns[turns - 1].Young;
        // What waits for an answer is recent: days, seldom more than a week.
        var day = city.AsOf.AddDays(-(endsYoung && dice.Chance(0.6) ? dice.Between(1, 8) : dice.Between(2, 70)) - (2 * (turns - 1)));
        if (day < person.AddedOn)
            return;
        var days = Enumerable.Range(0, turns).Select(turn => dice.WorkingHour(day.AddDays(2 * turn))).ToList();
        var (id, last) = (dice.Id(days[0]), days[^1]);
        var waiting = endsYoung && last > city.Now.AddDays(-9) ? last : (DateTimeOffset?)null;
        city.Rows.Add(DemoTables.Conversation, id, city.Authority, person.Id, thread.Kind, null, Subject(thread.Turns[0].Words), days[0], thread.Turns[0].Young ? account : worker, last, waiting);
        for (var turn = 0; turn < turns; turn++)
        {
            var (young, words) = thread.Turns[turn];
            var unread = turn == turns - 1 && last > city.Now.AddDays(-9) && dice.Chance(0.5);
            city.Rows.Add(DemoTables.ConversationMessage, dice.Id(days[turn]), city.Authority, person.Id, id, young, words, days[turn], young ? account : worker, dice.Id(days[turn]),
                unread ? null : days[turn].AddMinutes(dice.Between(10, 240)), unread ? null : young ? worker : account);
        }
    }

    private static string Subject(string words) => words.Length <= 60 ? words : words[..words.LastIndexOf(' ', 59)] + "…";
}
