using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Clocks;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Clocks;

/// <summary>The table of clocks, with the authority's own lengths.</summary>
[Authorize(Policy = Policies.Administer)]
public sealed class LengthsModel(PledgeDb db) : PageModel
{
    public IReadOnlyList<ClockSetting> Settings { get; private set; } = [];
    public IReadOnlyList<LengthChange> Changes { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        Settings = await db.ClockSettings.AsNoTracking().ToListAsync(ct);
        Changes = await db.ListLengthChangesAsync(ct);
    }
}

/// <summary>How a length is written: "8 weeks" is 56 days.</summary>
public static class LengthWords
{
    /// <param name="interval">Null for none.</param>
    public static string Length(this IStringLocalizer<ClocksText> texts, ClockInterval? interval) => interval switch
    {
        null => texts["NoLength"],
        { WorkingDays: 1 } => texts["OneWorkingDay"],
        { WorkingDays: > 0 } some => texts["WorkingDays", some.WorkingDays],
        { Months: 1 } => texts["OneMonth"],
        { Months: > 0 } some => texts["Months", some.Months],
        { Days: 1 } => texts["OneDay"],
        { } some => texts["Days", some.Days.ToString(CultureInfo.CurrentCulture)],
    };
}
