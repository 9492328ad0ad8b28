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

    /// <summary>The page of them: those who are late first, then who has waited longest.</summary>
    public IReadOnlyList<SeekerRow> Seekers { get; private set; } = [];
    public IReadOnlyList<MentorProposal> Open { get; private set; } = [];
    public DateOnly Today { get; private set; }

    /// <summary>Whom somebody was proposed to, and who is not to be looked for until that is answered.</summary>
    public IReadOnlySet<Guid> Asked { get; private set; } = new HashSet<Guid>();

    /// <summary>How many are late.</summary>
    public int Late { get; private set; }

    /// <summary>Whether the day they were told has passed and nobody is proposed to them.</summary>
    public bool IsLate(SeekerRow seeker) => seeker.NextLook() < Today && !Asked.Contains(seeker.YoungPersonId);

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
        var asked = await open.Select(row => row.YoungPersonId).ToListAsync(ct);
        Asked = asked.Select(id => id.Value).ToHashSet();
        (Counts, Late) = (new Dictionary<string, int> { ["seekers"] = seekers.Count, ["proposals"] = asked.Count }, seekers.Count(IsLate));
        if (Show == "seekers")
            Seekers = [.. seekers.OrderByDescending(IsLate).Skip((Number - 1) * Size).Take(Size)];
        else
            Open = await open.OrderBy(row => row.ExpiresOn).ThenBy(row => row.Id).Skip((Number - 1) * Size).Take(Size).ToListAsync(ct);
    }
}
