using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Practice;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Teams;

[Authorize(Policy = Policies.WorkWithYoungPeople), KeepsDraft("dip-sample-reply")]
public sealed class ReplyModel(PledgeDb db, TimeProvider clock, IStringLocalizer<TeamText> words) : PageModel
{
    [BindProperty]
    public string? Reply { get; set; }

    public SampleLine Line { get; private set; } = null!;
    public DipSample Sample { get; private set; } = null!;
    public bool MayReply => Sample.State is DipState.Sent && Sample.WorkerId == User.AccountId();

    public async Task<IActionResult> OnGetAsync(DipSampleId id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct))
            return NotFound();
        await db.LookedAsync(User, Sample.YoungPersonId, "dip-sample", clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(DipSampleId id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct) || Sample.WorkerId != User.AccountId())
            return NotFound();
        var now = clock.GetUtcNow();
        if (Sample.Answer(Reply, now) is { } refusal)
            return this.Refused(refusal, refusal.Code == "dip-answered" ? "" : nameof(Reply));
        await db.SaveChangesAsync(ct);
        await db.TellOfFeedbackAsync(Sample, Sample.PickedBy, "dip-sample-answered", now, ct);
        TempData["Done"] = words["ReplySent"].Value;
        return LocalRedirect("/caseload/feedback");
    }

    private async Task<bool> FindAsync(DipSampleId id, CancellationToken ct)
    {
        if (await db.FindSampleAsync(id, ct) is not { State: not "open" } line || await db.Set<DipSample>().Include(sample => sample.Answers).SingleOrDefaultAsync(sample => sample.Id == id, ct) is not { } found)
            return false;
        (Line, Sample) = (line, found);
        this.IsAbout(found.YoungPersonId);
        return true;
    }
}
