using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Mentors;
using Pledge.Domain.People;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Mentors;

[Authorize(Policy = Policies.RunMentoring), KeepsDraft("mentor-clearance", Fresh = nameof(Version))]
public sealed class ClearanceModel(PledgeDb db, TimeProvider clock, IStringLocalizer<MentorsText> texts) : PageModel
{
    /// <summary>Kebab-case.</summary>
    [BindProperty]
    [Required(ErrorMessage = "clearance-outcome-missing")]
    public string? Decided { get; set; }

    /// <summary>Kebab-case.</summary>
    [BindProperty]
    [Required(ErrorMessage = "check-level-missing")]
    public string? Level { get; set; }

    [BindProperty]
    public string? CertificateNumber { get; set; }

    [BindProperty]
    public DateOnly? IssuedOn { get; set; }

    [BindProperty]
    public DateOnly? RecheckDueOn { get; set; }

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

    public async Task<IActionResult> OnPostAsync(MentorId id, CancellationToken ct)
    {
        Pairs = await db.ListPairsAsync(id, Today, ct);
        return await db.ActAsync(this, id, mentor => Mentor = mentor, Version,
            mentor => mentor.Record(Kebab.Find<ClearanceOutcome>(Decided), new DbsCheck(Kebab.Find<DbsLevel>(Level), IssuedOn, RecheckDueOn), CertificateNumber, clock.GetUtcNow(), User.AccountId()),
            FieldOf, texts["ClearanceRecorded"], ct);
    }

    private static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "clearance-outcome-missing" => nameof(Decided),
        "certificate-number-wrong" => nameof(CertificateNumber),
        "check-issued-missing" or "check-issued-in-future" => nameof(IssuedOn),
        "check-again-missing" or "check-again-too-early" or "check-again-too-late" => nameof(RecheckDueOn),
        _ => nameof(Level),
    };
}
