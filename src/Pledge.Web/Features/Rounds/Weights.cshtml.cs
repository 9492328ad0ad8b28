using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Matching;
using Pledge.Domain.Matching.Mentors;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Mentoring;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Rounds;

/// <summary>How much each part of the matching counts: the coordinator changes it, sees what that would do, and only then saves it.</summary>
[Authorize(Policy = Policies.RunMentoring)]
public sealed class WeightsModel(PledgeDb db, TimeProvider clock, IStringLocalizer<RoundsText> texts) : PageModel
{
    /// <summary>By the order of <see cref="MentorMatching.Parts"/>.</summary>
    [BindProperty]
    public List<WeightLine>? Lines { get; set; }

    /// <summary>How much the young person's side counts, in per cent.</summary>
    [BindProperty]
    public int? Share { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    /// <summary>The version the form was filled from.</summary>
    [BindProperty]
    public int Version { get; set; }

    /// <summary>The weights whose effect was shown; empty before.</summary>
    [BindProperty]
    public string? ShownFor { get; set; }

    public MatchWeights Current { get; private set; } = null!;
    public IReadOnlyList<SavedWeights> History { get; private set; } = [];
    public WeightEffect? Effect { get; private set; }

    public static IReadOnlyList<string> Codes { get; } = [.. MentorMatching.Parts.Select(part => part.Code)];

    public async Task OnGetAsync(CancellationToken ct)
    {
        await ReadAsync(ct);
        Lines = [.. Codes.Select(code => new WeightLine { ForYoungPerson = Current.Parts[code].ForYoungPerson, ForOther = Current.Parts[code].ForOther })];
        (Share, Version) = ((int)Math.Round(Current.YoungPersonShare * 100), Current.Version);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await ReadAsync(ct);
        if (Asked() is not { } asked)
            return Page();
        if (Version != Current.Version)
            return Anew(new("weights-changed-meanwhile"));
        if (ShownFor == FingerprintOf(asked))
            return await SaveAsync(asked, ct);
        await ShowAsync(asked, ct);
        return Page();
    }

    private async Task<IActionResult> SaveAsync(MatchWeights asked, CancellationToken ct)
    {
        var saved = SavedWeights.Save(User.AuthorityId(), MatchingKind.Mentors, asked, Why, clock.GetUtcNow(), User.AccountId());
        if (saved.IsRefused)
        {
            await ShowAsync(asked, ct);
            return this.Refused(saved.Refusal, nameof(Why));
        }
        db.SavedWeights.Add(saved.Value);
        if (!await db.SavedUnlessChangedAsync(ct))
        {
            await ReadAsync(ct);
            return Anew(new("weights-changed-meanwhile"));
        }
        await db.AuditAsync(User, "saved-match-weights", saved.Value.Id.Value, clock.GetUtcNow(), ct);
        TempData["Done"] = texts["WeightsSaved"].Value;
        return LocalRedirect("/mentoring/weights");
    }

    private async Task ShowAsync(MatchWeights asked, CancellationToken ct)
    {
        Effect = await WeightEffect.ReadAsync(db, asked, clock.Today().AddDays(MentorSuggestions.MeetingInDays), clock.Today(), clock.GetUtcNow(), ct);
        ShownFor = FingerprintOf(asked);
        ModelState.Remove(nameof(ShownFor));
    }

    /// <summary>Somebody else saved; what was typed stays, and is held against theirs the next time.</summary>
    private PageResult Anew(Refusal refusal)
    {
        (Version, ShownFor) = (Current.Version, null);
        ModelState.Remove(nameof(Version));
        ModelState.Remove(nameof(ShownFor));
        return this.Refused(refusal);
    }

    /// <returns>Null when something is at fault; then it stands beside the field.</returns>
    private MatchWeights? Asked()
    {
        if (Lines is null || Lines.Count != Codes.Count)
        {
            ModelState.Clear();
            Lines = [.. Codes.Select(code => new WeightLine { ForYoungPerson = Current.Parts[code].ForYoungPerson, ForOther = Current.Parts[code].ForOther })];
            ModelState.AddModelError(nameof(Lines), "enter-a-number");
            return null;
        }
        if (Share is null && ModelState.GetFieldValidationState(nameof(Share)) is not Microsoft.AspNetCore.Mvc.ModelBinding.ModelValidationState.Invalid)
            ModelState.AddModelError(nameof(Share), "enter-a-number");
        for (var i = 0; i < Codes.Count; i++)
        {
            foreach (var (value, name) in new[] { (Lines[i].ForYoungPerson, nameof(WeightLine.ForYoungPerson)), (Lines[i].ForOther, nameof(WeightLine.ForOther)) })
            {
                var key = $"{nameof(Lines)}[{i}].{name}";
                if (value is null && ModelState.GetFieldValidationState(key) is not Microsoft.AspNetCore.Mvc.ModelBinding.ModelValidationState.Invalid)
                    ModelState.AddModelError(key, "enter-a-number");
            }
        }
        if (!ModelState.IsValid)
            return null;
        var asked = new MatchWeights(Current.Version + 1, Codes.Select((code, i) => (code, Lines[i])).ToDictionary(one => one.code, one => new MatchWeight(one.Item2.ForYoungPerson!.Value, one.Item2.ForOther!.Value)), Share!.Value / 100.0, Current.MostOfOne);
        foreach (var (fault, part) in asked.Check(Codes))
        {
            var key = fault is WeightFault.Share ? nameof(Share) : part is null ? nameof(Lines) : $"{nameof(Lines)}[{Codes.ToList().IndexOf(part)}].{nameof(WeightLine.ForYoungPerson)}";
            ModelState.AddModelError(key, fault switch
            {
                WeightFault.Share => "weight-share",
                WeightFault.NothingCounts => "weight-nothing-counts",
                WeightFault.OutOfRange => "weight-out-of-range",
                _ => "enter-a-number",
            });
        }
        return ModelState.IsValid ? asked : null;
    }

    private static string FingerprintOf(MatchWeights weights) =>
        string.Join('/', Codes.Select(code => weights.Parts[code]).Append(new(weights.YoungPersonShare, weights.Version)).Select(weight => string.Create(CultureInfo.InvariantCulture, $"{weight.ForYoungPerson}:{weight.ForOther}")));

    private async Task ReadAsync(CancellationToken ct)
    {
        Current = await db.ReadWeightsAsync(MatchingKind.Mentors, MentorMatching.DefaultWeights, ct);
        History = await db.SavedWeights.AsNoTracking().Where(row => row.Kind == MatchingKind.Mentors).OrderByDescending(row => row.Version).ToListAsync(ct);
    }
}

/// <summary>What one part weighs for each side, as typed.</summary>
public sealed class WeightLine
{
    public double? ForYoungPerson { get; set; }
    public double? ForOther { get; set; }
}
