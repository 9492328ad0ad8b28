using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Domain.People;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.HandOvers;

[Authorize(Policy = Policies.WorkWithYoungPeople)]
public sealed class NewModel(PledgeDb db, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public List<Guid> With { get; set; } = [];

    [BindProperty, Required(ErrorMessage = "worker-not-there")]
    public Guid? To { get; set; }

    [BindProperty, Required(ErrorMessage = "date-part-missing")]
    public DateOnly? On { get; set; }

    public IReadOnlyList<Given> Everyone { get; private set; } = [];
    public IReadOnlyList<Taker> Takers { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        ModelState.Clear();
        On = clock.Today().AddDays(14);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        var chosen = Everyone.Where(person => With.Contains(person.Id) && !person.Busy).ToList();
        if (chosen.Count == 0)
            return this.Refused(new("choose-young-people"), nameof(With));
        if (To is { } asked && Takers.All(worker => worker.Id != asked))
            return this.Refused(new("worker-not-there"), nameof(To));
        if (!ModelState.IsValid)
            return Page();

        var (group, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        foreach (var person in chosen)
        {
            var handOver = HandOver.Start(User.AuthorityId(), new(person.Id), group, new(person.WorkerId), new(To!.Value), On!.Value, now, User.AccountId());
            if (handOver.IsRefused)
                return this.Refused(handOver.Refusal, handOver.Refusal.Code == "hand-over-same-worker" ? nameof(To) : nameof(On));
            db.HandOvers.Add(handOver.Value);
            await db.WroteAsync(User, new(person.Id), "hand-over", now, ct);
        }
        await db.SaveChangesAsync(ct);
        return LocalRedirect($"/hand-over/groups/{group}");
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Everyone = await db.ListGivenAsync(clock.Today(), ct);
        Takers = await db.ListTakersAsync(ct);
    }
}
