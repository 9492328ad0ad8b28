using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Clocks;
using Pledge.Web.Access;
using Pledge.Web.Background;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Teams;

/// <summary>A clock of one young person that ran out.</summary>
public sealed record SlipLine(Guid YoungPersonId, string Name, Slip Slip);

[Authorize(Policy = Policies.LeadTeam)]
public sealed class SlippedModel(PledgeDb db, TimeProvider clock) : PageModel
{
    private const int WeeksBack = 26;
    private const int DaysLooked = 800;

    /// <summary>Any day of the week, as yyyy-MM-dd; last week when it is missing, to come or too long ago.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Week { get; set; }

    public DateOnly Monday { get; private set; }
    public DateOnly Sunday => Monday.AddDays(6);
    public DateOnly Today { get; private set; }
    public DateOnly? Before => Monday > LondonTime.MondayOf(Today).AddDays(-7 * WeeksBack) ? Monday.AddDays(-7) : null;
    public DateOnly? After => Monday < LondonTime.MondayOf(Today) ? Monday.AddDays(7) : null;

    /// <summary>By worker, most first.</summary>
    public IReadOnlyList<(string Worker, IReadOnlyList<SlipLine> Lines)> Workers { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        Today = clock.Today();
        var newest = LondonTime.MondayOf(Today);
        Monday = LondonTime.MondayOf(DateOnly.TryParseExact(Week, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked) ? asked : Today.AddDays(-7));
        if (Monday > newest || Monday < newest.AddDays(-7 * WeeksBack))
            Monday = newest.AddDays(-7);
        var settings = await db.ClockSettings.AsNoTracking().ToListAsync(ct);
        var histories = await db.ListClockHistoriesAsync(Monday.AddDays(-DaysLooked), Today, await db.ListPausesAsync(Today, ct), ct);
        var last = Sunday < Today ? Sunday : Today;
        Workers =
        [
            .. histories.SelectMany(person => person.History.Slips(Monday, last, settings).Select(slip => (person.Worker, Line: new SlipLine(person.Id, person.Name, slip))))
                .GroupBy(slip => slip.Worker).Select(group => (group.Key.Name, (IReadOnlyList<SlipLine>)[.. group.Select(slip => slip.Line).OrderBy(line => line.Slip.DueOn).ThenBy(line => line.Name, StringComparer.CurrentCulture)]))
                .OrderByDescending(group => group.Item2.Count).ThenBy(group => group.Name, StringComparer.CurrentCulture),
        ];
    }
}
