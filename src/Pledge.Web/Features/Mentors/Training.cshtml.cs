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

[Authorize(Policy = Policies.RunMentoring), KeepsDraft("mentor-training")]
public sealed class TrainingModel(PledgeDb db, TimeProvider clock, IStringLocalizer<MentorsText> texts) : PageModel
{
    /// <summary>Kebab-case.</summary>
    [BindProperty]
    [Required(ErrorMessage = "course-missing")]
    public string? Course { get; set; }

    [BindProperty]
    public DateOnly? DoneOn { get; set; }

    [BindProperty]
    public DateOnly? ValidUntil { get; set; }

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
        ActAsync(id, mentor => mentor.Record(Enum.GetValues<MentorCourse>().Cast<MentorCourse?>().FirstOrDefault(course => Kebab.Of(course!.Value) == Course), DoneOn, ValidUntil, clock.GetUtcNow(), User.AccountId()), "TrainingRecorded", ct);

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
        "course-done-missing" or "course-done-in-future" => nameof(DoneOn),
        "course-until-missing" or "course-until-too-early" or "course-until-too-late" => nameof(ValidUntil),
        _ => nameof(Course),
    };
}
