using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Board;
using Pledge.Domain.Organisations;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Commitments;
using Pledge.Web.Features.Figures;

namespace Pledge.Web.Features.BoardActions;

[Authorize(Policy = Policies.AnswerToBoard)]
public sealed class IndexModel(PledgeDb db, TimeProvider clock, IStringLocalizer<BoardActionsText> texts, IStringLocalizer<FiguresText> figures) : PageModel
{
    /// <summary><c>ended</c> for what ended within a year, or what is open.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    public ActionTable Actions { get; private set; } = null!;
    public int Late => Actions.Lines.Count(line => line.DaysLate(Actions.Day) > 0);
    public bool Ended => Show == "ended";
    public bool Runs => Roles.BoardRunners.Contains(User.RoleName());

    /// <summary>Whether the reader sees those of everybody, and not only their own.</summary>
    public bool SeesAll => Runs || User.RoleName() is Roles.Board;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    /// <summary>The same list as a file for minutes. Written here and now, while the row scope holds; a spreadsheet will run nothing in it.</summary>
    public async Task<IActionResult> OnGetListAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = $"attachment; filename=\"actions-{Actions.Day:yyyy-MM-dd}.csv\"";
        await Actions.WriteCsvAsync(Response.Body, texts, figures, ct);
        return new EmptyResult();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var lines = await db.ListActionsAsync(now, Ended ? now.AddYears(-1) : null, ct);
        var me = User.AccountId();
        Actions = new([.. lines.Where(line => line.State is BoardActionState.Open != Ended).OrderByDescending(line => line.OwnerId == me)], await db.ListPromisesAsync(clock.Today(), ct), clock.Today()) { Reader = SeesAll ? me : null };
    }
}
