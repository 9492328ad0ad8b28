namespace Pledge.Domain.Consultations;

/// <summary>How far a consultation is. Whether it is open is said by its days.</summary>
public enum ConsultationState
{
    Draft,
    Asked,

    /// <summary>What came of it was told to those who were asked.</summary>
    Published,
}

/// <summary>What a consultation is about, and whom it asks.</summary>
/// <param name="IsNamed">False promises that nobody can find out who said what.</param>
/// <param name="OpensOn">First London day on which it can be answered; <paramref name="ClosesOn"/> is the last.</param>
/// <param name="AgeBand">One of <see cref="Consultation.AgeBands"/>; null for all.</param>
/// <param name="Locality">Null for all.</param>
/// <param name="TeamId">Whom this team's workers look after; null for all.</param>
public sealed record ConsultationPlan(string? Title, string? Why, bool? IsNamed, DateOnly? OpensOn, DateOnly? ClosesOn, string? AgeBand, string? Locality, TeamId? TeamId);

/// <summary>A few questions to young people, open from a day to a day, and what came of them.</summary>
/// <remarks>Who answered, and what was answered, are no part of it: the database keeps the two apart. See the README of Features/Consultations.</remarks>
public sealed class Consultation
{
    public const int TitleMaxLength = 120;
    public const int WhyMaxLength = 1000;
    public const int WordsMaxLength = 1000;
    public const int OutcomeMaxLength = 2000;
    public const int MostQuestions = 8;
    public const int LongestDays = 92;

    /// <summary>Nothing is asked of fewer people, and nothing is shown of fewer answers.</summary>
    public const int SmallestGroup = 10;

    /// <summary>Whole years on the day of asking.</summary>
    public static readonly IReadOnlyList<string> AgeBands = ["16-17", "18-20", "21-25"];

    public ConsultationId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public string Title { get; private set; } = "";
    public string Why { get; private set; } = "";
    public bool IsNamed { get; private set; }
    public DateOnly OpensOn { get; private set; }
    public DateOnly ClosesOn { get; private set; }
    public string? AgeBand { get; private set; }
    public string? Locality { get; private set; }
    public TeamId? TeamId { get; private set; }
    public IReadOnlyList<ConsultationQuestion> Questions { get; private set; } = [];
    public ConsultationState State { get; private set; }

    /// <summary>UTC, as every instant here; null while it is a draft.</summary>
    public DateTimeOffset? AskedAt { get; private set; }
    public AccountId? AskedBy { get; private set; }

    /// <summary>You said.</summary>
    public string? Heard { get; private set; }

    /// <summary>We did.</summary>
    public string? Did { get; private set; }

    /// <summary>We could not, because.</summary>
    public string? CouldNot { get; private set; }
    public DateTimeOffset? PublishedAt { get; private set; }
    public AccountId? PublishedBy { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }
    public AccountId ChangedBy { get; private set; }

    private Consultation()
    {
    }

    public bool IsOpen(DateOnly today) => State is ConsultationState.Asked && OpensOn <= today && today <= ClosesOn;

    public bool IsOver(DateOnly today) => State is not ConsultationState.Draft && ClosesOn < today;

    /// <returns>Refused as <see cref="Plan"/> is.</returns>
    public static Outcome<Consultation> Begin(AuthorityId authority, ConsultationPlan plan, DateOnly today, DateTimeOffset now, AccountId by)
    {
        var begun = new Consultation { Id = ConsultationId.New(), AuthorityId = authority };
        return begun.Plan(plan, today, now, by) is { } refusal ? refusal : begun;
    }

