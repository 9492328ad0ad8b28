using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Mentors;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Mentors;

[Authorize(Policy = Policies.RunMentoring), KeepsDraft("mentor-step")]
public sealed class StepModel(PledgeDb db, TimeProvider clock, IStringLocalizer<MentorsText> texts) : PageModel
{
    /// <summary>Kebab-case.</summary>
    [BindProperty]
    [Required(ErrorMessage = "step-missing")]
    public string? Next { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public uint Version { get; set; }

    public Mentor Mentor { get; private set; } = null!;
    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(MentorId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        Version = db.VersionOf(Mentor);
        return Page();
    }

    public Task<IActionResult> OnPostAsync(MentorId id, CancellationToken ct) =>
        ActAsync(id, mentor => mentor.Move(StateOf(Next), Reason, clock.GetUtcNow(), User.AccountId()), "Moved", ct);

    public Task<IActionResult> OnPostTakeBackAsync(MentorId id, CancellationToken ct)
    {
        ModelState.Clear();
        return ActAsync(id, mentor => mentor.TakeBack(clock.GetUtcNow(), User.AccountId()), "TakenBack", ct);
    }

    // A word that is no state is one that never follows.
    private static MentorState StateOf(string? word) =>
        Enum.GetValues<MentorState>().Cast<MentorState?>().FirstOrDefault(state => Kebab.Of(state!.Value) == word) ?? MentorState.Applied;

    private async Task<IActionResult> ActAsync(MentorId id, Func<Mentor, Refusal?> act, string said, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        if (await db.ActAsync(Mentor, Version, act, ct) is { } refusal)
        {
            db.ChangeTracker.Clear();
            if (!await FoundAsync(id, ct))
                return NotFound();
            return refusal.Code == "mentor-changed-meanwhile" ? this.ReadAgain(db.VersionOf(Mentor), refusal.Code) : this.Refused(refusal, FieldOf(refusal));
        }
        TempData["Done"] = texts[said].Value;
        return LocalRedirect($"/mentors/{id}");
    }

    private async Task<bool> FoundAsync(MentorId id, CancellationToken ct)
    {
        if (await db.FindMentorAsync(id, ct) is not { } found)
            return false;
        Mentor = found;
        return true;
    }

    private static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "step-needs-reason" or "reason-too-long" => nameof(Reason),
        "step-is-the-first" => "",
        _ => nameof(Next),
    };
}
