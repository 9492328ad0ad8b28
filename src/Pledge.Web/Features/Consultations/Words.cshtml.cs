using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Consultations;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Consultations;

/// <summary>What was said in words, read one by one: a person takes out what tells who wrote it, and lets it be shown or not.</summary>
[Authorize(Policy = Policies.RunParticipation)]
public sealed class WordsModel(PledgeDb db, TimeProvider clock, IStringLocalizer<ConsultationsText> words) : PageModel
{
    /// <summary>The one to read; the first that waits when none is named.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Answer { get; set; }

    /// <summary>As everybody who was asked will read it.</summary>
    [BindProperty]
    public string? Shown { get; set; }

    public Consultation Consultation { get; private set; } = null!;
    public IReadOnlyList<SaidInWords> Said { get; private set; } = [];
    public SaidInWords? One { get; private set; }
    public int Waiting => Said.Count(said => said.Decision is null);

    public async Task<IActionResult> OnGetAsync(ConsultationId id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct))
            return NotFound();
        if (One?.Id is { } opened)
            await db.LookedAtWordsAsync(opened, clock.GetUtcNow(), ct);
        (Answer, Shown) = (One?.Id, One?.Shown ?? One?.Words);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(ConsultationId id, bool release, CancellationToken ct)
    {
        if (!await FindAsync(id, ct) || One is null)
            return NotFound();
        if (release && string.IsNullOrWhiteSpace(Shown))
            return this.Refused(new Refusal("shown-missing"), nameof(Shown));
        if (release && Shown?.Trim().Length > Consultation.WordsMaxLength)
            return this.Refused(new Refusal("words-too-long", Consultation.WordsMaxLength), nameof(Shown));
        var (now, text) = (clock.GetUtcNow(), release ? Shown!.Trim() : null);
        await db.Database.ExecuteSqlAsync($"select pledge.decide_consultation_words({One.Id}, {text}, {now})", ct);
        await db.AuditAsync(User, release ? "release-words" : "hold-back-words", One.Id, now, ct);
        TempData["Done"] = words[release ? "Released" : "HeldBack"].Value;
        return LocalRedirect($"/consultations/{id}/words");
    }

    private async Task<bool> FindAsync(ConsultationId id, CancellationToken ct)
    {
        if (await db.Consultations.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, ct) is not { } found)
            return false;
        (Consultation, Said) = (found, await db.ReadWordsAsync(id, ct));
        One = Said.FirstOrDefault(said => Answer is null ? said.Decision is null : said.Id == Answer);
        if (One?.Id is { } one)
            this.ShowsWords(one);
        return true;
    }
}
