using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain.Organisations;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Board;

/// <summary>The promises, each with its figures, what young people and workers say, the gap between them, and the next move. Of quarter ends that were published.</summary>
[Authorize(Policy = Policies.ReadBoard), ReadsStandby]
public sealed class IndexModel(PledgeDb db, TimeProvider clock) : PageModel
{
    /// <summary>A quarter end that was published; for another day, the last before it.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? On { get; set; }

    /// <summary>Null while nothing is published.</summary>
    public BoardPage? Board { get; private set; }
    public bool Runs => Roles.BoardRunners.Contains(User.RoleName());

    public async Task OnGetAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        Board = await db.ReadBoardAsync(ModelState.IsValid ? On : null, now, ct) ?? (On is null ? null : await db.ReadBoardAsync(null, now, ct));
        ModelState.Clear();
        On = Board?.Published.Publication.OnDay;
    }
}
