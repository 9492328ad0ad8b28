using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Board;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Commitments;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Board;

/// <summary>Words that young people let the board read, one by one: a person takes out names and places, and lets them be shown or not.</summary>
[Authorize(Policy = Policies.RunBoard)]
public sealed class WordsModel(PledgeDb db, TimeProvider clock, IStringLocalizer<BoardText> texts) : PageModel
{
    /// <summary>Those to read; the first that wait when none are named.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Words { get; set; }

    /// <summary>UTC ticks of the decision that stood when they were read; 0 for none.</summary>
    [BindProperty]
    public long Version { get; set; }

    [BindProperty]
    public string? Shown { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public IReadOnlyList<WordsGiven> Given { get; private set; } = [];
    public WordsGiven? One { get; private set; }
    public IReadOnlyDictionary<string, string> Promises { get; private set; } = new Dictionary<string, string>();
    public int Waiting => Given.Count(given => given.Decision is null);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await FindAsync(ct);
        if (Words is not null && One is null)
            return NotFound();
        (Words, Shown, Reason, Version) = (One?.Id, One?.Shown ?? One?.Words, One?.Reason, VersionOf(One));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(bool release, CancellationToken ct)
    {
        await FindAsync(ct);
        if (One is null)
            return NotFound();
        var decision = release ? BoardDecision.Released : BoardDecision.HeldBack;
        if (BoardWords.Fault(decision, Shown, Reason) is { } refusal)
            return this.Refused(refusal, release ? nameof(Shown) : nameof(Reason));
        var (now, readAt) = (clock.GetUtcNow(), Version == 0 ? (DateTimeOffset?)null : new DateTimeOffset(Math.Clamp(Version, 0, DateTime.MaxValue.Ticks), TimeSpan.Zero));
        var (shown, reason) = (release ? Shown!.Trim() : null, release ? null : Reason!.Trim());
        var decided = (await db.Database.SqlQuery<bool>($"select pledge.decide_board_words({One.Id}, {shown}, {reason}, {readAt}, {now}) as \"Value\"").ToListAsync(ct))[0];
        if (!decided)
            return this.ReadAgain(VersionOf(One), "board-words-changed");
        await db.AuditAsync(User, release ? "release-board-words" : "hold-back-board-words", One.Id, now, ct);
        TempData["Done"] = texts[release ? "Released" : "HeldBack"].Value;
        return LocalRedirect("/board/words");
    }

    private async Task FindAsync(CancellationToken ct)
    {
        Given = await db.ListWordsGivenAsync(ct);
        One = Given.FirstOrDefault(given => Words is null ? given.Decision is null : given.Id == Words);
        Promises = (await db.ListPromisesAsync(clock.Today(), ct)).ToDictionary(promise => promise.Key, promise => promise.Statement);
    }

    private static long VersionOf(WordsGiven? words) => words?.DecidedAt?.UtcTicks ?? 0;
}
