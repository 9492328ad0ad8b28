using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Web.Background.Mail;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Stop;

// Mail programs post here by themselves (RFC 8058), so there is no form of ours to carry an antiforgery token; the sealed link is the proof.
[AllowAnonymous, SignInScope, IgnoreAntiforgeryToken]
public sealed class IndexModel(PledgeDb db, StopLinks links, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "t")]
    public string? Token { get; set; }

    public bool LinkWorks { get; private set; }
    public bool Stopped { get; private set; }

    // Only asks: programs that look at links in mails must not stop anything.
    public async Task OnGetAsync(CancellationToken ct) => await FindAsync(ct);

    public async Task OnPostAsync(CancellationToken ct)
    {
        if (await FindAsync(ct) is not { } account || Stopped)
            return;
        // An account that is gone gets the same answer.
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into pledge.reminder_choice (id, authority_id, account_id, channel, wanted, chosen_at)
            select {Guid.CreateVersion7()}, a.authority_id, a.id, 'email', false, {clock.GetUtcNow().ToUniversalTime()} from identity.account a where a.id = {account.Value}
            """, ct);
        Stopped = true;
    }

    private async Task<AccountId?> FindAsync(CancellationToken ct)
    {
        Response.Headers.CacheControl = "no-store";
        if (links.Read(Token) is not { } account)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
            return null;
        }

        LinkWorks = true;
        Stopped = (await db.Database.SqlQuery<bool>($"select pledge.mails_are_stopped({account.Value}) as \"Value\"").ToListAsync(ct))[0];
        return account;
    }
}
