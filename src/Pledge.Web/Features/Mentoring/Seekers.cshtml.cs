using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Mentors;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.MentoringLife;

namespace Pledge.Web.Features.Mentoring;

/// <summary>A coordinator's list of young people who look for a mentor, as far as they released it, and of proposals that wait.</summary>
[Authorize(Policy = Policies.RunMentoring)]
public sealed class SeekersModel(PledgeDb db, TimeProvider clock) : PageModel
{
    private const int Size = 25;

    /// <summary>What can be shown; anything else means the first.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["seekers", "proposals"];

    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    [BindProperty(SupportsGet = true)]
    public int Number { get; set; } = 1;

    /// <summary>How many there are of each of <see cref="Kinds"/>.</summary>
    public IReadOnlyDictionary<string, int> Counts { get; private set; } = new Dictionary<string, int>();

    /// <summary>The page of them: those whose day has passed first, then who has waited longest.</summary>
    public IReadOnlyList<SeekerRow> Seekers { get; private set; } = [];
    public IReadOnlyList<MentorProposal> Open { get; private set; } = [];
    public DateOnly Today { get; private set; }

    /// <summary>For how many the day they were told has passed.</summary>
    public int Late { get; private set; }

    /// <summary>Worries that nobody has answered.</summary>
    public int Unread { get; private set; }
    public int LastNumber => Math.Max(1, (Counts[Show!] + Size - 1) / Size);

    /// <summary>Ages are told in bands.</summary>
    public static string BandOf(int age) => age < 18 ? "Band_under18" : age < 21 ? "Band_18to20" : "Band_21";

    public static string StandOf(MentorProposal proposal) => proposal switch
    {
        { MentorSays: null, YoungPersonSays: null } => "WaitsForBoth",
        { MentorSays: null } => "WaitsForMentor",
        _ => "WaitsForYoungPerson",
    };

    public async Task OnGetAsync(CancellationToken ct)
    {
        (Today, Unread, Show, Number) = (clock.Today(), await db.CountOpenConcernsAsync(ct), Kinds.FirstOrDefault(kind => kind == Show) ?? Kinds[0], Math.Clamp(Number, 1, 10_000));
        var seekers = await db.ListSeekersAsync(null, Today, ct);
        var open = db.MentorProposals.AsNoTracking().Where(row => row.State == ProposalState.Open && row.ExpiresOn >= Today);
        (Counts, Late) = (new Dictionary<string, int> { ["seekers"] = seekers.Count, ["proposals"] = await open.CountAsync(ct) }, seekers.Count(row => row.NextLook() < Today));
        if (Show == "seekers")
            Seekers = [.. seekers.OrderByDescending(row => row.NextLook() < Today).Skip((Number - 1) * Size).Take(Size)];
        else
            Open = await open.OrderBy(row => row.ExpiresOn).ThenBy(row => row.Id).Skip((Number - 1) * Size).Take(Size).ToListAsync(ct);
    }
}
