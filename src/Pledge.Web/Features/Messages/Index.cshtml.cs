using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Addresses;

namespace Pledge.Web.Features.Messages;

[Authorize(Policy = Policies.Administer)]
public sealed class IndexModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public IReadOnlyList<MessageCount> Counts { get; private set; } = [];
    public IReadOnlyList<MessageQuestion> Questions { get; private set; } = [];
    public IReadOnlyList<FailureCount> Failures { get; private set; } = [];
    public IReadOnlyList<StoppedAccount> Stopped { get; private set; } = [];
    public IReadOnlyList<ChannelSwitch> Switches { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        Counts = await db.CountMessagesAsync(clock.GetUtcNow(), ct);
        Failures = await db.ListFailuresAsync(ct);
        Stopped = await db.ListStoppedAccountsAsync(ct);
        Switches = await db.ListSwitchesAsync(ct);
        Questions = await db.ListMessageQuestionsAsync(ct);
    }
}
