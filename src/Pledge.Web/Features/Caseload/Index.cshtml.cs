using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Organisations;
using Pledge.Web.Access;
using Pledge.Web.Background;
using Pledge.Web.Data;
using Pledge.Web.Features.Addresses;
using Pledge.Web.Features.Conversations;
using Pledge.Web.Features.Find;
using Pledge.Web.Features.MentoringLife;
using Pledge.Web.Features.Notes;
using Pledge.Web.Features.Records;

namespace Pledge.Web.Features.Caseload;

[Authorize(Policy = Policies.WorkWithYoungPeople)]
public sealed class IndexModel(PledgeDb db, TimeProvider clock) : PageModel
{
    private const int NameMaxLength = 80;

    /// <summary>A caseload is one page; a whole team is as many as it takes.</summary>
    private const int PartSize = 50;

    /// <summary>Kebab-case name of a <see cref="CaseloadFilter"/>; anything else shows everyone.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    /// <summary>Kebab-case name of a <see cref="CaseloadOrder"/>; anything else is worst first.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Sort { get; set; }

    /// <summary>A worker of the team, for a manager who looks at one caseload; anyone else's id shows nobody.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Worker { get; set; }

    /// <summary>Which fifty, from 1. Anything else shows the nearest there is.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Part { get; set; }

    /// <summary>Part of a name. Posted, so that no name is ever in an address, a history or a log.</summary>
    [BindProperty]
    public string? Name { get; set; }

    public CaseloadFilter Filter { get; private set; }
    public CaseloadOrder Order { get; private set; }
    public IReadOnlyList<CaseloadView> Views { get; private set; } = [];

    /// <summary>Whether something else than everyone, worst first, is shown, so that it can be kept as a view.</summary>
    public bool IsChosen => Filter is not CaseloadFilter.All || Order is not CaseloadOrder.WorstFirst;
    public bool WholeTeam { get; private set; }

    /// <summary>Worries out of matches that wait for somebody.</summary>
    public int OpenConcerns { get; private set; }

    /// <summary>Workers to choose one from, by name; empty where there is nothing to choose.</summary>
    public IReadOnlyList<(Guid Id, string Name)> Workers { get; private set; } = [];
    public int Everyone { get; private set; }
    public IReadOnlyDictionary<CaseloadFilter, int> Counts { get; private set; } = new Dictionary<CaseloadFilter, int>();

    /// <summary>How many match; <see cref="Rows"/> are those of this part.</summary>
    public int Matching { get; private set; }
    public IReadOnlyList<CaseloadRow> Rows { get; private set; } = [];
    public int Parts => Math.Max(1, (Matching + PartSize - 1) / PartSize);

    /// <summary>Where the first row of this part stands among those that match, from 1.</summary>
    public int First => ((Part ?? 1) - 1) * PartSize + 1;

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(null, ct);
        TempData.RememberCaseload(User, QueryOf(Part ?? 1));
    }

    /// <summary>The choices of this page as they stand in its address, for another part of it.</summary>
    public string QueryOf(int part)
    {
        var query = new QueryBuilder();
        if (Filter is not CaseloadFilter.All)
            query.Add("show", Kebab.Of(Filter));
        if (Order is not CaseloadOrder.WorstFirst)
            query.Add("sort", Kebab.Of(Order));
        if (Worker is { } one)
            query.Add("worker", one.ToString());
        if (part > 1)
            query.Add("part", part.ToString(CultureInfo.InvariantCulture));
        return query.ToString();
    }

    public async Task<PageResult> OnPostAsync(CancellationToken ct)
    {
        // Whatever was typed too long matches nobody; there is nothing to refuse.
        await LoadAsync(string.IsNullOrWhiteSpace(Name) ? null : Name.Trim()[..Math.Min(Name.Trim().Length, NameMaxLength)], ct);
        return Page();
    }

    private async Task LoadAsync(string? name, CancellationToken ct)
    {
        var today = clock.Today();
        WholeTeam = User.RoleName() == Roles.Manager;
        OpenConcerns = await db.CountOpenConcernsAsync(ct);
        var lines = await db.ListCaseloadAsync(User.AccountId(), WholeTeam, today, ct);
        var settings = await db.ClockSettings.AsNoTracking().ToListAsync(ct);
        var pauses = await db.ListPausesAsync(today, ct);

        var waiting = await db.ListWaitingMessagesAsync(ct);
        Guid[] people = [.. lines.Select(line => line.Id)];
        var notes = await db.ListNotesDueAsync(people, today, ct);
        var plans = await db.ListPlansNotAgreedAsync(people, ct);
        var checks = await db.ListChecksLapsingAsync(people, today, ct);
        var unreachable = await db.ListUnreachableAsync(people, ct);
        var corrections = await db.CountOpenCorrectionsAsync(people, ct);
        // Whoever is not called quite so may be meant: the search forgives spelling. Nothing typed, nothing asked.
        Guid[] alike = name is null || lines.Count == 0 ? [] : [.. (await db.FindPeopleAsync(name, ct)).Where(found => found.IsMine).Select(found => found.Id)];

        var all = lines.Select(line => CaseloadRow.Of(line, today, settings, pauses) with
        {
            Waiting = waiting.GetValueOrDefault(new(line.Id)),
            NotesDue = notes.GetValueOrDefault(line.Id),
            PlanNotAgreed = plans.GetValueOrDefault(line.Id),
            CheckLapsing = checks.GetValueOrDefault(line.Id),
            Unreachable = unreachable.GetValueOrDefault(line.Id),
            Corrections = corrections.GetValueOrDefault(line.Id),
        }).ToList();
        Everyone = all.Count;
        Workers = WholeTeam ? [.. all.Select(row => (Id: row.Line.WorkerId, Name: row.Line.Worker)).Distinct().OrderBy(worker => worker.Name, StringComparer.CurrentCulture)] : [];
        if (WholeTeam && Worker is { } one)
            all.RemoveAll(row => row.Line.WorkerId != one);
        Filter = Enum.GetValues<CaseloadFilter>().FirstOrDefault(filter => Kebab.Of(filter) == Show);
        Order = Enum.GetValues<CaseloadOrder>().FirstOrDefault(order => Kebab.Of(order) == Sort);
        Counts = Enum.GetValues<CaseloadFilter>().ToDictionary(filter => filter, filter => all.Count(row => filter.Shows(row)));
        var rows = Order.Sorted(all.Where(row => Filter.Shows(row) && (name is null || row.IsCalled(name) || alike.Contains(row.Line.Id)))).ToList();
        Matching = rows.Count;
        Part = Math.Clamp(Part ?? 1, 1, Parts);
        Rows = [.. rows.Skip(First - 1).Take(PartSize)];
        Views = await db.ListCaseloadViewsAsync(User.AccountId(), ct);
    }
}
