using Pledge.Tests.Support;
using static Pledge.Tests.Features.Imports.Importing;

namespace Pledge.Tests.Features.Imports;

public sealed class ImportTests(Site site) : IClassFixture<Site>, IAsyncLifetime
{
    private Guid _authority;

    public async ValueTask InitializeAsync()
    {
        await CodesAsync(site);
        _authority = await site.Arrange.AuthorityAsync($"Place {Guid.NewGuid():N}");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Every_oddity_is_loaded_or_named_with_its_line()
    {
        var report = await site.ImportAsync(_authority, 2026, strict: false, Sample("header-odd.csv"), Sample("episodes-odd.csv"), Sample("oc3-odd.csv"));

        Assert.True(report.Loaded);
        Assert.Equal(
            [
                ("header-odd.csv", 7, "SEX", "rule-101"), ("header-odd.csv", 8, "DOB", "date-not-like-ddmmyyyy"), ("header-odd.csv", 9, "DOB", "date-not-like-ddmmyyyy"),
                ("header-odd.csv", 10, "ETHNIC", "rule-103"), ("header-odd.csv", 11, "CHILD", "child-missing"), ("header-odd.csv", 12, "MOTHER", "mother-not-0-or-1"),
                ("header-odd.csv", 13, "DOB", "birth-not-believable"), ("header-odd.csv", 14, null, "row-length"), ("header-odd.csv", 15, "ETHNIC", "rule-103"),
                ("header-odd.csv", 17, "CHILD", "header-child-twice"),
                ("episodes-odd.csv", 6, "LS", "episode-without-legal-status"), ("episodes-odd.csv", 7, "DEC", "episode-ends-before-it-starts"),
                ("episodes-odd.csv", 8, "DECOM", "date-not-like-ddmmyyyy"), ("episodes-odd.csv", 9, "DECOM", "episode-twice"),
                ("episodes-odd.csv", 10, "CHILD", "episode-child-unknown"), ("episodes-odd.csv", 11, "DECOM", "episode-before-birth"),
                ("oc3-odd.csv", 6, "IN_TOUCH", "rule-131"), ("oc3-odd.csv", 7, "ACTIV", "rule-132"), ("oc3-odd.csv", 8, "ACCOM", "rule-133"),
                ("oc3-odd.csv", 9, "ACTIV", "rule-345"), ("oc3-odd.csv", 10, "CHILD", "rule-int34"), ("oc3-odd.csv", 11, "CHILD", "rule-int06"),
                ("oc3-odd.csv", 12, "DOB", "rule-391"),
                // Their header row is on line 10 and wrong by itself.
                ("oc3-odd.csv", 13, "CHILD", "header-row-refused"),
            ],
            report.Refusals.OrderBy(r => r.File == "header-odd.csv" ? 0 : r.File == "episodes-odd.csv" ? 1 : 2).ThenBy(r => r.Line).Select(r => (r.File, r.Line ?? 0, r.Column, r.Code)));
        Assert.Equal("activity F2 2025-05-10, home U1 2025-05-10, in-touch YES 2025-05-10", await site.FactsAsync(_authority, "A001"));
        // Born on 29 February: 1 March 2026.
        Assert.Equal("activity G6 2026-03-01, home D2 2026-03-01, in-touch YES 2026-03-01", await site.FactsAsync(_authority, "A002"));
        Assert.Equal("activity 0 2025-04-01, home 0 2025-04-01, in-touch NO 2025-04-01", await site.FactsAsync(_authority, "A003"));
        Assert.Equal("M|WBRI|A123456789012", await site.SqlAsync<string>("select concat_ws('|', sex, ethnicity, upn) from pledge.young_person where authority_id = $1 and child_id = 'A001'", _authority));
        Assert.Equal("former-relevant", await StatusAsync("A001", "2026-01-01"));
        Assert.Equal("eligible", await StatusAsync("A002", "2026-01-01"));
        // Nothing on record about time in care, yet the return counts them.
        Assert.Equal("former-relevant", await StatusAsync("A005", "2026-01-01"));
    }

    [Fact]
    public async Task The_other_rules_inside_oc3_are_named()
    {
        await site.ImportAsync(_authority, 2026, strict: false, Sample("header-odd.csv"));

        var report = await site.ImportAsync(_authority, 2026, strict: false, Sample("oc3-more.csv"));

        Assert.Equal([(2, "rule-344"), (3, "rule-3001"), (4, "rule-347"), (5, "rule-153"), (6, "rule-391"), (7, "rule-391"), (8, "rule-int15")],
            report.Refusals.OrderBy(r => r.Line).Select(r => (r.Line ?? 0, r.Code)));
    }

    [Fact]
    public async Task A_second_run_changes_nothing()
    {
        await site.ImportAsync(_authority, 2026, strict: false, Sample("header-odd.csv"), Sample("episodes-odd.csv"), Sample("oc3-odd.csv"));
        var before = await site.StateAsync(_authority);
        site.Clock.Advance(TimeSpan.FromMinutes(5));

        var again = await site.ImportAsync(_authority, 2026, strict: false, Sample("oc3-odd.csv"), Sample("header-odd.csv"), Sample("episodes-odd.csv"));

        Assert.Equal(before, await site.StateAsync(_authority));
        Assert.Equal(0, again.RowsLoaded);
    }

    [Fact]
    public async Task Strict_loads_nothing_when_one_row_is_wrong_and_keeps_the_report()
    {
        var report = await site.ImportAsync(_authority, 2026, strict: true, Sample("header-odd.csv"), Sample("oc3-odd.csv"));

        Assert.False(report.Loaded);
        Assert.Equal("", await site.StateAsync(_authority));
        Assert.Equal("nothing-loaded", await site.SqlAsync<string>("select state from pledge.import_run where id = $1", report.Id.Value));
        Assert.Equal((long)report.Refusals.Count, await site.SqlAsync<long>("select count(*) from pledge.import_refusal where import_id = $1", report.Id.Value));
    }

    [Fact]
    public async Task Whose_status_changed_is_counted_and_whoever_came_with_the_load_is_not()
    {
        var (header, episodes) = (("h", Header("C1,M,10/05/2006,WBRI,,,")), "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n");
        Assert.Equal(0, (await site.ImportAsync(_authority, 2026, header, ("o", Oc3("C1,10/05/2006,YES,F2,U1")))).StatusesChanged);
        site.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(1, (await site.ImportAsync(_authority, 2026, header, ("e", $"{episodes}C1,10/05/2012,S,C2,N1,U4,PR1,10/05/2020,E4,,,,\n"))).StatusesChanged);

        site.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(0, (await site.ImportAsync(_authority, 2026, header, ("e", $"{episodes}C1,10/05/2012,S,C2,N1,U4,PR1,11/05/2020,E4,,,,\n"))).StatusesChanged);
    }

    [Fact]
    public async Task Care_that_begins_at_18_or_ends_then_as_only_a_childs_does_is_refused_and_takes_no_rights_away()
    {
        var header = ("h", Header("C1,M,02/07/2006,WBRI,,,", "C2,F,29/02/2008,WBRI,,,"));
        const string episodes = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n";
        var report = await site.ImportAsync(_authority, 2026, header, ("e", episodes
            + "C1,01/04/2020,S,C2,N1,U4,PR1,02/07/2024,E15,,,,\nC1,01/04/2025,S,C2,N1,U4,PR1,01/05/2025,E11,,,,\n"
            + "C2,01/04/2020,S,C2,N1,U4,PR1,28/02/2026,X1,PLANN,,,\nC2,28/02/2026,P,C2,N1,U4,PR1,01/03/2026,E45,,,,\nC2,01/03/2026,S,C2,N1,U4,PR1,,,,,,\n"));

        Assert.Equal([(3, "DECOM", "01/04/2025", "episode-from-18"), (5, "REC", "E45", "episode-ended-so-at-18"), (6, "DECOM", "01/03/2026", "episode-from-18")],
            report.Refusals.OrderBy(refusal => refusal.Line).Select(refusal => (refusal.Line ?? 0, refusal.Column, refusal.Value, refusal.Code)));
        Assert.Equal("former-relevant", await StatusAsync("C1", "2026-06-01"));
    }

    [Fact]
    public async Task The_same_child_id_in_another_authority_is_somebody_else()
    {
        var other = await site.Arrange.AuthorityAsync($"Elsewhere {Guid.NewGuid():N}");
        await site.ImportAsync(_authority, 2026, ("h", Header("C1,M,10/05/2006,WBRI,,,")), ("o", Oc3("C1,10/05/2006,YES,F2,U1")));
        var before = await site.StateAsync(_authority);

        await site.ImportAsync(other, 2026, ("h", Header("C1,F,11/06/2007,BAFR,,,")), ("o", Oc3("C1,11/06/2007,YES,G5,D2")));

        Assert.Equal(before, await site.StateAsync(_authority));
        Assert.Contains("home D2", await site.FactsAsync(other, "C1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workers_fact_that_says_otherwise_is_kept_and_reported()
    {
        await site.ImportAsync(_authority, 2025, ("h", Header("C1,M,10/05/2006,WBRI,,,")), ("o", Oc3("C1,10/05/2006,YES,F2,U1")));
        await site.ExecuteAsync("update pledge.fact set period_to = date '2025-01-07' where authority_id = $1 and kind = 'activity'", _authority);
        await site.ExecuteAsync("""
            insert into pledge.fact (id, authority_id, young_person_id, kind, period_from, code, source, recorded_at)
            select gen_random_uuid(), authority_id, id, 'activity', date '2025-01-07', 'G5', 'worker', now() from pledge.young_person where authority_id = $1 and child_id = 'C1'
            """, _authority);

        var report = await site.ImportAsync(_authority, 2026, ("h", Header("C1,M,10/05/2006,WBRI,,,")), ("o", Oc3("C1,10/05/2006,YES,F2,D1")));

        Assert.Equal(("ACTIV", "F2", "differs-from-record"), Assert.Single(report.Refusals) is var r ? (r.Column, r.Value, r.Code) : default);
        Assert.Equal("activity F2 2024-05-10 2025-01-07, activity G5 2025-01-07, home U1 2024-05-10 2025-05-10, home D1 2025-05-10, in-touch YES 2024-05-10",
            await site.FactsAsync(_authority, "C1"));
    }

    [Fact]
    public async Task A_corrected_file_supersedes_what_it_said_before()
    {
        await site.ImportAsync(_authority, 2026, ("h", Header("C1,M,10/05/2006,WBRI,,,")), ("o", Oc3("C1,10/05/2006,YES,F2,U1")));
        site.Clock.Advance(TimeSpan.FromMinutes(1));

        await site.ImportAsync(_authority, 2026, ("h", Header("C1,M,10/05/2006,WBRI,,,")), ("o", Oc3("C1,10/05/2006,YES,F2,U2")));

        Assert.Equal("activity F2 2025-05-10, home U2 2025-05-10, in-touch YES 2025-05-10", await site.FactsAsync(_authority, "C1"));
        Assert.Equal(1, await site.SqlAsync<long>("select count(*) from pledge.fact where authority_id = $1 and superseded_at is not null and superseded_by is not null", _authority));
    }

    private Task<string> StatusAsync(string child, string day) => site.SqlAsync<string>("""
        select s.status from pledge.legal_status s join pledge.young_person y on y.id = s.young_person_id
        where y.authority_id = $1 and y.child_id = $2 and s.superseded_at is null and daterange(s.period_from, s.period_to) @> $3::date
        """, _authority, child, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));
}
