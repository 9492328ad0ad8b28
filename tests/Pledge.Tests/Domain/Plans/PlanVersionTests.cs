using Pledge.Domain;
using Pledge.Domain.Clocks;
using Pledge.Domain.People;
using Pledge.Domain.Plans;

namespace Pledge.Tests.Domain.Plans;

public sealed class PlanVersionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private static readonly (AccountId Worker, AccountId Manager) Who = (AccountId.New(), AccountId.New());
    private static readonly PathwayPlanId Plan = PathwayPlanId.New();

    [Fact]
    public void It_goes_one_step_at_a_time()
    {
        var version = Begin();
        Assert.Equal("plan-not-submitted", version.Approve(Plan, null, Now, Who.Manager).Refusal?.Code);
        Assert.Equal("plan-not-submitted", version.SendBack("No", Now, Who.Manager).Refusal?.Code);
        Assert.Equal("plan-not-approved", version.Share(Now, Who.Worker).Refusal?.Code);
        Assert.Equal(PlanStepKind.Submitted, version.Submit(Written(version), Now, Who.Worker).Value!.Step);
        Assert.Equal("plan-not-draft", version.Submit(Written(version), Now, Who.Worker).Refusal?.Code);
        Assert.Equal("send-back-reason-missing", version.SendBack(" ", Now, Who.Manager).Refusal?.Code);
        Assert.Equal("Why?", version.SendBack(" Why? ", Now, Who.Manager).Value!.Words);
        Assert.Equal((PlanState.Draft, null), (version.State, version.SubmittedBy));
        version.Submit(Written(version), Now, Who.Worker);
        Assert.Equal("plan-own-approval", version.Approve(Plan, null, Now, Who.Worker).Refusal?.Code);
        Assert.False(version.Approve(Plan, null, Now, Who.Manager).IsRefused);
        Assert.Equal((Plan, Who.Manager), (version.PlanId!.Value, version.ApprovedBy!.Value));
        Assert.False(version.Share(Now, Who.Worker).IsRefused);
        Assert.Equal("plan-not-approved", version.Share(Now, Who.Worker).Refusal?.Code);
    }

    [Fact]
    public void Every_matter_says_something_before_it_goes_to_the_manager()
    {
        var version = Begin();
        var refusal = version.Submit(Written(version).Where(part => part.Number > 3), Now, Who.Worker).Refusal!;
        Assert.Equal(("plan-matters-missing", 3), (refusal.Code, refusal.Args.Single()));
        Assert.Equal("plan-matters-missing", version.Submit(PlanNeed.All.Select(need => Write(version, PlanPartKind.Need, need.Number, "Yes")), Now, Who.Worker).Refusal?.Code);
    }

    [Fact]
    public void The_next_version_carries_on_what_is_not_done()
    {
        var first = Begin();
        var home = PlanPart.Of(first, PlanPartKind.Matter, 5, Now, Who.Worker);
        Assert.Null(home.Write(first.State, new(false, "You stay.", "We find a room.", ["A key", "A table"]), Now, Who.Worker));
        var empty = PlanPart.Of(first, PlanPartKind.Matter, 6, Now, Who.Worker);
        first.Submit(Written(first), Now, Who.Worker);
        first.Approve(Plan, null, Now, Who.Manager);
        Assert.Equal("plan-in-work", PlanVersion.Begin(first.AuthorityId, first.YoungPersonId, Plan, first, Now, Who.Worker).Refusal?.Code);
        first.Share(Now, Who.Worker);

        var second = PlanVersion.Begin(first.AuthorityId, first.YoungPersonId, Plan, first, Now.AddDays(180), Who.Manager).Value!;
        var part = Assert.Single(second.CarryOn([home, empty], new HashSet<(int, string)> { (5, "A key"), (6, "A table") }));

        Assert.Equal((2, first.Id), (second.Number, second.FollowsId!.Value));
        Assert.Equal((second.Id, "You stay.", "We find a room."), (part.VersionId, part.Words, part.IfNot));
        Assert.Equal(["A table"], part.Goals);
        Assert.Equal(["A key"], part.Reached);
        // Whoever wrote it stays its author.
        Assert.Equal((Now, Who.Worker), (part.EditedAt, part.EditedBy!.Value));
    }

    [Fact]
    public void Only_a_change_has_a_new_author()
    {
        var version = Begin();
        var part = Write(version, PlanPartKind.Matter, 1, "Line one.\r\nLine two. ");
        part.Write(version.State, new(false, "Line one.\nLine two.", " ", []), Now.AddDays(1), Who.Manager);
        Assert.Equal((Now, Who.Worker), (part.EditedAt, part.EditedBy!.Value));
        part.Write(version.State, new(true, "Line one.\nLine two.", null, []), Now.AddDays(1), Who.Manager);
        Assert.Equal((Now.AddDays(1), Who.Manager), (part.EditedAt, part.EditedBy!.Value));
    }

    [Fact]
    public void A_young_person_says_yes_or_no_to_what_was_shared_and_anything_at_any_time()
    {
        var version = Begin();
        Assert.Equal("plan-not-shared", PlanVoice.Say(version, 5, PlanAnswer.Agree, null, Now, Who.Worker).Refusal?.Code);
        Assert.Equal("voice-empty", PlanVoice.Say(version, 5, null, " ", Now, Who.Worker).Refusal?.Code);
        Assert.Equal("voice-answer-unknown", PlanVoice.Say(version, 5, PlanAnswer.NotSeen, null, Now, Who.Worker).Refusal?.Code);
        Assert.Equal("action-matter-unknown", PlanVoice.Say(version, 11, null, "Hi", Now, Who.Worker).Refusal?.Code);
        Assert.Equal("words-too-long", PlanVoice.Say(version, null, null, new string('x', 1001), Now, Who.Worker).Refusal?.Code);
        Assert.Equal("A garden", PlanVoice.Say(version, null, null, " A garden ", Now, Who.Worker).Value!.Words);
        Assert.Equal("plan-not-shared", PlanVoice.Note(version, null, PlanAnswer.NotSeen, null, Now, Who.Worker).Refusal?.Code);
    }

    [Fact]
    public void A_review_asked_for_is_due_in_four_weeks_or_as_the_authority_says()
    {
        var asked = new DateOnly(2026, 11, 22);
        ClockReading Asked(LegalStatus status, DateOnly? on, params IReadOnlyCollection<ClockSetting> settings) =>
            new ClockFacts(new DateOnly(2006, 5, 10), status, null, null, null, null, null, on).AskedReview(asked, settings);
        Assert.Equal(new DateOnly(2026, 12, 20), Asked(LegalStatus.FormerRelevant, asked).DueOn);
        var own = ClockSetting.Create(AuthorityId.New(), ClockRule.ReviewAskedFor, ClockBand.FormerRelevantUnder21, ClockInterval.OfDays(10)).Value!;
        Assert.Equal(new DateOnly(2026, 12, 2), Asked(LegalStatus.FormerRelevant, asked, own).DueOn);
        Assert.Null(Asked(LegalStatus.FormerRelevant, null).DueOn);
        Assert.Null(Asked(LegalStatus.Qualifying, asked).DueOn);
    }

    [Fact]
    public void An_action_is_taken_out_or_replaced_and_stays_on_record()
    {
        var action = PlanAction.Add(AuthorityId.New(), YoungPersonId.New(), Plan, "Paint", 5, new(OwnerKind.YoungPerson), new(2026, 12, 1), Now, Who.Worker).Value!;
        Assert.Equal("reason-missing", action.TakeOut(" ", Now, Who.Worker)?.Code);
        var next = action.Replace("Paint blue", new(OwnerKind.YoungPerson), new(2026, 12, 9), "Wrong colour", Now, Who.Worker).Value!;
        Assert.Equal((action.Id, "Wrong colour"), (next.ReplacesId!.Value, action.TakenOutWhy));
        Assert.Equal("action-taken-out", action.Replace("Again", new(OwnerKind.YoungPerson), new(2026, 12, 9), "Why", Now, Who.Worker).Refusal?.Code);
        action.Done(Who.Worker, Now);
        Assert.False(action.IsDone);
        next.Done(Who.Worker, Now);
        Assert.Equal("action-done-stays", next.TakeOut("Why", Now, Who.Worker)?.Code);
    }

    private static PlanVersion Begin() => PlanVersion.Begin(AuthorityId.New(), YoungPersonId.New(), null, null, Now, Who.Worker).Value!;

    private static List<PlanPart> Written(PlanVersion version) => [.. PlanMatter.All.Select(matter => Write(version, PlanPartKind.Matter, matter.Number, "Yes"))];

    private static PlanPart Write(PlanVersion version, PlanPartKind kind, int number, string words)
    {
        var part = PlanPart.Of(version, kind, number, Now, Who.Worker);
        Assert.Null(part.Write(PlanState.Draft, new(false, words, null, []), Now, Who.Worker));
        return part;
    }
}
