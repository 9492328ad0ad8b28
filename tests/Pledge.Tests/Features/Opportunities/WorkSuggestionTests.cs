using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Matching;
using Pledge.Domain.Matching.Opportunities;
using Pledge.Tests.Support;
using Pledge.Web.Data;
using Pledge.Web.Features.FindWork;

namespace Pledge.Tests.Features.Opportunities;

public sealed class WorkSuggestionTests(Site site) : IClassFixture<Site>
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Fact]
    public async Task What_fits_is_suggested_with_its_reasons_put_away_and_shown_again()
    {
        var (person, young) = await ArrangeAsync();
        var post = await PostAsync(person.Authority, title: "Baker");
        var before = await young.PageAsync("/find-work");
        Assert.Null(before.QuerySelector("#suggested"));
        Assert.Contains("Tell us what you look for", before.QuerySelector("main").Reads(), StringComparison.Ordinal);

        await site.Arrange.WorkWishAsync(person, has: "{computer-basics}");
        Assert.Equal(
            ["You like this kind of work: Food and drink", "It is what you are looking for: Job", "The hours fit: 20 to 30 a week", "They help with what matters to you: A buddy at work", "It pays enough: £13.00 an hour",
                "They ask for this, and you have it: Computer basics", "You can choose when to start"],
            (await young.PageAsync("/find-work")).QuerySelectorAll("#suggested .govuk-list--bullet li").Select(reason => reason.Reads()));
        Assert.Contains("We did not look at: Where you live and how far you would go, That you are, or were, in care.", await SuggestedAsync(young), StringComparison.Ordinal);

        Assert.Equal("/find-work", (await young.SubmitFormAsync("/find-work", $"hide-{post}")).Headers.Location!.OriginalString);
        Assert.Contains("Nothing fits right now", await SuggestedAsync(young), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await young.SubmitFormAsync("/find-work/put-away", $"again-{post}")).StatusCode);
        Assert.Equal(["Baker"], await TitlesAsync(young));
        Assert.Contains("There is nothing here", (await young.PageAsync("/find-work/put-away")).QuerySelector("main").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Not_more_than_two_of_one_employer_and_five_in_all()
    {
        var (person, young) = await ArrangeAsync();
        await site.Arrange.WorkWishAsync(person);
        foreach (var (name, posts) in new[] { ("Grocers", 4), ("Bakers", 3), ("Fishers", 1) })
        {
            var organisation = await site.Arrange.OrganisationAsync(person.Authority, name);
            for (var i = 0; i < posts; i++)
                await site.Arrange.PostAsync(person.Authority, organisation, title: name);
        }
        Assert.Equal(["Bakers", "Bakers", "Fishers", "Grocers", "Grocers"], (await TitlesAsync(young)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_kept_from_matching_changes_nothing_and_is_in_no_reason()
    {
        var (person, young) = await ArrangeAsync();
        await PostAsync(person.Authority, title: "Baker");
        await PostAsync(person.Authority, title: "Only for care leavers", keptPlaces: 2);
        await site.Arrange.WorkWishAsync(person, notUsed: "{work-kinds,fields,hours,pay,start,support,requirements,care-experience}", has: "{first-aid}");
        Assert.Equal(["Baker"], await TitlesAsync(young));
        Assert.Empty((await young.PageAsync("/find-work")).QuerySelectorAll("#suggested .govuk-list--bullet li"));

        await site.ExecuteAsync("update pledge.work_wish set not_used = '{}' where young_person_id = $1", person.YoungPerson);
        Assert.Equal(["Baker", "Only for care leavers"], (await TitlesAsync(young)).Order(StringComparer.Ordinal));
        Assert.Contains("kept for people who are, or were, in care", await SuggestedAsync(young), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_closed_too_far_ring_fenced_full_applied_for_or_needs_what_they_have_not_is_not_suggested()
    {
        var (person, young) = await ArrangeAsync();
        var elsewhere = await site.Arrange.AuthorityAsync();
        await site.ExecuteAsync("insert into pledge.outcode (outcode, easting, northing, source, as_of) values ('ZA1', 400000, 280000, 'test', '2026-01-01'), ('ZA2', 400000, 297000, 'test', '2026-01-01'), ('ZA3', 400000, 290000, 'test', '2026-01-01') on conflict do nothing");
        await site.Arrange.WorkWishAsync(person, has: "{first-aid}", notUsed: "{}", outcode: "ZA1");
        await PostAsync(person.Authority, title: "Near", outcode: "ZA3");
        await PostAsync(person.Authority, title: "Far", outcode: "ZA2");
        await PostAsync(person.Authority, title: "Closed", closesOn: new(2026, 11, 21));
        await PostAsync(person.Authority, title: "Needs", essential: "{driving-licence}");
        await PostAsync(person.Authority, title: "Older", leastAge: 21);
        await PostAsync(elsewhere, title: "Theirs");
        await PostAsync(elsewhere, title: "Everybody", othersFrom: new(2026, 11, 2));
        var full = await PostAsync(person.Authority, title: "Full", places: 1);
        var other = await site.Arrange.YoungPersonAsync(person.Authority);
        await site.Arrange.ApplicationAsync(other, full, "accepted");
        await site.Arrange.ApplicationAsync(person, await PostAsync(person.Authority, title: "Applied"), "sent");

        Assert.Equal(["Everybody", "Near"], (await TitlesAsync(young)).Order(StringComparer.Ordinal));
        Assert.Contains("It is within 10 miles of you", await SuggestedAsync(young), StringComparison.Ordinal);
        Assert.Contains("You can do it from home", await SuggestedAsync(young), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_database_and_a_post_itself_say_the_same_to_matching()
    {
        var (person, _) = await ArrangeAsync();
        await site.Arrange.WorkWishAsync(person, notUsed: "{}");
        foreach (var (unit, number) in new[] { "hour", "week", "month", "year", "none" }.SelectMany(unit => Enumerable.Range(0, 4).Select(number => (unit, number))))
            await PostAsync(person.Authority, unit: unit, payPence: unit == "none" ? null : 90_000, least: number == 1 ? null : 10, most: number == 2 ? null : 30, keptPlaces: number, places: 3, startsOn: number == 3 ? new(2027, 1, 4) : null,
                othersFrom: number == 2 ? new(2026, 11, 10) : null, essential: number == 1 ? "{maths-gcse,english-gcse}" : "{}", leastAge: number == 3 ? 16 : null, outcode: number == 0 ? "ZB1" : null, kind: number == 0 ? "training-place" : "job");
        await site.ExecuteAsync("insert into pledge.outcode (outcode, easting, northing, source, as_of) values ('ZB1', 400000, 280000, 'test', '2026-01-01') on conflict do nothing");

        await using var db = new PledgeDb(new DbContextOptionsBuilder<PledgeDb>().UseNpgsql(site.Database.App).UseSnakeCaseNamingConvention().Options);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var stamp = await site.SqlAsync<string>("select security_stamp from identity.account where id = $1", person.Account);
        Assert.True((await db.Database.SqlQuery<bool>($"select pledge.enter('young-person', {person.Account}, {stamp}, {person.Authority}, {person.YoungPerson}, {Today}) as \"Value\"").ToListAsync())[0]);
        var found = await db.ListWorkForAsync(new(person.YoungPerson!.Value), OpportunityMatching.DefaultWeights, CancellationToken.None);
        Assert.Equal(20, found.Count);
        foreach (var row in found)
        {
            var (post, live) = (await db.ReadWorkAsync(new(row.Id), CancellationToken.None))!.Value;
            Assert.Equal(post.ToProfile(live, live.Details.Outcode is null ? null : new Place(400000, 280000), Today), row.ToProfile());
        }

        // Nobody asks for another, and nobody else at all.
        Assert.Empty(await db.ListWorkForAsync(new((await site.Arrange.YoungPersonAsync(person.Authority)).YoungPerson!.Value), OpportunityMatching.DefaultWeights, CancellationToken.None));
    }

    [Theory]
    [InlineData("{job}", "{food}")]
    [InlineData("{internship}", "{sport}")]
    [InlineData("{training-place}", "{music}")]
    [InlineData("{}", "{}")]
    public async Task Of_many_posts_the_best_are_suggested(string kinds, string fields)
    {
        var (person, _) = await ArrangeAsync();
        var first = await PostAsync(person.Authority);
        await site.ExecuteAsync(
            """
            with o as (select * from pledge.opportunity where id = $1), v as (select * from pledge.opportunity_version where opportunity_id = $1),
            x as materialized (select gen_random_uuid() as id, array(select abs(hashint4(g * 31 + k) % 1000) from generate_series(1, 6) k) as h from generate_series(1, 400) g),
            e as (insert into pledge.organisation (id, authority_id, name, kind, changed_at, changed_by) select x.id, o.authority_id, 'E' || x.id, 'employer', now(), gen_random_uuid() from x, o returning id),
            p as (insert into pledge.opportunity (id, authority_id, organisation_id, organisation_name, state, newest_version, published_version, published_on, closes_on, places, changed_at, changed_by)
                select e.id, o.authority_id, e.id, o.organisation_name, 'live', 1, 1, o.published_on, o.closes_on, 2, o.changed_at, o.changed_by from e, o returning id, organisation_id)
            insert into pledge.opportunity_version (opportunity_id, number, authority_id, organisation_id, state, kind, title, fields, work, places, pay_pence, pay_unit, hours_least, hours_most, closes_on, is_remote, essential, nice, checks, support,
                has_guaranteed_interview, audience, kept_places, written_at, written_by, submitted_at, submitted_by, decided_at, decided_by)
            select p.id, 1, v.authority_id, p.organisation_id, 'approved', (array['job', 'job', 'internship', 'work-experience'])[1 + x.h[1] % 4], v.title, array[(array['food', 'care', 'sport'])[1 + x.h[2] % 3]], v.work, 2, 800 + x.h[3], 'hour', 5 + x.h[4] % 20, 40,
                v.closes_on, true, '{}', '{}', '{}', case x.h[5] % 2 when 0 then '{buddy}'::text[] else '{}' end, false, 'only', 0, v.written_at, v.written_by, v.submitted_at, v.submitted_by, v.decided_at, v.decided_by
            from p join x on x.id = p.id cross join v
            """, first);
        await site.Arrange.WorkWishAsync(person);
        await site.ExecuteAsync("update pledge.work_wish set kinds = $2::text[], fields = $3::text[] where young_person_id = $1", person.YoungPerson, kinds, fields);

        await using var db = new PledgeDb(new DbContextOptionsBuilder<PledgeDb>().UseNpgsql(site.Database.App).UseSnakeCaseNamingConvention().Options);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var stamp = await site.SqlAsync<string>("select security_stamp from identity.account where id = $1", person.Account);
        Assert.True((await db.Database.SqlQuery<bool>($"select pledge.enter('young-person', {person.Account}, {stamp}, {person.Authority}, {person.YoungPerson}, {Today}) as \"Value\"").ToListAsync())[0]);
        var matcher = OpportunityMatching.With(OpportunityMatching.DefaultWeights);
        var seeker = (await db.FindWorkSeekerAsync(new(person.YoungPerson!.Value), Today, CancellationToken.None))!.Seeker(new(person.Authority));
        var all = await db.Opportunities.AsNoTracking().Join(db.OpportunityVersions.AsNoTracking(), post => post.Id, live => live.OpportunityId, (post, live) => new { post, live }).ToListAsync();
        var best = matcher.Suggest(seeker, all.Select(one => one.post.ToProfile(one.live, null, Today)), Today, WorkSuggestions.Most).Select(one => one.Score.Score);
        var fits = await db.SuggestWorkAsync(new(person.Authority), new(person.YoungPerson.Value), Today, CancellationToken.None);

        Assert.Equal(401, all.Count);
        Assert.Equal(best, fits!.Suggested.Select(one => matcher.Score(new(seeker, one.Post.ToProfile(), Today)).Score));
    }

    [Fact]
    public async Task The_narrow_table_follows_every_move_of_a_post()
    {
        var authority = await site.Arrange.AuthorityAsync();
        var post = await PostAsync(authority);
        Task<long> LiveAsync(string also = "true") => site.SqlAsync<long>($"select count(*) from pledge.live_opportunity where opportunity_id = $1 and {also}", post);
        Assert.Equal(1, await LiveAsync("closes_on = '2026-12-20' and hourly_pence = 1300 and kind = 'job' and fields = '{food}' and seen_from = '2026-11-01Z' and others_seen_from is null"));
        await site.ExecuteAsync("update pledge.opportunity set closes_on = '2026-12-24' where id = $1", post);
        Assert.Equal(1, await LiveAsync("closes_on = '2026-12-24'"));
        await site.ExecuteAsync("update pledge.opportunity set others_from = '2026-11-15' where id = $1", post);
        Assert.Equal(1, await LiveAsync("others_from = '2026-11-15' and others_seen_from = '2026-11-15Z'"));
        await site.ExecuteAsync("update pledge.opportunity set state = 'closed', closed_on = '2026-12-01', closed_because = 'filled' where id = $1", post);
        Assert.Equal(0, await LiveAsync());
    }

    [Fact]
    public async Task However_many_posts_there_are_the_page_sends_as_many_statements()
    {
        var (person, young) = await ArrangeAsync();
        await site.Arrange.WorkWishAsync(person);
        await PostAsync(person.Authority);
        await young.PageAsync("/find-work");
        var few = await CountAsync();
        for (var i = 0; i < 12; i++)
            await PostAsync(person.Authority);
        Assert.Equal(few, await CountAsync());

        async Task<int> CountAsync()
        {
            using var statements = new Statements(site);
            await young.PageAsync("/find-work");
            return statements.Sent.Count;
        }
    }

    [Fact]
    public async Task Weights_are_shown_with_their_effect_before_they_are_saved_and_then_move_the_suggestions()
    {
        var (person, young) = await ArrangeAsync();
        await PostAsync(person.Authority, title: "Baker", kind: "internship");
        await PostAsync(person.Authority, title: "Badly paid", payPence: 600);
        await site.Arrange.WorkWishAsync(person);
        Assert.Equal(["Badly paid", "Baker"], await TitlesAsync(young));

        var coordinator = await site.SignInAsync((await site.Arrange.StaffAsync(person.Authority, Pledge.Domain.Organisations.Roles.Coordinator)).Account);
        const string Page = "/opportunities/weights";
        Assert.Contains("Enter a number from 1 to 5", await (await coordinator.SubmitAsync(Page, ("MostOfOne", "0"))).ErrorAsync(), StringComparison.Ordinal);
        Assert.Contains("from 0 to 1,000", await (await coordinator.SubmitAsync(Page, ("Weights[3]", "-1"))).ErrorAsync(), StringComparison.Ordinal);
        var shown = await (await coordinator.SubmitAsync(Page, ("Weights[0]", "0"), ("Weights[4]", "50"))).DocumentAsync();
        var said = shown.QuerySelector("main").Reads();
        Assert.Contains("Another post would come first for 1 of 1 young people", said, StringComparison.Ordinal);
        Assert.Contains("5 or fewer young people want suggestions", said, StringComparison.Ordinal);
        Assert.DoesNotContain("Between us", said, StringComparison.Ordinal);
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.saved_weights where authority_id = $1", person.Authority));

        var form = shown.QuerySelectorAll("#weights input").Select(field => (Name: field.GetAttribute("name")!, Value: field.GetAttribute("value") ?? "")).Where(field => !field.Name.StartsWith("__", StringComparison.Ordinal)).ToList();
        Assert.Equal(HttpStatusCode.Redirect, (await coordinator.PostFormAsync(Page, Page, [.. form, ("Why", "Pay matters")])).StatusCode);
        Assert.Equal("2 Pay matters", await site.SqlAsync<string>("select version || ' ' || why from pledge.saved_weights where authority_id = $1 and kind = 'opportunities'", person.Authority));
        Assert.Equal(["Baker", "Badly paid"], await TitlesAsync(young));
    }

    private async Task<(Someone Person, Visitor Young)> ArrangeAsync()
    {
        // What another test posted for every authority is nobody's here.
        await site.ExecuteAsync("update pledge.opportunity set others_from = null where others_from is not null");
        var person = await site.Arrange.YoungPersonAsync(await site.Arrange.AuthorityAsync());
        return (person, await site.SignInAsync(person.Account));
    }

    /// <summary>A live post of an employer of its own.</summary>
    private async Task<Guid> PostAsync(
        Guid authority, string title = "Baker", string kind = "job", DateOnly? othersFrom = null, DateOnly? closesOn = null, string? outcode = null, string unit = "hour", int? payPence = 1300, int? least = 20, int? most = 30,
        string essential = "{}", int? leastAge = null, int keptPlaces = 0, int places = 2, DateOnly? startsOn = null)
    {
        var id = Guid.CreateVersion7();
        var organisation = await site.Arrange.OrganisationAsync(authority, $"O{id:n}");
        await site.ExecuteAsync(
            """
            insert into pledge.opportunity (id, authority_id, organisation_id, organisation_name, state, newest_version, published_version, published_on, others_from, closes_on, places, changed_at, changed_by)
            values ($1, $2, $3, 'Grocers', 'live', 1, 1, '2026-11-01', $4, $5, $6, '2026-11-20Z', gen_random_uuid())
            """, id, authority, organisation, othersFrom, closesOn ?? new DateOnly(2026, 12, 20), places);
        await site.ExecuteAsync(
            """
            insert into pledge.opportunity_version (opportunity_id, number, authority_id, organisation_id, state, kind, title, fields, work, places, pay_pence, pay_unit, hours_least, hours_most, starts_on, closes_on, outcode, is_remote,
                essential, nice, checks, support, has_guaranteed_interview, least_age, audience, kept_places, written_at, written_by, submitted_at, submitted_by, decided_at, decided_by)
            values ($1, 1, $2, $3, 'approved', $4, $5, '{food}', 'Bake bread with us.', $6, $7, $8, $9, $10, $11, '2026-12-20', $12, $12::text is null, $13::text[], '{computer-basics}', '{}', '{buddy}', false, $14, case when $15::date is null then 'only' else 'everyone' end, $16,
                '2026-11-20Z', gen_random_uuid(), '2026-11-20Z', gen_random_uuid(), '2026-11-21Z', gen_random_uuid())
            """, id, authority, organisation, kind, title, places, payPence, unit, least, most, startsOn, outcode, essential, leastAge, othersFrom, keptPlaces);
        return id;
    }

    private static async Task<string> SuggestedAsync(Visitor visitor) => (await visitor.PageAsync("/find-work")).QuerySelector("#suggested").Reads();

    private static async Task<IReadOnlyList<string>> TitlesAsync(Visitor visitor) => [.. (await visitor.PageAsync("/find-work")).QuerySelectorAll("#suggested .row__title").Select(title => title.Reads())];
}
