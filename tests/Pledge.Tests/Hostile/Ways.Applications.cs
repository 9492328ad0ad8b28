using Pledge.Tests.Support;

namespace Pledge.Tests.Hostile;

internal static partial class Ways
{
    private static async Task<Guid> OpenPostAsync(Stage stage) =>
        await stage.Arrange.PostAsync(stage.Young.Authority, await stage.Arrange.OrganisationAsync(stage.Young.Authority, Name()), "live", "Baker", closesOn: Far);

    private static async Task<string> AppliedAsync(Stage stage, string state) =>
        $"/applications/{await stage.Arrange.ApplicationAsync(stage.Young, await OpenPostAsync(stage), state, stage.Mark, Far, stage.Mark)}";

    /// <summary>Somebody who may see the applicants of an organisation of their own, at one of them.</summary>
    /// <param name="saidNo">Whether they turned them down, and no coordinator has read it.</param>
    private static Way ByEmployer(bool saidNo = false) => new(async stage =>
    {
        var organisation = await stage.Arrange.OrganisationAsync(stage.Young.Authority, Name());
        var partner = await stage.Arrange.PartnerAsync(stage.Young.Authority, organisation, "see-applicants");
        var post = await stage.Arrange.PostAsync(stage.Young.Authority, organisation, "live", "Baker", closesOn: Far);
        var applied = await stage.Arrange.ApplicationAsync(stage.Young, post, "sent", stage.Mark, Far, stage.Mark);
        if (saidNo)
            await SaidNoAsync(stage, $"{applied}");
        return (() => stage.World.SignInAsync(partner.Account), $"/partner/applicants/{applied}");
    });

    private static Task SaidNoAsync(Stage stage, string application) =>
        stage.RowAsync($"insert into pledge.turning_down (application_id, post_authority_id, organisation_id, feedback, written_at, written_by) select id, post_authority_id, organisation_id, :mark, '2026-11-20Z', :id from pledge.job_application where id = '{application}'");

    private static Way ByReader() => ByCoordinator(async stage =>
    {
        var address = await AppliedAsync(stage, "sent");
        await SaidNoAsync(stage, address.Split('/')[^1]);
        return $"/opportunities/feedback/{address.Split('/')[^1]}";
    });

    private static async Task<Guid> TakenAsync(Stage stage, Guid organisation) =>
        await stage.Arrange.PlacementAsync(stage.Young, await stage.Arrange.PostAsync(stage.Young.Authority, organisation, "live", "Baker", closesOn: Far), stage.Mark);

    private static async Task<Guid> TakenAsync(Stage stage) => await TakenAsync(stage, await stage.Arrange.OrganisationAsync(stage.Young.Authority, Name()));

    private static Dictionary<string, Way> Applications => new()
    {
        ["/work-profile"] = ByYoung("/work-profile"),
        ["/find-work/{opportunity}/apply"] = ByYoung(async s => $"/find-work/{await OpenPostAsync(s)}/apply") with { OwnCaseload = false },
        ["/applications/{id}#Send"] = ByYoung(s => AppliedAsync(s, "draft")),
        ["/applications/{id}#ThrowAway"] = ByYoung(s => AppliedAsync(s, "draft")),
        ["/applications/{id}#Withdraw"] = ByYoung(s => AppliedAsync(s, "sent")),
        ["/applications/{id}#Come"] = ByYoung(s => AppliedAsync(s, "interview")),
        ["/applications/{id}#CannotCome"] = ByYoung(s => AppliedAsync(s, "interview")),
        ["/applications/{id}#Take"] = ByYoung(s => AppliedAsync(s, "offered")),
        ["/applications/{id}#Decline"] = ByYoung(s => AppliedAsync(s, "offered")),
        ["/partner/applicants/{id}#Interview"] = ByEmployer(),
        ["/partner/applicants/{id}#Offer"] = ByEmployer(),
        ["/partner/applicants/{id}#TurnDown"] = ByEmployer(),
        ["/my-work/{placement}/{about:regex(^(started|left|going|bursary)$)}/{days:int:range(0,1000)}"] = ByYoung(async s => $"/my-work/{await TakenAsync(s)}/started/0"),
        ["/young-people/{id}/work/{placement}/{about:regex(^(started|left|going|bursary)$)}/{days:int:range(0,1000)}"] = ByWorker(async s => $"/young-people/{s.Young.YoungPerson}/work/{await TakenAsync(s)}/started/0"),
        ["/partner/places/{placement}/{about:regex(^(started|left|going)$)}/{days:int:range(0,1000)}"] = new(async stage =>
        {
            var organisation = await stage.Arrange.OrganisationAsync(stage.Young.Authority, Name());
            var partner = await stage.Arrange.PartnerAsync(stage.Young.Authority, organisation, "see-applicants");
            return (() => stage.World.SignInAsync(partner.Account), $"/partner/places/{await TakenAsync(stage, organisation)}/started/0");
        }),
        ["/partner/applicants/{id}#TakeBackNo"] = ByEmployer(saidNo: true),
        ["/opportunities/feedback/{id:guid}#Pass"] = ByReader(),
        ["/opportunities/feedback/{id:guid}#Back"] = ByReader(),
    };
}
