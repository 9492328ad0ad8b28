using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.People;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.HandOvers;

[Authorize(Policy = Policies.WorkWithYoungPeople)]
public sealed class CoverModel(PledgeDb db, TimeProvider clock, IStringLocalizer<HandOversText> words) : PageModel
{
    [BindProperty]
    public List<Guid> With { get; set; } = [];

    [BindProperty, Required(ErrorMessage = "worker-not-there")]
    public Guid? To { get; set; }

    [BindProperty, Required(ErrorMessage = "date-part-missing")]
    public DateOnly? First { get; set; }

    [BindProperty, Required(ErrorMessage = "date-part-missing")]
    public DateOnly? Last { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    public IReadOnlyList<Given> Everyone { get; private set; } = [];
    public IReadOnlyList<Taker> Takers { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        // Leave is mostly for everybody one is the worker of; whoever shares it out takes the crosses away.
        With = Everyone.Select(person => person.WorkerId).Distinct().Count() > 1 ? [] : [.. Everyone.Select(person => person.Id)];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        var chosen = Everyone.Where(person => With.Contains(person.Id)).ToList();
        if (chosen.Count == 0)
            return this.Refused(new("choose-young-people"), nameof(With));
        if (To is { } asked && Takers.All(worker => worker.Id != asked))
            return this.Refused(new("worker-not-there"), nameof(To));
        if (!ModelState.IsValid)
            return Page();

        var (group, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        foreach (var person in chosen)
        {
            var cover = LeaveCover.Set(User.AuthorityId(), new(person.Id), group, new(person.WorkerId), new(To!.Value), First!.Value, Last!.Value, Note, now, User.AccountId());
            if (cover.IsRefused)
                return this.Refused(cover.Refusal, FieldOf(cover.Refusal));
            db.LeaveCovers.Add(cover.Value);
        }
        // Somebody covered twice in one time has two people to ring; the first arrangement is ended first.
        var people = chosen.Select(person => new YoungPersonId(person.Id)).ToArray();
        if (await db.LeaveCovers.AnyAsync(row => people.Contains(row.YoungPersonId) && row.PeriodFrom <= Last && row.PeriodTo > First, ct))
            return this.Refused(new("cover-overlaps"), nameof(First));

        await db.SaveChangesAsync(ct);
        await TellAsync(now, ct);
        TempData["Done"] = words["CoverSet", Takers.First(worker => worker.Id == To).Name, chosen.Count, First!, Last!].Value;
        return LocalRedirect("/hand-over");
    }

    private async Task TellAsync(DateTimeOffset now, CancellationToken ct)
    {
        foreach (var cover in db.LeaveCovers.Local)
        {
            await db.WroteAsync(User, cover.YoungPersonId, "leave-cover", now, ct);
            var account = (await db.Database.SqlQuery<Guid?>($"select pledge.account_of_young_person({cover.YoungPersonId.Value}) as \"Value\"").ToListAsync(ct))[0];
            if (account is { } to)
                await db.TellOfWorkerAsync(cover.AuthorityId, new(to), cover.YoungPersonId, $"cover:{cover.Id}", now, ct);
        }
    }

    private static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "cover-same-worker" => nameof(To),
        "cover-starts-in-past" or "cover-too-far" => nameof(First),
        "text-too-long" => nameof(Note),
        _ => nameof(Last),
    };

    private async Task LoadAsync(CancellationToken ct)
    {
        Everyone = await db.ListGivenAsync(clock.Today(), ct);
        Takers = await db.ListTakersAsync(ct);
    }
}
