using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain.Organisations;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Help;

/// <summary>Where anybody finds somebody to talk to; for partners also the coordinators of their council.</summary>
[AllowAnonymous]
public sealed class IndexModel(PledgeDb db) : PageModel
{
    /// <summary>Whom a partner asks; empty for everybody else.</summary>
    public IReadOnlyList<CoordinatorToAsk> Coordinators { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        if (User.IsInRole(Roles.Partner))
            Coordinators = await db.Database.SqlQuery<CoordinatorToAsk>($"select * from pledge.coordinators_to_ask()").ToListAsync(ct);
    }

    // National lines for England, each free to call. Looked over on 22 November 2026 against general knowledge; an authority adds its own in its local offer.
    public static readonly (string Word, string Number)[] Lines =
    [
        ("Samaritans", "116 123"),
        ("Childline", "0800 1111"),
        ("Nhs111", "111"),
        ("Shelter", "0808 800 4444"),
        ("AlwaysHeard", "0808 800 5792"),
    ];
}

/// <summary>A coordinator as partners reach them at work.</summary>
public sealed record CoordinatorToAsk(string Name, string? Email, string? Phone);
