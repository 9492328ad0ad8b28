using Pledge.Domain.Organisations;
using Pledge.Tests.Features.Imports;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Returns;

public sealed class RoundTripTests(Site site) : IClassFixture<Site>
{
    // How the cohort of the year counts, with what nobody knows as the return writes it. Who died or went home for good is in no figure.
    private const string Cells = """
        select coalesce(string_agg(concat_ws(' ', age, in_touch, activity, home, people), ', ' order by age, in_touch, activity, home), '') from (
            select c.age, c.in_touch, c.activity, case when c.home ~ '^.[12]$' then c.home else '0' end as home, sum(c.people) as people
            from (select set_config('pledge.actor', 'data-officer', true) || set_config('pledge.authority_id', $1::text, true) as scope) s
            cross join lateral pledge.figure_cells('{birthday}', array[case when s.scope is not null then date '2026-03-31' end], $2, '{}') c
            where c.in_touch not in ('0', 'DIED', 'RHOM')
            group by 1, 2, 3, 4) cells
        """;

    [Fact]
    public async Task What_is_returned_and_loaded_elsewhere_gives_the_same_figures()
    {
        await Importing.CodesAsync(site);
        var (from, to) = (await site.Arrange.AuthorityAsync("Fromshire"), await site.Arrange.AuthorityAsync("Toshire"));
        (string? InTouch, string? Activity, string? Home, bool Suitable)[] lives =
        [
            ("YES", "F2", "U", true), ("YES", "G5", "S", false), ("YES", "P4", "B", false), ("NO", "0", "0", true), ("NO", "F5", "R", true), ("REFU", "0", "D", true),
            ("NREQ", null, null, true), ("DIED", "F2", "U", true), ("RHOM", "G4", "B", true), ("YES", "F1", "G", true),
        ];
        var number = 0;
        foreach (var born in new DateOnly[] { new(2008, 6, 1), new(2007, 8, 2), new(2007, 3, 31), new(2006, 4, 1), new(2004, 12, 31), new(2005, 2, 28) })
            foreach (var (inTouch, activity, home, suitable) in lives)
                await site.LeaverAsync(from, $"R{++number:000}", born, inTouch, activity, home, suitable);
        // One whose life is known only before the birthday, and one only after it.
        await site.LeaverAsync(from, "Before", new(2005, 9, 14), to: new(2025, 8, 1));
        await site.LeaverAsync(from, "After", new(2005, 9, 14), from: new(2025, 10, 1));
        // One of 22 who was spoken to some months after the birthday, when all was otherwise.
        var older = await site.LeaverAsync(from, "Older", new(2003, 6, 1), "NREQ", "0", "0", to: new(2025, 9, 1));
        await site.ExecuteAsync("""
            insert into pledge.fact (id, authority_id, young_person_id, kind, period_from, code, suitable, source, recorded_at)
            select gen_random_uuid(), $1, $2, f.kind, date '2025-09-01', f.code, f.suitable, 'worker', timestamptz '2025-09-02'
            from (values ('home', 'B', true), ('activity', 'G5', null), ('in-touch', 'YES', null)) f (kind, code, suitable)
            """, from, older);
        await site.ExecuteAsync("""
            insert into pledge.contact (id, authority_id, young_person_id, group_id, outcome, channel, started_by, occurred_on, recorded_at, recorded_by)
            values (gen_random_uuid(), $1, $2, gen_random_uuid(), 'made', 'phone', 'worker', date '2025-12-01', timestamptz '2025-12-02', $3)
            """, from, older, (await site.Arrange.AdviserAsync()).Account);
        var officer = await site.SignInAsync((await site.Arrange.StaffAsync(from, Roles.DataOfficer)).Account);

        var report = await site.ImportAsync(to, 2026, ("header.csv", await FileAsync(officer, "header.csv")), ("oc3.csv", await FileAsync(officer, "oc3.csv")));

        Assert.Empty(report.Refusals);
        var figures = await site.SqlAsync<string>(Cells, from, site.Clock.GetUtcNow());
        Assert.Contains("20 YES F2 U1", figures, StringComparison.Ordinal);
        Assert.Equal(figures, await site.SqlAsync<string>(Cells, to, site.Clock.GetUtcNow()));
        // Loaded where it came from, it says nothing that the record does not.
        Assert.Contains("Older,01/06/2003,YES,G5,B1", await FileAsync(officer, "oc3.csv"), StringComparison.Ordinal);
        Assert.Empty((await site.ImportAsync(from, 2026, ("header.csv", await FileAsync(officer, "header.csv")), ("oc3.csv", await FileAsync(officer, "oc3.csv")))).Refusals);
    }

    private static async Task<string> FileAsync(Visitor officer, string name) => await (await officer.GetAsync($"/returns/2026/files/{name}")).Content.ReadAsStringAsync();
}
