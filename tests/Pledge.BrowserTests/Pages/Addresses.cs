using Pledge.Domain.Organisations;

namespace Pledge.BrowserTests.Pages;

/// <summary>Every page there is, with who visits it. <c>{id}</c> is a young person of the first adviser's caseload, <c>{talks}</c> one they have a conversation with, which is <c>{theirs}</c>;
/// <c>{conversation}</c> is one of the first young person's own. <c>{draft}</c>, <c>{submitted}</c>, <c>{approved}</c> and <c>{shared}</c> are people of the caseload
/// whose latest plan has come so far, <c>{todo}</c> is one with an <c>{action}</c> to do.</summary>
internal static class Addresses
{
    public const string Stranger = "stranger";

    public static readonly (string Role, string Address)[] All =
    [
        (Stranger, "/help"),
        (Stranger, "/error/404"),
        (Stranger, "/sign-in"),
        (Roles.YoungPerson, "/"),
        (Roles.YoungPerson, "/pledge"),
        (Roles.YoungPerson, "/pledge/home"),
        (Roles.YoungPerson, "/plan"),
        (Roles.YoungPerson, "/plan/parts/5"),
        (Roles.YoungPerson, "/plan/say"),
        (Roles.YoungPerson, "/plan/review"),
        (Roles.YoungPerson, "/plan/dates"),
        (Roles.YoungPerson, "/plan/versions"),
        (Roles.YoungPerson, "/plan/versions/1"),
        (Roles.YoungPerson, "/plan/versions/2/changes"),
        (Roles.YoungPerson, "/plan/versions/1/pdf?problem=pdf-busy"),
        (Roles.YoungPerson, "/messages"),
        (Roles.YoungPerson, "/messages/new"),
        (Roles.YoungPerson, "/messages/new?kind=good-news"),
        (Roles.YoungPerson, "/messages/new?about=home"),
        (Roles.YoungPerson, "/messages/{conversation}"),
        (Roles.YoungPerson, "/welcome-to-pledge"),
        (Roles.YoungPerson, "/reminders"),
        (Roles.YoungPerson, "/record"),
        (Roles.YoungPerson, "/record/kept"),
        (Roles.YoungPerson, "/account"),
        (Roles.YoungPerson, "/account/password"),
        (Roles.Adviser, "/caseload"),
        (Roles.Adviser, "/contacts/new?with={id}"),
        (Roles.Adviser, "/young-people/{id}"),
        (Roles.Adviser, "/young-people/{id}/home"),
        (Roles.Adviser, "/young-people/{id}/activity"),
        (Roles.Adviser, "/young-people/{id}/in-touch"),
        (Roles.Adviser, "/young-people/{id}/plan"),
        (Roles.Adviser, "/young-people/{draft}/plan"),
        (Roles.Adviser, "/young-people/{submitted}/plan"),
        (Roles.Adviser, "/young-people/{approved}/plan"),
        (Roles.Adviser, "/young-people/{shared}/plan"),
        (Roles.Adviser, "/young-people/{draft}/plan/matters/5"),
        (Roles.Adviser, "/young-people/{draft}/plan/needs/1"),
        (Roles.Adviser, "/young-people/{draft}/plan/submit"),
        (Roles.Adviser, "/young-people/{approved}/plan/share"),
        (Roles.Adviser, "/young-people/{shared}/plan/said"),
        (Roles.Adviser, "/young-people/{shared}/plan/review"),
        (Roles.Adviser, "/young-people/{shared}/plan/dates"),
        (Roles.Adviser, "/young-people/{shared}/plan/versions"),
        (Roles.Adviser, "/young-people/{shared}/plan/versions/1"),
        (Roles.Adviser, "/young-people/{shared}/plan/versions/2/changes"),
        (Roles.Adviser, "/young-people/{shared}/plan/versions/1/pdf?problem=pdf-failed"),
        (Roles.Adviser, "/young-people/{todo}/plan/actions/{action}/change"),
        (Roles.Adviser, "/young-people/{id}/plan/actions/new"),
        (Roles.Adviser, "/young-people/{id}/promises/home"),
        (Roles.Adviser, "/messages"),
        (Roles.Adviser, "/young-people/{id}/messages"),
        (Roles.Adviser, "/young-people/{id}/messages/new"),
        (Roles.Adviser, "/young-people/{talks}/messages/{theirs}"),
        (Roles.Adviser, "/account/second-factor"),
        (Roles.Manager, "/caseload"),
        (Roles.Manager, "/team/plans"),
        (Roles.Manager, "/young-people/{submitted}/plan/decide"),
        (Roles.Board, "/board"),
        (Roles.Board, "/board?On.Day=1&On.Month=1&On.Year=2031"),
        (Roles.DataOfficer, "/imports"),
        (Roles.DataOfficer, "/people"),
        (Roles.DataOfficer, "/people/{id}"),
        (Roles.DataOfficer, "/people/{id}/invite"),
        (Roles.DataOfficer, "/people/{id}/name"),
        (Roles.Administrator, "/admin"),
        (Roles.Administrator, "/admin/accounts"),
        (Roles.Administrator, "/admin/accounts/invite"),
        (Roles.Administrator, "/admin/audit"),
        (Roles.Administrator, "/admin/messages"),
        (Roles.Administrator, "/admin/promises"),
        (Roles.Administrator, "/admin/teams"),
        (Roles.Administrator, "/admin/unassigned"),
    ];

