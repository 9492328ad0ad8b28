using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Pledge.Domain.Organisations;
using Pledge.Domain.Reminders;
using Pledge.Web.Access;
using Pledge.Web.Background.Transports;
using Pledge.Web.Data;
using Pledge.Web.Features.Appointments;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Account;

[Authorize(Policy = Policies.SignedIn)]
public sealed class IndexModel(PledgeDb db, SecondFactor secondFactor, IOptions<ChannelOptions> channels, Languages languages, TimeProvider clock) : PageModel
{
    public Access.Account Mine { get; private set; } = null!;
    public int RecoveryCodesLeft { get; private set; }

    /// <summary>UTC instant since which their address takes nothing, or null.</summary>
    public DateTimeOffset? StoppedSince { get; private set; }

    /// <summary>The same of texts to their number.</summary>
    public DateTimeOffset? NumberStoppedSince { get; private set; }

    /// <summary>Whether Pledge reminds them of their work with young people.</summary>
    public bool MayHaveWork => Mine.Role is Roles.Adviser or Roles.Manager or Roles.Coordinator or Roles.Partner;

    /// <summary>Whether they can have a number for texts, or have one.</summary>
    public bool MayHaveNumber => !Mine.IsStaff && (channels.Value.HasTexts || Mine.PhoneNumber is not null);

    /// <summary>The language of pages and messages as its speakers call it, or null where there is only one.</summary>
    public string? Language => languages.AreSeveral ? Languages.NameOf(languages.Of(Mine.Language)) : null;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Mine = await db.Users.SingleAsync(a => a.Id == User.AccountId().Value, ct);
        StoppedSince = await db.FindStoppedAsync(User.AccountId(), Channel.Email, ct);
        if (Mine.PhoneNumber is not null)
            NumberStoppedSince = await db.FindStoppedAsync(User.AccountId(), Channel.Text, ct);
        if (Mine.TwoFactorEnabled)
            RecoveryCodesLeft = await secondFactor.RecoveryCodesLeftAsync(Mine, ct);
    }

    public async Task<IActionResult> OnPostSignOutEverywhereAsync(CancellationToken ct)
    {
        Mine = await db.Users.SingleAsync(a => a.Id == User.AccountId().Value, ct);
        Mine.EndSessions();
        await db.SaveChangesAsync(ct);
        // The link is on the phone that was lost, too.
        await db.EndFeedAsync(User, clock.GetUtcNow(), ct);
        await db.AuditAsync(User, "signed-out-everywhere", Mine.Id, clock.GetUtcNow(), ct);
        await HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        Languages.Forget(HttpContext);
        return LocalRedirect("/sign-in?ended=true");
    }
}
