using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Mentoring;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.MentoringLife;

/// <summary>Matches: those that need somebody, the most urgent first; those that go on; those that ended.</summary>
[Authorize(Policy = Policies.RunMentoring)]
public sealed class MatchesModel(PledgeDb db, TimeProvider clock) : PageModel
{
    /// <summary>What can be shown; anything else means the first.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["need", "running", "ended"];

    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    [BindProperty(SupportsGet = true)]
    public int Number { get; set; } = 1;

    public DateOnly Today { get; private set; }

    /// <summary>How many there are of each of <see cref="Kinds"/>.</summary>
    public IReadOnlyDictionary<string, int> Counts { get; private set; } = new Dictionary<string, int>();
    public IReadOnlyList<(MatchRow Row, IReadOnlyList<string> Alarms)> Rows { get; private set; } = [];
    public IReadOnlyList<EndedMatchRow> Ended { get; private set; } = [];

    /// <summary>Worries that nobody has answered.</summary>
    public int Unread { get; private set; }
    public int LastNumber => Math.Max(1, (Counts[Show!] + MatchReads.Size - 1) / MatchReads.Size);

    public async Task OnGetAsync(CancellationToken ct)
    {
        (Today, Show, Number) = (clock.Today(), Kinds.FirstOrDefault(kind => kind == Show) ?? Kinds[0], Math.Clamp(Number, 1, 10_000));
        var rows = (await db.ListMatchesAsync(Today, ct)).Select(row => (Row: row, Alarms: row.Alarms(Today))).ToList();
        var need = rows.Where(pair => pair.Alarms.Count > 0).OrderBy(pair => MatchHealth.Urgency(pair.Alarms[0])).ToList();
        var running = rows.Where(pair => pair.Alarms.Count == 0 && pair.Row.EndedOn is null).ToList();
        Ended = Show == "ended" ? await db.ListEndedMatchesAsync(Number, ct) : [];
        Rows = [.. (Show == "running" ? running : need).Skip((Number - 1) * MatchReads.Size).Take(MatchReads.Size)];
        Unread = await db.CountOpenConcernsAsync(ct);
        Counts = new Dictionary<string, int> { ["need"] = need.Count, ["running"] = running.Count, ["ended"] = await db.MentorMatches.CountAsync(row => row.EndedOn != null, ct) };
    }
}
