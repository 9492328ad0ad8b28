using Pledge.Tests.Support;

namespace Pledge.Tests.Hostile;

internal static partial class Ways
{
    private static readonly DateOnly Far = new(2099, 12, 20);

    /// <summary>Somebody who may post for an organisation of their own, at a post of it.</summary>
    /// <param name="state">Of the post; null for none.</param>
    /// <param name="isChanged">Whether a change of it is begun.</param>
    private static Way ByPoster(string? state, string address, bool isChanged = false) => new(async stage =>
    {
        var organisation = await stage.Arrange.OrganisationAsync(stage.Young.Authority, Name());
        var partner = await stage.Arrange.PartnerAsync(stage.Young.Authority, organisation, "post");
        var post = state is null ? Guid.Empty : await stage.Arrange.PostAsync(stage.Young.Authority, organisation, state, stage.Mark, closesOn: Far);
        if (isChanged)
            await stage.Arrange.ChangeOfPostAsync(post);
        return (() => stage.World.SignInAsync(partner.Account), address.Replace("{id}", $"{post}", StringComparison.Ordinal));
    });

    private static Way ByCoordinatorAtPost(string state = "submitted") => ByCoordinator(async stage =>
        $"/opportunities/waiting/{await stage.Arrange.PostAsync(stage.Young.Authority, await stage.Arrange.OrganisationAsync(stage.Young.Authority, Name()), state, stage.Mark, closesOn: Far)}");

    private static async Task<string> WorkAsync(Stage stage, bool isSaved)
    {
        var post = await stage.Arrange.PostAsync(stage.Young.Authority, await stage.Arrange.OrganisationAsync(stage.Young.Authority, Name()), title: stage.Mark, closesOn: Far);
        if (isSaved)
            await stage.RowAsync($"insert into pledge.saved_opportunity (id, authority_id, young_person_id, opportunity_id, title, saved_at) values (:id, :authority, :person, '{post}', :mark, '2026-11-20Z')");
        return $"/find-work/{post}";
    }

    private static async Task<string> KeptAsync(Stage stage)
    {
        await stage.RowAsync("insert into pledge.kept_search (id, authority_id, young_person_id, words, kept_at, looked_at) values (:id, :authority, :person, :mark, '2026-11-20Z', '2026-11-20Z')");
        return "/find-work/searches";
    }

    private static Task<Guid> WorkWishAsync(Stage stage) => stage.RowAsync(
        "insert into pledge.work_wish (id, authority_id, young_person_id, written_by_side, is_looking, words, kinds, fields, has, support, not_used, written_at, written_by) values (:id, :authority, :person, 'young-person', true, :mark, '{job}', '{food}', '{}', '{}', '{}', '2026-11-20Z', :account)");

    private static Dictionary<string, Way> Opportunities => new()
    {
        ["/partner/posts/new"] = ByPoster(null, "/partner/posts/new"),
        ["/partner/posts/{id:guid}#Edit"] = ByPoster("live", "/partner/posts/{id}"),
        ["/partner/posts/{id:guid}#TakeBack"] = ByPoster("submitted", "/partner/posts/{id}"),
        ["/partner/posts/{id:guid}#ThrowAwayChange"] = ByPoster("live", "/partner/posts/{id}", isChanged: true),
        ["/partner/posts/{id:guid}#Copy"] = ByPoster("live", "/partner/posts/{id}"),
        ["/partner/posts/{id:guid}/write/{part}"] = ByPoster("draft", "/partner/posts/{id}/write/what"),
        ["/partner/posts/{id:guid}/check"] = ByPoster("draft", "/partner/posts/{id}/check"),
        ["/partner/posts/{id:guid}/closing#Extend"] = ByPoster("live", "/partner/posts/{id}/closing"),
        ["/partner/posts/{id:guid}/closing#Close"] = ByPoster("live", "/partner/posts/{id}/closing"),
        ["/partner/posts/{id:guid}/outcome"] = ByPoster("closed", "/partner/posts/{id}/outcome"),
        ["/find-work"] = ByYoung("/find-work") with { OwnCaseload = false },
        ["/find-work#Keep"] = ByYoung("/find-work") with { OwnCaseload = false },
        // It leads to the list of work, which shows every post of the authority.
        ["/find-work/searches#Look"] = ByYoung(KeptAsync) with { OwnCaseload = false },
        ["/find-work/searches#End"] = ByYoung(KeptAsync),
        ["/find-work/put-away#Hide"] = ByYoung(async s =>
        {
            await WorkWishAsync(s);
            await WorkAsync(s, isSaved: false);
            return "/find-work";
        }) with
        { OwnCaseload = false },
        ["/find-work/put-away#Again"] = ByYoung(async s =>
        {
            var post = (await WorkAsync(s, isSaved: false)).Split('/')[^1];
            await s.RowAsync($"insert into pledge.hidden_opportunity (id, authority_id, young_person_id, opportunity_id, title, hidden_at) values (:id, :authority, :person, '{post}', :mark, '2026-11-20Z')");
            return "/find-work/put-away";
        }),
        ["/work-wish"] = ByYoung("/work-wish") with { OwnCaseload = false },
        ["/work-wish#Stop"] = ByYoung(async s =>
        {
            await WorkWishAsync(s);
            return "/work-wish";
        }) with
        { OwnCaseload = false },
        ["/young-people/{id}/work-wish"] = ByWorker(s => $"{s.Person}/work-wish"),
        // A post is for every young person of its authority; one of another's is found by nobody here.
        ["/find-work/{id:guid}#Save"] = ByYoung(s => WorkAsync(s, isSaved: false)) with { OwnCaseload = false },
        ["/find-work/{id:guid}#TakeOff"] = ByYoung(s => WorkAsync(s, isSaved: true)) with { OwnCaseload = false },
        ["/opportunities/waiting/{id:guid}#Approve"] = ByCoordinatorAtPost(),
        ["/opportunities/waiting/{id:guid}#SendBack"] = ByCoordinatorAtPost(),
        ["/opportunities/waiting/{id:guid}#TakeDown"] = ByCoordinatorAtPost("live"),
    };
}
