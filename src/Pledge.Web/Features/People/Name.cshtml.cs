using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.People;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.People;

[Authorize(Policy = Policies.LoadCohort)]
public sealed class NameModel(PledgeDb db, TimeProvider clock, IStringLocalizer<PeopleText> words) : PageModel
{
    [BindProperty]
    public string? GivenName { get; set; }

    [BindProperty]
    public string? FamilyName { get; set; }

    [BindProperty]
    public string? KnownAs { get; set; }

    /// <summary><c>yes</c>, <c>no</c>, or anything else for not known; so for the next.</summary>
    [BindProperty]
    public string? Disabled { get; set; }

    [BindProperty]
    public string? Ehcp { get; set; }

    /// <summary>Of the names the form was filled with.</summary>
    [BindProperty]
    public uint Version { get; set; }

    public YoungPersonId Id { get; private set; }

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, CancellationToken ct)
    {
        if (await db.LoadPersonAsync(id, ct) is not { } person)
            return NotFound();
        (Id, GivenName, FamilyName, KnownAs) = (id, person.GivenName, person.FamilyName, person.KnownAs);
        (Disabled, Ehcp) = (Word(person.Disabled), Word(person.Ehcp));
        Version = db.VersionOf(person);
        await db.LookedAsync(User, id, "record", clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(YoungPersonId id, CancellationToken ct)
    {
        if (await db.LoadPersonAsync(id, ct) is not { } person)
            return NotFound();
        Id = id;
        if (db.VersionOf(person) != Version)
            return await SomebodyWasFirstAsync(person, ct);
        if (person.Call(GivenName, FamilyName, KnownAs, User.AccountId(), clock.GetUtcNow()) is { } refusal)
            return this.Refused(refusal, nameof(GivenName));
        person.Describe(Said(Disabled), Said(Ehcp), User.AccountId(), clock.GetUtcNow());
        if (!await db.SavedUnlessChangedAsync(ct))
            return await SomebodyWasFirstAsync((await db.LoadPersonAsync(id, ct))!, ct);
        await db.WroteAsync(User, id, "name", clock.GetUtcNow(), ct);
        TempData["Done"] = words["NamesSaved"].Value;
        return LocalRedirect($"/people/{id}");
    }

    private async Task<PageResult> SomebodyWasFirstAsync(YoungPerson theirs, CancellationToken ct)
    {
        var who = await db.StaffNameAsync(theirs.NamedBy, ct);
        return this.ChangedMeanwhile(new(who, theirs.NamedAt,
        [
            new(words["GivenName"], GivenName, theirs.GivenName),
            new(words["FamilyName"], FamilyName, theirs.FamilyName),
            new(words["KnownAs"], KnownAs, theirs.KnownAs),
            new(words["Disabled"], InWords(Said(Disabled)), InWords(theirs.Disabled)),
            new(words["Ehcp"], InWords(Said(Ehcp)), InWords(theirs.Ehcp)),
        ]), db.VersionOf(theirs));
    }

    private static bool? Said(string? word) => word switch { "yes" => true, "no" => false, _ => null };

    private static string Word(bool? said) => said switch { true => "yes", false => "no", _ => "unknown" };

    private string InWords(bool? said) => said switch { true => words["SaidYes"], false => words["SaidNo"], _ => words["NotKnown"] };
}
