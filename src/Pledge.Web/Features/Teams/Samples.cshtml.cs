using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Practice;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Teams;

[Authorize(Policy = Policies.LeadTeam)]
public sealed class SamplesModel(PledgeDb db, TimeProvider clock, IStringLocalizer<TeamText> words) : PageModel
{
    private const int Most = 5;
    private const int DaysLately = 60, DaysAfter18 = 90, DaysRested = 90;

    /// <summary>Kebab-case <see cref="DipRule"/>.</summary>
    [BindProperty, Required(ErrorMessage = "choose-an-answer")]
    public string? How { get; set; }

    [BindProperty]
    public Guid? Who { get; set; }

    [BindProperty, Range(1, Most, ErrorMessage = "dip-number")]
    public int Number { get; set; } = 1;

    public IReadOnlyList<SampleLine> Lines { get; private set; } = [];
    public IReadOnlyList<Candidate> Everyone { get; private set; } = [];
    public IReadOnlyList<ThemeCell> Themes { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var today = clock.Today();
        Lines = await db.ListSamplesAsync(ct);
        Everyone = [.. (await db.ListCandidatesAsync(today, ct)).OrderBy(person => person.Name, StringComparer.CurrentCulture)];
        Themes = await db.ListThemesAsync(today, ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({User.AuthorityId().ToString()}, 918))", ct);
        await OnGetAsync(ct);
        if (!ModelState.IsValid)
            return Page();
        var now = clock.GetUtcNow();
        var rule = Enum.GetValues<DipRule>().Cast<DipRule?>().FirstOrDefault(each => Kebab.Of(each!.Value) == How);
        if (rule is null)
            return this.Refused(new("choose-an-answer"), nameof(How));
        var picked = Pick(rule.Value, LondonTime.DayOf(now), now).Take(rule is DipRule.Chosen ? 1 : Number).ToList();
        if (picked.Count == 0)
            return this.Refused(new(rule is DipRule.Chosen ? "dip-choose-who" : "dip-nobody"), rule is DipRule.Chosen ? nameof(Who) : nameof(How));
        List<DipSample> samples = [.. picked.Select(person => new DipSample(User.AuthorityId(), new(person.Id), new(person.WorkerId), rule.Value, now, User.AccountId()))];
        db.AddRange(samples);
        foreach (var person in picked)
            await db.WroteAsync(User, new(person.Id), "dip-sample", now, ct);
        await db.SaveChangesAsync(ct);
        TempData["Done"] = words["PickedSome", picked.Count].Value;
        // One record is read at once; of several the list is the way in.
        return LocalRedirect(samples is [var only] ? $"/team/samples/{only.Id}" : "/team/samples");
    }

    /// <summary>Who is next by the rule. Whoever was read lately has a rest, unless chosen by name.</summary>
    private IEnumerable<Candidate> Pick(DipRule rule, DateOnly today, DateTimeOffset now)
    {
        var rested = Everyone.Where(person => !person.Open && (person.SampledAt is null || person.SampledAt < now.UtcDateTime.AddDays(-DaysRested)));
        return rule switch
        {
            DipRule.Chosen => Everyone.Where(person => person.Id == Who && !person.Open),
            DipRule.LongestQuiet => rested.OrderByDescending(person => person.DaysQuiet),
            DipRule.JustTurned18 => rested.Where(person => LondonTime.Birthday(person.DateOfBirth, 18) is var day && day <= today && day > today.AddDays(-DaysAfter18))
                .OrderByDescending(person => person.DateOfBirth),
            DipRule.MovedLately => rested.Where(person => person.MovedOn > today.AddDays(-DaysLately)).OrderByDescending(person => person.MovedOn),
            _ => rested.OrderBy(_ => System.Security.Cryptography.RandomNumberGenerator.GetInt32(int.MaxValue)),
        };
    }
}
