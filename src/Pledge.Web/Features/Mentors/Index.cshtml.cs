using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Domain.Mentors;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Mentors;

[Authorize(Policy = Policies.RunMentoring)]
public sealed class IndexModel(PledgeDb db, TimeProvider clock) : PageModel
{
    /// <summary>Kebab-case; anything else means all.</summary>
    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public int Number { get; set; } = 1;

    /// <summary>Part of a name, so it is sent in the body and never stands in an address.</summary>
    [BindProperty]
    public string? Search { get; set; }

    public IReadOnlyList<MentorCount> Counts { get; private set; } = [];
    public MentorPage Mentors { get; private set; } = null!;
    public DateOnly Today { get; private set; }

    public static IReadOnlyList<string> States { get; } = [.. Enum.GetValues<MentorState>().Select(state => Kebab.Of(state))];

    public Task OnGetAsync(CancellationToken ct) => ListAsync(ct);

    public Task OnPostAsync(CancellationToken ct) => ListAsync(ct);

    private async Task ListAsync(CancellationToken ct)
    {
        Today = clock.Today();
        State = States.FirstOrDefault(state => string.Equals(state, State, StringComparison.Ordinal));
        Counts = await db.CountMentorsAsync(ct);
        Mentors = await db.ListMentorsAsync(State, string.IsNullOrWhiteSpace(Search) ? null : Search.Trim(), Number, Today, ct);
    }
}
