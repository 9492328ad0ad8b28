using System.Net;
using Pledge.Domain.Facts;
using Pledge.Domain.Organisations;
using Pledge.Domain.People;
using Pledge.Domain.Returns;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Returns;

public sealed class CareLeaversTests(Site site) : IClassFixture<Site>
{
    private const string AnnexAHeadings =
        "Child Unique ID,Gender,Ethnicity,Date of Birth,Age of Child (Years),\"Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)\",Does the Child have a Disability,"
        + "Allocated Team,Allocated Worker,Allocated Personal Advisor,Eligibility Category,Latest Pathway Plan Review Date,LA in Touch,Latest Date of Contact,Type of Accommodation,"
        + "Suitability of Accommodation,Activity Status\r\n";

    private const string DataSetHeadings =
        "clea_table_id,clea_person_id,clea_care_leaver_eligibility,clea_care_leaver_in_touch,clea_care_leaver_latest_contact,clea_care_leaver_accommodation,clea_care_leaver_accom_suitable,"
        + "clea_care_leaver_activity,clea_pathway_plan_review_date,clea_care_leaver_personal_advisor,clea_care_leaver_allocated_team,clea_care_leaver_worker_id\r\n";

    [Fact]
    public async Task The_files_say_what_held_on_the_day_in_the_published_words()
    {
        var (authority, officer) = await OfficerAsync();
        var team = await site.Arrange.TeamAsync(authority, "=North");
        var worker = await site.Arrange.StaffAsync(authority, Roles.Adviser, team, "Wendy Worker");
        var known = await LeaverAsync(authority, "K1", new(2005, 9, 14), home: "U");
        await site.ExecuteAsync("update pledge.young_person set ethnicity = 'WOTH', uasc = true, disabled = false where id = $1", known.YoungPerson);
        await site.ExecuteAsync("update pledge.fact set period_to = '2026-06-01' where young_person_id = $1 and kind = 'home'", known.YoungPerson);
        await site.Arrange.FactAsync(known, "home", "W", new(2026, 6, 1), suitable: false);
        await site.Arrange.AssignAsync(worker, known, new(2026, 2, 1));
        var plan = await site.Arrange.PlanAsync(known, new(2026, 3, 1));
        await site.ExecuteAsync("insert into pledge.plan_review (id, authority_id, young_person_id, plan_id, reviewed_on, recorded_at) values (gen_random_uuid(), $1, $2, $3, '2026-09-01', '2026-09-01')", authority, known.YoungPerson, plan);
        await site.Arrange.ContactAsync(worker, known, new(2026, 1, 5));
        await site.Arrange.ContactAsync(worker, known, new(2026, 11, 10));
        await site.Arrange.ContactAsync(worker, known, new(2026, 11, 15), outcome: "attempted");
        var lost = await LeaverAsync(authority, "L1", new(2007, 1, 1), inTouch: "NO", activity: "0", home: "S", suitable: false);
        await site.Arrange.ContactAsync(worker, lost, new(2026, 1, 5));
        await LeaverAsync(authority, "N1", new(2009, 11, 23), inTouch: null, activity: null, home: null);
        // Whom the law gives nothing: one whom we support, and those who are too old, have died or have nobody.
        await site.Arrange.AssignAsync(worker, await NobodyAsync(authority, "O1", new(2009, 1, 2)), new(2026, 2, 1));
        await site.Arrange.AssignAsync(worker, await NobodyAsync(authority, "X1", new(2001, 11, 22)), new(2026, 2, 1));
        var died = await NobodyAsync(authority, "X2", new(2005, 1, 2));
        await site.Arrange.AssignAsync(worker, died, new(2026, 2, 1));
        await site.Arrange.FactAsync(died, "in-touch", "DIED", new(2026, 2, 1));
        await NobodyAsync(authority, "X3", new(2005, 1, 2));
        await site.LeaverAsync(await site.Arrange.AuthorityAsync($"Else {Guid.NewGuid():N}"), "E1", new(2005, 9, 14));

        Assert.Equal(AnnexAHeadings
            + "K1,b) Female,d) WOTH,14/09/2005,21,a) Yes,b) No,\"'=North\",Wendy Worker,Wendy Worker,b) Former relevant child,01/09/2026,a) Yes,10/11/2026,W: Bed and breakfast,b) Unsuitable,F2: Full time in education other than higher\r\n"
            + "L1,b) Female,t) NOBT,01/01/2007,19,b) No,,,,,b) Former relevant child,,b) No,,S: No fixed abode / homeless,b) Unsuitable,\r\n"
            + "N1,b) Female,t) NOBT,23/11/2009,16,b) No,,,,,a) Relevant child,,,,,,\r\n"
            + "O1,c) Not stated/recorded,t) NOBT,02/01/2009,17,b) No,,\"'=North\",Wendy Worker,Wendy Worker,e) Other,,,,,,\r\n",
            await FileAsync(officer, "annex-a-list-9.csv", "2026-11-22"));
        Assert.Equal(DataSetHeadings
            + $"K1,K1,Former Relevant,YES,2026-11-10,W,2,F2,2026-09-01,Wendy Worker,\"'=North\",{worker.Account}\r\n"
            + "L1,L1,Former Relevant,NO,,S,2,,,,,\r\n"
            + "N1,N1,Relevant,,,,,,,,,\r\n"
            + $"O1,O1,No Current Eligibility,,,,,,,Wendy Worker,\"'=North\",{worker.Account}\r\n",
            await FileAsync(officer, "ssd_care_leavers.csv", "2026-11-22"));
        // In January nobody had a worker or a plan, and K1 lived elsewhere; N1 had not left care.
        Assert.Equal(DataSetHeadings
            + "K1,K1,Former Relevant,YES,2026-01-05,U,1,F2,,,,\r\n"
            + "L1,L1,Former Relevant,NO,,S,2,,,,,\r\n",
            await FileAsync(officer, "ssd_care_leavers.csv", "2026-01-31"));
        Assert.Equal(3, await site.SqlAsync<long>("select count(*) from pledge.audit_event where authority_id = $1 and what = 'fetched-care-leavers'", authority));
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync("/returns/care-leavers?handler=File&name=other.csv")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync("/returns/care-leavers?handler=File&name=ssd_care_leavers.csv&On=2026-11-23")).StatusCode);
    }

    [Fact]
    public async Task What_is_missing_is_counted_and_leads_to_where_it_is_put_right()
    {
        var (authority, officer) = await OfficerAsync();
        var first = await LeaverAsync(authority, "C1", new(2005, 9, 14), activity: "0");

        var page = await officer.PageAsync("/returns/care-leavers?Missing=Activity");

        Assert.Equal("Care leavers on 22 November 2026: 1", page.QuerySelector("h2").Reads());
        Assert.Equal(["No worker", "No plan", "In touch, but no contact", "In touch, but no activity", "Whether they are disabled"], page.QuerySelectorAll("tbody th").Select(cell => cell.Reads()));
        Assert.Equal("Zephyrine Vale", page.QuerySelector("ul.rows h3").Reads());
        Assert.NotNull(page.QuerySelector($"ul.rows a[href='/young-people/{first.YoungPerson}/activity?on=2026-11-22&back=%2Freturns%2Fcare-leavers%3FOn%3D2026-11-22%26Missing%3DActivity%26number%3D1%23people']"));
        var refused = await officer.PageAsync("/returns/care-leavers?On=2026-11-23");
        Assert.Equal("Error: Enter today or a day before today", refused.QuerySelector("#On-error").Reads());

        async Task<int> CountAsync()
        {
            using var statements = new Statements(site);
            await officer.PageAsync("/returns/care-leavers?Missing=Activity");
            return statements.Sent.Count;
        }
        var one = await CountAsync();
        for (var i = 2; i < 8; i++)
            await LeaverAsync(authority, $"C{i}", new(2005, 9, 14), activity: "0");
        Assert.Equal(one, await CountAsync());
    }

    [Fact]
    public void Every_code_of_ours_has_an_answer_in_Annex_A()
    {
        var plain = new CareLeaver(new(Guid.Empty), "1", new(2005, 1, 1), "F", "WBRI", false, null, LegalStatus.None);
        List<CareLeaver> everybody =
        [
            .. SexCode.All.Where(code => code.ValidTo is null).Select(code => plain with { Sex = code.Code }), .. EthnicityCode.All.Select(code => plain with { Ethnicity = code.Code }),
            .. InTouchCode.All.Select(code => plain with { InTouch = code.Code }), .. AccommodationCode.All.Select(code => plain with { Home = code.Base }),
            .. ActivityCode.All.Where(code => code.Code != ActivityCode.NotKnown).Select(code => plain with { Activity = code.Code }),
            .. Enum.GetValues<LegalStatus>().Select(status => plain with { Status = status }),
        ];

        Assert.DoesNotContain(everybody, person => CareLeaverList.AnnexA.Columns.Count(column => column.Value(person, new(2026, 11, 22)) is not null)
            < 7 + (person.InTouch is null ? 0 : 1) + (person.Home is null ? 0 : 1) + (person.Activity is null ? 0 : 1));
    }

    private async Task<(Guid Authority, Visitor Officer)> OfficerAsync()
    {
        var authority = await site.Arrange.AuthorityAsync($"Lists {Guid.NewGuid():N}");
        return (authority, await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.DataOfficer)).Account));
    }

    private async Task<Someone> LeaverAsync(Guid authority, string child, DateOnly born, string? inTouch = "YES", string? activity = "F2", string? home = "U", bool? suitable = true) =>
        new(authority, Guid.Empty, await site.LeaverAsync(authority, child, born, inTouch, activity, home, suitable), "");

    private async Task<Someone> NobodyAsync(Guid authority, string child, DateOnly born)
    {
        var person = await site.Arrange.YoungPersonAsync(authority, born: born);
        await site.ExecuteAsync("update pledge.young_person set child_id = $2 where id = $1", person.YoungPerson, child);
        return person;
    }

    private static async Task<string> FileAsync(Visitor officer, string name, string on)
    {
        using var response = await officer.GetAsync($"/returns/care-leavers?handler=File&name={name}&On={on}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }
}
