using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.NationalAdverts;

namespace Pledge.Web.Features.Messages;

[Authorize(Policy = Policies.Administer)]
public sealed class HealthModel(PledgeDb db, TimeProvider clock, IOptions<NationalAdvertsOptions> adverts) : PageModel
{
    public MessagesNow State { get; private set; } = null!;
    public IReadOnlyList<MessageDay> Days { get; private set; } = [];
    public DateTimeOffset Now { get; private set; }

    /// <summary>What was stopped and is not going again.</summary>
    public IReadOnlyList<ChannelSwitch> Off { get; private set; } = [];

    /// <summary>Null where national adverts are not brought.</summary>
    public AdvertHealth? Adverts { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Now = clock.GetUtcNow();
        State = await db.ReadMessagesNowAsync(Now, ct);
        Off = (await db.ListSwitchesAsync(ct)).FindAll(one => one.IsOff);
        Days = await db.ListMessageDaysAsync(LondonTime.DayOf(Now), ct);
        if (adverts.Value.IsOn)
            Adverts = await db.ReadAdvertHealthAsync(ct);
    }
}
