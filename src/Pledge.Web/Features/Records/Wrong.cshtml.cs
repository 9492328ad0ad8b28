using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Facts;
using Pledge.Domain.Records;
using Pledge.Web.Access;
using Pledge.Web.Background;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Records;

[Authorize(Policy = Policies.OwnPledge), KeepsDraft("correction", Subject = "fact")]
public sealed class WrongModel(PledgeDb db, TimeProvider clock, IStringLocalizer<RecordsText> words) : PageModel
{
    /// <summary>Kebab-case <see cref="RecordPart"/>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Part { get; set; }

    /// <summary>The fact it is about, when they came from one.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Fact { get; set; }

    [BindProperty, Required(ErrorMessage = "correction-wrong-missing")]
    public string? What { get; set; }

    [BindProperty]
    public string? ShouldSay { get; set; }

    /// <summary>What the fact says, in words; null when they came from no fact.</summary>
    public string? About { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await FindAsync(ct))
            return NotFound();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await FindAsync(ct))
            return NotFound();
        var part = Enum.GetValues<RecordPart>().Cast<RecordPart?>().FirstOrDefault(each => Kebab.Of(each!.Value) == Part);
        if (!this.HasAll(part is null ? [(new("correction-part-missing"), nameof(Part))] : []))
            return Page();
        var now = clock.GetUtcNow();
        var request = CorrectionRequest.Ask(User.AuthorityId(), User.YoungPersonId(), part!.Value, Fact is { } fact ? new FactId(fact) : null, What, ShouldSay, now, User.AccountId());
        if (request.IsRefused)
            return this.Refused(request.Refusal, request.Refusal.Code == "text-too-long" && What?.Trim().Length <= CorrectionRequest.WordsMaxLength ? nameof(ShouldSay) : nameof(What));

        // Two taps are one wish.
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({User.YoungPersonId().ToString()}, 921))", ct);
        if (!await db.CorrectionRequests.AnyAsync(row => row.YoungPersonId == User.YoungPersonId() && row.State == CorrectionState.Asked && row.Part == part && row.Wrong == request.Value.Wrong, ct))
        {
            db.CorrectionRequests.Add(request.Value);
            await db.SaveChangesAsync(ct);
            await db.WroteAsync(User, User.YoungPersonId(), "correction-request", now, ct);
            await db.TellWorkerOfCorrectionAsync(request.Value, now, ct);
        }
        TempData["Done"] = words["WrongSent", request.Value.AnswerBy].Value;
        return LocalRedirect("/record/wrong/list");
    }

    private async Task<bool> FindAsync(CancellationToken ct)
    {
        if (Fact is not { } id)
            return true;
        var fact = await db.Facts.AsNoTracking().SingleOrDefaultAsync(row => row.Id == new FactId(id) && row.YoungPersonId == User.YoungPersonId(), ct);
        if (fact is null)
            return false;
        Part = fact switch { Home => "home", Activity => "activity", _ => "in-touch" };
        About = words[WordOf(Part, fact.Code)].Value;
        return true;
    }

    /// <summary>The key of what a fact says, in the words of these pages.</summary>
    /// <param name="kind">Kebab-case.</param>
    public static string WordOf(string? kind, string code) => $"{kind switch { "home" => "Home", "activity" => "Activity", _ => "InTouch" }}_{code}";
}
