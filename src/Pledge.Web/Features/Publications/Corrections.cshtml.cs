using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Organisations;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Publications;

/// <summary>A fact or a contact that was put right, or recorded late, since the figures of its day were first published.</summary>
/// <param name="Kind">As facts call it, or <c>contact</c>.</param>
/// <param name="Code">As the return writes it.</param>
/// <param name="FromDay">London day on which it began or happened.</param>
/// <param name="IsGone">It no longer holds; else it is new.</param>
/// <param name="At">UTC instant.</param>
public sealed record CorrectionLine(Guid YoungPersonId, string? Name, string Kind, string Code, DateOnly FromDay, bool IsGone, DateTimeOffset At);

/// <summary>Why a figure is another now: every fact that was put right since, of the people whom the reader reaches.</summary>
[Authorize(Policy = Policies.SeeFigures)]
public sealed class CorrectionsModel(PledgeDb db, TimeProvider clock) : PageModel
{
    private const int Most = 1000;

    public DateOnly Day { get; private set; }
    public DateTimeOffset Since { get; private set; }

    /// <summary>How many there are in the whole authority.</summary>
    public int Count { get; private set; }
    public IReadOnlyList<CorrectionLine> Lines { get; private set; } = [];
    public bool OpensRecords => User.RoleName() is Roles.Manager;

    public async Task<IActionResult> OnGetAsync(string on, CancellationToken ct)
    {
        if (!DateOnly.TryParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            || await db.Publications.AsNoTracking().SingleOrDefaultAsync(publication => publication.OnDay == day && publication.Number == 1, ct) is not { } first)
            return NotFound();
        (Day, Since) = (day, first.KnownAt);
        var (since, until) = (first.KnownAt, clock.GetUtcNow().ToUniversalTime());
        Count = (await db.Database.SqlQuery<int>($"select pledge.facts_corrected({day}, {since}, {until}) as \"Value\"").ToListAsync(ct))[0];
        // The same rows as the function counts, as far as the reader reaches.
        Lines = await db.Database.SqlQuery<CorrectionLine>(
            $"""
            select y.id as young_person_id, concat_ws(' ', coalesce(y.known_as, y.given_name), y.family_name) as name, x.kind, x.code, x.from_day, x.superseded_at is not null as is_gone, coalesce(x.superseded_at, x.recorded_at) as at
            from (
                select f.young_person_id, f.kind, f.code, f.period_from as from_day, f.recorded_at, f.superseded_at from pledge.fact f
                where f.period_from <= {day} and (f.period_to is null or f.period_to > ({day} - interval '15 months')::date) and not pledge.says_the_same_until(f, {day})
                union all
                select c.young_person_id, 'contact', c.outcome, c.occurred_on, c.recorded_at, c.superseded_at from pledge.contact c
                where c.occurred_on <= {day} and c.occurred_on > ({day} - interval '1 year')::date) x
            join pledge.young_person y on y.id = x.young_person_id
            where x.recorded_at > {since} and x.superseded_at is null or x.recorded_at <= {since} and x.superseded_at > {since}
            order by name, x.kind, x.from_day, is_gone desc limit {Most}
            """).ToListAsync(ct);
        return Page();
    }
}
