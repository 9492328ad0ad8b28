using Pledge.Tests.Support;
using static Pledge.Tests.Features.Imports.Importing;

namespace Pledge.Tests.Features.Imports;

/// <summary>Files of earlier years, and the files beside header, episodes and OC3.</summary>
public sealed class PublishedShapesTests(Site site) : IClassFixture<Site>
{
    // What a file of a year writes, and what is held of it: SEX, ETHNIC, ACTIV, ACCOM; or the check that refuses it.
    [Theory]
    [InlineData(2018, "1,WBRI", "F3,S1", "M WBRI F3 S2")]
    [InlineData(2021, "2,WROM", "P3,X1", "F WROM P3 X2")]
    [InlineData(2021, "1,WBRI", "F4,U1", "rule-132")] // came with 2021/22
    [InlineData(2022, "1,WBRI", "F3,U1", "rule-132")]
    [InlineData(2022, "1,WBRI", "F5,S1", "rule-133")]
    [InlineData(2024, "1,", "F4,Z1", "M NOBT F4 Z1")]
    [InlineData(2025, "F,REFU", "P5,X2", "F REFU P5 X2")]
    [InlineData(2026, "2,NOBT", "G4,V2", "F NOBT G4 V2")] // a figure of before 2024/25 can only mean one thing
    [InlineData(2026, "3,WBRI", "G4,V2", "rule-101 header-row-refused")]
    [InlineData(2026, "U,WBRI", "0,U1", "rule-345")]
    public async Task A_year_is_read_by_the_codes_of_that_year(int year, string who, string says, string held)
    {
        await CodesAsync(site);
        var authority = await site.Arrange.AuthorityAsync($"Place {Guid.NewGuid():N}");
        var born = $"10/05/{year - 20}";
        var (sex, ethnic) = (who.Split(',')[0], who.Split(',')[1]);

        var report = await site.ImportAsync(authority, year, ("h", Header($"C1,{sex},{born},{ethnic},,,")), ("o", Oc3($"C1,{born},YES,{says}")));

        Assert.Equal(held, report.Refusals.Count > 0 ? string.Join(' ', report.Refusals.Select(refusal => refusal.Code)) : await site.SqlAsync<string>(
            "select concat_ws(' ', y.sex, y.ethnicity, r.activity, r.home) from pledge.young_person y join pledge.oc3_row r on r.young_person_id = y.id where y.authority_id = $1", authority));
    }

    [Fact]
    public async Task The_other_files_say_who_came_alone_and_whom_they_name()
    {
        await CodesAsync(site);
        var authority = await site.Arrange.AuthorityAsync($"Place {Guid.NewGuid():N}");
        const string born = "10/05/2006";
        (string, string)[] files =
        [
            ("h", Header($"C1,M,{born},WBRI,,,", $"C2,F,{born},WBRI,,,")),
            ("u", $"CHILD,SEX,DOB,DUC\nC1,M,{born},10/05/2024\nC9,M,{born},\n"),
            ("o", $"CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,HEALTH_ASSESSMENT,SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED\nC1,{born},12,,,,,,,,,\nC2,{born},,,0,,,,,,,\n"),
            ("a", $"CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR\nC2,11/05/2006,,,,,,\n"),
            ("p", $"CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\nC1,{born},P1,,\nC1,{born},P2,,\n"),
        ];

        var report = await site.ImportAsync(authority, 2026, files);

        Assert.Equal([("a", 2, "born-not-as-in-header"), ("u", 3, "episode-child-unknown")], report.Refusals.OrderBy(r => r.File).Select(r => (r.File, r.Line ?? 0, r.Code)));
        Assert.Equal("C1 oc2 f, C1 prev-perm t, C1 uasc t, C2 oc2 t", await NamedAsync(authority));
        Assert.Equal("C1 2024-05-10", await site.SqlAsync<string>("select string_agg(child_id || ' ' || uasc_ceased_on, ', ') from pledge.young_person where authority_id = $1 and uasc", authority));
        Assert.Equal(0, (await site.ImportAsync(authority, 2026, files)).RowsLoaded);

        // A corrected file names only whom it still names; that somebody came alone stays.
        await site.ImportAsync(authority, 2026, ("u", $"CHILD,SEX,DOB,DUC\nC2,F,{born},\n"));
        Assert.Equal("C1 oc2 f, C1 prev-perm t, C2 oc2 t, C2 uasc t", await NamedAsync(authority));
        Assert.Equal(2, await site.SqlAsync<long>("select count(*) from pledge.young_person where authority_id = $1 and uasc", authority));
    }

    private Task<string> NamedAsync(Guid authority) => site.SqlAsync<string>("""
        select string_agg(concat_ws(' ', y.child_id, n.file, n.says), ', ' order by y.child_id, n.file) from pledge.return_named n join pledge.young_person y on y.id = n.young_person_id where n.authority_id = $1
        """, authority);
}
