using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Domain.Returns;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Figures;
using Pledge.Web.Features.Shared;

namespace Pledge.Web.Features.Returns;

/// <summary>Who was a care leaver on a day, as an inspector and other systems ask for it: how many, what is missing, and the files.</summary>
[Authorize(Policy = Policies.MakeReturns)]
public sealed class CareLeaversModel(PledgeDb db, TimeProvider clock) : PageModel
{
    private const int PageSize = 50;

    /// <summary>Today unless asked for.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? On { get; set; }

    /// <summary>Whom to show: those of whom this is not on record.</summary>
    [BindProperty(SupportsGet = true)]
    public CareLeaverGap? Missing { get; set; }

    public DateOnly Day { get; private set; }
    public IReadOnlyList<CareLeaver> People { get; private set; } = [];

    /// <summary>What is missing, and of how many.</summary>
    public IReadOnlyList<(CareLeaverGap Gap, int People)> Gaps { get; private set; } = [];

    /// <summary>Of those who miss what was asked for.</summary>
    public IReadOnlyList<CareLeaver> Shown { get; private set; } = [];
    public PageLinks Pages { get; private set; } = null!;

    public async Task OnGetAsync(int? number, CancellationToken ct)
    {
        await ReadAsync(ct);
        On ??= Day;
        Gaps = [.. People.SelectMany(person => person.Gaps).GroupBy(gap => gap).Select(of => (of.Key, of.Count())).OrderBy(count => count.Key)];
        var shown = People.Where(person => Missing is { } gap && person.Gaps.Contains(gap)).ToList();
        var last = Math.Max(1, (shown.Count + PageSize - 1) / PageSize);
        Pages = new(Math.Clamp(number ?? 1, 1, last), last, $"On={Day:yyyy-MM-dd}&Missing={Missing}&");
        Shown = [.. shown.Skip((Pages.Number - 1) * PageSize).Take(PageSize)];
    }

    /// <summary>One of the files.</summary>
    /// <param name="name">A <see cref="CareLeaverList.FileName"/>.</param>
    public async Task<IActionResult> OnGetFileAsync(string? name, CancellationToken ct)
    {
        await ReadAsync(ct);
        return CareLeaverList.Find(name) is { } list && ModelState.IsValid ? await this.FileAsync(db, list, Day, People, clock.GetUtcNow(), ct) : NotFound();
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        Day = FigureDays.Of(this, On, null, clock.Today()).On;
        People = await db.ListCareLeaversAsync(Day, ct);
    }

    /// <summary>This page of the list, for whoever comes back to it.</summary>
    private string Address => $"/returns/care-leavers?{Pages.Query}number={Pages.Number}#people";

    /// <summary>The page on which a data officer puts it right; null for what others do.</summary>
    public string? AddressOf(CareLeaverGap gap, YoungPersonId person) => gap switch
    {
        CareLeaverGap.InTouch => Years.Recording(person, "in-touch", Day, Address),
        CareLeaverGap.Home => Years.Recording(person, "home", Day, Address),
        CareLeaverGap.Activity => Years.Recording(person, "activity", Day, Address),
        CareLeaverGap.Disability => $"/people/{person}/name",
        _ => null,
    };
}
