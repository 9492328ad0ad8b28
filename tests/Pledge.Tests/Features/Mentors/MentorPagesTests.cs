using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;
using Pledge.Web.Features.Mentors;

namespace Pledge.Tests.Features.Mentors;

public sealed class MentorPagesTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_coordinator_brings_somebody_from_applying_to_available()
    {
        var (_, visitor) = await ArrangeAsync();
        var mentor = await AddAsync(visitor, "Mo Reed");
        await DoneAsync(visitor, mentor, "step", ("Next", "references"));
        await DoneAsync(visitor, mentor, "step", ("Next", "checks"));

        Assert.Contains("Something is missing", await (await visitor.SubmitAsync($"/mentors/{mentor}/step", ("Next", "trained"), ("Reason", "Did it all"))).ErrorAsync(), StringComparison.Ordinal);
        foreach (var course in new[] { "training", "code-of-conduct", "safeguarding" })
            await DoneAsync(visitor, mentor, "training", [("Course", course), .. Day("DoneOn", 1, 11, 2026), .. Day("ValidUntil", 1, 11, 2027)]);
        await DoneAsync(visitor, mentor, "step", ("Next", "trained"));
        await DoneAsync(visitor, mentor, "clearance", Clearance("0012 3456 7890"));
        await DoneAsync(visitor, mentor, "step", ("Next", "approved"));
        await DoneAsync(visitor, mentor, "step", ("Next", "available"));

        var page = (await visitor.PageAsync($"/mentors/{mentor}")).QuerySelector("main")!.TextContent;
        Assert.Contains("nothing stands in the way", page, StringComparison.Ordinal);
        Assert.Contains("number 001234567890", page, StringComparison.Ordinal);
        Assert.Equal(6, await site.SqlAsync<long>("select count(*) from pledge.mentor_step where mentor_id = $1 and superseded_at is null", mentor));
    }

    [Fact]
    public void Whatever_is_typed_about_a_mentor_stands_beside_what_somebody_else_saved()
    {
        var typed = typeof(MentorForm).GetProperties().Where(property => property.CanWrite && property.Name is not (nameof(MentorForm.Key) or nameof(MentorForm.IsAnother)));
        Assert.Equal(typed.Count(), new MentorForm().Beside(new(), [], site.Services.GetRequiredService<IStringLocalizer<MentorsText>>()).Count);
    }

    [Fact]
    public async Task A_second_check_takes_the_place_of_the_first_which_stays()
    {
        var (_, visitor) = await ArrangeAsync();
        var mentor = await AddAsync(visitor, "Mo Reed");
        await DoneAsync(visitor, mentor, "clearance", Clearance("001234567890"));
        await DoneAsync(visitor, mentor, "clearance", Clearance("001234567891"));
        Assert.Equal("001234567891", await site.SqlAsync<string>("select string_agg(certificate_number, ' ') from pledge.mentor_clearance where mentor_id = $1 and superseded_at is null", mentor));
        Assert.Contains("001234567890", (await visitor.PageAsync($"/mentors/{mentor}")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_recorded_by_mistake_is_taken_back_and_what_it_replaced_holds_again()
    {
        var (_, visitor) = await ArrangeAsync();
        var mentor = await AddAsync(visitor, "Mo Reed");
        foreach (var number in new[] { "001234567890", "001234567891" })
        {
            site.Clock.Advance(TimeSpan.FromSeconds(1));
            await DoneAsync(visitor, mentor, "clearance", Clearance(number));
        }
        await DoneAsync(visitor, mentor, "training", [("Course", "training"), .. Day("DoneOn", 1, 11, 2026), .. Day("ValidUntil", 1, 11, 2027)]);
        const string Holds = "select coalesce(string_agg(certificate_number, ' '), '') from pledge.mentor_clearance where mentor_id = $1 and superseded_at is null";
        foreach (var left in new[] { "001234567890", "" })
        {
            await TakeBackAsync();
            Assert.Equal(left, await site.SqlAsync<string>(Holds, mentor));
        }
        await TakeBackAsync();
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.mentor_training where mentor_id = $1 and superseded_at is null", mentor));
        var page = await visitor.PageAsync($"/mentors/{mentor}");
        Assert.Null(page.QuerySelector("form[id^='take-back-']"));
        Assert.Contains("Taken back as a mistake on 22 November 2026", page.QuerySelector("main").Reads(), StringComparison.Ordinal);
        Assert.Equal(3L, await site.SqlAsync<long>("select (select count(*) from pledge.mentor_clearance where mentor_id = $1 and taken_back and superseded_by is not null) + (select count(*) from pledge.mentor_training where mentor_id = $1 and taken_back)", mentor));

        async Task TakeBackAsync()
        {
            site.Clock.Advance(TimeSpan.FromSeconds(1));
            var form = (await visitor.PageAsync($"/mentors/{mentor}")).QuerySelector("form[id^='take-back-']")!.Id;
            Assert.Equal(HttpStatusCode.Redirect, (await visitor.SubmitFormAsync($"/mentors/{mentor}", form)).StatusCode);
        }
    }

    [Theory]
    [InlineData("step", "Choose the next step", "Reason=")]
    [InlineData("step", "pause or leave", "Next=left")]
    [InlineData("step", "cannot follow", "Next=available")]
    [InlineData("step", "cannot follow", "Next=nonsense")]
    [InlineData("clearance", "Choose what you decided", "CertificateNumber=")]
    [InlineData("clearance", "12 digits", "Decided=accepted", "Level=enhanced", "CertificateNumber=12")]
    [InlineData("training", "Choose what they did", "DoneOn.Day=")]
    [InlineData("training", "Enter the day they did it", "Course=training")]
    [InlineData("training", "Choose what they did", "Course=nonsense")]
    [InlineData("change", "Enter a name", "Form.Name=")]
    [InlineData("change", "from 0 to 10", "Form.Places=11")]
    [InlineData("change", "Enter a year from", "Form.BirthYear=2015")]
    [InlineData("change", "email address or a phone number", "Form.Email=")]
    public async Task Bad_input_is_refused_beside_its_field(string form, string sentence, params string[] typed)
    {
        var (_, visitor) = await ArrangeAsync();
        var mentor = await AddAsync(visitor, "Mo Reed");
        var before = await site.SqlAsync<string>("select md5(m::text) from pledge.mentor m where id = $1", mentor);
        var answer = await visitor.SubmitAsync($"/mentors/{mentor}/{form}", [.. typed.Select(pair => pair.Split('=')).Select(pair => (pair[0], pair[1]))]);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(sentence, await answer.ErrorAsync(), StringComparison.Ordinal);
        Assert.Equal(before, await site.SqlAsync<string>("select md5(m::text) from pledge.mentor m where id = $1", mentor));
    }

    [Fact]
    public async Task Two_windows_do_not_overwrite_each_other()
    {
        var (_, visitor) = await ArrangeAsync();
        var mentor = await AddAsync(visitor, "Mo Reed");
        var late = await visitor.FillAsync($"/mentors/{mentor}/change", null, ("Form.Words", "Likes boats"));
        var lateStep = await visitor.FillAsync($"/mentors/{mentor}/step", null, ("Next", "references"));
        await DoneAsync(visitor, mentor, "change", ("Form.Words", "Likes trains"));

        var page = await (await late()).DocumentAsync();
        Assert.Contains("Likes trains", page.QuerySelector(".merge")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Likes boats", page.QuerySelector("textarea[name='Form.Words']")!.TextContent.Trim());
        Assert.Equal("Likes trains", await site.SqlAsync<string>("select words from pledge.mentor where id = $1", mentor));
        Assert.Contains("changed this mentor", await (await lateStep()).ErrorAsync(), StringComparison.Ordinal);
        Assert.Equal("applied", await site.SqlAsync<string>("select state from pledge.mentor where id = $1", mentor));
    }

    [Fact]
    public async Task What_only_the_other_changed_stays_as_they_saved_it()
    {
        var (_, visitor) = await ArrangeAsync();
        var mentor = await AddAsync(visitor, "Mo Reed", ("Form.Places", "2"), ("Form.Interests", "music"));
        // Nothing that both touched: both are saved.
        var late = await visitor.FillAsync($"/mentors/{mentor}/change", null, ("Form.Name", "Moses Reed"));
        await DoneAsync(visitor, mentor, "change", ("Form.Places", "3"));
        Assert.Equal(HttpStatusCode.Redirect, (await late()).StatusCode);
        Assert.Equal("Moses Reed 3 {music}", await site.SqlAsync<string>("select concat_ws(' ', name, places, interests::text) from pledge.mentor where id = $1", mentor));

        // Something that both touched is shown, and only that; what was not touched is theirs in the form already.
        late = await visitor.FillAsync($"/mentors/{mentor}/change", null, ("Form.Words", "Likes boats"));
        await DoneAsync(visitor, mentor, "change", ("Form.Words", "Likes trains"), ("Form.Places", "5"));
        var page = await (await late()).DocumentAsync();
        Assert.Single(page.QuerySelectorAll(".merge__field"));
        Assert.Equal("5", page.QuerySelector("input[name='Form.Places']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Somebody_who_is_on_the_register_is_not_added_again_unasked()
    {
        var (_, visitor) = await ArrangeAsync();
        var first = await AddAsync(visitor, "Mo Reed", ("Form.Email", "mo@mentors.test"));
        foreach (var (name, email) in new[] { ("mo reed", "other@mentors.test"), ("Moses", "MO@mentors.test") })
        {
            var answer = await visitor.SubmitAsync("/mentors/new", ("Form.Name", name), ("Form.Email", email));
            Assert.Contains("is on the register", await answer.ErrorAsync(), StringComparison.Ordinal);
            var again = await answer.DocumentAsync();
            Assert.NotNull(again.QuerySelector($"main a[href='/mentors/{first}']"));
            Assert.NotNull(again.QuerySelector("[name='Form.IsAnother']"));
        }
    }

    [Fact]
    public async Task The_register_says_what_matching_goes_by_and_where_it_is_put_right()
    {
        var (authority, visitor) = await ArrangeAsync();
        var mentor = await site.Arrange.FreeMentorAsync(authority);
        await site.ExecuteAsync("update pledge.mentor_clearance set level = 'basic' where mentor_id = $1", mentor);
        await site.ExecuteAsync("update pledge.mentor set agrees_to_be_suggested = false, birth_year = null, times = '{}', outcode = 'ZZ99', travel_km = 8 where id = $1", mentor);
        var page = (await visitor.PageAsync($"/mentors/{mentor}")).QuerySelector("main")!;
        foreach (var said in new[] { "not of the level needed", "year of birth is not known", "did not say that they may be suggested", "We do not know ZZ99", "named no times" })
            Assert.Contains(said, page.TextContent, StringComparison.OrdinalIgnoreCase);
        Assert.NotNull(page.QuerySelector($"a[href='/mentors/{mentor}/clearance']"));
        Assert.DoesNotContain("nothing stands in the way", page.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_matching_looks_at_is_asked_kept_and_shown()
    {
        var (_, visitor) = await ArrangeAsync();
        var mentor = await AddAsync(visitor, "Mo Reed", ("Form.Kinds", "work"), ("Form.Gender", "woman"), ("Form.BirthYear", "1980"), ("Form.Backgrounds", "care"), ("Form.NotShown", "background"), ("Form.AgreesToBeSuggested", "true"));
        Assert.Equal("{work} woman 1980 {care} true {} {background}", await site.SqlAsync<string>(
            "select concat_ws(' ', kinds::text, gender, birth_year, backgrounds::text, case when agrees_to_be_suggested then 'true' end, not_used::text, not_shown::text) from pledge.mentor where id = $1", mentor));
        var page = (await visitor.PageAsync($"/mentors/{mentor}")).QuerySelector("main")!.TextContent;
        foreach (var word in new[] { "Somebody who knows a trade or a job", "Woman", "1980", "Was in care", "What they have lived through" })
            Assert.Contains(word, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_sent_twice_is_one_mentor()
    {
        var (authority, visitor) = await ArrangeAsync();
        var send = await visitor.FillAsync("/mentors/new", null, ("Form.Name", "Mo Reed"), ("Form.Email", "mo@mentors.test"));
        Assert.Equal(HttpStatusCode.Redirect, (await send()).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await send()).StatusCode);
        Assert.Equal(1, await site.SqlAsync<long>("select count(*) from pledge.mentor where authority_id = $1", authority));
    }

    [Fact]
    public async Task A_step_taken_back_shows_in_the_history()
    {
        var (_, visitor) = await ArrangeAsync();
        var mentor = await AddAsync(visitor, "Mo Reed");
        await DoneAsync(visitor, mentor, "step", ("Next", "references"));
        var answer = await visitor.SubmitFormAsync($"/mentors/{mentor}/step", "take-back");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("applied", await site.SqlAsync<string>("select state from pledge.mentor where id = $1", mentor));
        Assert.Contains("Taken back as a mistake", (await visitor.PageAsync($"/mentors/{mentor}")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_lapses_comes_first_in_a_fixed_number_of_statements()
    {
        var (authority, visitor) = await ArrangeAsync();
        await AddAsync(visitor, "Anna First");
        var lapsing = await AddAsync(visitor, "Zoe Last");
        await DoneAsync(visitor, lapsing, "training", [("Course", "training"), .. Day("DoneOn", 1, 11, 2026), .. Day("ValidUntil", 1, 12, 2026)]);
        Assert.Equal(["Zoe Last", "Anna First"], await NamesAsync("/mentors"));
        Assert.Equal(["Anna First"], (await (await visitor.SubmitAsync("/mentors", ("Search", "FIRST"))).DocumentAsync()).QuerySelectorAll(".rows .row__title").Select(name => name.TextContent.Trim()));
        Assert.Empty(await NamesAsync("/mentors?state=paused"));

        async Task<int> CountAsync()
        {
            using var statements = new Statements(site);
            await visitor.PageAsync("/mentors");
            return statements.Sent.Count;
        }
        var few = await CountAsync();
        await site.ExecuteAsync("insert into pledge.mentor (id, authority_id, name, email, places, times, languages, interests, helps, state, added_at, changed_at, changed_by) select gen_random_uuid(), $1, 'Mo', 'mo@mentors.test', 1, '{}', '{}', '{}', '{}', 'applied', now(), now(), gen_random_uuid() from generate_series(1, 60)", authority);
        Assert.Equal(few, await CountAsync());
        Assert.Equal(12, (await NamesAsync("/mentors?number=3")).Count);

        async Task<List<string>> NamesAsync(string address) => [.. (await visitor.PageAsync(address)).QuerySelectorAll(".rows .row__title").Select(name => name.TextContent.Trim())];
    }

    [Fact]
    public async Task An_organisation_is_added_changed_and_named_once()
    {
        var (_, visitor) = await ArrangeAsync();
        (string, string)[] bakers = [("Form.Name", "Bakers"), ("Form.Kind", "employer"), ("Form.Offers", "Two places a year")];
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.SubmitAsync("/organisations/new", bakers)).StatusCode);
        Assert.Contains("on record already", await (await visitor.SubmitAsync("/organisations/new", [("Form.Name", " bakers "), bakers[1]])).ErrorAsync(), StringComparison.Ordinal);
        Assert.Contains("what kind of partner", await (await visitor.SubmitAsync("/organisations/new", ("Form.Name", "Other"), ("Form.Kind", ""))).ErrorAsync(), StringComparison.Ordinal);
        Assert.Contains("what kind of partner", await (await visitor.SubmitAsync("/organisations/new", ("Form.Name", "Other"), ("Form.Kind", "nonsense"))).ErrorAsync(), StringComparison.Ordinal);

        var address = (await visitor.PageAsync("/organisations")).QuerySelector(".rows a")!.GetAttribute("href")!;
        var mentor = await AddAsync(visitor, "Mo Reed", ("Form.Organisation", address.Split('/')[^1]));
        Assert.Contains("Mo Reed", (await visitor.PageAsync(address)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        var late = await visitor.FillAsync(address, null, ("Form.Offers", "Three places"));
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.SubmitAsync(address, ("Form.Ended", "true"))).StatusCode);
        Assert.NotNull((await (await late()).DocumentAsync()).QuerySelector(".merge"));
        // No partner any more: it stays with its mentor, and cannot be chosen for another.
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.SubmitAsync($"/mentors/{mentor}/change", ("Form.Words", "Here for long"))).StatusCode);
        Assert.DoesNotContain("Bakers", (await visitor.PageAsync("/mentors/new")).QuerySelector("select")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Roles.Adviser)]
    [InlineData(Roles.Manager)]
    [InlineData(Roles.Board)]
    [InlineData(Roles.DataOfficer)]
    [InlineData(Roles.Administrator)]
    public async Task Nobody_else_comes_in(string role)
    {
        var (authority, visitor) = await ArrangeAsync();
        var mentor = await AddAsync(visitor, "Mo Reed");
        var other = await site.SignInAsync((await site.Arrange.StaffAsync(authority, role)).Account);
        foreach (var address in new[] { "/mentors", $"/mentors/{mentor}", "/organisations" })
            Assert.Equal(HttpStatusCode.Forbidden, (await other.GetAsync(address)).StatusCode);
    }

    [Fact]
    public async Task A_mentor_of_another_authority_is_not_found()
    {
        var (_, visitor) = await ArrangeAsync();
        var mentor = await AddAsync(visitor, "Mo Reed");
        var (_, stranger) = await ArrangeAsync();
        foreach (var below in new[] { "", "/change", "/step", "/clearance", "/training" })
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/mentors/{mentor}{below}")).StatusCode);
        foreach (var address in new[] { "/young-people/" + Guid.NewGuid(), "/caseload", "/find", "/board" })
            Assert.Equal(HttpStatusCode.Forbidden, (await stranger.GetAsync(address)).StatusCode);
    }

    private async Task<(Guid Authority, Visitor Visitor)> ArrangeAsync()
    {
        var authority = await site.Arrange.AuthorityAsync();
        return (authority, await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.Coordinator)).Account));
    }

    private static async Task<Guid> AddAsync(Visitor visitor, string name, params (string, string)[] more)
    {
        (string, string)[] usual = [("Form.Email", $"{Guid.NewGuid():n}@mentors.test"), ("Form.BirthYear", "1970"), ("Form.AgreesToBeSuggested", "true")];
        var answer = await visitor.SubmitAsync("/mentors/new", [("Form.Name", name), .. usual.Where(field => more.All(one => one.Item1 != field.Item1)), .. more]);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return Guid.Parse(answer.Headers.Location!.OriginalString.Split('/')[^1]);
    }

    private static async Task DoneAsync(Visitor visitor, Guid mentor, string form, params (string, string)[] fields) =>
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.SubmitAsync($"/mentors/{mentor}/{form}", fields)).StatusCode);

    private static (string, string)[] Day(string field, int day, int month, int year) => [($"{field}.Day", $"{day}"), ($"{field}.Month", $"{month}"), ($"{field}.Year", $"{year}")];

    private static (string, string)[] Clearance(string number) =>
        [("Decided", "accepted"), ("Level", "enhanced"), ("CertificateNumber", number), .. Day("IssuedOn", 1, 6, 2026), .. Day("RecheckDueOn", 1, 6, 2029)];
}
