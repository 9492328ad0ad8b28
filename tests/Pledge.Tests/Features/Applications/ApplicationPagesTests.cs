using System.Net;
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
        foreach (var kept in new[] { "cooked for my brothers", "Ms Shaw", "In care" })
            Assert.DoesNotContain(kept, read, StringComparison.Ordinal);
        // What they change afterwards is not in what was sent.
        await RedirectAsync(young.SubmitAsync("/work-profile", ("Skills", "I sleep long")));
        Assert.DoesNotContain("sleep long", await ReadAsync(employer, $"/partner/applicants/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_they_were_in_care_is_told_only_when_they_say_so()
    {
        var (person, young, employer, post) = await ArrangeAsync();
        await RedirectAsync(young.SubmitAsync($"/find-work/{post}/apply", ("Called", "Ash"), ("Contact", "x"), ("Why", "y"), ("TellsCare", "yes")));
        var id = await IdAsync(person);
        await RedirectAsync(young.SubmitFormAsync($"/applications/{id}", "send"));
        Assert.Contains("chose to say so", await ReadAsync(employer, $"/partner/applicants/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_no_is_read_by_a_coordinator_first_and_the_young_person_knows_nothing_of_it_before()
    {
        var (person, young, employer, post) = await ArrangeAsync();
        var id = await site.Arrange.ApplicationAsync(person, post);
        var coordinator = await site.SignInAsync((await site.Arrange.StaffAsync(person.Authority, Roles.Coordinator)).Account);
        await RedirectAsync(employer.SubmitFormAsync($"/partner/applicants/{id}", "turn-down", ("Feedback", "You are useless")));
        Assert.Contains("Sent. They answer by", await ReadAsync(young, $"/applications/{id}"), StringComparison.Ordinal);
        Assert.Equal("0", await site.SqlAsync<string>("select count(*)::text from pledge.job_application where id = $1 and feedback is not null", id));

        var queue = await ReadAsync(coordinator, "/opportunities/feedback");
        Assert.Contains("Baker", queue, StringComparison.Ordinal);
        var words = $"/opportunities/feedback/{id}";
        Assert.DoesNotContain("Ash", await ReadAsync(coordinator, words), StringComparison.Ordinal);
        Assert.Contains("Say what should be otherwise", await (await coordinator.SubmitFormAsync(words, "back")).ErrorAsync(), StringComparison.Ordinal);
        await RedirectAsync(coordinator.SubmitFormAsync(words, "back", ("Back", "Say what was good")));
        Assert.Equal(HttpStatusCode.NotFound, (await coordinator.GetAsync(words)).StatusCode);
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
    public async Task What_is_taken_back_is_gone_for_the_employer_and_can_be_sent_again()
    {
        var (person, young, employer, post) = await ArrangeAsync();
        var id = await site.Arrange.ApplicationAsync(person, post);
        await RedirectAsync(young.SubmitFormAsync($"/applications/{id}", "withdraw"));
        Assert.Equal(HttpStatusCode.NotFound, (await employer.GetAsync($"/partner/applicants/{id}")).StatusCode);
        await RedirectAsync(young.SubmitAsync($"/find-work/{post}/apply", ("Called", "Ash"), ("Contact", "x"), ("Why", "y"), ("TellsCare", "no")));
        Assert.Equal(2, await site.SqlAsync<long>("select count(*) from pledge.job_application where young_person_id = $1", person.YoungPerson));
    }

    [Fact]
    public async Task A_draft_is_kept_as_it_is_and_nothing_is_asked_of_it_before_it_is_sent()
    {
        var (person, young, _, post) = await ArrangeAsync();
        var apply = $"/find-work/{post}/apply";
        await RedirectAsync(young.PostFormAsync(apply, apply + "?handler=Later", ("Why", "I like bread"), ("Called", "")));
        Assert.Contains("Not sent yet", await ReadAsync(young, "/applications"), StringComparison.Ordinal);
        Assert.Equal("I like bread", (await young.PageAsync(apply)).QuerySelector("#Why")!.TextContent.Trim());
        Assert.Equal("draft", await site.SqlAsync<string>("select state from pledge.job_application where young_person_id = $1", person.YoungPerson));
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

    private async Task<Guid> IdAsync(Someone person) => await site.SqlAsync<Guid>("select id from pledge.job_application where young_person_id = $1 and state <> 'withdrawn'", person.YoungPerson);

    private static async Task<string> ReadAsync(Visitor visitor, string address) => (await visitor.PageAsync(address)).QuerySelector("main").Reads();

    private static async Task RedirectAsync(Task<HttpResponseMessage> sent)
    {
        var answer = await sent;
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, answer.StatusCode == HttpStatusCode.OK ? await answer.ErrorAsync() : answer.StatusCode.ToString());
    }
}
