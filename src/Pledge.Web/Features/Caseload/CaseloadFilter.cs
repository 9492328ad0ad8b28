namespace Pledge.Web.Features.Caseload;

/// <summary>Which part of the caseload is shown.</summary>
public enum CaseloadFilter
{
    All,
    Overdue,
    DueThisWeek,

    /// <summary>Nobody reached them for longer than <see cref="CaseloadRow.QuietAfterDays"/>, whatever their clock says.</summary>
    Quiet,

    /// <summary>They wrote and nobody has answered.</summary>
    Unanswered,

    /// <summary>Their plan was shared with them and they have not agreed to it.</summary>
    PlanNotAgreed,

    /// <summary>Their latest answer to a promise is "not yet".</summary>
    NotYet,

    /// <summary>A note that is kept from them is to be looked at again.</summary>
    NotesDue,

    /// <summary>They say that something in their record is wrong, and have no answer yet.</summary>
    Corrections,

    /// <summary>A background check of somebody who works with them runs out soon, or ran out.</summary>
    ChecksLapsing,

    /// <summary>What Pledge sends to them comes back.</summary>
    CannotReach,

    /// <summary>Something that we said we would do is late.</summary>
    ActionsLate,

    /// <summary>Their worker is away, and the reader stands in.</summary>
    StandingIn,

    /// <summary>They turn 18, 21 or 25 soon, and what they have ends or changes.</summary>
    Turning,
}

/// <summary>In which order. The first is the one a page opens with.</summary>
public enum CaseloadOrder
{
    WorstFirst,
    DueSoonest,
    QuietLongest,
    WaitingLongest,
    ByName,
}

/// <summary>What the filters and orders mean.</summary>
public static class CaseloadChoices
{
    public static bool Shows(this CaseloadFilter filter, CaseloadRow row) => filter switch
    {
        CaseloadFilter.Overdue => row.IsOverdue,
        CaseloadFilter.DueThisWeek => row.IsDueThisWeek,
        CaseloadFilter.Quiet => row.IsQuiet,
        CaseloadFilter.Unanswered => row.Waiting is not null,
        CaseloadFilter.PlanNotAgreed => row.PlanNotAgreed is not null,
        CaseloadFilter.NotYet => row.SaidNotYet,
        CaseloadFilter.NotesDue => row.NotesDue is not null,
        CaseloadFilter.Corrections => row.Corrections > 0,
        CaseloadFilter.ChecksLapsing => row.CheckLapsing is not null,
        CaseloadFilter.CannotReach => row.Unreachable is not null,
        CaseloadFilter.ActionsLate => row.Line.LateActions > 0,
        CaseloadFilter.StandingIn => row.Line.CoverUntil is not null,
        CaseloadFilter.Turning => row.Turning is not null,
        _ => true,
    };

    /// <summary>Rows in an order; those it does not tell apart stay worst first.</summary>
    public static IEnumerable<CaseloadRow> Sorted(this CaseloadOrder order, IEnumerable<CaseloadRow> rows)
    {
        var worst = CaseloadRow.WorstFirst(rows);
        return order switch
        {
            CaseloadOrder.DueSoonest => worst.OrderBy(row => row.NextDue ?? DateOnly.MaxValue),
            CaseloadOrder.QuietLongest => worst.OrderBy(row => row.Line.LastMadeOn ?? DateOnly.MinValue),
            CaseloadOrder.WaitingLongest => worst.OrderBy(row => row.Waiting?.WaitingSince ?? DateOnly.MaxValue),
            CaseloadOrder.ByName => worst.OrderBy(row => row.Name ?? "\uffff", StringComparer.CurrentCulture),
            _ => worst,
        };
    }
}
