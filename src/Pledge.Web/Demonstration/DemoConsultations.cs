using System.Text.Json;
using Pledge.Domain;
using Pledge.Domain.Consultations;
using Pledge.Web.Data;

namespace Pledge.Web.Demonstration;

/// <summary>What young people were asked together: two consultations with what came of them, and one that is open.</summary>
internal static class DemoConsultations
{
    // Each is said once: people do not say the same thing in the same words.
    private static readonly string[] AboutHome =
    [
        "The internet is too slow for college.", "I can not sleep because of the road.", "My key worker there is lovely.", "We need a washing machine that works.", "Nobody told me the rules before I moved.",
        "It is warm and I have my own front door.", "The heating breaks every winter.", "I do not know who to ring when something leaks.", "Visitors have to leave at nine. I am nineteen.", "I would like a lock on my cupboard.",
        "The bills came and I did not know what they were for.", "I like the people I share with.", "Video calls stop all the time.", "The stairs are dark. Please mend the light.", "I can cook here and that makes it mine.",
        "It is far from my friends.", "I was told about the curfew on my first night.", "There is damp in the bathroom.", "The garden is nice in summer.", "My post goes missing.",
        "I want to paint my room and was told no.", "The walls are thin and I hear everything.", "A desk would help me study.", "Staff knock before they come in. Thank you.",
    ];
    private static readonly string[] AboutDay =
    [
        "Boats!", "Somewhere with good food.", "Bring the dogs again.", "I would come if there is a bus.", "Not too early please.", "Let us bring a friend.", "I would like a quiet place to sit.", "Games for everybody, not only football.",
        "Tell us the plan a week before.", "Can my little boy come too?", "Food I can eat: I do not eat meat.", "Music on the bus.", "Somebody I know should be there.", "Take photos and send them to us.", "A day that does not cost us anything.",
        "I want to meet the others from my course.", "Shade, last year was too hot.", "Back before dark.", "A lift from the station.", "Ice cream.",
    ];

    // As one says where one goes, in the order of the choices.
    private static readonly string[] Where = ["the sea", "a theme park", "a music day"];

    public static void Make(DemoCity city, IReadOnlyList<(DemoPerson Person, Guid Account, Guid Worker)> voices)
    {
        var dice = Dice.For(city.Seed, "consultation", 0);
        ConsultationQuestion[] home = [Of(QuestionKind.Scale, "Do you feel at home where you live?"), Of(QuestionKind.Choice, "What would help most?", "Better internet", "Fewer rules", "Help with bills", "More quiet"), Of(QuestionKind.Words, "What should we know about it?")];
        ConsultationQuestion[] day = [Of(QuestionKind.Choice, "Where should we go this summer?", "The sea", "A theme park", "A music day"), Of(QuestionKind.Words, "What would make it a good day?")];
        ConsultationQuestion[] touch = [Of(QuestionKind.Choice, "How do you like to hear from us?", "A call", "A text", "A visit", "A message here"), Of(QuestionKind.Scale, "Do we answer fast enough?"), Of(QuestionKind.Words, "What should we do better?")];
        Ask(city, dice, voices, ("Where you live", "We decide in spring what we pay for in shared homes.", false), home, AboutHome, city.AsOf.AddDays(-150), city.AsOf.AddDays(-129),
            _ => ("Some of you feel at home and some do not. You say that the internet is too slow and that rules come as a surprise.", "All shared homes have new internet since October. You get the rules on one page before you move.", "We could not put washing machines in each flat: the pipes do not allow it. We look at this again when the flats are done up."));
        Ask(city, dice, voices, ("Our summer day", "There is money for one day out for everybody. You choose.", true), day, AboutDay, city.AsOf.AddDays(-220), city.AsOf.AddDays(-206),
            most => ($"More of you chose {Where[most]} than anything else.", $"We went to {Where[most]} on 8 August, by bus, with a good lunch.", null));
        Ask(city, dice, voices, ("How we keep in touch", "We write down how workers keep in touch, and it should be the way you like.", false), touch, [], city.AsOf.AddDays(-6), city.AsOf.AddDays(12), null);
    }

