using NpgsqlTypes;

namespace Pledge.Web.Demonstration;

/// <summary>National apprenticeship adverts, all made up and marked so: nobody can apply for them. Their shape is that of the real ones, pay in words included.</summary>
internal static class DemoAdverts
{
    private const int Count = 60;

    // What, course, level, route, what one does, what one needs.
    private static readonly (string Title, string Course, int Level, string Route, string Work, string Skill)[] Jobs =
    [
        ("Apprentice baker", "Baker", 2, "Catering and hospitality", "Mix and bake bread and cakes\nKeep the bakery clean\nServe people in the shop", "Getting up early"),
        ("Motor vehicle apprentice", "Motor vehicle service and maintenance technician", 3, "Engineering and manufacturing", "Check and mend cars\nFit tyres and brakes\nTalk to people about their cars", "Good with your hands"),
        ("Early years apprentice", "Early years practitioner", 2, "Education and early years", "Play and read with children\nHelp at meal times\nWrite down how each child gets on", "Patience"),
        ("Business administration apprentice", "Business administrator", 3, "Business and administration", "Answer the phone and e-mails\nKeep records in order\nPlan meetings", "Being tidy"),
        ("Apprentice carpenter", "Carpentry and joinery", 2, "Construction and the built environment", "Fit doors and floors\nMeasure and cut wood\nKeep the site safe", "Good with your hands"),
        ("Care worker apprentice", "Adult care worker", 2, "Care services", "Help people wash, dress and eat\nListen to them\nGive medicine when you are trained", "Kindness"),
        ("Apprentice electrician", "Installation and maintenance electrician", 3, "Construction and the built environment", "Put in lights and sockets\nTest that they are safe\nRead plans", "Maths"),
        ("Digital support apprentice", "Digital support technician", 3, "Digital", "Help people whose computer does not work\nSet up new laptops\nKeep a list of what broke", "Explaining things"),
        ("Hairdressing apprentice", "Hairdressing professional", 2, "Hair and beauty", "Wash, cut and colour hair\nBook people in\nLearn from a stylist every day", "Talking to people"),
        ("Gardening apprentice", "Horticulture or landscape construction operative", 2, "Agriculture, environmental and animal care", "Plant and cut\nLook after parks\nUse machines safely", "Liking the outdoors"),
        ("Warehouse apprentice", "Supply chain warehouse operative", 2, "Transport and logistics", "Pack and send boxes\nDrive a fork-lift when you are trained\nCount what is there", "Working in a team"),
        ("Civil engineering degree apprentice", "Civil engineer", 6, "Construction and the built environment", "Plan roads and bridges\nVisit sites\nStudy one day a week", "Maths"),
        ("Accounts apprentice", "Assistant accountant", 3, "Legal, finance and accounting", "Pay bills\nCheck figures\nLearn the programs we use", "Being exact"),
        ("Nursing associate apprentice", "Nursing associate", 5, "Health and science", "Look after people in hospital\nTake blood pressure\nStudy while you work", "Kindness"),
        ("Foundation apprentice in building", "Finishing trades foundation apprenticeship", 2, "Construction and the built environment", "Try painting, tiling and plastering\nFind out what you like\nWork with someone who shows you", "Wanting to learn"),
    ];

    private static readonly string[] First = ["Larkfield", "Millbrook", "Stonebridge", "Kestrel", "Hazel Tree", "Tallow Lane", "Bright Street", "Fernley", "Old Mill", "Harbourside"];
    private static readonly string[] Last = ["& Sons", "Works", "Group", "Services", "Partners", "Limited"];
    private static readonly string[] Towns = ["Oakhaven", "Oakhaven North", "Mallow", "Thornby", "Reedham Cross", "Little Ashwell"];
    private static readonly string[] Weeks = ["Monday to Friday, 9am to 5pm", "Five days out of seven, shifts", "Monday to Thursday, 8am to 4pm, Friday until 1pm"];

    public static void Make(DemoCity city)
    {
        // As with the outcodes: they stand for the whole database.
        if (city.Index > 0)
            return;
        for (var number = 0; number < Count; number++)
            Advert(city, number);
    }

    private static void Advert(DemoCity city, int number)
    {
        var dice = Dice.For(city.Seed, "advert", number);
        var job = Jobs[number % Jobs.Length];
        var posted = city.Recorded(dice, dice.Day(city.AsOf.AddDays(-40), city.AsOf.AddDays(-1)));
        var closes = city.AsOf.AddDays(dice.Between(6, 75));
        var reference = $"DEMO-{number + 1:0000}";
        var employer = $"{dice.One(First)} {dice.One(Last)}";
        var isNational = number % 15 == 7;
        (string Kind, decimal? Amount, string? Unit, string? Words) pay = dice.Between(0, 4) switch
        {
            0 => ("apprenticeship-minimum", null, null, null),
            1 => ("national-minimum", null, null, null),
            2 => ("competitive-salary", null, null, null),
            3 => ("custom", dice.Between(28, 46) * 500m, "annually", null),
            _ => ("custom", null, null, $"£{dice.Between(28, 46) * 500:N0} a year, reviewed after six months"),
        };
        city.Rows.Add(DemoTables.NationalAdvert, reference, job.Title, employer, "Oakhaven College", $"{job.Course} with {employer}: learn while you are paid.",
            $"{job.Course} (level {job.Level})", job.Level, job.Route, job.Title.StartsWith("Foundation", StringComparison.Ordinal), dice.Between(1, 3), dice.One<decimal>([30m, 35m, 37.5m, 40m]), $"{dice.One<int>([12, 15, 18, 24])} months",
            pay.Kind, pay.Amount, pay.Unit, pay.Words, dice.One(Weeks), posted, closes, closes.AddDays(dice.Between(10, 50)), isNational, isNational ? "In all our branches in England" : null, dice.Chance(0.4),
            string.Join('\n', job.Work.Split('\n').Select(line => $"• {line}")), "You go to college one day a week. A trainer visits you at work.", "Many of our apprentices stay with us.",
            dice.Chance(0.3) ? "We ask for a background check. Something in the past need not stop you: talk to us." : null, $"{employer} has worked here for many years.",
            (string[])[job.Skill, "Working in a team"], (string[])["GCSE in English (grade 4, desired)", "GCSE in maths (grade 4, desired)"], true, "demonstration", posted, posted, city.Now);
        for (var place = 1; place <= (isNational ? 0 : dice.Chance(0.15) ? 2 : 1); place++)
        {
            var (code, middle) = dice.One(DemoOutcodes.All);
            var town = dice.One(Towns);
            city.Rows.Add(DemoTables.NationalAdvertPlace, reference, place, $"{dice.Between(1, 90)} {dice.One(First)} Street, {town}, {code}", town, code,
                new NpgsqlPoint(middle.Easting, middle.Northing));
        }
    }
}
