using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Domain.Organisations;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Conversations;

/// <summary>A page of conversations for <c>_List</c>.</summary>
/// <param name="IsOwn">True when the young person looks at their own.</param>
public sealed record ConversationList(ConversationPage Page, bool IsOwn, DateOnly Today);

[Authorize(Policy = Policies.ExchangeMessages), ScopedReads]
public sealed class IndexModel(ScopedRead read, TimeProvider clock) : PageModel
{
    public ConversationPage Conversations { get; private set; } = null!;
    public IReadOnlyList<UnsentMessage> Unsent { get; private set; } = [];
    public bool IsOwn { get; private set; }
    public DateOnly Today { get; private set; }

    public async Task OnGetAsync(int number, CancellationToken ct)
    {
        (IsOwn, Today) = (User.RoleName() == Roles.YoungPerson, clock.Today());
        if (IsOwn)
            (Conversations, Unsent) = await read.ListOwnConversationsAsync(User, number, ct);
        else
            Conversations = await read.ListInboxAsync(User, number, ct);
    }
}
