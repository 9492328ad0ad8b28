using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.People;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Promises;
using Pledge.Web.Features.Start;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Welcome;

[Authorize(Policy = Policies.OwnPledge)]
public sealed class IndexModel(PledgeDb db, SignInDoor door, TimeProvider clock, IStringLocalizer<WelcomeText> text) : PageModel
{
    [BindProperty]
    public string? KnownAs { get; set; }

    public HomeView Home { get; private set; } = null!;
    public PledgeLine? Question { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        KnownAs = Home.Name;
        // Shown once, whether it is read to the end or left at once; Help leads here again.
        var (me, now) = (User.AccountId().Value, clock.GetUtcNow());
        await db.Users.Where(account => account.Id == me && account.WelcomedAt == null).ExecuteUpdateAsync(set => set.SetProperty(account => account.WelcomedAt, now), ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (string.IsNullOrWhiteSpace(KnownAs))
            return this.Refused(new Refusal("known-as-missing"), nameof(KnownAs));
        if (KnownAs.Trim().Length > YoungPerson.NameMaxLength)
            return this.Refused(new Refusal("name-too-long", YoungPerson.NameMaxLength), nameof(KnownAs));

        var (name, now) = (KnownAs.Trim(), clock.GetUtcNow());
        if (name != Home.Name)
        {
            await db.Database.ExecuteSqlAsync($"select pledge.call_me({name})", ct);
            await db.WroteAsync(User, User.YoungPersonId(), "own-name", now, ct);
            // The name in the corner of every page is in the cookie.
            var me = User.AccountId().Value;
            await door.EnterAsync(HttpContext, await db.Users.AsNoTracking().SingleAsync(account => account.Id == me, ct));
        }
        TempData["Done"] = text["NameSaved", name].Value;
        return LocalRedirect("/");
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Home = await db.ReadHomeAsync(User.AccountId(), User.YoungPersonId(), clock.GetUtcNow(), ct);
        Question = (await db.ReadPledgeAsync(User.AuthorityId(), User.YoungPersonId(), clock.Today(), ct)).Where(line => line.Fits).MinBy(line => line.Mine.Latest?.On ?? DateOnly.MinValue);
    }
}
