using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.People;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.Shared;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.HandOvers;

[Authorize(Policy = Policies.WorkWithYoungPeople), KeepsDraft("hand-over-note")]
public sealed class NoteModel(PledgeDb db, TimeProvider clock, IStringLocalizer<HandOversText> words) : PageModel
{
    [BindProperty]
    public string? Matters { get; set; }

    [BindProperty]
    public string? Promised { get; set; }

    [BindProperty]
    public string? Due { get; set; }

    [BindProperty]
    public string? Goodbye { get; set; }

    /// <summary>Open actions that go to the new worker; the rest stay.</summary>
    [BindProperty]
    public List<Guid> Moves { get; set; } = [];

    /// <summary>Of the note the form was filled with.</summary>
    [BindProperty]
    public uint Version { get; set; }

    public HandOverRow Row { get; private set; } = null!;
    public IReadOnlyList<OpenAction> Actions { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(HandOverId id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } handOver)
            return NotFound();
        (Matters, Promised, Due, Goodbye) = (handOver.Matters, handOver.Promised, handOver.Due, handOver.Goodbye);
        (Moves, Version) = (MovesOf(handOver), db.VersionOf(handOver));
        await db.LookedAsync(User, handOver.YoungPersonId, "hand-over", clock.GetUtcNow(), ct);
        return Page();
    }

    /// <param name="send">Whether it is sent, too, as whoever answers a question wants.</param>
    public async Task<IActionResult> OnPostAsync(HandOverId id, bool send, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } handOver)
            return NotFound();
        if (db.VersionOf(handOver) != Version && Beside(handOver) is var both && both.Any(field => field.Differs))
            return await SomebodyWasFirstAsync(handOver, both, ct);
        var now = clock.GetUtcNow();
        var refusal = handOver.Write(new(Matters, Promised, Due, Goodbye), Actions.Select(action => action.Id).Except(Moves), now, User.AccountId())
            ?? (send ? handOver.Send(now, User.AccountId()) : null);
        if (refusal is not null)
            return this.Refused(refusal, refusal.Code == "hand-over-note-missing" ? nameof(Matters) : new[] { (Matters, nameof(Matters)), (Promised, nameof(Promised)), (Due, nameof(Due)) }
                .Where(field => field.Item1?.Trim().Length > HandOver.NoteMaxLength).Select(field => field.Item2).FirstOrDefault(nameof(Goodbye)));

        if (!await db.SavedUnlessChangedAsync(ct))
            return await FindAsync(id, ct) is { } theirs ? await SomebodyWasFirstAsync(theirs, Beside(theirs), ct) : NotFound();
        await db.WroteAsync(User, handOver.YoungPersonId, "hand-over", now, ct);
        if (send)
            await db.TellReceiverAsync(handOver, now, ct);
        TempData["Done"] = words[send ? "SentOne" : "NoteKept", Row.Name, Row.ToName].Value;
        return LocalRedirect($"/hand-over/groups/{handOver.GroupId}");
    }

    private async Task<PageResult> SomebodyWasFirstAsync(HandOver theirs, IReadOnlyList<MergeField> both, CancellationToken ct)
    {
        var who = await db.StaffNameAsync(theirs.ChangedBy, ct);
        return this.ChangedMeanwhile(new(who, theirs.ChangedAt, both), db.VersionOf(theirs));
    }

    private IReadOnlyList<MergeField> Beside(HandOver theirs)
    {
        string Named(IEnumerable<Guid> moves) => string.Join(", ", Actions.Where(action => moves.Contains(action.Id)).Select(action => action.What));
        return
        [
            new(words["Matters"], Matters, theirs.Matters),
            new(words["Promised"], Promised, theirs.Promised),
            new(words["Due"], Due, theirs.Due),
            new(words["Moves", Row.ToName], Named(Moves), Named(MovesOf(theirs))),
            new(words["Goodbye", Row.Name], Goodbye, theirs.Goodbye),
        ];
    }

    private List<Guid> MovesOf(HandOver handOver) => [.. Actions.Select(action => action.Id).Except(handOver.Stays)];

    private async Task<HandOver?> FindAsync(HandOverId id, CancellationToken ct)
    {
        if (await db.FindHandOverAsync(id, ct) is not { } row || !(await db.ReadMyStaffAsync(ct)).Contains(row.FromId)
            || await db.HandOvers.SingleOrDefaultAsync(handOver => handOver.Id == id, ct) is not { IsOpen: true } found)
            return null;
        Row = row;
        this.IsAbout(found.YoungPersonId);
        Actions = await db.ListOpenActionsAsync(row.YoungPersonId, row.FromId, ct);
        return found;
    }
}
