using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Domain.Organisations;
using Pledge.Domain.Publications;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Publications;

/// <summary>A quarter end with its publications, the last first; none where it waits for one.</summary>
public sealed record QuarterLine(DateOnly Day, IReadOnlyList<PublicationLine> Publications);

[Authorize(Policy = Policies.ReadBoard)]
public sealed class IndexModel(PledgeDb db, TimeProvider clock) : PageModel
{
    /// <summary>So many quarter ends are offered to whoever publishes, published or not.</summary>
    private const int Offered = 13;

    public IReadOnlyList<QuarterLine> Quarters { get; private set; } = [];
    public bool Runs => Roles.BoardRunners.Contains(User.RoleName());

    public async Task OnGetAsync(CancellationToken ct)
    {
        var published = (await db.ListPublicationsAsync(ct)).ToLookup(line => line.OnDay);
        var days = published.Select(day => day.Key);
        if (Runs)
            days = days.Union(QuarterEnd.Before(clock.Today()).Take(Offered));
        Quarters = [.. days.OrderDescending().Select(day => new QuarterLine(day, [.. published[day]]))];
    }
}
