using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Domain.Organisations;
using Pledge.Domain.Reminders;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Reminders;

/// <summary>A worker's, manager's, coordinator's, mentor's or employer's own reminders: what is coming, what was sent, and why.</summary>
[Authorize(Policy = Policies.SeeWorkReminders)]
public sealed class MineModel(PledgeDb db, TimeProvider clock) : PageModel
{
    private static readonly ReminderRule[] OfStaff = [.. ReminderRule.All.Where(rule => rule.To is ReminderAudience.Staff && rule.IsPlanned)];

    public MessagePage Messages { get; private set; } = null!;
    public IReadOnlyList<ComingLine> Coming { get; private set; } = [];
    public IReadOnlyDictionary<Guid, MatterSubject> Subjects { get; private set; } = new Dictionary<Guid, MatterSubject>();

    /// <summary>The page of what a reminder that is about no young person is about; null where there is none.</summary>
    public static string? PathOf(string rule, string occurrence) => MatterReads.IdOf(occurrence) is not { } id ? null : rule switch
    {
        "mentor-check-in" or "mentor-may-not-meet" => $"/mentoring/matches/{id}",
        "mentor-to-ask" => $"/mentoring/proposals/{id}",
        "mentor-concern" or "mentor-concern-unread" => $"/mentoring/worries/{id}",
        "opportunity-to-approve" => $"/opportunities/waiting/{id}",
        "feedback-to-read" => $"/opportunities/feedback/{id}",
        "answers-late" => "/opportunities/feedback",
        "clearance-lapses" or "training-lapses" => "/mentors",
        _ => null,
    };

    public async Task OnGetAsync(int number, CancellationToken ct)
    {
        var today = clock.Today();
        Messages = await db.ListMessagesAsync(User.AccountId(), number, ct);
        // Further pages are about the past.
        if (Messages.Number == 1)
            Coming = User.RoleName() switch
            {
                Roles.Coordinator => await db.ListComingToCoordinatorAsync(User.AccountId(), today, ct),
                Roles.Partner => await db.ListComingToPartnerAsync(User.AccountId(), today, ct),
                _ => await db.ListComingAsync(await StaffMatters.ReadAsync(db, User.AccountId(), User.RoleName() == Roles.Manager, OfStaff, today, ct), User.AccountId(), today, ct),
            };
        Subjects = await db.ReadSubjectsAsync(Messages.Lines.Select(line => line.Occurrence).Concat(Coming.Select(line => line.Occurrence)), ct);
    }
}
