using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Matching;
using Pledge.Domain.Matching.Opportunities;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Mentoring;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Rounds;

/// <summary>How much each part counts when posts are suggested: as <see cref="WeightsModel"/>, but that the employer has no side, and how many of one employer are suggested is asked for.</summary>
[Authorize(Policy = Policies.RunMentoring)]
public sealed class WorkWeightsModel(PledgeDb db, TimeProvider clock, IStringLocalizer<RoundsText> texts) : PageModel
{
    private const int Heaviest = 1000;

    /// <summary>By the order of <see cref="OpportunityMatching.Parts"/>.</summary>
    [BindProperty]
    public List<double?>? Weights { get; set; }

    /// <summary>Most suggestions of one employer while others are left.</summary>
    [BindProperty]
    public int? MostOfOne { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    /// <summary>The version the form was filled from.</summary>
    [BindProperty]
    public int Version { get; set; }

    /// <summary>The weights whose effect was shown; empty before.</summary>
    [BindProperty]
    public string? ShownFor { get; set; }

    public IReadOnlyList<SavedWeights> History { get; private set; } = [];
    public WorkWeightEffect? Effect { get; private set; }

    public static IReadOnlyList<string> Codes { get; } = [.. OpportunityMatching.Parts.Select(part => part.Code)];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var current = await ReadAsync(ct);
        (Weights, MostOfOne, Version) = ([.. Codes.Select(code => (double?)current.Parts[code].ForYoungPerson)], current.MostOfOne, current.Version);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var current = await ReadAsync(ct);
        if (Asked(current) is not { } asked)
            return Page();
        if (Version != current.Version)
            return Anew(current);
        if (ShownFor != FingerprintOf(asked))
            return await ShowAsync(current, asked, ct);
        var saved = SavedWeights.Save(User.AuthorityId(), MatchingKind.Opportunities, asked, Why, clock.GetUtcNow(), User.AccountId());
        if (saved.IsRefused)
        {
            await ShowAsync(current, asked, ct);
            return this.Refused(saved.Refusal, nameof(Why));
        }
        db.SavedWeights.Add(saved.Value);
        if (!await db.SavedUnlessChangedAsync(ct))
            return Anew(await ReadAsync(ct));
        await db.AuditAsync(User, "saved-match-weights", saved.Value.Id.Value, clock.GetUtcNow(), ct);
        TempData["Done"] = texts["WorkWeightsSaved"].Value;
        return LocalRedirect("/opportunities/weights");
    }

    private async Task<PageResult> ShowAsync(MatchWeights current, MatchWeights asked, CancellationToken ct)
    {
        Effect = await WorkWeightEffect.ReadAsync(db, User.AuthorityId(), current, asked, clock.Today(), ct);
        ShownFor = FingerprintOf(asked);
        ModelState.Remove(nameof(ShownFor));
        return Page();
    }

    /// <summary>Somebody else saved; what was typed stays, and is held against theirs the next time.</summary>
    private PageResult Anew(MatchWeights current)
    {
        (Version, ShownFor) = (current.Version, null);
        ModelState.Remove(nameof(Version));
        ModelState.Remove(nameof(ShownFor));
        return this.Refused(new("weights-changed-meanwhile"));
    }

    /// <returns>Null when something is at fault; then it stands beside the field.</returns>
    private MatchWeights? Asked(MatchWeights current)
    {
        if (Weights is null || Weights.Count != Codes.Count)
        {
            ModelState.Clear();
            (Weights, MostOfOne) = ([.. Codes.Select(code => (double?)current.Parts[code].ForYoungPerson)], current.MostOfOne);
            ModelState.AddModelError("Weights[0]", "enter-a-number");
            return null;
        }
        for (var i = 0; i < Codes.Count; i++)
            Check($"{nameof(Weights)}[{i}]", Weights[i] is not null, Weights[i] is not (< 0 or > Heaviest), "weight-out-of-range");
        Check(nameof(MostOfOne), MostOfOne is not null, MostOfOne is not (< 1 or > FindWork.WorkSuggestions.Most), "weight-most-of-one");
        if (ModelState.IsValid && Weights.All(weight => weight == 0))
            ModelState.AddModelError("Weights[0]", "weight-nothing-counts");
        if (!ModelState.IsValid)
            return null;
        return new(current.Version + 1, Codes.Select((code, i) => (code, i)).ToDictionary(one => one.code, one => new MatchWeight(Weights[one.i]!.Value, 0)), YoungPersonShare: 1, MostOfOne!.Value);
    }

    private void Check(string field, bool isThere, bool isInRange, string code)
    {
        if (ModelState.GetFieldValidationState(field) is not Microsoft.AspNetCore.Mvc.ModelBinding.ModelValidationState.Invalid && !(isThere && isInRange))
            ModelState.AddModelError(field, isThere ? code : "enter-a-number");
    }

    private static string FingerprintOf(MatchWeights weights) =>
        string.Create(CultureInfo.InvariantCulture, $"{weights.Version}:{weights.MostOfOne}:{string.Join('/', Codes.Select(code => weights.Parts[code].ForYoungPerson.ToString(CultureInfo.InvariantCulture)))}");

    private async Task<MatchWeights> ReadAsync(CancellationToken ct)
    {
        History = await db.SavedWeights.AsNoTracking().Where(row => row.Kind == MatchingKind.Opportunities).OrderByDescending(row => row.Version).ToListAsync(ct);
        return History.Count > 0 ? History[0].Read(OpportunityMatching.DefaultWeights) : OpportunityMatching.DefaultWeights;
    }
}