    /// <summary>The address with ids of the demonstration in place of its names.</summary>
    public static async Task<string> FillAsync(this Browser browser, string address)
    {
        if (address.Contains("{id}", StringComparison.Ordinal))
            address = address.Replace("{id}", (await browser.Site.SqlAsync<Guid>(
                "select young_person_id from pledge.assignment where staff_member_id = $1 and period_to is null order by young_person_id limit 1",
                await browser.AccountAsync(Roles.Adviser))).ToString(), StringComparison.Ordinal);
        if (address.Contains("{conversation}", StringComparison.Ordinal))
            address = address.Replace("{conversation}", (await browser.Site.SqlAsync<Guid>(
                "select c.id from pledge.conversation c join identity.account a on a.young_person_id = c.young_person_id where a.id = $1 order by c.last_message_at desc limit 1",
                await browser.AccountAsync(Roles.YoungPerson))).ToString(), StringComparison.Ordinal);
        if (address.Contains("{talks}", StringComparison.Ordinal))
        {
            var talk = await browser.Site.RowAsync(
                "select c.young_person_id, c.id from pledge.conversation c join pledge.assignment s on s.young_person_id = c.young_person_id and s.period_to is null where s.staff_member_id = $1 order by c.id limit 1",
                await browser.AccountAsync(Roles.Adviser));
            address = address.Replace("{talks}", talk[0]!.ToString(), StringComparison.Ordinal).Replace("{theirs}", talk[1]!.ToString(), StringComparison.Ordinal);
        }
        foreach (var state in new[] { "draft", "submitted", "approved", "shared" }.Where(state => address.Contains($"{{{state}}}", StringComparison.Ordinal)))
        {
            address = address.Replace($"{{{state}}}", (await browser.Site.SqlAsync<Guid>(
                """
                select v.young_person_id from pledge.plan_version v join pledge.assignment s on s.young_person_id = v.young_person_id and s.period_to is null
                where s.staff_member_id = $1 and v.state = $2 and not exists (select from pledge.plan_version n where n.young_person_id = v.young_person_id and n.number > v.number)
                order by v.number desc, v.id limit 1
                """, await browser.AccountAsync(Roles.Adviser), state)).ToString(), StringComparison.Ordinal);
        }
        if (address.Contains("{todo}", StringComparison.Ordinal))
        {
            var todo = await browser.Site.RowAsync(
                "select p.young_person_id, p.id from pledge.plan_action p join pledge.assignment s on s.young_person_id = p.young_person_id and s.period_to is null where s.staff_member_id = $1 and p.done_at is null order by p.id limit 1",
                await browser.AccountAsync(Roles.Adviser));
            address = address.Replace("{todo}", todo[0]!.ToString(), StringComparison.Ordinal).Replace("{action}", todo[1]!.ToString(), StringComparison.Ordinal);
        }
        return address;
    }
}
