using Microsoft.AspNetCore.Http;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.NationalAdverts;

/// <summary>What comes from the API, and what stays when it does not answer as it should.</summary>
public sealed class BringNationalAdvertsTests(AdvertsSite site) : IClassFixture<AdvertsSite>, IAsyncLifetime
{
    private AdvertsStandIn Api => site.Api;

    public ValueTask InitializeAsync() => new(site.EmptyAsync());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task All_pages_are_brought()
    {
        Fill(7);
        Api.PageSize = 3;

        Assert.Equal(("whole", null, 7, 7, 0, 0), await site.BringAsync());

        Assert.Equal("01 02 03 04 05 06 07", await site.OpenAsync());
        Assert.Equal("Bake bread\n• Mix\n• Shape", await site.SqlAsync<string>("select work from pledge.national_advert where reference = '1000000001'"));
    }

    [Fact]
    public async Task Nobody_who_is_a_contact_is_kept()
    {
        Fill(1);
        await site.BringAsync();

        Assert.DoesNotContain("Pat Example", await site.SqlAsync<string>("select to_jsonb(a)::text from pledge.national_advert a"), StringComparison.Ordinal);
        Assert.DoesNotContain("pat@example.test", await site.SqlAsync<string>("select to_jsonb(a)::text from pledge.national_advert a"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_changed_is_written_and_what_did_not_is_only_seen()
    {
        Fill(3);
        await site.BringAsync();
        Api.Adverts[1]["title"] = "Apprentice cook";
        Api.Adverts[2]["addresses"] = null;

        Assert.Equal(("whole", null, 3, 0, 2, 0), await site.BringAsync());

        Assert.Equal("Apprentice cook", await site.SqlAsync<string>("select title from pledge.national_advert where reference = '1000000002'"));
        Assert.Equal(2L, await site.SqlAsync<long>("select count(*) from pledge.national_advert_place"));
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.national_advert where changed_at = first_seen_at"));
        Assert.Equal(3L, await site.SqlAsync<long>("select count(*) from pledge.national_advert where last_seen_at > first_seen_at"));
    }

    [Fact]
    public async Task What_vanished_is_closed_and_opened_again_when_it_comes_back()
    {
        Fill(3);
        await site.BringAsync();
        var gone = Api.Adverts[1];
        Api.Adverts.Remove(gone);

        Assert.Equal(("whole", null, 2, 0, 0, 0), await site.BringAsync());
        Assert.Equal(("whole", null, 2, 0, 0, 1), await site.BringAsync());
        Assert.Equal("01 03", await site.OpenAsync());

        Api.Adverts.Add(gone);
        await site.BringAsync();
        Assert.Equal("01 02 03", await site.OpenAsync());
    }

    [Theory]
    [InlineData(500, "http-500")]
    [InlineData(429, "http-429")]
    [InlineData(401, "key-refused")]
    [InlineData(302, "http-302")]
    public async Task An_answer_that_breaks_off_closes_nothing(int status, string reason)
    {
        Fill(6);
        Api.PageSize = 2;
        await site.BringAsync();
        Api.Adverts.RemoveRange(0, 2);
        Api.Adverts[0]["title"] = "Apprentice cook";
        Api.Before = (_, context) => context.Request.Query["PageNumber"] == "2" ? Results.StatusCode(status) : null;

        Assert.Equal(("partial", reason, 2, 0, 1, 0), await site.BringAsync());

        Assert.Equal("01 02 03 04 05 06", await site.OpenAsync());
        Assert.Equal("Apprentice cook", await site.SqlAsync<string>("select title from pledge.national_advert where reference = '1000000003'"));
    }

    [Theory]
    [InlineData("<html>Sorry</html>")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"vacancies\":[],\"totalPages\":1}")]
    [InlineData("{\"vacancies\":[")]
    public async Task What_is_no_answer_closes_nothing(string body)
    {
        Fill(2);
        await site.BringAsync();
        Api.Before = (_, _) => Results.Text(body, "application/json");

        Assert.Equal(("failed", "not-readable", 0, 0, 0, 0), await site.BringAsync());

        Assert.Equal("01 02", await site.OpenAsync());
    }

    [Fact]
    public async Task A_limit_of_requests_is_waited_for()
    {
        Fill(4);
        Api.PageSize = 2;
        var refused = 0;
        Api.Before = (_, context) =>
        {
            if (refused++ >= 2)
                return null;
            context.Response.Headers.RetryAfter = "0";
            return Results.StatusCode(429);
        };

        Assert.Equal(("whole", null, 4, 4, 0, 0), await site.BringAsync());
    }

    [Fact]
    public async Task An_empty_answer_does_not_close_everything()
    {
        Fill(30);
        await site.BringAsync();
        Api.Adverts.RemoveRange(5, 25);

        Assert.Equal(("too-few", null, 5, 0, 0, 0), await site.BringAsync());
        Assert.Equal(30L, await site.SqlAsync<long>("select count(*) from pledge.national_advert where closed_at is null"));
    }

    [Fact]
    public async Task Pages_that_move_while_they_are_read_are_read_again()
    {
        Fill(6);
        Api.PageSize = 2;
        await site.BringAsync();
        // The first advert ends after the first page was read, so that the third comes to that page, unread.
        var (moved, before) = (false, Api.Requests);
        Api.Before = (_, context) =>
        {
            site.Clock.Advance(TimeSpan.FromSeconds(1));
            if (context.Request.Query["PageNumber"] == "2" && !moved)
            {
                moved = true;
                Api.Adverts.RemoveAt(0);
            }
            return null;
        };

        Assert.Equal(("whole", null, 5, 0, 0, 0), await site.BringAsync());
        Assert.Equal(6, site.Api.Requests - before);
        Assert.Equal(("whole", null, 5, 0, 0, 1), await site.BringAsync());

        Assert.Equal("02 03 04 05 06", await site.OpenAsync());
    }

    [Fact]
    public async Task One_that_was_missed_though_the_counts_agree_stays()
    {
        Fill(6);
        Api.PageSize = 2;
        await site.BringAsync();
        // Between two pages the first ends, the fourth takes its place and a new one comes: as many as before, and the fourth is on no page that is still read.
        Api.Before = (_, context) =>
        {
            if (context.Request.Query["PageNumber"] == "2")
                (Api.Adverts[0], Api.Adverts[3]) = (Api.Adverts[3], AdvertsStandIn.Advert(7));
            return null;
        };

        Assert.Equal(("whole", null, 6, 1, 0, 0), await site.BringAsync());

        Api.Before = null;
        await site.BringAsync();
        await site.BringAsync();
        Assert.Equal("02 03 04 05 06 07", await site.OpenAsync());
    }

    [Fact]
    public async Task Pages_that_never_stand_still_make_no_whole_pass()
    {
        Fill(6);
        Api.PageSize = 2;
        await site.BringAsync();
        var number = 10;
        Api.Before = (_, context) =>
        {
            if (context.Request.Query["PageNumber"] == "2")
                Api.Adverts.Insert(0, AdvertsStandIn.Advert(++number));
            return null;
        };

        var pass = await site.BringAsync();

        Assert.Equal(("partial", 0), (pass.Result, pass.Closed));
    }

    [Fact]
    public async Task One_advert_written_twice_is_one()
    {
        Fill(2);
        var again = AdvertsStandIn.Advert(1);
        again["vacancyReference"] = "VAC1000000001";
        Api.Adverts.Add(again);

        Assert.Equal("whole", (await site.BringAsync()).Result);
        Assert.Equal("01 02", await site.OpenAsync());

        // The count of the API is never reached, and what goes is closed all the same.
        Api.Adverts.RemoveAt(1);
        await site.BringAsync();
        await site.BringAsync();
        Assert.Equal("01", await site.OpenAsync());
    }

    [Fact]
    public async Task One_that_can_no_longer_be_read_stays()
    {
        Fill(3);
        await site.BringAsync();
        Api.Adverts[0].Remove("closingDate");
        Api.Adverts.RemoveAt(2);

        await site.BringAsync();
        Assert.Equal("whole", (await site.BringAsync()).Result);
        Assert.Equal("01 02", await site.OpenAsync());
        Assert.Equal("2026-12-20", await site.SqlAsync<string>("select closes_on::text from pledge.national_advert where reference = '1000000001'"));
    }

    [Fact]
    public async Task A_place_without_degrees_is_that_of_its_outcode_also_when_that_is_known_later()
    {
        Fill(2);
        foreach (var (advert, postcode) in Api.Adverts.Zip(["QA1 1AA", "QB1 1AA"]))
            advert["addresses"]![0]!.ReplaceWith(new System.Text.Json.Nodes.JsonObject { ["addressLine1"] = "2 Example St", ["postcode"] = postcode });
        await site.ExecuteAsync("insert into pledge.outcode values ('QA1', 400000, 300000, 'test', '2026-01-01')");

        await site.BringAsync();
        Assert.Equal("(400000,300000) ", await PlacesAsync());

        await site.ExecuteAsync("insert into pledge.outcode values ('QB1', 410000, 310000, 'test', '2026-01-01')");
        await site.BringAsync();
        Assert.Equal("(400000,300000) (410000,310000)", await PlacesAsync());
    }

    [Fact]
    public async Task What_ended_is_closed_and_forgotten_after_two_months()
    {
        Fill(2);
        Api.Adverts[0]["closingDate"] = "2026-11-21T23:59:59Z";
        await site.BringAsync();
        Assert.Equal("02", await site.OpenAsync());

        await site.BringAsync();
        Assert.Equal("02", await site.OpenAsync());

        Api.Adverts.RemoveAt(0);
        await site.ExecuteAsync("update pledge.national_advert set closed_at = closed_at - interval '61 days' where closed_at is not null");
        await site.BringAsync();
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.national_advert"));
    }

    [Fact]
    public async Task The_administrator_sees_when_it_last_came_whole()
    {
        Fill(1);
        await site.BringAsync();
        Api.Before = (_, _) => Results.StatusCode(503);
        await site.BringAsync();
        var authority = await site.Arrange.AuthorityAsync();
        var administrator = await site.Arrange.StaffAsync(authority, "administrator");

        var page = await (await site.SignInAsync(administrator.Account)).PageAsync("/admin/messages/health");

        Assert.Contains("1 open, last brought whole on", page.Body.Reads(), StringComparison.Ordinal);
        Assert.Contains("no answer. http-503", page.Body.Reads(), StringComparison.Ordinal);
    }

    private void Fill(int count) => Api.Adverts.AddRange(Enumerable.Range(1, count).Select(number => AdvertsStandIn.Advert(number)));

    private Task<string> PlacesAsync() => site.SqlAsync<string>("select string_agg(coalesce(place::text, ''), ' ' order by reference) from pledge.national_advert_place");
}
