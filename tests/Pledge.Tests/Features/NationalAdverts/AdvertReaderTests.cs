using System.Text.Json;
using System.Text.Json.Nodes;
using Pledge.Web.Features.NationalAdverts;

namespace Pledge.Tests.Features.NationalAdverts;

/// <summary>The traps of one item.</summary>
public sealed class AdvertReaderTests
{
    [Theory]
    [InlineData("VAC1000000001", "1000000001")]
    [InlineData("1000000001", "1000000001")]
    [InlineData("vac1000000001", "1000000001")]
    [InlineData("J25-4711", "J25-4711")]
    [InlineData("", null)]
    [InlineData("../admin", null)]
    public void A_reference_is_the_same_with_and_without_its_prefix(string written, string? reference) =>
        Assert.Equal(reference, AdvertReader.Reference(Element(With("vacancyReference", written))));

    [Fact]
    public void A_reference_may_be_a_number() => Assert.Equal("1000000001", Read(With("vacancyReference", 1000000001)).Advert.Reference);

    // Both ends of summer time: the service writes its London day as if it were UTC.
    [Theory]
    [InlineData("2026-09-30T23:59:59Z", "2026-09-30")]
    [InlineData("2026-12-20T23:59:59Z", "2026-12-20")]
    [InlineData("2026-09-30T23:59:59", "2026-09-30")]
    [InlineData("2026-09-29T23:00:00Z", "2026-09-30")]
    [InlineData("2026-10-25T00:00:00Z", "2026-10-25")]
    [InlineData("2026-09-30", "2026-09-30")]
    public void It_closes_on_the_day_that_is_written(string written, string day) =>
        Assert.Equal(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), Read(With("closingDate", written)).Advert.ClosesOn);

    [Theory]
    [InlineData("title")]
    [InlineData("closingDate")]
    [InlineData("postedDate")]
    [InlineData("vacancyReference")]
    public void Without_what_every_advert_has_it_is_none(string field)
    {
        var item = AdvertsStandIn.Advert(1);
        item.Remove(field);

        Assert.Null(AdvertReader.Read(Element(item)));
    }

    [Fact]
    public void Everything_else_may_be_missing_or_of_another_kind()
    {
        var bare = new JsonObject { ["vacancyReference"] = "1", ["title"] = "Baker", ["postedDate"] = "2026-11-01", ["closingDate"] = "2026-12-20" };
        Assert.Equal("Baker", Read(bare).Advert.Title);

        foreach (var field in AdvertsStandIn.Advert(1).Select(pair => pair.Key).Except(bare.Select(pair => pair.Key)))
            foreach (var odd in new[] { "[]", "{}", "null", "-1", "\"?\"", "1e99", "[null]", "[[1]]", "[{}]" })
                Assert.Equal("Apprentice baker", Read(With(field, JsonNode.Parse(odd))).Advert.Title);
    }

    [Fact]
    public void Pay_is_mostly_in_words_and_never_guessed_from_them()
    {
        var advert = Read(AdvertsStandIn.Advert(1)).Advert;
        Assert.Equal(("custom", null, "annually", "£18,000 a year"), (advert.WageKind, advert.WageAmount, advert.WageUnit, advert.WageWords));

        var item = AdvertsStandIn.Advert(1);
        item["wage"]!["wageAmount"] = 346.15;
        item["wage"]!["wageUnit"] = "Weekly";
        Assert.Equal((346.15m, "weekly"), (Read(item).Advert.WageAmount, Read(item).Advert.WageUnit));

        item["wage"]!["wageUnit"] = "Unspecified";
        item["wage"]!["wageType"] = "SomethingNew";
        Assert.Equal((null, null), (Read(item).Advert.WageKind, Read(item).Advert.WageUnit));
    }

    [Theory]
    [InlineData(52.48, -1.90, true)]
    [InlineData(0, 0, false)]
    [InlineData(-1.90, 52.48, false)]
    public void Degrees_that_cannot_be_right_leave_the_place_to_the_outcode(double latitude, double longitude, bool isPlace)
    {
        var item = AdvertsStandIn.Advert(1);
        item["addresses"]![0]!["latitude"] = latitude;
        item["addresses"]![0]!["longitude"] = longitude;

        var place = Assert.Single(Read(item).Places);

        Assert.Equal(("B1", "Birmingham", "1 Example St, Birmingham, B1 1AA", isPlace), (place.Outcode, place.Town, place.Lines, place.Place is not null));
    }

    [Fact]
    public void A_national_advert_is_nowhere_in_particular()
    {
        var item = With("isNationalVacancy", true);
        item["isNationalVacancyDetails"] = "All our shops";

        var read = Read(item);

        Assert.True(read.Advert.IsNational);
        Assert.Equal("All our shops", read.Advert.NationalWords);
        Assert.Empty(read.Places);
    }

    [Theory]
    [InlineData("https://www.findapprenticeship.service.gov.uk/apprenticeship/VAC1", true)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("//evil.example/x", false)]
    [InlineData("https://user:word@evil.example/", false)]
    [InlineData("VAC1", false)]
    public void Only_an_address_of_a_page_is_followed(string written, bool isKept) => Assert.Equal(isKept, Read(With("vacancyUrl", written)).Advert.Address is not null);

    [Theory]
    [InlineData("<p>Bake <b>bread</b></p><ul><li>Mix</li><li> Shape </li></ul>", "Bake bread\n• Mix\n• Shape")]
    [InlineData("&lt;p&gt;Bake&lt;/p&gt;&lt;p&gt;Sell&lt;/p&gt;", "Bake\nSell")]
    [InlineData("One\r\n\r\nTwo   three", "One\nTwo three")]
    [InlineData("<p>One\ntwo</p>", "One two")]
    [InlineData("<script>alert(1)</script><style>p{}</style><p onclick=\"x()\">Bake</p>", "Bake")]
    [InlineData("<img src=x onerror=alert(1)>Bake", "Bake")]
    [InlineData("Fish &amp; chips, 5 < 6", "Fish & chips, 5 < 6")]
    [InlineData("a\u0000b\u202Ec", "a b c")]
    [InlineData(" <p>&nbsp;</p> ", null)]
    public void Of_html_only_the_text_is_kept(string written, string? text) => Assert.Equal(text, AdvertText.Lines(written, 1000));

    [Fact]
    public void A_long_text_ends_between_words()
    {
        var text = AdvertText.Lines(string.Join(' ', Enumerable.Repeat("bread", 1000)), 100)!;

        Assert.InRange(text.Length, 60, 100);
        Assert.EndsWith("bread…", text, StringComparison.Ordinal);
    }

    private static JsonObject With(string field, JsonNode? value)
    {
        var item = AdvertsStandIn.Advert(1);
        item[field] = value;
        return item;
    }

    private static (NationalAdvert Advert, IReadOnlyList<AdvertPlace> Places) Read(JsonObject item) => AdvertReader.Read(Element(item))!.Value;

    private static JsonElement Element(JsonObject item) => JsonDocument.Parse(item.ToJsonString()).RootElement;
}
