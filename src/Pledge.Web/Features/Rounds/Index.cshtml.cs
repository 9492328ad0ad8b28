using Hangfire;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Mentors;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Mentoring;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Rounds;

/// <summary>A coordinator's rounds: the open one, those before, and asking for one.</summary>
[Authorize(Policy = Policies.RunMentoring)]
public sealed class IndexModel(PledgeDb db, IBackgroundJobClient jobs, TimeProvider clock) : PageModel
{
    private const int Most = 20;

    [BindProperty]
    public DateOnly? MeetingOn { get; set; }

    /// <summary>How many look for a mentor, and how many of them were asked already and wait for an answer.</summary>
    public int Looking { get; private set; }
    public int Asked { get; private set; }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<MentorRound> Rounds { get; private set; } = [];
    public MentorRound? Open => Rounds.FirstOrDefault(round => round.IsOpen);

    public async Task OnGetAsync(CancellationToken ct)
    {
        MeetingOn ??= clock.Today().AddDays(MentorSuggestions.MeetingInDays);
        await ListAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await ListAsync(ct);
        if (!ModelState.IsValid)
            return Page();
        // Whoever asks while one is open is shown that one.
        if (Open is { } open)
            return LocalRedirect($"/mentoring/rounds/{open.Id}");
        var asked = MentorRound.Ask(User.AuthorityId(), MeetingOn, clock.GetUtcNow(), User.AccountId());
        if (asked.IsRefused)
            return this.Refused(asked.Refusal, nameof(MeetingOn));
        db.MentorRounds.Add(asked.Value);
        if (!await db.SavedUnlessChangedAsync(ct))
            return LocalRedirect("/mentoring/rounds");
        await db.AuditAsync(User, "asked-mentor-round", asked.Value.Id.Value, clock.GetUtcNow(), ct);
        Response.EnqueueWhenDone(jobs, asked.Value.Id);
        return LocalRedirect($"/mentoring/rounds/{asked.Value.Id}");
    }

    private async Task ListAsync(CancellationToken ct)
    {
        Rounds = await db.MentorRounds.AsNoTracking().OrderByDescending(round => round.AskedAt).ThenBy(round => round.Id).Take(Most).ToListAsync(ct);
        var today = clock.Today();
        var asked = (await db.MentorProposals.Where(row => row.State == ProposalState.Open && row.ExpiresOn >= today).Select(row => row.YoungPersonId).Distinct().ToListAsync(ct)).Select(id => id.Value).ToHashSet();
        var seekers = await db.ListSeekersAsync(null, today, ct);
        (Looking, Asked) = (seekers.Count, seekers.Count(seeker => asked.Contains(seeker.YoungPersonId)));
    }
}

/// <summary>Hands a round to the workers.</summary>
internal static class RoundJobs
{
    /// <summary>Not before the row is committed; should this process die in between, the sweep asks again.</summary>
    public static void EnqueueWhenDone(this HttpResponse response, IBackgroundJobClient jobs, MentorRoundId id) => response.OnCompleted(() =>
    {
        jobs.Enqueue<WorkOutRounds>(job => job.RunAsync(id.Value, CancellationToken.None));
        return Task.CompletedTask;
    });
}
