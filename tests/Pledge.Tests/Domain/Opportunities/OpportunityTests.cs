using Pledge.Domain;
using Pledge.Domain.Opportunities;

namespace Pledge.Tests.Domain.Opportunities;

public sealed class OpportunityTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 10, 0, 0, TimeSpan.Zero);
    private static readonly AccountId Employer = AccountId.New(), Coordinator = AccountId.New();
    private static OpportunityDetails Whole => OpportunityChecksTests.Whole;

    [Fact]
    public void A_post_is_sent_back_with_marks_changed_in_a_new_version_and_approved()
    {
        var (post, version) = Begun(Whole);
        Assert.False(post.Submit(version, Now, Employer).IsRefused);
        Assert.Equal("post-not-a-draft", version.Write(OpportunityPart.What, Whole, Now, Employer)?.Code);
        var back = post.SendBack(version, [new("Title", "Which bread?"), new("Work", " "), new("Nonsense", "x")], null, Now, Coordinator).Value!;
        Assert.Equal(("Title", "Which bread?", 1), (Assert.Single(back.Marks).Field, back.Marks[0].Words, back.Marks[0].Version));
        Assert.Equal(OpportunityState.SentBack, post.State);

        var next = post.Edit(version, Now, Employer).Value!;
        Assert.Null(next.Write(OpportunityPart.What, Whole with { Title = "Baker of rye bread" }, Now, Employer));
        Assert.Equal(("Baker", "Baker of rye bread"), (version.Details.Title, next.Details.Title));
        Assert.False(post.Submit(next, Now, Employer).IsRefused);
        Assert.False(post.Approve(next, Now, Coordinator).IsRefused);
        Assert.Equal((OpportunityState.Live, 2, Whole.ClosesOn, 2), (post.State, post.PublishedVersion, post.ClosesOn, post.Places));
        Assert.Equal("post-decided-already", post.Approve(next, Now, Coordinator).Refusal?.Code);
    }

    [Fact]
    public void What_is_live_stays_until_its_change_is_approved()
    {
        var (post, live) = Live(Whole);
        var change = post.Edit(live, Now, Employer).Value!;
        change.Write(OpportunityPart.Pay, Whole with { Places = 5 }, Now, Employer);
        post.Submit(change, Now, Employer);

        Assert.Equal((OpportunityState.Live, 1, 2), (post.State, post.PublishedVersion, post.Places));
        post.SendBack(change, [new("Places", "Five?")], null, Now, Coordinator);
        Assert.Equal((OpportunityState.Live, 1), (post.State, post.PublishedVersion));
        var again = post.Edit(change, Now, Employer).Value!;
        post.Submit(again, Now, Employer);
        post.Approve(again, Now, Coordinator);
        Assert.Equal((3, 5), (post.PublishedVersion, post.Places));
    }

    [Theory]
    [InlineData(OpportunityAudience.Only, null, null)]
    [InlineData(OpportunityAudience.First, 14, "2026-12-13")]
    [InlineData(OpportunityAudience.Everyone, null, "2026-11-29")]
    public void Others_see_it_when_the_employer_chose(OpportunityAudience audience, int? headStart, string? from)
    {
        var (post, _) = Live(Whole with { Audience = audience, HeadStartDays = headStart });

        Assert.Equal(from, post.OthersFrom?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void It_closes_by_itself_at_the_end_of_its_London_day()
    {
        var (post, _) = Live(Whole);

        Assert.Equal(OpportunityStage.Live, post.StageOn(new(2026, 12, 12)));
        Assert.Equal(OpportunityStage.Closing, post.StageOn(new(2026, 12, 13)));
        Assert.Equal(OpportunityStage.Closing, post.StageOn(new(2026, 12, 20)));
        Assert.Equal(OpportunityStage.Closed, post.StageOn(new(2026, 12, 21)));
        Assert.Equal("post-not-live", post.Close(OpportunityEnd.Filled, null, new(2026, 12, 21, 1, 0, 0, TimeSpan.Zero), Employer).Refusal?.Code);
    }

    [Fact]
    public void It_stays_open_for_longer_but_never_for_less()
    {
        var (post, live) = Live(Whole);

        Assert.Equal("post-day-not-later", post.Extend(live, new(2026, 12, 20), Now, Employer).Refusal?.Code);
        Assert.Equal("post-day-after-start", post.Extend(live, new(2027, 1, 11), Now, Employer).Refusal?.Code);
        Assert.False(post.Extend(live, new(2027, 1, 3), Now, Employer).IsRefused);
        Assert.Equal(new DateOnly(2027, 1, 3), post.ClosesOn);
        // A change that begins later keeps the day.
        Assert.Equal(new DateOnly(2027, 1, 3), post.Edit(live, Now, Employer).Value!.Details.ClosesOn);
    }

    [Fact]
    public void A_post_that_closes_early_says_why_and_then_what_came_of_it()
    {
        var (post, _) = Live(Whole);

        Assert.Equal("post-not-closed", post.Tell(1, 1, null, Now, Employer).Refusal?.Code);
        Assert.Equal("post-end-missing", post.Close(OpportunityEnd.Expired, null, Now, Employer).Refusal?.Code);
        Assert.Equal("post-words-missing", post.Close(OpportunityEnd.Withdrawn, " ", Now, Employer).Refusal?.Code);
        Assert.False(post.Close(OpportunityEnd.Filled, null, Now, Employer).IsRefused);
        Assert.Equal("post-ours-wrong", post.Tell(1, 2, null, Now, Employer).Refusal?.Code);
        Assert.False(post.Tell(2, 1, "She stays", Now, Employer).IsRefused);
        Assert.Equal((OpportunityState.Told, 2, 1), (post.State, post.Filled, post.FilledByOurs));
    }

    [Fact]
    public void What_the_checks_refuse_is_not_sent_and_what_ran_out_while_it_waited_is_not_approved()
    {
        var (post, version) = Begun(Whole with { Work = "Ring 01632 960123" });
        Assert.Equal("post-not-ready", post.Submit(version, Now, Employer).Refusal?.Code);

        var (late, waiting) = Begun(Whole);
        late.Submit(waiting, Now, Employer);
        Assert.Equal("post-not-ready", late.Approve(waiting, Now.AddDays(40), Coordinator).Refusal?.Code);
    }

    [Fact]
    public void Matching_knows_what_is_live()
    {
        var (post, live) = Live(Whole with { Audience = OpportunityAudience.First, HeadStartDays = 7, PayPence = 39_000, PayUnit = PayUnit.Week, KeptPlaces = 2 });

        var profile = post.ToProfile(live, new(1, 2), new(2026, 12, 1), taken: 1);

        Assert.True(profile is { IsLive: true, FreePlaces: 1, Pay: 1300, ForCareExperienced: true });
        Assert.Equal((post.AuthorityId, new DateOnly(2026, 12, 6)), (profile.OnlyFor, profile.OthersFrom));
        Assert.Equal(["job"], profile.Kind.Codes);
        Assert.False(post.ToProfile(live, null, new(2026, 12, 21)).IsLive);
    }

    private static (Opportunity Post, OpportunityVersion Version) Begun(OpportunityDetails details)
    {
        var begun = Opportunity.Begin(OpportunityId.New(), AuthorityId.New(), OrganisationId.New(), "Bakers", details, Now, Employer).Value!;
        return (begun.Post, begun.Version);
    }

    private static (Opportunity Post, OpportunityVersion Version) Live(OpportunityDetails details)
    {
        var (post, version) = Begun(details);
        Assert.False(post.Submit(version, Now, Employer).IsRefused);
        Assert.False(post.Approve(version, Now, Coordinator).IsRefused);
        return (post, version);
    }
}
