using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Opportunities;
using Pledge.Domain.Partners;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.Partners;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Opportunities;

/// <summary>Begins a post: with an empty page, or with a template.</summary>
[Authorize(Policy = Policies.BePartner), KeepsDraft("opportunity-new")]
public sealed class NewModel(PledgeDb db, TimeProvider clock, IStringLocalizer<OpportunitiesText> texts) : PageModel
{
    /// <summary>Made when the form is opened, so that one form is one post.</summary>
    [BindProperty]
    public Guid Key { get; set; }

    [BindProperty]
    public Guid? Organisation { get; set; }

    /// <summary>Kebab-case.</summary>
    [BindProperty]
    public string? Kind { get; set; }

    [BindProperty]
    public string? Title { get; set; }

    /// <summary>Of <see cref="PostTemplates.Keys"/>; empty for none.</summary>
    [BindProperty]
    public string? Template { get; set; }

    public IReadOnlyList<MyOrganisation> Organisations { get; private set; } = [];

    public IEnumerable<SelectListItem> Choices => [new(texts["ChooseOne"], ""), .. Organisations.Select(each => new SelectListItem(each.Name, $"{each.Id}"))];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Key = Guid.CreateVersion7(clock.GetUtcNow());
        return await FoundAsync(ct) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await FoundAsync(ct))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        var template = PostTemplates.Find(Template, texts);
        var organisation = Organisations.Count == 1 ? Organisations[0] : Organisations.SingleOrDefault(each => each.Id == Organisation);
        var kind = Kebab.Find<OpportunityKind>(Kind) ?? template?.Kind;
        if (!this.HasAll(Missing(organisation, kind, template)))
            return Page();
        var now = clock.GetUtcNow();
        var id = new OpportunityId(Key == Guid.Empty ? Guid.CreateVersion7(now) : Key);
        // A form sent twice is one post.
        if (!await db.IsWrittenAsync<Opportunity>(id, ct))
        {
            var details = (template ?? new()) with { Kind = kind!.Value };
            var begun = Opportunity.Begin(id, User.AuthorityId(), new(organisation!.Id), organisation.Name, string.IsNullOrWhiteSpace(Title) ? details : details with { Title = Title }, now, User.AccountId());
            if (begun.IsRefused)
                return this.Refused(begun.Refusal, nameof(Title));
            if (!await db.BegunAsync(begun.Value, ct))
                return NotFound();
        }
        return LocalRedirect($"/partner/posts/{id}");
    }

    private IEnumerable<(Refusal, string)> Missing(MyOrganisation? organisation, OpportunityKind? kind, OpportunityDetails? template)
    {
        if (organisation is null)
            yield return (new("post-organisation-missing"), nameof(Organisation));
        if (kind is null)
            yield return (new("post-kind-missing"), nameof(Kind));
        if (template is null && string.IsNullOrWhiteSpace(Title))
            yield return (new("post-title-missing"), nameof(Title));
    }

    private async Task<bool> FoundAsync(CancellationToken ct)
    {
        Organisations = [.. (await db.ListMyOrganisationsAsync(User.AccountId(), ct)).Where(each => each.Rights.Contains(OrganisationRight.Post))];
        return Organisations.Count > 0;
    }
}
