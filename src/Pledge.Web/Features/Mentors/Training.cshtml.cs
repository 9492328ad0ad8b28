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

[Authorize(Policy = Policies.RunMentoring), KeepsDraft("mentor-training", Fresh = nameof(Version))]
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
        if (await db.FindMentorAsync(id, ct) is not { } found)
            return NotFound();
        (Mentor, Version) = (found, db.VersionOf(found));
        return Page();
    }

    public Task<IActionResult> OnPostAsync(MentorId id, CancellationToken ct) =>
        db.ActAsync(this, id, mentor => Mentor = mentor, Version,
            mentor => mentor.Record(Kebab.Find<MentorCourse>(Course), DoneOn, ValidUntil, clock.GetUtcNow(), User.AccountId()), FieldOf, texts["TrainingRecorded"], ct);

    private static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "course-done-missing" or "course-done-in-future" => nameof(DoneOn),
        "course-until-missing" or "course-until-too-early" or "course-until-too-late" => nameof(ValidUntil),
        _ => nameof(Course),
    };
}
