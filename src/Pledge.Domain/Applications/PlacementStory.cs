using Pledge.Domain.People;

namespace Pledge.Domain.Applications;

/// <summary>Something one side can say of a place.</summary>
/// <param name="DueOn">London day from which it is asked; null when it is asked of nobody and can be said at any time.</param>
/// <param name="Mine">What the side said before.</param>
public sealed record PlacementQuestion(PlacementMatter About, int AfterDays, DateOnly? DueOn, PlacementStatement? Mine)
{
    public bool IsWaitingOn(DateOnly today) => Mine is null && DueOn <= today;
}

/// <summary>A place that was taken with what the reader may know was said of it.</summary>
/// <remarks>Where two sides say different things both stay. For what is asked next the worker counts before the young person and the young person before the employer; the functions <c>placement_started_on</c> and <c>placement_over_on</c> say the same.</remarks>
public sealed class PlacementStory(JobPlacement placement, IEnumerable<PlacementStatement> statements)
{
    /// <summary>Days after the start on which everybody is asked whether they are still there: 13 and 26 weeks, as programmes for getting into work count.</summary>
    public static readonly IReadOnlyList<int> GoingAfterDays = [91, 182];

    /// <summary>Where no day is known, the start is asked about so many days after the place was taken.</summary>
    public const int StartUnknownDays = 14;

    private const int FurthestStartDays = 366, EarliestStartDays = 90;
    private static readonly PlacementSide[] Precedence = [PlacementSide.Worker, PlacementSide.YoungPerson, PlacementSide.Employer];

    private readonly List<PlacementStatement> _current = [.. statements.Where(said => said.SupersededAt is null)];

    public JobPlacement Placement => placement;

    /// <summary>What stands, in the order in which it was said.</summary>
    public IEnumerable<PlacementStatement> Current => _current.OrderBy(said => said.SaidAt).ThenBy(said => said.Id.Value);

    /// <summary>London day on which it will begin, or should have; null when nobody named one.</summary>
    public DateOnly? ExpectedOn => _current.Where(said => said.About is PlacementMatter.Expected).MaxBy(said => said.SaidAt)?.Day ?? placement.ExpectedOn;

    /// <summary>Null while nobody says that it began.</summary>
    public DateOnly? StartedOn => Best(PlacementMatter.Started)?.Day;

    /// <summary>Last London day; null while they are there.</summary>
    public DateOnly? LeftOn => Best(PlacementMatter.Left)?.Day;

    /// <summary>Whether they never went.</summary>
    public bool NeverBegan => Best(PlacementMatter.Started) is { Says: false };

    public PlacementStatement? Of(PlacementSide side, PlacementMatter about, int afterDays = 0) => _current.Find(said => said.Side == side && said.About == about && said.AfterDays == afterDays);

    /// <summary>What a start or an end waits for to become a fact of the record: what somebody else said after the worker, and otherwise; null when nothing waits.</summary>
    public PlacementStatement? ToConfirm(PlacementMatter about)
    {
        var worker = Of(PlacementSide.Worker, about);
        var said = Of(PlacementSide.YoungPerson, about) ?? Of(PlacementSide.Employer, about);
        return said is not null && (worker is null || (said.SaidAt > worker.SaidAt && (said.Says, said.Day) != (worker.Says, worker.Day))) ? said : null;
    }

    /// <summary>What a side can say today, in the order of its days.</summary>
    /// <param name="born">Null for an employer, who does not know and is not asked about the bursary.</param>
    public IReadOnlyList<PlacementQuestion> QuestionsFor(PlacementSide side, DateOnly today, DateOnly? born)
    {
        PlacementQuestion One(PlacementMatter about, int afterDays, DateOnly? due) => new(about, afterDays, due, Of(side, about, afterDays));
        List<PlacementQuestion> questions = [One(PlacementMatter.Started, 0, (ExpectedOn ?? LondonTime.DayOf(placement.TakenAt).AddDays(StartUnknownDays)).AddDays(1))];
        if (StartedOn is not { } started)
            return questions;
        bool IsAsked(int afterDays) => started.AddDays(afterDays) is var day && day <= today && !(LeftOn < day);
        // Whoever said that they were still there later has answered for before.
        bool IsAnswered(int afterDays) => Of(side, PlacementMatter.Going, afterDays) is null && GoingAfterDays.Any(later => later > afterDays && Of(side, PlacementMatter.Going, later) is { Says: true });
        questions.AddRange(GoingAfterDays.Where(IsAsked).Where(days => !IsAnswered(days)).Select(days => One(PlacementMatter.Going, days, started.AddDays(days))));
        if (side is not PlacementSide.Employer && born is { } birth && placement.Kind is Opportunities.OpportunityKind.Apprenticeship)
            questions.AddRange(ApprenticeBursary.For(started, birth).Where(payment => IsAsked(payment.AfterDays)).Select(payment => One(PlacementMatter.Bursary, payment.AfterDays, started.AddDays(payment.AfterDays))));
        return [.. questions.OrderBy(question => question.DueOn), One(PlacementMatter.Left, 0, null)];
    }

    /// <summary>One side says something; what it said of it before is superseded.</summary>
    /// <returns>Refused with <c>placement-answer-missing</c>, <c>placement-day-missing</c>, <c>placement-day-not-valid</c>, <c>placement-day-ahead</c>, <c>placement-day-before-start</c>, <c>leaving-reason-missing</c> or <c>placement-words-too-long</c>.</returns>
    public Outcome<PlacementStatement> Say(PlacementSide side, PlacementMatter about, int afterDays, PlacementAnswer answer, DateTimeOffset now, AccountId by)
    {
        if (answer.Says is not { } says)
            return new Refusal("placement-answer-missing");
        var hasDay = says && about is not PlacementMatter.Going;
        if (hasDay && Check(about, answer.Day, LondonTime.DayOf(now)) is { } refusal)
            return refusal;
        var isLeaving = about is PlacementMatter.Left && says;
        var mayTell = side is not PlacementSide.Employer;
        if (isLeaving && mayTell && answer.Reason is null)
            return new Refusal("leaving-reason-missing");
        var words = mayTell && (about is PlacementMatter.Left || (about is PlacementMatter.Started && !says)) ? answer.Words.Tidy() : null;
        if (words?.Length > PlacementStatement.WordsMaxLength)
            return new Refusal("placement-words-too-long", PlacementStatement.WordsMaxLength);
        var statement = new PlacementStatement(placement, side, about, afterDays, new(says, hasDay ? answer.Day : null, isLeaving && mayTell ? answer.Reason : null, words), now, by);
        Of(side, about, afterDays)?.Supersede(now);
        _current.RemoveAll(before => before.SupersededAt is not null);
        _current.Add(statement);
        return statement;
    }

    private PlacementStatement? Best(PlacementMatter about) => Precedence.Select(side => Of(side, about)).FirstOrDefault(said => said is not null);

    private Refusal? Check(PlacementMatter about, DateOnly? said, DateOnly today)
    {
        if (said is not { } day)
            return new("placement-day-missing");
        if (about is PlacementMatter.Expected)
            return day <= today || day > today.AddDays(FurthestStartDays) ? new("placement-day-not-valid", FurthestStartDays) : null;
        if (day > today)
            return new("placement-day-ahead");
        if (about is PlacementMatter.Started)
            return day < LondonTime.DayOf(placement.TakenAt).AddDays(-EarliestStartDays) ? new("placement-day-not-valid", FurthestStartDays) : null;
        return day < StartedOn ? new("placement-day-before-start") : null;
    }
}
