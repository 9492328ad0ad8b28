using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Partners;
using Pledge.Web.Access;
using Pledge.Web.Background;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Partners;

/// <summary>An organisation from outside asks to become a partner. It says nothing of who is one already.</summary>
[AllowAnonymous, SignInScope, EnableRateLimiting(SignInRateLimit.Policy)]
public sealed class JoinModel(PledgeDb db, IDataProtectionProvider keys, TimeProvider clock, IStringLocalizer<PartnersText> texts) : PageModel
{
    public const string ReceivedRule = "joining-received";

    /// <summary>Asked for only where the installation serves several.</summary>
    [BindProperty]
    public Guid? Authority { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "organisation-name-missing")]
    public string? Organisation { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "joining-name-missing"), MaxLength(OrganisationPerson.NameMaxLength, ErrorMessage = "person-name-too-long")]
    public string? Name { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "email-missing"), EmailShape]
    public string? Email { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "joining-why-missing")]
    public string? Why { get; set; }

    public IReadOnlyList<SelectListItem> Authorities { get; private set; } = [];

    /// <summary>To which council it goes, where there is one only.</summary>
    public string? Council { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => ListAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var there = await ListAsync(ct);
        var authority = there.Count == 1 ? there[0] : there.FirstOrDefault(id => id.Value == Authority);
        if (authority == default)
            this.Refused(new("joining-authority-missing"), nameof(Authority));
        if (!ModelState.IsValid)
            return Page();
        var asked = JoiningRequest.Ask(authority, Organisation, Name, Email, Phone, Why, clock.GetUtcNow());
        if (asked.IsRefused)
            return this.Refused(asked.Refusal, FieldOf(asked.Refusal));
        // Once a day for each address, with one receipt; the answer is the same for all, so that nobody learns who asked.
        var now = clock.GetUtcNow();
        if (await db.AskToJoinAsync(asked.Value, ct) is { } coordinator)
            await db.QueueAsync(new(authority, coordinator, null, ReceivedRule, asked.Value.Id.ToString(), now, now.AddDays(1), keys.Seal(ReceivedRule, $"{asked.Value.Email}\n")), now, ct);
        return LocalRedirect("/join/sent");
    }

    private async Task<IReadOnlyList<AuthorityId>> ListAsync(CancellationToken ct)
    {
        var all = await db.Authorities.AsNoTracking().OrderBy(row => row.Name).Select(row => new { row.Id, row.Name }).ToListAsync(ct);
        Authorities = [new(texts["ChooseOne"], ""), .. all.Select(row => new SelectListItem(row.Name, row.Id.ToString()))];
        if (all.Count == 1)
            (Authorities, Council) = ([], all[0].Name);
        return [.. all.Select(row => row.Id)];
    }

    private static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "person-name-missing" or "person-name-too-long" or "name-holds-link" => nameof(Name),
        "their-email-missing" => nameof(Email),
        "phone-too-long" => nameof(Phone),
        "joining-why-missing" or "joining-why-too-long" => nameof(Why),
        _ => nameof(Organisation),
    };
}
