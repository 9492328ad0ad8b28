using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Plans;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.Plans;
using Pledge.Web.Features.YoungPeople;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.PlanWork;

[Authorize(Policy = Policies.WorkWithYoungPeople), KeepsDraft("plan-part", Part = "kind number")]
public sealed class PartModel(PledgeDb db, TimeProvider clock, IStringLocalizer<PlanWorkText> texts) : PageModel
{
    [BindProperty]
    public PartForm Form { get; set; } = new();

    public PersonHead Person { get; private set; } = null!;
    public PlanPartKind Kind { get; private set; }
    public int Number { get; private set; }
    public IReadOnlyList<PlanLine> Actions { get; private set; } = [];
    public DateOnly Today { get; private set; }

    /// <summary>What somebody else saved while this was being written, and who; null when nobody did.</summary>
    public PlanPart? Theirs { get; private set; }

    public string? TheirName { get; private set; }

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, string kind, int number, CancellationToken ct)
    {
        if (await FindAsync(id, kind, number, ct) is not { State: PlanState.Draft } version)
            return Person is null ? NotFound() : Redirect($"/young-people/{id}/plan");

        var part = await db.PlanParts.FindAsync([version.Id, Kind, Number], ct);
        Form = PartForm.Of(part, RowOf(part));
        await db.LookedAsync(User, id, "plan", clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(YoungPersonId id, string kind, int number, CancellationToken ct)
    {
        await db.TakeTurnAsync(id, ct);
        if (await FindAsync(id, kind, number, ct) is not { } version)
            return NotFound();

        var (now, me) = (clock.GetUtcNow(), User.AccountId());
        var part = await db.PlanParts.FindAsync([version.Id, Kind, Number], ct);
        if (Form.Seen != RowOf(part) && part is not null && !Form.SaysTheSameAs(part))
            return await ShowBothAsync(part, ct);
        if (part is null)
            db.PlanParts.Add(part = PlanPart.Of(version, Kind, Number, now, me));
        if (part.Write(version.State, Form.Writing(Kind), now, me) is { } refusal)
            return this.Refused(refusal, $"Form.{PartForm.FieldOf(refusal)}");

        if (part.IsWritten || db.Entry(part).State is EntityState.Modified)
            await SaveAsync(id, now, ct);
        TempData["Done"] = texts["PartSaved", texts[$"Part_{Kind}_{Number}"].Value].Value;
        return LocalRedirect($"/young-people/{id}/plan{Next()}");
    }

    private async Task SaveAsync(YoungPersonId id, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.SaveChangesAsync(ct) > 0)
            await db.WroteAsync(User, id, "plan-part", now, ct);
    }

    /// <summary>What was typed stays in the form, what the other wrote stands above it; saving again says that both were read.</summary>
    private async Task<PageResult> ShowBothAsync(PlanPart part, CancellationToken ct)
    {
        Theirs = part;
        TheirName = await db.StaffNameAsync(part.EditedBy, ct);
        Form.Seen = RowOf(part);
        ModelState.Remove("Form.Seen");
        ModelState.AddModelError("Form.Words", "plan-part-changed");
        return Page();
    }

    /// <summary>Where the work goes on: the next part, or the list after the last of its kind.</summary>
    private string Next() => Kind is PlanPartKind.Matter
        ? Number < PlanMatter.Last ? $"/matters/{Number + 1}" : ""
        : Number < PlanNeed.Last ? $"/needs/{Number + 1}" : "#matters";

    private string RowOf(PlanPart? part) => part is null ? "" : db.Entry(part).Property<uint>("xmin").CurrentValue.ToString(CultureInfo.InvariantCulture);

    private async Task<PlanVersion?> FindAsync(YoungPersonId id, string kind, int number, CancellationToken ct)
    {
        (Kind, Number, Today) = (kind == "matters" ? PlanPartKind.Matter : PlanPartKind.Need, number, clock.Today());
        if ((Kind is PlanPartKind.Matter ? PlanMatter.Find(number) is null : PlanNeed.Find(number) is null)
            || await db.FindPersonAsync(id, ct) is not { } person || await db.FindLatestVersionAsync(id, ct) is not { } version)
            return null;

        Person = person;
        Actions = Kind is PlanPartKind.Matter ? [.. (await db.ListPlanLinesAsync(id, ct)).Where(line => line.Matter == number && line.DoneOn is null)] : [];
        return version;
    }
}