    /// <summary>Everything that is wrong with a plan, by the name of its part.</summary>
    public static IEnumerable<(Refusal Refusal, string Part)> Faults(ConsultationPlan plan, DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(plan.Title))
            yield return (new("consultation-title-missing"), nameof(plan.Title));
        if (plan.Title?.Trim().Length > TitleMaxLength)
            yield return (new("text-too-long", TitleMaxLength), nameof(plan.Title));
        if (string.IsNullOrWhiteSpace(plan.Why))
            yield return (new("consultation-why-missing"), nameof(plan.Why));
        if (plan.Why?.Trim().Length > WhyMaxLength)
            yield return (new("text-too-long", WhyMaxLength), nameof(plan.Why));
        if (plan.IsNamed is null)
            yield return (new("consultation-named-missing"), nameof(plan.IsNamed));
        if (plan.OpensOn is null)
            yield return (new("enter-a-date"), nameof(plan.OpensOn));
        if (plan.OpensOn < today)
            yield return (new("consultation-opens-in-the-past"), nameof(plan.OpensOn));
        if (plan.ClosesOn is null)
            yield return (new("enter-a-date"), nameof(plan.ClosesOn));
        if (plan.ClosesOn <= plan.OpensOn)
            yield return (new("consultation-closes-too-soon"), nameof(plan.ClosesOn));
        if (plan is { OpensOn: { } opens, ClosesOn: { } closes } && closes.DayNumber - opens.DayNumber > LongestDays)
            yield return (new("consultation-too-long", LongestDays), nameof(plan.ClosesOn));
        if (plan.AgeBand is { } band && !AgeBands.Contains(band))
            yield return (new("consultation-group-unknown"), nameof(plan.AgeBand));
    }

    /// <summary>Changes what it is about and whom it asks.</summary>
    /// <returns>Refused with <c>consultation-asked</c> once people were asked, or with the first of <see cref="Faults"/>.</returns>
    public Refusal? Plan(ConsultationPlan plan, DateOnly today, DateTimeOffset now, AccountId by)
    {
        if (State is not ConsultationState.Draft)
            return new("consultation-asked");
        if (Faults(plan, today).FirstOrDefault().Refusal is { } fault)
            return fault;
        (Title, Why, IsNamed, OpensOn, ClosesOn) = (plan.Title!.Trim(), plan.Why!.Trim(), plan.IsNamed!.Value, plan.OpensOn!.Value, plan.ClosesOn!.Value);
        (AgeBand, Locality, TeamId, ChangedAt, ChangedBy) = (plan.AgeBand, plan.Locality, plan.TeamId, now.ToUniversalTime(), by);
        return null;
    }

    /// <returns>Refused with <c>consultation-asked</c> or <c>questions-too-many</c>.</returns>
    public Refusal? Add(ConsultationQuestion question, DateTimeOffset now, AccountId by)
    {
        if (State is not ConsultationState.Draft)
            return new("consultation-asked");
        if (Questions.Count >= MostQuestions)
            return new("questions-too-many", MostQuestions);
        (Questions, ChangedAt, ChangedBy) = ([.. Questions, question], now.ToUniversalTime(), by);
        return null;
    }

    /// <summary>Takes a question out; one that is not there is out already.</summary>
    /// <param name="number">From 1.</param>
    /// <returns>Refused with <c>consultation-asked</c>.</returns>
    public Refusal? TakeOut(int number, DateTimeOffset now, AccountId by)
    {
        if (State is not ConsultationState.Draft)
            return new("consultation-asked");
        (Questions, ChangedAt, ChangedBy) = ([.. Questions.Where((_, place) => place != number - 1)], now.ToUniversalTime(), by);
        return null;
    }

    /// <summary>Asks everybody who belongs to its group today. From now on nothing of it changes but what came of it.</summary>
    /// <param name="people">How many that are.</param>
    /// <returns>Refused with <c>consultation-asked</c>, <c>questions-missing</c>, <c>consultation-opens-in-the-past</c> or <c>asked-too-few</c>.</returns>
    public Refusal? Ask(int people, DateOnly today, DateTimeOffset now, AccountId by)
    {
        if (State is not ConsultationState.Draft)
            return new("consultation-asked");
        if (Questions.Count == 0)
            return new("questions-missing");
        if (OpensOn < today)
            return new("consultation-opens-in-the-past");
        if (people < SmallestGroup)
            return new("asked-too-few", SmallestGroup);
        (State, AskedAt, AskedBy, ChangedAt, ChangedBy) = (ConsultationState.Asked, now.ToUniversalTime(), by, now.ToUniversalTime(), by);
        return null;
    }

    /// <summary>What somebody says, ready to be kept. A question may be left out.</summary>
    /// <param name="given">One for each question, in their order; what belongs to another kind of question is left.</param>
    /// <returns>Refused with <c>consultation-closed</c>, <c>consultation-empty</c>, or with a code and the <c>place</c> of its question for a value that was not offered or words that are too long.</returns>
    public (IReadOnlyList<GivenAnswer> Kept, Refusal? Refusal, int Place) Read(IReadOnlyList<GivenAnswer> given, DateOnly today)
    {
        if (!IsOpen(today))
            return ([], new("consultation-closed"), 0);
        List<GivenAnswer> kept = [];
        foreach (var (question, place) in Questions.Select((question, place) => (question, place)))
        {
            var (said, words) = place < given.Count ? (given[place].Said, given[place].Words?.ReplaceLineEndings("\n").Trim()) : (null, null);
            if (question.Kind is QuestionKind.Words)
            {
                if (words?.Length > WordsMaxLength)
                    return ([], new("words-too-long", WordsMaxLength), place);
                if (!string.IsNullOrEmpty(words))
                    kept.Add(new(place + 1, null, words));
            }
            else if (said is not null)
            {
                if (said < 1 || said > question.Top)
                    return ([], new("answer-missing"), place);
                kept.Add(new(place + 1, said, null));
            }
        }
        return kept.Count > 0 ? (kept, null, 0) : ([], new("consultation-empty"), 0);
    }

    /// <summary>Tells those who were asked what came of it; again, when there is more to tell.</summary>
    /// <returns>Refused with <c>consultation-open</c>, <c>heard-missing</c>, <c>outcome-missing</c> or <c>text-too-long</c>.</returns>
    public Refusal? Publish(string? heard, string? did, string? couldNot, DateOnly today, DateTimeOffset now, AccountId by)
    {
        if (!IsOver(today))
            return new("consultation-open");
        if (string.IsNullOrWhiteSpace(heard))
            return new("heard-missing");
        if (string.IsNullOrWhiteSpace(did) && string.IsNullOrWhiteSpace(couldNot))
            return new("outcome-missing");
        if (new[] { heard, did, couldNot }.Any(words => words?.Trim().Length > OutcomeMaxLength))
            return new("text-too-long", OutcomeMaxLength);
        (State, Heard, Did, CouldNot) = (ConsultationState.Published, heard.Trim(), Tidy(did), Tidy(couldNot));
        (PublishedAt, PublishedBy) = (PublishedAt ?? now.ToUniversalTime(), PublishedBy ?? by);
        (ChangedAt, ChangedBy) = (now.ToUniversalTime(), by);
        return null;
    }

    private static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
