using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Promises;
using Pledge.Web.Access;
using Pledge.Web.Background;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.Promises;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.YoungPeople;

[Authorize(Policy = Policies.WorkWithYoungPeople), KeepsDraft("worker-view", Part = "key")]
public sealed class PromiseModel(PledgeDb db, TimeProvider clock, IStringLocalizer<YoungPeopleText> texts) : PageModel
{
    /// <summary>The same view within this time is one tap that arrived twice; later it is the same view held again.</summary>
    private static readonly TimeSpan OneTap = TimeSpan.FromMinutes(1);

    /// <summary>Kebab-case <see cref="AnswerValue"/>.</summary>
    [BindProperty, Required(ErrorMessage = "answer-missing")]
    public string? Value { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    /// <summary>The newest view when the form was filled, whoever held it; empty when there was none.</summary>
    [BindProperty]
    public Guid Version { get; set; }

    public PersonHead Person { get; private set; } = null!;
    public PledgeLine Line { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, string key, CancellationToken ct)
    {
        if (!await FoundAsync(id, key, ct))
            return NotFound();

        Version = (await LatestAsync(id, key, ct))?.Id.Value ?? Guid.Empty;
        await db.LookedAsync(User, id, "promise", clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(YoungPersonId id, string key, CancellationToken ct)
    {
        if (!await FoundAsync(id, key, ct) || await db.FindPromiseInForceAsync(User.AuthorityId(), key, clock.Today(), ct) is not { } promise)
            return NotFound();
        if (!ModelState.IsValid)
            return Page();

        var now = clock.GetUtcNow();
        var value = Enum.GetValues<AnswerValue>().Where(word => Kebab.Of(word) == Value).DefaultIfEmpty((AnswerValue)(-1)).First();
        var view = WorkerView.Record(promise, id, value, Words, now, User.AccountId());
        if (view.IsRefused)
            return this.Refused(view.Refusal, view.Refusal.Code == "words-too-long" ? nameof(Words) : nameof(Value));

        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({id.Value.ToString()}, 907))", ct);
        var latest = await LatestAsync(id, key, ct);
        if (!IsSameTap(latest, view.Value))
        {
            if (latest is not null && latest.Id.Value != Version)
                return await SomebodyWasFirstAsync(latest, ct);
            db.WorkerViews.Add(view.Value);
            await db.SaveChangesAsync(ct);
            await db.WroteAsync(User, id, "worker-view", now, ct);
            await db.QueueMessageFromWorkerAsync(User.AuthorityId(), id, now, ct);
        }
        TempData["Done"] = texts["ViewSaved", Person.ShortName].Value;
        return LocalRedirect($"/young-people/{id}#promises");
    }

    private Task<WorkerView?> LatestAsync(YoungPersonId id, string key, CancellationToken ct) =>
        db.WorkerViews.AsNoTracking().Where(row => row.YoungPersonId == id && row.PromiseKey == key).OrderByDescending(row => row.RecordedAt).FirstOrDefaultAsync(ct);

    /// <summary>Two taps can arrive at the same moment: the second waits until the first is on record, and then sees it.</summary>
    private static bool IsSameTap(WorkerView? latest, WorkerView view) =>
        latest is not null && latest.Value == view.Value && latest.Words == view.Words && latest.RecordedBy == view.RecordedBy && view.RecordedAt - latest.RecordedAt < OneTap;

    private async Task<PageResult> SomebodyWasFirstAsync(WorkerView theirs, CancellationToken ct)
    {
        var who = await db.StaffNameAsync(theirs.RecordedBy, ct);
        var mine = Enum.GetValues<AnswerValue>().Where(word => Kebab.Of(word) == Value).Select(word => texts[$"Said_{word}"].Value).FirstOrDefault();
        return this.ChangedMeanwhile(new(who, theirs.RecordedAt,
        [
            new(texts["ValueQuestion", Person.ShortName], mine, texts[$"Said_{theirs.Value}"]),
            new(texts["Words", Person.ShortName], Words, theirs.Words),
        ]), theirs.Id);
    }

    private async Task<bool> FoundAsync(YoungPersonId id, string key, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person
            || (await db.ReadPledgeAsync(person.Authority, id, clock.Today(), ct)).FirstOrDefault(line => line.Key == key) is not { } promise)
            return false;

        (Person, Line) = (person, promise);
        return true;
    }
}
