using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Caseload;

[Authorize(Policy = Policies.WorkWithYoungPeople)]
public sealed class ViewsModel(PledgeDb db, TimeProvider clock, IStringLocalizer<CaseloadText> texts) : PageModel
{
    /// <summary>Kebab-case <see cref="CaseloadFilter"/>; anything else means everyone.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    /// <summary>Kebab-case <see cref="CaseloadOrder"/>; anything else is worst first.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Sort { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    public IReadOnlyList<CaseloadView> Views { get; private set; } = [];

    public IEnumerable<SelectListItem> Parts => Enum.GetValues<CaseloadFilter>().Select(Kebab.Of).Select(word => new SelectListItem(texts[$"Part{word}"], word));
    public IEnumerable<SelectListItem> Orders => Enum.GetValues<CaseloadOrder>().Select(Kebab.Of).Select(word => new SelectListItem(texts[$"Sort{word}"], word));

    public async Task OnGetAsync(CancellationToken ct) => Views = await db.ListCaseloadViewsAsync(User.AccountId(), ct);

    public async Task<IActionResult> OnPostSaveAsync(CancellationToken ct)
    {
        var show = Enum.GetValues<CaseloadFilter>().FirstOrDefault(word => Kebab.Of(word) == Show);
        var sort = Enum.GetValues<CaseloadOrder>().FirstOrDefault(word => Kebab.Of(word) == Sort);
        if (await db.SaveViewAsync(User, Name, show, sort, clock.GetUtcNow(), ct) is { } refusal)
        {
            Views = await db.ListCaseloadViewsAsync(User.AccountId(), ct);
            return this.Refused(refusal, nameof(Name));
        }
        TempData["Done"] = texts["ViewSaved"].Value;
        return LocalRedirect($"/caseload?show={Kebab.Of(show)}&sort={Kebab.Of(sort)}");
    }

    public async Task<IActionResult> OnPostDropAsync(Guid id, CancellationToken ct)
    {
        await db.DropViewAsync(User, id, ct);
        TempData["Done"] = texts["ViewDropped"].Value;
        return LocalRedirect("/caseload/views");
    }
}