    private static void Ask(
        DemoCity city, Dice dice, IReadOnlyList<(DemoPerson Person, Guid Account, Guid Worker)> voices, (string Title, string Why, bool IsNamed) about, ConsultationQuestion[] questions, string[] said, DateOnly opens, DateOnly closes,
        Func<int, (string Heard, string Did, string? CouldNot)>? tell)
    {
        var (asked, told, by) = (city.Recorded(dice, opens.AddDays(-2)), city.Recorded(dice, closes.AddDays(20)), city.Managers[0]);
        var id = dice.Id(asked);
        var signIn = voices.ToDictionary(voice => voice.Person.Id, voice => voice.Person);
        // Null for somebody to whose words others came first: it takes its place in the dice all the same.
        List<object?[]?> answers = [];
        var unsaid = said.ToList();
        var votes = new int[questions.Max(question => question.Top)];
        foreach (var row in city.Rows.Of(DemoTables.YoungPerson))
        {
            var (person, born) = ((Guid)row[0]!, (DateOnly)row[6]!);
            if (Band(born, opens) is not { } band)
                continue;
            // The first young person has the open one before them.
            var answered = signIn.ContainsKey(person) && dice.Chance(tell is null ? 0.3 : 0.55) && !(tell is null && person == voices[0].Person.Id);
            city.Rows.Add(DemoTables.ConsultationAsked, id, city.Authority, person, band, row[13], answered);
            for (var number = 1; answered && number <= questions.Length; number++)
            {
                var isWords = questions[number - 1].Top == 0;
                if (isWords && (said.Length == 0 || !dice.Chance(0.25)))
                    continue;
                var (place, release) = (isWords ? dice.Unit() : 0, dice.Chance(0.8));
                if (isWords && unsaid.Count == 0)
                {
                    answers.Add(null);
                    continue;
                }
                var words = isWords ? unsaid[(int)(place * unsaid.Count)] : null;
                if (words is not null)
                    unsaid.Remove(words);
                int? chose = isWords ? null : dice.Between(1, questions[number - 1].Top);
                if (questions[number - 1].Kind is QuestionKind.Choice)
                    votes[chose!.Value - 1]++;
                answers.Add([city.Authority, id, number, chose, words, about.IsNamed ? person : null, about.IsNamed ? row[5] ?? row[3] ?? row[2] : null,
                    isWords ? release ? "released" : "held-back" : null, isWords && release ? words : null, isWords ? told : null, isWords ? by : null]);
            }
        }
        foreach (var answer in answers.OrderBy(_ => dice.Between(0, int.MaxValue - 1)).OfType<object?[]>())
            city.Rows.Add(DemoTables.ConsultationAnswer, answer);
        var came = tell?.Invoke(Array.IndexOf(votes, votes.Max()));
        city.Rows.Add(DemoTables.Consultation, id, city.Authority, about.Title, about.Why, about.IsNamed, opens, closes, JsonSerializer.Serialize(questions.Select(question => new { Kind = Kebab.Of(question.Kind), question.Asks, question.Options }), JsonSerializerOptions.Web), came is null ? "asked" : "published", asked, by,
            came?.Heard, came?.Did, came?.CouldNot, came is null ? null : told, came is null ? null : by, came is null ? asked : told, by);
    }

    private static string? Band(DateOnly born, DateOnly on) => LondonTime.AgeOn(born, on) switch
    {
        16 or 17 => "16-17",
        >= 18 and <= 20 => "18-20",
        >= 21 and <= 25 => "21-25",
        _ => null,
    };

    private static ConsultationQuestion Of(QuestionKind kind, string asks, params string[] options) => new(kind, asks, options);
}
