using Pledge.Domain;
using Pledge.Domain.Facts;
using Pledge.Domain.People;
using Pledge.Domain.Returns;

namespace Pledge.Tests.Domain.Returns;

public sealed class DataSetTests
{
    private static readonly DateOnly On = new(2026, 11, 1);

    [Theory]
    [InlineData(DataSetColumn.Eligibility, "former relevant", "Former Relevant", null)]
    [InlineData(DataSetColumn.Eligibility, "b) Former relevant child", null, "Former Relevant")]
    [InlineData(DataSetColumn.Eligibility, "e) other", null, "No Current Eligibility")]
    [InlineData(DataSetColumn.Eligibility, "E: child", null, null)] // a letter of Annex A would mean another thing
    [InlineData(DataSetColumn.InTouch, "refu", "REFU", null)]
    [InlineData(DataSetColumn.InTouch, "Y", null, "YES")]
    [InlineData(DataSetColumn.Suitable, "Not suitable", null, "2")]
    [InlineData(DataSetColumn.InTouch, "NREQ - no longer requires services", null, "NREQ")]
    [InlineData(DataSetColumn.Home, "E1", "E1", null)]
    [InlineData(DataSetColumn.Home, "S1", null, null)] // homelessness never suits
    [InlineData(DataSetColumn.Home, "E - Supported Lodgings", null, "E")]
    [InlineData(DataSetColumn.Home, "U2: Independent living", null, "U2")]
    [InlineData(DataSetColumn.Home, "B&B", null, null)]
    [InlineData(DataSetColumn.Home, "X-ray ward", null, null)]
    [InlineData(DataSetColumn.Home, "a place", null, null)]
    [InlineData(DataSetColumn.Suitable, "b) Unsuitable", null, "2")]
    [InlineData(DataSetColumn.Suitable, "2", "2", null)]
    [InlineData(DataSetColumn.Activity, "F2 Full time education", null, "F2")]
    [InlineData(DataSetColumn.Activity, "F3", null, null)] // ended before that day, and nobody can tell of which two it is now
    public void A_value_is_known_by_its_code_and_a_meaning_suggested_only_where_it_is_plain(DataSetColumn column, string value, string? known, string? suggested)
    {
        Assert.Equal(known, DataSetSpelling.Find(column, value, On));
        Assert.Equal(suggested, known is null ? DataSetSpelling.Suggest(column, value, On) : null);
    }

    [Fact]
    public void A_meaning_is_written_with_the_code_of_the_day()
    {
        Assert.Equal("F3", DataSetSpelling.CodeOn(DataSetColumn.Activity, "F5", new(2020, 6, 1)));
        Assert.Equal("F5", DataSetSpelling.CodeOn(DataSetColumn.Activity, "F5", On));
        Assert.Null(DataSetSpelling.CodeOn(DataSetColumn.Activity, "F3", On));
        Assert.Equal("blank", DataSetSpelling.CodeOn(DataSetColumn.Home, "blank", On));
    }

    [Theory]
    [InlineData(2007, "", "E1", "", "E+", "")]
    [InlineData(2007, "", "E1", "1", "E+", "")]
    [InlineData(2007, "", "E1", "2", "", "Suitable data-set-suits-and-not")]
    [InlineData(2007, "", "E", "2", "E-", "")]
    [InlineData(2007, "", "E", "", "", "Home home-needs-suitability")]
    [InlineData(2007, "", "", "1", "", "Suitable data-set-suits-what")]
    [InlineData(2007, "", "0", "", "0", "")]
    [InlineData(2007, "", "0", "1", "", "Home home-not-known-cannot-suit")]
    [InlineData(2007, "", "X", "1", "", "Home home-only-unsuitable")]
    [InlineData(2009, "", "Z", "1", "", "Home home-17-former-foster")]
    [InlineData(2009, "", "T", "1", "", "Home home-under-18-foyer")]
    [InlineData(2009, "Relevant", "", "", "Relevant", "")]
    [InlineData(2009, "Former Relevant", "", "", "", "Eligibility data-set-age")]
    [InlineData(2007, "Eligible", "U", "1", "U+", "Eligibility data-set-age")]
    [InlineData(2003, "Qualifying", "", "", "Qualifying", "")]
    [InlineData(2000, "Former Relevant", "", "", "", "Eligibility data-set-age")]
    [InlineData(2000, "No Current Eligibility", "", "", "None", "")]
    public void What_cannot_be_is_left_out_and_named(int born, string eligibility, string home, string suits, string taken, string fault)
    {
        var meanings = new[] { (DataSetColumn.Eligibility, eligibility), (DataSetColumn.Home, home), (DataSetColumn.Suitable, suits), (DataSetColumn.InTouch, "YES"), (DataSetColumn.Activity, "F2") }.Where(one => one.Item2.Length > 0).ToDictionary(one => one.Item1, one => one.Item2);

        var (said, faults) = DataSetPerson.Read(new(AuthorityId.New(), YoungPersonId.New(), new(born, 1, 5)), On, meanings, new(FactSource.Ssd, null, null, new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero)));

        Assert.Equal(taken, said.Eligibility?.ToString() + said.Home + said.Suitable switch { true => "+", false => "-", _ => "" });
        Assert.Equal(fault, string.Join(", ", faults.Select(wrong => $"{wrong.Column} {wrong.Code}")));
        Assert.Equal(("YES", "F2"), (said.InTouch, said.Activity));
    }

    [Fact]
    public void A_status_that_a_list_names_lasts_until_another_does_or_the_law_ends_it()
    {
        var born = new DateOnly(2009, 3, 1);

        Assert.Equal("Eligible 2026-01-10, FormerRelevant 2027-03-01, None 2034-03-01", Of([new(new(2026, 1, 10), LegalStatus.Eligible)]));
        Assert.Equal("Relevant 2025-05-01, Qualifying 2026-01-10, None 2030-03-01", Of([new(new(2026, 1, 10), LegalStatus.Qualifying)], counted: new(2025, 5, 1)));
        Assert.Equal("Eligible 2026-01-10, Relevant 2026-06-01, None 2026-09-09", Of([new(new(2026, 1, 10), LegalStatus.Eligible), new(new(2026, 6, 1), LegalStatus.Relevant)], died: new(2026, 9, 9)));

        string Of(IReadOnlyList<ToldStatus> told, DateOnly? counted = null, DateOnly? died = null) =>
            string.Join(", ", ReturnedStatus.Of(born, counted, died, told).Select(period => $"{period.Status} {period.From:yyyy-MM-dd}"));
    }
}
