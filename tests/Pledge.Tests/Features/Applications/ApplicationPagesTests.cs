using System.Net;
using Npgsql;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Applications;

public sealed class ApplicationPagesTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_young_person_applies_and_the_employer_reads_what_was_released_and_nothing_else()
    {
        var (person, young, employer, post) = await ArrangeAsync();
        await RedirectAsync(young.SubmitAsync("/work-profile", ("Skills", "I am up early"), ("Done", "I cooked for my brothers"), ("Referees", "Ms Shaw, 01632 960001")));
        var apply = $"/find-work/{post}/apply";
        Assert.Contains("Choose if they should know", await (await young.SubmitAsync(apply, ("Called", "Ash"), ("Contact", "ash@young.test"), ("Why", "I like bread"), ("Shows", "skills"))).ErrorAsync(), StringComparison.Ordinal);
        await RedirectAsync(young.SubmitAsync(apply, ("Called", "Ash"), ("Contact", "ash@young.test"), ("Why", "I like bread"), ("Shows", "skills"), ("TellsCare", "no"), ("Adjustments", "A quiet room")));
        var id = await IdAsync(person);
        Assert.DoesNotContain("Ash", await ReadAsync(employer, "/partner/applicants"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await employer.GetAsync($"/partner/applicants/{id}")).StatusCode);

        await RedirectAsync(young.SubmitFormAsync($"/applications/{id}", "send"));
        var read = await ReadAsync(employer, $"/partner/applicants/{id}");
        foreach (var released in new[] { "Ash", "ash@young.test", "I like bread", "I am up early", "A quiet room" })
        {
            Assert.Contains(released, read, StringComparison.Ordinal);
            Assert.Contains(released, await ReadAsync(young, $"/applications/{id}"), StringComparison.Ordinal);
        }
        foreach (var kept in new[] { "cooked for my brothers", "Ms Shaw", "In care", "time in care", "were in care" })
            Assert.DoesNotContain(kept, read, StringComparison.Ordinal);
        // What they change afterwards is not in what was sent.
        await RedirectAsync(young.SubmitAsync("/work-profile", ("Skills", "I sleep long")));
        Assert.DoesNotContain("sleep long", await ReadAsync(employer, $"/partner/applicants/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_they_were_in_care_is_told_only_when_they_say_so()
    {
        var (person, young, employer, post) = await ArrangeAsync();
        await RedirectAsync(young.SubmitAsync($"/find-work/{post}/apply", ("Called", "Ash"), ("Contact", "07700 900123"), ("Why", "y"), ("TellsCare", "yes")));
        var id = await IdAsync(person);
        await RedirectAsync(young.SubmitFormAsync($"/applications/{id}", "send"));
        Assert.Contains("chose to say so", await ReadAsync(employer, $"/partner/applicants/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_no_to_telling_says_before_sending_what_can_be_guessed_and_asks_about_words_that_tell()
    {
        var (person, young, _, post) = await ArrangeAsync();
        var apply = $"/find-work/{post}/apply";
        var form = await ReadAsync(young, apply);
        Assert.Contains("they can guess it", form, StringComparison.Ordinal);
        Assert.DoesNotContain("£3,000", form, StringComparison.Ordinal);
        await RedirectAsync(young.SubmitAsync(apply, ("Called", "Ash"), ("Contact", "ash@young.test"), ("Why", "My Social Worker told me. I was in foster care."), ("TellsCare", "no")));
        var preview = await ReadAsync(young, $"/applications/{await IdAsync(person)}");
        Assert.Contains("You said no, so we do not tell them", preview, StringComparison.Ordinal);
        Assert.Contains("You wrote “Social Worker”, “foster”. Do you want them to read that?", preview, StringComparison.Ordinal);

        await RedirectAsync(young.SubmitAsync(apply, ("Called", "Ash"), ("Contact", "ash@young.test"), ("Why", "I like bread"), ("TellsCare", "no")));
        Assert.DoesNotContain("You wrote", await ReadAsync(young, $"/applications/{await IdAsync(person)}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Money_for_apprentices_is_spoken_of_where_it_is_an_apprenticeship()
    {
        var (person, young, _, post) = await ArrangeAsync();
        var organisation = await site.SqlAsync<Guid>("select organisation_id from pledge.opportunity where id = $1", post);
        var apprenticeship = await site.Arrange.PostAsync(person.Authority, organisation, kind: "apprenticeship");
        Assert.Contains("£3,000", await ReadAsync(young, $"/find-work/{apprenticeship}/apply"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_begun_for_one_employer_is_not_in_the_form_for_another()
    {
        var (person, young, _, post) = await ArrangeAsync();
        var other = await site.Arrange.PostAsync(person.Authority, await site.Arrange.OrganisationAsync(person.Authority, "Smiths"));
        var form = (await young.PageAsync($"/find-work/{post}/apply")).QuerySelector("#apply")!;
        string Of(string name) => form.QuerySelector($"[name={name}]")!.GetAttribute("value")!;
        var kept = await young.PostFormAsync($"/find-work/{post}/apply", $"/drafts/{Of("_draft")}", ("_draft", Of("_draft")), ("_draft-key", Of("_draft-key")), ("_draft-page", Of("_draft-page")), ("Why", "I like bread"), ("TellsCare", "yes"));
        Assert.Equal(HttpStatusCode.OK, kept.StatusCode);

        Assert.Equal("I like bread", (await young.PageAsync($"/find-work/{post}/apply")).QuerySelector("#Why")!.TextContent.Trim());
        var theirs = await young.PageAsync($"/find-work/{other}/apply");
        Assert.Equal("", theirs.QuerySelector("#Why")!.TextContent.Trim());
        Assert.Null(theirs.QuerySelector("[name=TellsCare][checked]"));
    }

    [Fact]
    public async Task Of_an_offer_and_a_no_at_the_same_moment_one_stands_and_the_other_is_told()
    {
        var (person, _, employer, post) = await ArrangeAsync();
        var id = await site.Arrange.ApplicationAsync(person, post);
        var organisation = await site.SqlAsync<Guid>("select organisation_id from pledge.opportunity where id = $1", post);
        var colleague = await site.SignInAsync((await site.Arrange.PartnerAsync(person.Authority, organisation, "see-applicants")).Account);
        var offer = await employer.FillAsync($"/partner/applicants/{id}", "offer");
        var no = await colleague.FillAsync($"/partner/applicants/{id}", "turn-down", ("Feedback", "Not this time"));

        HttpResponseMessage[] answers;
        await using (var gate = await Gate.HoldAsync(site, "select from pledge.job_application where id = $1 for update", id))
        {
            Task<HttpResponseMessage>[] both = [offer(), no()];
            await gate.WhenWaitingAsync(2);
            await gate.OpenAsync();
            answers = await Task.WhenAll(both);
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Redirect], answers.Select(answer => answer.StatusCode).Order());
        Assert.NotEmpty(await answers.Single(answer => answer.StatusCode == HttpStatusCode.OK).ErrorAsync());
        Assert.Equal(1, await site.SqlAsync<long>("select (select count(*) from pledge.job_application where id = $1 and state = 'offered') + (select count(*) from pledge.turning_down where application_id = $1)", id));
        Assert.Equal(1, await site.SqlAsync<long>("select count(*) from pledge.application_step where application_id = $1", id));
    }

    [Fact]
    public async Task The_database_keeps_no_answer_beside_another_whatever_the_program_does()
    {
        var (person, _, _, post) = await ArrangeAsync();
        var organisation = await site.SqlAsync<Guid>("select organisation_id from pledge.opportunity where id = $1", post);
        var partner = await site.Arrange.PartnerAsync(person.Authority, organisation, "see-applicants");
        const string offer = "update pledge.job_application set state = 'offered', changed_by = pledge.account() where id = $1";
        const string no = "insert into pledge.turning_down (application_id, post_authority_id, organisation_id, feedback, written_at, written_by) select id, post_authority_id, organisation_id, 'No', now(), pledge.account() from pledge.job_application where id = $1";
        foreach (var (first, second, error) in new[] { (offer, no, "40001"), (no, offer, "42501") })
        {
            var id = await site.Arrange.ApplicationAsync(await site.Arrange.YoungPersonAsync(person.Authority), post);
            await using var one = await EnteredAsync(partner);
            await using var other = await EnteredAsync(partner);
            await RunAsync(one, first, id);
            var late = RunAsync(other, second, id);
            Assert.False(late.IsCompleted);
            await RunAsync(one, "commit");
            Assert.Equal(error, (await Assert.ThrowsAsync<PostgresException>(() => late)).SqlState);
        }
    }

    [Fact]
    public async Task A_no_is_read_by_a_coordinator_first_and_the_young_person_knows_nothing_of_it_before()
    {
        var (person, young, employer, post) = await ArrangeAsync();
        var id = await site.Arrange.ApplicationAsync(person, post);
        var coordinator = await site.SignInAsync((await site.Arrange.StaffAsync(person.Authority, Roles.Coordinator)).Account);
        var wordless = await (await employer.SubmitFormAsync($"/partner/applicants/{id}", "turn-down")).DocumentAsync();
        Assert.Equal("#Feedback", wordless.QuerySelector(".govuk-error-summary a")?.GetAttribute("href"));
        Assert.Null(wordless.QuerySelector("details[open]"));
        await RedirectAsync(employer.SubmitFormAsync($"/partner/applicants/{id}", "turn-down", ("Feedback", "You are useless")));
        Assert.Contains("Sent. They should answer by", await ReadAsync(young, $"/applications/{id}"), StringComparison.Ordinal);
        Assert.Equal("0", await site.SqlAsync<string>("select count(*)::text from pledge.job_application where id = $1 and feedback is not null", id));

        var queue = await ReadAsync(coordinator, "/opportunities/feedback");
        Assert.Contains("Baker", queue, StringComparison.Ordinal);
        var words = $"/opportunities/feedback/{id}";
        Assert.DoesNotContain("Ash", await ReadAsync(coordinator, words), StringComparison.Ordinal);
        Assert.Contains("Say what should be otherwise", await (await coordinator.SubmitFormAsync(words, "back")).ErrorAsync(), StringComparison.Ordinal);
        await RedirectAsync(coordinator.SubmitFormAsync(words, "back", ("Back", "Say what was good")));
        // Whoever comes second is told so, and finds it under what was decided.
        Assert.Equal("/opportunities/feedback", (await coordinator.GetAsync(words)).Headers.Location?.OriginalString);
        Assert.Contains("Say what was good", await ReadAsync(coordinator, "/opportunities/feedback"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await coordinator.GetAsync($"/opportunities/feedback/{Guid.NewGuid()}")).StatusCode);
        Assert.Contains("Say what was good", await ReadAsync(employer, $"/partner/applicants/{id}"), StringComparison.Ordinal);

        await RedirectAsync(employer.SubmitFormAsync($"/partner/applicants/{id}", "turn-down", ("Feedback", "You were well prepared")));
        await RedirectAsync(coordinator.SubmitFormAsync(words, "pass"));
        var told = await ReadAsync(young, $"/applications/{id}");
        Assert.Contains("You were well prepared", told, StringComparison.Ordinal);
        Assert.DoesNotContain("useless", told, StringComparison.Ordinal);
        Assert.Contains("It did not work out this time", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interview_an_offer_and_a_place_taken_come_in_their_order_only()
    {
        var (person, young, employer, post) = await ArrangeAsync();
        var id = await site.Arrange.ApplicationAsync(person, post);
        var at = $"/partner/applicants/{id}";
        Assert.Contains("Enter a day", await (await employer.SubmitFormAsync(at, "interview", ("InterviewWords", "At ten"))).ErrorAsync(), StringComparison.Ordinal);
        await RedirectAsync(employer.SubmitFormAsync(at, "interview", ("InterviewOn.Day", "1"), ("InterviewOn.Month", "12"), ("InterviewOn.Year", "2026"), ("InterviewWords", "At ten, ask for Bo")));
        Assert.Contains("ask for Bo", await ReadAsync(young, $"/applications/{id}"), StringComparison.Ordinal);
        var late = await employer.FillAsync(at, "offer");
        await RedirectAsync(employer.SubmitFormAsync(at, "offer"));
        Assert.Contains("changed meanwhile", await (await late()).ErrorAsync(), StringComparison.Ordinal);
        await RedirectAsync(young.SubmitFormAsync($"/applications/{id}", "take"));
        Assert.Contains("Took the place", await ReadAsync(employer, at), StringComparison.Ordinal);
        Assert.Equal("accepted", await site.SqlAsync<string>("select state from pledge.job_application where id = $1", id));
    }

    [Fact]
    public async Task An_interview_is_answered_and_asked_for_again_and_stands_on_the_first_page()
    {
        var (person, young, employer, post) = await ArrangeAsync();
        var id = await site.Arrange.ApplicationAsync(person, post, "interview");
        Assert.Contains("Grocers would like to talk to you. Say if you can come Tuesday 1 December", await ReadAsync(young, "/"), StringComparison.Ordinal);
        await RedirectAsync(young.SubmitFormAsync($"/applications/{id}", "come"));
        Assert.Contains("You talk to Grocers Tuesday 1 December", await ReadAsync(young, "/"), StringComparison.Ordinal);
        foreach (var page in new[] { "/partner/applicants", $"/partner/applicants/{id}" })
            Assert.Contains("They will come on 1 December 2026", await ReadAsync(employer, page), StringComparison.Ordinal);

        Assert.Contains("Write something", await (await young.SubmitFormAsync($"/applications/{id}", "cannot-come")).ErrorAsync(), StringComparison.Ordinal);
        await RedirectAsync(young.SubmitFormAsync($"/applications/{id}", "cannot-come", ("CannotCome", "I have college on Tuesdays")));
        Assert.Contains("They cannot come on 1 December 2026: I have college on Tuesdays", await ReadAsync(employer, $"/partner/applicants/{id}"), StringComparison.Ordinal);
        Assert.DoesNotContain("Grocers", await ReadAsync(young, "/"), StringComparison.Ordinal);

        await RedirectAsync(employer.SubmitFormAsync($"/partner/applicants/{id}", "interview", ("InterviewOn.Day", "2"), ("InterviewOn.Month", "12"), ("InterviewOn.Year", "2026"), ("InterviewWords", "At ten, ask for Bo")));
        Assert.Contains("Say if you can come Wednesday 2 December", await ReadAsync(young, "/"), StringComparison.Ordinal);
        Assert.DoesNotContain("college", await ReadAsync(employer, $"/partner/applicants/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_nobody_reads_before_the_young_person_are_pointed_out_once_and_an_employer_sees_what_they_did()
    {
        var (person, _, employer, post) = await ArrangeAsync();
        var at = $"/partner/applicants/{await site.Arrange.ApplicationAsync(person, post)}";
        (string, string)[] asks = [("InterviewOn.Day", "1"), ("InterviewOn.Month", "12"), ("InterviewOn.Year", "2026"), ("InterviewWords", "At ten. Ring 01632 960 123. We have had kids in care before")];

        var pointedOut = await (await employer.SubmitFormAsync(at, "interview", asks)).DocumentAsync();
        Assert.Contains("01632 960 123", pointedOut.QuerySelector(".govuk-error-summary").Reads(), StringComparison.Ordinal);
        Assert.Contains("kids in care", pointedOut.QuerySelector(".govuk-error-summary").Reads(), StringComparison.Ordinal);
        await RedirectAsync(employer.SubmitFormAsync(at, "interview", [.. asks, ("PointedOut", pointedOut.QuerySelector("[name='PointedOut']")!.GetAttribute("value")!)]));

        var read = await ReadAsync(employer, at);
        Assert.Contains("You asked them to come on Tuesday 1 December 2026", read, StringComparison.Ordinal);
        Assert.Contains("You asked them to come and talk on", read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_no_that_nobody_passed_on_is_taken_back_and_it_stands_as_before()
    {
        var (person, young, employer, post) = await ArrangeAsync();
        var id = await site.Arrange.ApplicationAsync(person, post);
        await RedirectAsync(employer.SubmitFormAsync($"/partner/applicants/{id}", "turn-down", ("Feedback", "Not this time")));
        Assert.Contains("Not this time", await ReadAsync(employer, $"/partner/applicants/{id}"), StringComparison.Ordinal);

        await RedirectAsync(employer.SubmitFormAsync($"/partner/applicants/{id}", "take-back-no"));

        await RedirectAsync(employer.SubmitFormAsync($"/partner/applicants/{id}", "offer"));
        Assert.DoesNotContain("no taken back", await ReadAsync(young, $"/applications/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_taken_back_is_gone_for_the_employer_and_can_be_sent_again()
    {
        var (person, young, employer, post) = await ArrangeAsync();
        var id = await site.Arrange.ApplicationAsync(person, post);
        await RedirectAsync(young.SubmitFormAsync($"/applications/{id}", "withdraw"));
        Assert.Equal(HttpStatusCode.NotFound, (await employer.GetAsync($"/partner/applicants/{id}")).StatusCode);
        Assert.Contains("You applied on 20 November 2026 and took it back", await ReadAsync(young, $"/find-work/{post}"), StringComparison.Ordinal);
        var again = await young.PageAsync($"/find-work/{post}/apply");
        Assert.Equal("I like bread", again.QuerySelector("#Why")!.TextContent.Trim());
        Assert.Null(again.QuerySelector("[name=TellsCare][checked]"));
        await RedirectAsync(young.SubmitAsync($"/find-work/{post}/apply", ("TellsCare", "no")));
        Assert.Equal(2, await site.SqlAsync<long>("select count(*) from pledge.job_application where young_person_id = $1", person.YoungPerson));
    }

    [Fact]
    public async Task A_draft_is_kept_as_it_is_and_nothing_is_asked_of_it_before_it_is_sent()
    {
        var (person, young, _, post) = await ArrangeAsync();
        var apply = $"/find-work/{post}/apply";
        await RedirectAsync(young.SubmitFormAsync(apply, "apply", ("Why", "I like bread"), ("Called", ""), ("Then", "later")));
        Assert.Contains("Not sent yet", await ReadAsync(young, "/applications"), StringComparison.Ordinal);
        Assert.Equal("I like bread", (await young.PageAsync(apply)).QuerySelector("#Why")!.TextContent.Trim());
        Assert.Equal("draft", await site.SqlAsync<string>("select state from pledge.job_application where young_person_id = $1", person.YoungPerson));
    }

    [Fact]
    public async Task What_is_typed_is_kept_on_the_way_to_what_they_say_of_themselves_and_nothing_of_that_is_released_unless_chosen()
    {
        var (person, young, _, post) = await ArrangeAsync();
        var apply = $"/find-work/{post}/apply";
        var answer = await young.SubmitFormAsync(apply, "apply", ("Why", "I like bread"), ("Then", "about-me"));
        var profile = answer.Headers.Location!.OriginalString;
        Assert.StartsWith("/work-profile", profile, StringComparison.Ordinal);
        var back = await young.SubmitAsync(profile, ("Skills", "I am up early"));
        Assert.Equal(apply, back.Headers.Location!.OriginalString);
        var form = await young.PageAsync(apply);
        Assert.Equal("I like bread", form.QuerySelector("#Why")!.TextContent.Trim());
        Assert.NotNull(form.QuerySelector("[name=Shows][value=skills]"));
        Assert.Null(form.QuerySelector("[name=Shows][checked]"));
        Assert.Equal("draft", await site.SqlAsync<string>("select state from pledge.job_application where young_person_id = $1", person.YoungPerson));
    }

    [Theory]
    [InlineData("x", false)]
    [InlineData("ring me", false)]
    [InlineData("12", false)]
    [InlineData("ash@young.test", true)]
    [InlineData("07700 900123", true)]
    [InlineData("0121 496 0000", true)]
    public async Task A_way_to_reach_them_is_an_email_address_or_a_number(string contact, bool isOne)
    {
        var (_, young, _, post) = await ArrangeAsync();
        var answer = await young.SubmitAsync($"/find-work/{post}/apply", ("Called", "Ash"), ("Contact", contact), ("Why", "I like bread"), ("TellsCare", "no"));
        Assert.Equal(isOne ? HttpStatusCode.Redirect : HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task What_was_not_sent_can_be_thrown_away_and_what_was_sent_cannot()
    {
        var (person, young, _, post) = await ArrangeAsync();
        var apply = $"/find-work/{post}/apply";
        await RedirectAsync(young.SubmitFormAsync(apply, "apply", ("Why", "I like bread"), ("Then", "later")));
        await RedirectAsync(young.SubmitFormAsync(apply, "throw-away"));
        Assert.Equal(0, await site.SqlAsync<long>("select count(*) from pledge.job_application where young_person_id = $1", person.YoungPerson));
        Assert.Equal("", (await young.PageAsync(apply)).QuerySelector("#Why")!.TextContent.Trim());

        var sent = await site.Arrange.ApplicationAsync(person, post, "draft");
        var late = await young.FillAsync($"/applications/{sent}", "throw-away");
        await site.ExecuteAsync("update pledge.job_application set state = 'sent', sent_at = '2026-11-20Z', answer_by = '2026-12-20' where id = $1", sent);
        await late();
        Assert.Equal(1, await site.SqlAsync<long>("select count(*) from pledge.job_application where id = $1", sent));
    }

    [Fact]
    public async Task Whoever_applied_reads_so_at_the_advert_and_of_what_closed_nobody_applies()
    {
        var (person, young, _, post) = await ArrangeAsync();
        var id = await site.Arrange.ApplicationAsync(person, post);
        var advert = await young.PageAsync($"/find-work/{post}");
        Assert.Contains("You applied on 20 November 2026", advert.QuerySelector("main").Reads(), StringComparison.Ordinal);
        Assert.NotNull(advert.QuerySelector($"a[href='/applications/{id}']"));
        Assert.Null(advert.QuerySelector($"a[href='/find-work/{post}/apply']"));

        var closed = await site.Arrange.PostAsync(person.Authority, await site.SqlAsync<Guid>("select organisation_id from pledge.opportunity where id = $1", post), "closed", closesOn: new(2026, 11, 20));
        Assert.Equal($"/find-work/{closed}", (await young.GetAsync($"/find-work/{closed}/apply")).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_draft_of_what_has_closed_can_still_be_looked_at_and_is_not_sent()
    {
        var (person, young, _, post) = await ArrangeAsync();
        var id = await site.Arrange.ApplicationAsync(person, post, "draft");
        await site.ExecuteAsync("update pledge.opportunity set state = 'closed', closed_on = '2026-11-21', closed_because = 'filled' where id = $1", post);
        Assert.Equal($"/applications/{id}", (await young.GetAsync($"/find-work/{post}/apply")).Headers.Location!.OriginalString);
        Assert.Contains("not open any more", await (await young.SubmitFormAsync($"/applications/{id}", "send")).ErrorAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_see_applicants_and_other_employers_find_nobody()
    {
        var (person, _, _, post) = await ArrangeAsync();
        var id = await site.Arrange.ApplicationAsync(person, post);
        var organisation = await site.SqlAsync<Guid>("select organisation_id from pledge.opportunity where id = $1", post);
        var poster = await site.SignInAsync((await site.Arrange.PartnerAsync(person.Authority, organisation, "post")).Account);
        var other = await site.SignInAsync((await site.Arrange.PartnerAsync(person.Authority, await site.Arrange.OrganisationAsync(person.Authority, "Smiths"), "post", "see-applicants")).Account);
        foreach (var visitor in new[] { poster, other })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/partner/applicants/{id}")).StatusCode);
            Assert.DoesNotContain("Ash", await ReadAsync(visitor, "/partner/applicants"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_answer_that_is_late_shows_to_the_young_person_the_employer_and_a_coordinator()
    {
        var (person, young, employer, post) = await ArrangeAsync();
        var id = await site.Arrange.ApplicationAsync(person, post, answerBy: new(2026, 11, 20));
        var coordinator = await site.SignInAsync((await site.Arrange.StaffAsync(person.Authority, Roles.Coordinator)).Account);
        Assert.Contains("It is not because of you", await ReadAsync(young, $"/applications/{id}"), StringComparison.Ordinal);
        Assert.Contains("Your answer is late", await ReadAsync(employer, "/partner/applicants"), StringComparison.Ordinal);
        Assert.Contains("1 waiting. The first answer was due on 20 November 2026", await ReadAsync(coordinator, "/opportunities/feedback"), StringComparison.Ordinal);
    }

    private async Task<(Someone Person, Visitor Young, Visitor Employer, Guid Post)> ArrangeAsync()
    {
        var authority = await site.Arrange.AuthorityAsync();
        var person = await site.Arrange.YoungPersonAsync(authority);
        var organisation = await site.Arrange.OrganisationAsync(authority, "Grocers");
        var partner = await site.Arrange.PartnerAsync(authority, organisation, "post", "see-applicants");
        return (person, await site.SignInAsync(person.Account), await site.SignInAsync(partner.Account), await site.Arrange.PostAsync(authority, organisation));
    }

    private async Task<NpgsqlConnection> EnteredAsync(Someone partner)
    {
        var connection = new NpgsqlConnection(site.Database.App);
        await connection.OpenAsync();
        await RunAsync(connection, "begin");
        await RunAsync(connection, "select set_config('pledge.actor', 'partner', true), set_config('pledge.authority_id', $1, true), set_config('pledge.account_id', $2, true), set_config('pledge.today', '2026-11-22', true)",
            $"{partner.Authority}", $"{partner.Account}");
        return connection;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }

    private async Task<Guid> IdAsync(Someone person) => await site.SqlAsync<Guid>("select id from pledge.job_application where young_person_id = $1 and state <> 'withdrawn'", person.YoungPerson);

    private static async Task<string> ReadAsync(Visitor visitor, string address) => (await visitor.PageAsync(address)).QuerySelector("main").Reads();

    private static async Task RedirectAsync(Task<HttpResponseMessage> sent)
    {
        var answer = await sent;
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, answer.StatusCode == HttpStatusCode.OK ? await answer.ErrorAsync() : answer.StatusCode.ToString());
    }
}
