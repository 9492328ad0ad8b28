using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Mentors;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.MentoringLife;
using Pledge.Web.Features.YoungPeople;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Mentoring;

/// <summary>A worker writes with a young person what they look for. Nothing of it is used before the young person sends it themselves.</summary>
[Authorize(Policy = Policies.WorkWithYoungPeople), KeepsDraft("mentor-wish-draft")]
public sealed class DraftModel(PledgeDb db, TimeProvider clock, IStringLocalizer<MentoringText> texts) : PageModel
{
    [BindProperty]
    public WishForm Form { get; set; } = new();

    /// <summary>The draft that the form was filled from.</summary>
    [BindProperty]
    public Guid Version { get; set; }

    public PersonHead Person { get; private set; } = null!;

    /// <summary>What the young person said themselves.</summary>
    public MentorWish? Mine { get; private set; }

    /// <summary>What a worker wrote and the young person has not answered.</summary>
    public MentorWish? Draft { get; private set; }
    public MentorNow? Mentor { get; private set; }
    public IReadOnlyList<MentorProposal> Open { get; private set; } = [];
    public IReadOnlyList<ConcernRow> Worries { get; private set; } = [];
    public DateOnly Today { get; private set; }

    /// <summary>Whether somebody else could be looked for: not while they have a mentor.</summary>
    public bool MayWrite => Mentor is null or { EndedOn: not null };

    /// <summary>How it stands with what they look for.</summary>
    public string Stand => Mine switch
    {
        null => "none",
        { IsLooking: false } => "stopped",
        _ when Mentor is not null && Mentor.EndedOn is not null && Mine.WrittenAt < LondonTime.At(Mentor.EndedOn.Value, TimeOnly.MinValue) => "used-up",
        _ => "looking",
    };

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        Version = Draft?.Id.Value ?? Guid.Empty;
        if ((Draft ?? Mine) is { } standing)
            Form = WishForm.Of(standing);
        await db.LookedAsync(User, id, "mentor-wish", clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(YoungPersonId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        if (!MayWrite)
            return this.Refused(new("has-a-mentor-already"));
        if (await db.WriteWishAsync(User, id, WishSide.Worker, isLooking: true, Form.With(Mine), Version, clock.GetUtcNow(), ct) is { } refusal)
        {
            if (refusal.Code != "wish-changed-meanwhile")
                return this.Refused(refusal, WishForm.FieldOf(refusal));
            return this.ReadAgain(Draft?.Id.Value ?? Guid.Empty, refusal.Code);
        }
        TempData["Done"] = texts["DraftSaved", Person.ShortName].Value;
        return LocalRedirect($"/young-people/{id}");
    }

    private async Task<bool> FoundAsync(YoungPersonId id, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person)
            return false;
        (Person, Today) = (person, clock.Today());
        Mine = await db.FindWishAsync(id, WishSide.YoungPerson, ct);
        Draft = await db.FindWishAsync(id, WishSide.Worker, ct);
        Mentor = await db.FindMentorNowAsync(id, Today, ct);
        Open = [.. (await db.ListProposalsAsync(id, ct)).Where(proposal => proposal.State is ProposalState.Open && !proposal.IsExpired(Today))];
        Worries = await db.ListConcernsAsync(null, id.Value, Today, ct);
        return true;
    }
}
