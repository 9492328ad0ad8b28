using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.YoungPeople;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Addresses;

/// <summary>What came back from a young person's address, for whoever is to ask them whether it is right.</summary>
[Authorize(Policy = Policies.WorkWithYoungPeople)]
public sealed class CannotReachModel(PledgeDb db, TimeProvider clock, IStringLocalizer<AddressesText> words) : PageModel
{
    public PersonHead Person { get; private set; } = null!;

    /// <summary>The address and the number, while they take nothing.</summary>
    public IReadOnlyList<StoppedAddress> Stopped { get; private set; } = [];

    public IReadOnlyList<AddressNews> News { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct))
            return NotFound();
        await db.LookedAsync(User, id, "cannot-reach", clock.GetUtcNow(), ct);
        return Page();
    }

    /// <param name="channel">By which they can be reached after all.</param>
    public async Task<IActionResult> OnPostAsync(YoungPersonId id, string? channel, CancellationToken ct)
    {
        if (!await FindAsync(id, ct))
            return NotFound();
        if (Stopped.All(address => address.Channel != channel))
            return this.Refused(new Refusal("address-good-already"));
        var account = (await db.Database.SqlQuery<Guid?>($"select pledge.account_of_young_person({id.Value}) as \"Value\"").ToListAsync(ct))[0];
        await db.AddressIsGoodAsync(new(account!.Value), channel!, "said-right", clock.GetUtcNow(), ct);
        await db.WroteAsync(User, id, "address-right", clock.GetUtcNow(), ct);
        TempData["Done"] = words["TriedAgainFor", Person.ShortName].Value;
        return LocalRedirect($"/young-people/{id}");
    }

    private async Task<bool> FindAsync(YoungPersonId id, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person)
            return false;
        (Person, Stopped, News) = (person, await db.ListStoppedAddressesAsync(id, ct), await db.ListAddressNewsAsync(id, ct));
        return true;
    }
}
