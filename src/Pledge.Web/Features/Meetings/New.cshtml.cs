using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain.Board;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Meetings;

[Authorize(Policy = Policies.RunBoard)]
public sealed class NewModel(PledgeDb db, TimeProvider clock, IStringLocalizer<MeetingsText> texts) : PageModel
{
    [BindProperty]
    [Required(ErrorMessage = "board-meeting-day-missing")]
    public DateOnly? HeldOn { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
            return Page();
        if (await db.BoardMeetings.AnyAsync(meeting => meeting.HeldOn == HeldOn, ct))
            return this.Refused(new("meeting-day-taken"), nameof(HeldOn));
        var now = clock.GetUtcNow();
        var planned = BoardMeeting.Plan(new(Guid.CreateVersion7(now)), User.AuthorityId(), HeldOn, now, User.AccountId());
        if (planned.IsRefused)
            return this.Refused(planned.Refusal, nameof(HeldOn));
        db.BoardMeetings.Add(planned.Value);
        // Two taps at one moment: the database lets one in.
        if (!await db.SavedUnlessChangedAsync(ct))
            return this.Refused(new("meeting-day-taken"), nameof(HeldOn));
        TempData["Done"] = texts["Planned"].Value;
        return LocalRedirect($"/board/meetings/{planned.Value.Id}/write");
    }
}
