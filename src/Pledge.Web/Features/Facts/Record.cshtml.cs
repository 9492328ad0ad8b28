using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Facts;
using Pledge.Domain.Organisations;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.YoungPeople;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Facts;

[Authorize(Policy = Policies.RecordFacts), KeepsDraft("fact", Part = "kind")]
public sealed class RecordModel(PledgeDb db, TimeProvider clock, IStringLocalizer<FactsText> texts) : PageModel
{
    [BindProperty]
    public FactForm Form { get; set; } = new();

    /// <summary>Whether they stayed in the home on record, and something is new about it.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Same { get; set; }

    /// <summary>The day that the yearly return or a list asks about, for whoever comes from there; else null.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? On { get; set; }

    /// <summary>The list to go back to, for whoever comes from one. Only an address of this site counts.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    /// <summary>What was true today when the form was filled; empty when nothing was known.</summary>
    [BindProperty]
    public Guid Version { get; set; }

    public PersonHead Person { get; private set; } = null!;
    public FactKind Kind { get; private set; }
    public Fact? Now { get; private set; }

    /// <summary>What is on record of <see cref="On"/>.</summary>
    public Fact? Then { get; private set; }

    public bool LeadsBack => Url.IsLocalUrl(Back);

    /// <summary>A data officer puts facts right for the yearly return and sees the young person's page of the list.</summary>
    public string BackAddress => LeadsBack ? Back! : User.RoleName() == Roles.DataOfficer ? $"/people/{Person.Id}" : $"/young-people/{Person.Id}";

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, string kind, CancellationToken ct)
    {
        if (await FindAsync(id, kind, ct) is null)
            return NotFound();

        if (Same)
            Form = FactForm.Of(Now!);
        (Form.From, Form.To, Version) = (On ?? clock.Today(), null, Now?.Id.Value ?? Guid.Empty);
        await db.LookedAsync(User, id, $"record-{kind}", clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(YoungPersonId id, string kind, CancellationToken ct)
    {
        if (await FindAsync(id, kind, ct) is not { } timeline)
            return NotFound();
        if (!this.HasAll(Form.Missing(Kind)))
            return Page();

        Form.To = null;
        // The day they moved in starts the clocks of visits: news about a home must not start them again.
        Form.MovedInOn = Same ? (timeline.Current.FirstOrDefault(row => row.HoldsOn(Form.From!.Value)) as Home ?? (Home)Now!).MovedIn : null;
        var now = clock.GetUtcNow();
        var fact = Form.Create(Kind, Person.Subject, new(FactSource.Worker, null, User.AccountId(), now));
        if (fact.IsRefused)
            return this.Refused(fact.Refusal, $"Form.{Form.FieldOf(fact.Refusal)}");

        // The same news twice, by two taps or two people, is kept once.
        if (!timeline.Current.Any(row => row.HoldsOn(fact.Value.From) && row.SaysTheSameAs(fact.Value)))
        {
            if ((Now?.Id.Value ?? Guid.Empty) != Version || !await db.SaveAsync(Person, Kind, timeline.Record(fact.Value), now, ct))
                return await SomebodyWasFirstAsync(id, kind, ct);
            await db.WroteAsync(User, id, kind, now, ct);
        }
        TempData["Done"] = texts[$"Recorded{Kind}", Person.ShortName].Value;
        return LocalRedirect(BackAddress);
    }

    private async Task<IActionResult> SomebodyWasFirstAsync(YoungPersonId id, string kind, CancellationToken ct)
    {
        if (await FindAsync(id, kind, ct) is null)
            return NotFound();
        var merge = Now is { } theirs ? await db.MergeAsync(Kind, Form, theirs, texts, ct) : new(null, null, []);
        return this.ChangedMeanwhile(merge, Now?.Id.Value ?? Guid.Empty);
    }

    private async Task<Timeline?> FindAsync(YoungPersonId id, string kind, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person)
            return null;

        (Person, Kind) = (person, Kebab.Read<FactKind>(kind));
        var timeline = await db.FindTimelineAsync(id, Kind, ct);
        Now = timeline.Current.FirstOrDefault(fact => fact.HoldsOn(clock.Today()));
        On = On <= clock.Today() && On >= person.Born ? On : null;
        Then = On is { } day ? timeline.Current.FirstOrDefault(fact => fact.HoldsOn(day)) : null;
        Same = Same && Now is Home;
        return timeline;
    }
}
