using System.Net;
using Pledge.Tests.Support;

namespace Pledge.Tests.Access;

/// <summary>A form that comes back shows as much as the page, so it leaves the same kind of trace.</summary>
public sealed class LooksOfFormsTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_refused_form_about_somebody_is_a_look_and_one_that_is_not_found_is_none()
    {
        var worker = await site.Arrange.AdviserAsync();
        var person = await site.Arrange.TheirsAsync(worker);
        var contact = await site.Arrange.ContactAsync(worker, person, new(2026, 11, 20), note: "Rang about the flat");
        var visitor = await site.SignInAsync(worker.Account);

        foreach (var address in new[] { $"/young-people/{person.YoungPerson}/notes/new", $"/contacts/{contact}/correct" })
        {
            var before = await LooksAsync(person);
            var refused = await visitor.PostFormAsync("/account", address, ("Version", contact.ToString()));
            Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
            Assert.Equal(before + 1, await LooksAsync(person));
        }

        var stranger = await site.SignInAsync((await site.Arrange.StaffAsync(worker.Authority, "adviser")).Account);
        var seen = await LooksAsync(person);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostFormAsync("/account", $"/young-people/{person.YoungPerson}/notes/new")).StatusCode);
        Assert.Equal(seen, await LooksAsync(person));
        Assert.Contains("Opened a form about you again.", (await (await site.SignInAsync(person.Account)).PageAsync("/record")).QuerySelector("main").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_name_with_a_bracket_alone_is_no_error_of_ours()
    {
        var young = await site.Arrange.YoungAsync();
        var visitor = await site.SignInAsync(young.Account);

        var answer = await visitor.PostFormAsync("/my-people/new", "/my-people/new", ("Form.Name", ""), ("a[b", "1"), ("[", "2"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private Task<long> LooksAsync(Someone person) => site.SqlAsync<long>("select count(*) from pledge.record_look where young_person_id = $1 and act = 'looked'", person.YoungPerson);
}
