using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Admin;

[Authorize(Policy = Policies.Administer)]
public sealed class AccountsModel(PledgeDb db) : PageModel
{
    public static readonly IReadOnlyList<string> States = ["open", "waiting", "closed"];

    [BindProperty(SupportsGet = true)]
    public string? Role { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true, Name = "page-number")]
    public int PageNumber { get; set; } = 1;

    /// <summary>A name or e-mail, so it is sent in the body and never stands in an address.</summary>
    [BindProperty]
    public string? Search { get; set; }

    public AccountPage Accounts { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken ct) => ListAsync(ct);

    public Task OnPostAsync(CancellationToken ct) => ListAsync(ct);

    private async Task ListAsync(CancellationToken ct) =>
        Accounts = await db.ListAccountsAsync(string.IsNullOrEmpty(Role) ? null : Role, State, Search, PageNumber, ct);
}
