using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pledge.Domain;
using Pledge.Domain.Facts;
using Pledge.Domain.People;
using Pledge.Web.Data;
using Pledge.Web.Demonstration;

namespace Pledge.Tests.Demonstration;

public sealed class DemoGeneratorTests
{
    private static readonly DateOnly AsOf = new(2026, 11, 22);
    private static readonly DemoOptions Small = new(903, AsOf, 120, 2);

    [Fact]
    public void The_same_seed_makes_the_same_rows_and_another_seed_does_not()
    {
        Assert.Equal(Digest(Small), Digest(Small));
        Assert.NotEqual(Digest(Small), Digest(Small with { Seed = 904 }));
    }

    [Fact]
    public void Nothing_is_recorded_after_the_day_the_story_stands_still()
    {
        var now = new DateTimeOffset(AsOf.ToDateTime(new TimeOnly(9, 0)), TimeSpan.Zero);
        var made = DemoGenerator.Make(Small).Append(DemoGenerator.Make(DemoOptions.City(AsOf), 0)).ToList();
        foreach (var table in DemoTables.All)
        {
            // When an appointment begins is no record of anything.
            var recorded = table.Columns.Select((column, place) => (column.Name, place)).Where(column => column.Name != "starts_at").Select(column => column.place).ToList();
            foreach (var row in made.SelectMany(authority => authority.Rows.Of(table)))
                Assert.DoesNotContain(recorded.Select(place => row[place]).OfType<DateTimeOffset>(), at => at > now);
        }
    }

    [Fact]
    public void Every_home_and_activity_obeys_the_rules_of_the_return()
    {
        var rows = DemoGenerator.Make(DemoOptions.City(AsOf), 0).Rows;
        var born = rows.Of(DemoTables.YoungPerson).ToDictionary(row => (Guid)row[0]!, row => (DateOnly)row[6]!);
        foreach (var row in rows.Of(DemoTables.Fact))
        {
            var subject = new FactSubject(new((Guid)row[1]!), new((Guid)row[2]!), born[(Guid)row[2]!]);
            var origin = new FactOrigin(FactSource.Demonstration, null, null, new(AsOf.ToDateTime(TimeOnly.MinValue).AddYears(2), TimeSpan.Zero));
            var (from, to, code) = ((DateOnly)row[4]!, (DateOnly?)row[5], (string)row[6]!);
            var refusal = row[3] switch
            {
                "home" => Home.Create(subject, from, to, new(code, (bool?)row[7], (string?)row[8], (string?)row[9], (string?)row[10]), origin).Refusal,
                "activity" => Activity.Create(subject, from, to, code, origin).Refusal,
                _ => InTouch.Create(subject, from, to, code, origin).Refusal,
            };
            Assert.Null(refusal);
        }
    }

    [Fact]
    public void What_is_said_of_a_consultation_follows_its_numbers_nobody_repeats_another_and_a_reason_fits_its_words()
    {
        var rows = DemoGenerator.Make(DemoOptions.City(AsOf), 0).Rows;
        var day = rows.Of(DemoTables.Consultation).Single(row => row[2] is "Our summer day");
        var votes = rows.Of(DemoTables.ConsultationAnswer).Where(row => Equals(row[1], day[0]) && row[2] is 1).GroupBy(row => (int)row[3]!).OrderByDescending(chosen => chosen.Count()).ToList();
        using var questions = JsonDocument.Parse((string)day[7]!);
        var won = questions.RootElement[0].GetProperty("options")[votes[0].Key - 1].GetString()!;
        Assert.Contains(won, (string)day[11]!, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(won, (string)day[12]!, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Most of you", (string)day[11]!, StringComparison.Ordinal);

        var words = rows.Of(DemoTables.ConsultationAnswer).Select(row => row[4]).OfType<string>().ToList();
        Assert.True(words.Count >= 20, $"{words.Count} words");
        Assert.Equal(words.Distinct(), words);
        var said = rows.Of(DemoTables.Answer).ToDictionary(row => (Guid)row[0]!, row => row[6] as string);
        var heldBack = rows.Of(DemoTables.BoardWords).Where(row => row[7] is "held-back").GroupBy(row => (string)row[9]!).ToList();
        Assert.NotEmpty(heldBack);
        Assert.All(heldBack, reason => Assert.Single(reason.Select(row => said[(Guid)row[3]!]).Distinct()));
    }

    [Fact]
    public void Every_status_follows_from_the_care_and_the_facts_that_are_stored()
    {
        var rows = DemoGenerator.Make(DemoOptions.City(AsOf), 0).Rows;
        var care = rows.Of(DemoTables.CareEpisode).ToLookup(row => (Guid)row[2]!);
        var inTouch = rows.Of(DemoTables.Fact).Where(row => row[3] is "in-touch" && row[14] is null).ToLookup(row => (Guid)row[2]!);
        var stored = rows.Of(DemoTables.LegalStatus).Where(row => row[7] is null).ToLookup(row => (Guid)row[2]!, row => ((string)row[3]!, (DateOnly)row[4]!));
        var origin = new FactOrigin(FactSource.Demonstration, null, null, new(AsOf.ToDateTime(TimeOnly.MinValue).AddYears(2), TimeSpan.Zero));
        foreach (var person in rows.Of(DemoTables.YoungPerson))
        {
            var (id, born) = ((Guid)person[0]!, (DateOnly)person[6]!);
            var subject = new FactSubject(new((Guid)person[1]!), new(id), born);
            var derived = new LegalStatusFacts(born,
                [.. care[id].Select(row => CareEpisode.Create(subject.Authority, subject.YoungPerson, born, (DateOnly)row[3]!, (DateOnly?)row[9], (string)row[5]!, null, (string?)row[10], null).Value!)],
                [.. inTouch[id].Select(row => InTouch.Create(subject, (DateOnly)row[4]!, (DateOnly?)row[5], (string)row[6]!, origin).Value!)]).Derive();
            Assert.Equal(derived.Select(period => (Kebab.Of(period.Status), period.From)), stored[id].OrderBy(period => period.Item2));
        }
    }

    [Fact]
    public void A_city_has_the_size_and_the_ages_it_should()
    {
        var rows = DemoGenerator.Make(DemoOptions.City(AsOf), 0).Rows;

        Assert.Equal(750, rows.Of(DemoTables.YoungPerson).Count);
        Assert.All(rows.Of(DemoTables.YoungPerson), row => Assert.InRange(LondonTime.AgeOn((DateOnly)row[6]!, AsOf), 17, 25));
        Assert.InRange(rows.Of(DemoTables.Contact).Count, 36_000, 44_000);
        Assert.Equal(28, rows.Of(DemoTables.Staff).Count(row => (string)row[3]! == "adviser" && row[7] is null));
        Assert.Equal(4, rows.Of(DemoTables.Team).Count);
    }

    [Theory]
    [InlineData("--seed")]
    [InlineData("--seed", "many")]
    [InlineData("--as-of", "22/11/2026")]
    [InlineData("--authorities", "0")]
    [InlineData("--people", "9")]
    public void An_argument_that_cannot_be_used_is_named(params string[] arguments) =>
        Assert.Contains(arguments[0], Assert.Throws<ArgumentException>(() => DemoOptions.Parse(arguments, AsOf)).Message, StringComparison.Ordinal);

    private static string Digest(DemoOptions options)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var authority in DemoGenerator.Make(options))
            foreach (var table in DemoTables.All)
                foreach (var row in authority.Rows.Of(table))
                    hash.AppendData(Encoding.UTF8.GetBytes(string.Join('|', row.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture))) + "\n"));
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
