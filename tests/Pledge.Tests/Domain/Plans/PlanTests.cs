using Pledge.Domain;
using Pledge.Domain.Plans;

namespace Pledge.Tests.Domain.Plans;

public sealed class PlanTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 3, 10);
    private static readonly AccountId Worker = AccountId.New();
    private static readonly ActionOwner Me = new(OwnerKind.YoungPerson);

    [Fact]
    public void A_plan_starts_and_is_reviewed()
    {
        var plan = Start(Today.AddDays(-100)).Value!;
        var review = plan.Review(Today, Now, Worker).Value!;
        Assert.Equal((plan.Id, plan.AuthorityId, plan.YoungPersonId), (review.PlanId, review.AuthorityId, review.YoungPersonId));
        Assert.Equal((Today, Worker), (review.ReviewedOn, review.RecordedBy!.Value));
    }

    [Fact]
    public void Days_of_plans_and_reviews_are_checked()
    {
        Assert.Equal("date-in-future", Start(Today.AddDays(1)).Refusal?.Code);
        Assert.Equal("date-before-birth", Start(new DateOnly(2005, 12, 31)).Refusal?.Code);
        var plan = Start(Today.AddDays(-1)).Value!;
        Assert.Equal("date-in-future", plan.Review(Today.AddDays(1), Now, Worker).Refusal?.Code);
        Assert.Equal("review-before-plan", plan.Review(Today.AddDays(-2), Now, Worker).Refusal?.Code);
        Assert.False(plan.Review(Today.AddDays(-1), Now, Worker).IsRefused);
    }

    [Theory]
    [InlineData("Open a bank account", 8, 0, null)]
    [InlineData(" ", 8, 0, "action-empty")]
    [InlineData("Open a bank account", 0, 0, "action-matter-unknown")]
    [InlineData("Open a bank account", 11, 0, "action-matter-unknown")]
    [InlineData("Open a bank account", 8, -1, "action-due-in-past")]
    [InlineData("Open a bank account", 8, 5000, "action-due-too-far")]
    public void An_action_is_checked(string what, int matter, int days, string? refusal) =>
        Assert.Equal(refusal, Add(what, matter, Me, days).Refusal?.Code);

    [Fact]
    public void An_action_has_300_characters() =>
        Assert.Equal((null, "action-too-long"), (Add(new string('a', 300), 1, Me, 0).Refusal?.Code, Add(new string('a', 301), 1, Me, 0).Refusal?.Code));

    [Theory]
    [InlineData(OwnerKind.YoungPerson, null, false, null)]
    [InlineData(OwnerKind.Worker, null, true, null)]
    [InlineData(OwnerKind.Worker, "A name", false, "action-owner-missing")]
    [InlineData(OwnerKind.SomeoneElse, " Housing officer ", false, null)]
    [InlineData(OwnerKind.SomeoneElse, " ", true, "action-owner-missing")]
    [InlineData((OwnerKind)7, "A name", true, "action-owner-missing")]
    public void An_action_has_one_owner(OwnerKind kind, string? name, bool account, string? refusal)
    {
        var added = Add("Call the landlord", 5, new(kind, name, account ? Worker : null), 3);
        Assert.Equal(refusal, added.Refusal?.Code);
        if (added.Value is { } action)
            Assert.Equal((kind is OwnerKind.SomeoneElse ? "Housing officer" : null, account), (action.OwnerName, action.OwnerAccountId is not null));
    }

    [Fact]
    public void Someone_elses_name_has_a_limit() =>
        Assert.Equal("action-owner-name-too-long", Add("Call", 5, new(OwnerKind.SomeoneElse, new string('a', 101)), 3).Refusal?.Code);

    [Fact]
    public void An_action_is_ticked_once_and_can_be_unticked()
    {
        var action = Add("Open a bank account", 8, Me, 0).Value!;
        Assert.Equal(2, action.DaysLate(Today.AddDays(2)));
        Assert.Equal("action-not-done", action.Undo()?.Code);
        action.Done(Worker, Now);
        action.Done(AccountId.New(), Now.AddDays(1));
        Assert.Equal((Worker, Now, 0), (action.DoneBy!.Value, action.DoneAt!.Value, action.DaysLate(Today.AddDays(2))));
        Assert.Null(action.Undo());
        Assert.Equal((null, null), (action.DoneAt, action.DoneBy));
    }

    private static Outcome<PathwayPlan> Start(DateOnly on) => PathwayPlan.Start(AuthorityId.New(), YoungPersonId.New(), new DateOnly(2006, 1, 1), on, Now, Worker);

    private static Outcome<PlanAction> Add(string what, int matter, ActionOwner owner, int days) =>
        PlanAction.Add(AuthorityId.New(), YoungPersonId.New(), PathwayPlanId.New(), what, matter, owner, Today.AddDays(days), Now, Worker);
}
