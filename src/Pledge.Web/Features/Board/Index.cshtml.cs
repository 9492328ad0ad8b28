using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Domain.Organisations;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Meetings;

namespace Pledge.Web.Features.Board;

/// <summary>The promises, each with its figures, what young people and workers say, the gap between them, and the next move. Of quarter ends that were published.</summary>
[Authorize(Policy = Policies.ReadBoard), ReadsStandby]
public sealed class IndexModel(PledgeDb db, TimeProvider clock) : PageModel
{
    /// <summary>A quarter end that was published; for another day, the last before it.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? On { get; set; }

    /// <summary>A closed meeting: everything is then as the board read it there.</summary>
    [BindProperty(SupportsGet = true)]
    public BoardMeetingId? Meeting { get; set; }

    /// <summary>True where another day was asked for than the one shown.</summary>
    public bool IsAnotherDay { get; private set; }

    /// <summary>That meeting, or null.</summary>
    public MeetingRead? Read { get; private set; }

    /// <summary>Null while nothing is published.</summary>
    public BoardPage? Board { get; private set; }
    public DateOnly Today { get; private set; }
    public bool Runs => Roles.BoardRunners.Contains(User.RoleName());

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (Meeting is { } id && (Read = await db.FindReadAsync(id, ct)) is null)
            return NotFound();
        (Today, var on, var now) = (clock.Today(), Read?.FiguresOf ?? (ModelState.IsValid ? On : null), Read?.ClosedAt ?? clock.GetUtcNow());
        Board = await db.ReadBoardAsync(on, now, ct) ?? (on is null ? null : await db.ReadBoardAsync(null, now, ct));
        if (Board is not null)
            Board = Read is null ? Board with { Reader = User.AccountId() } : Board with { Address = $"?meeting={Read.Id}" };
        IsAnotherDay = Board is not null && Read is null && (!ModelState.IsValid || (On is { } asked && asked != Board.Published.Publication.OnDay));
        ModelState.Clear();
        On = Board?.Published.Publication.OnDay;
        return Page();
    }
}
