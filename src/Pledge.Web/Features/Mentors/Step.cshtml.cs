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

[Authorize(Policy = Policies.RunMentoring), KeepsDraft("mentor-step", Fresh = nameof(Version))]
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
    public IReadOnlyList<MentorPairRow> Pairs { get; private set; } = [];
    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(MentorId id, CancellationToken ct)
    {
        if (await db.FindMentorAsync(id, ct) is not { } found)
            return NotFound();
        (Mentor, Version, Pairs) = (found, db.VersionOf(found), await db.ListPairsAsync(id, Today, ct));
        return Page();
    }

    // A word that is no state is one that never follows.
    public Task<IActionResult> OnPostAsync(MentorId id, CancellationToken ct) =>
        ActAsync(id, mentor => mentor.Move(Kebab.Find<MentorState>(Next) ?? MentorState.Applied, Reason, Pairs.Count(pair => pair.Runs), clock.GetUtcNow(), User.AccountId()), "Moved", ct);

    public Task<IActionResult> OnPostTakeBackAsync(MentorId id, CancellationToken ct)
    {
        ModelState.Clear();
        return ActAsync(id, mentor => mentor.TakeBack(clock.GetUtcNow(), User.AccountId()), "TakenBack", ct);
    }

    private async Task<IActionResult> ActAsync(MentorId id, Func<Mentor, Refusal?> act, string said, CancellationToken ct)
    {
        Pairs = await db.ListPairsAsync(id, Today, ct);
        return await db.ActAsync(this, id, mentor => Mentor = mentor, Version, act, FieldOf, texts[said], ct);
    }

    private static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "step-needs-reason" or "reason-too-long" => nameof(Reason),
        "step-is-the-first" => "",
        _ => nameof(Next),
    };
}
