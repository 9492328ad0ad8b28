using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Organisations;
using Pledge.Domain.Partners;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Commitments;

/// <summary>Commitments under one heading: a promise, a signatory, or those that the reader keeps.</summary>
/// <param name="IsWritten">Whether somebody wrote the heading, in a language of their own.</param>
public sealed record CommitmentGroup(string Heading, bool IsWritten, IReadOnlyList<CommitmentLine> Lines);

[Authorize(Policy = Policies.AnswerToBoard)]
public sealed class IndexModel(PledgeDb db, TimeProvider clock, IStringLocalizer<CommitmentsText> texts) : PageModel
{
    /// <summary><c>signatory</c>, or by promise.</summary>
    [BindProperty(SupportsGet = true)]
    public string? By { get; set; }

    /// <summary><c>late</c> for those alone, or all.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    public IReadOnlyList<CommitmentLine> All { get; private set; } = [];
    public IReadOnlyList<CommitmentLine> Mine { get; private set; } = [];
    public IReadOnlyList<CommitmentGroup> Groups { get; private set; } = [];

    public bool BySignatory => By == "signatory";
    public bool LateOnly => Show == "late";
    public bool Runs => Roles.BoardRunners.Contains(User.RoleName()) || User.RoleName() is Roles.Coordinator;

    public async Task OnGetAsync(CancellationToken ct)
    {
        All = await db.ListCommitmentsAsync(User.RoleName() is Roles.Coordinator or Roles.Partner, clock.GetUtcNow(), ct);
        var me = User.AccountId();
        Mine = [.. All.Where(line => line.OwnerId == me)];
        var listed = All.Where(line => !LateOnly || line.Status is CommitmentStatus.Late).ToList();
        var promises = await db.ListPromisesAsync(clock.Today(), ct);
        // In the pledge's order; what names no promise of this edition comes last.
        Groups = BySignatory
            ? [.. listed.GroupBy(line => line.Signatory).OrderBy(group => group.Key is not null).ThenBy(group => group.Key, StringComparer.CurrentCultureIgnoreCase).Select(group => new CommitmentGroup(group.Key ?? texts["Ourselves"], group.Key is not null, [.. group]))]
            : [.. promises.Select(promise => new CommitmentGroup(promise.Statement, true, [.. listed.Where(line => line.PromiseKey == promise.Key)])),
               new(texts["NoPromise"], false, [.. listed.Where(line => promises.All(promise => promise.Key != line.PromiseKey))])];
        Groups = [.. Groups.Where(group => group.Lines.Count > 0)];
    }
}
