using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Pledge.Domain;
using Pledge.Domain.Facts;

namespace Pledge.Web.Features.Facts;

/// <summary>What a fact is about; the word in the address and in the database.</summary>
public enum FactKind
{
    Home,
    Activity,
    InTouch,
}

/// <summary>What a worker says of one matter of a home.</summary>
public sealed class MatterForm
{
    public string? Key { get; set; }
    public MatterAnswer? Answer { get; set; }
    public string? Words { get; set; }
}

/// <summary>What a worker types about a fact. The kind decides which fields are asked.</summary>
public sealed class FactForm
{
    [Required(ErrorMessage = "date-part-missing")]
    public DateOnly? From { get; set; }

    /// <summary>Asked only when a recorded period is corrected.</summary>
    public DateOnly? To { get; set; }

    [Required(ErrorMessage = "answer-missing")]
    public string? Code { get; set; }

    public bool? Suitable { get; set; }
    public string? Reasons { get; set; }
    public string? Evidence { get; set; }
    public string? Outcode { get; set; }

    /// <summary>Of a home the landlord or who runs it; of learning and work the place.</summary>
    public string? Provider { get; set; }

    /// <summary><c>true</c>, <c>false</c> or <see cref="NotKnownYet"/>; must be answered for a kind of home that the council may provide.</summary>
    public string? CouncilProvided { get; set; }

    public const string NotKnownYet = "not-known";

    /// <summary>Asked only when a home is corrected. When something is told of the home they have, the day is taken from what is on record.</summary>
    public DateOnly? MovedInOn { get; set; }

    public string? MoveReason { get; set; }
    public List<MatterForm> Matters { get; set; } = [];
    public string? Level { get; set; }

    /// <summary>Text, so that whatever was typed is shown again.</summary>
    public string? Hours { get; set; }

    public static FactForm Of(Fact fact) => new()
    {
        From = fact.From,
        To = fact.To,
        Code = fact.Code,
        Suitable = (fact as Home)?.Suitable,
        Reasons = (fact as Home)?.SuitabilityReasons,
        Evidence = (fact as Home)?.SuitabilityEvidence,
        Outcode = (fact as Home)?.Outcode,
        Provider = (fact as Home)?.Provider ?? (fact as Activity)?.Provider,
        CouncilProvided = fact is Home home ? home.CouncilProvided switch { true => "true", false => "false", null => AccommodationCode.Find(home.Code) is { CouncilMayProvide: true } ? NotKnownYet : null } : null,
        MovedInOn = (fact as Home)?.MovedInOn,
        MoveReason = (fact as Home)?.MoveReason,
        Matters = [.. ((fact as Home)?.Matters ?? []).Select(matter => new MatterForm { Key = matter.Key, Answer = matter.Answer, Words = matter.Words })],
        Level = (fact as Activity)?.Level,
        Hours = (fact as Activity)?.HoursPerWeek?.ToString("0.#", CultureInfo.InvariantCulture),
    };

    /// <summary>One line for each matter of the law, in its order, whatever was sent.</summary>
    public void ListMatters() => Matters =
        [.. SuitabilityMatter.All.Select(matter => Matters.Find(sent => sent.Key == matter.Key) ?? new MatterForm { Key = matter.Key })];

    /// <summary>What this kind asks for beside the day and the kind, and nobody answered.</summary>
    public IEnumerable<(Refusal Missing, string Field)> Missing(FactKind kind)
    {
        if (kind is not FactKind.Home)
            yield break;
        if (Home.Missing(new(Code ?? "", Suits(), Reasons, Evidence, Outcode)) is { } unsaid)
            yield return (unsaid, $"Form.{FieldOf(unsaid)}");
        if (CouncilProvided is not ("true" or "false" or NotKnownYet) && AccommodationCode.Find(Code?.Trim().ToUpperInvariant()) is { CouncilMayProvide: true })
            yield return (new("home-needs-provided"), $"Form.{nameof(CouncilProvided)}");
    }

    /// <summary>The fact as its kind understands it.</summary>
    public Outcome<Fact> Create(FactKind kind, FactSubject subject, FactOrigin origin) => kind switch
    {
        FactKind.Home => CreateHome(subject, origin),
        FactKind.Activity => CreateActivity(subject, origin),
        _ => AnyKind(InTouch.Create(subject, From!.Value, To, Code!, origin)),
    };

    /// <summary>The field a refusal is shown beside.</summary>
    public string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "date-in-future" or "date-before-birth" or "moved-in-after-start" => nameof(From),
        "end-not-after-start" or "end-in-future" => nameof(To),
        "home-needs-suitability" or "home-not-known-cannot-suit" or "home-only-unsuitable" => nameof(Suitable),
        "home-not-suitable-needs-reasons" or "home-emergency-needs-reasons" => nameof(Reasons),
        "text-too-long" => Reasons?.Trim().Length > Home.TextMaxLength ? nameof(Reasons) : nameof(Evidence),
        "outcode-not-valid" => nameof(Outcode),
        "provider-too-long" => nameof(Provider),
        "home-needs-provided" => nameof(CouncilProvided),
        "move-reason-unknown" => nameof(MoveReason),
        "learning-level-unknown" => nameof(Level),
        "hours-out-of-range" => nameof(Hours),
        "matter-needs-words" or "matter-too-long" => $"{nameof(Matters)}[{Position(refusal)}].{nameof(MatterForm.Words)}",
        "matter-needs-answer" => $"{nameof(Matters)}[{Position(refusal)}].{nameof(MatterForm.Answer)}",
        _ => nameof(Code),
    };

    private int Position(Refusal refusal) => Matters.FindIndex(matter => matter.Key == (string)refusal.Args[0]);

    private Outcome<Fact> CreateHome(FactSubject subject, FactOrigin origin)
    {
        ListMatters();
        if (Matters.Find(matter => matter.Answer is null && !string.IsNullOrWhiteSpace(matter.Words)) is { } silent)
            return new Refusal("matter-needs-answer", silent.Key!);

        return AnyKind(Home.Create(subject, From!.Value, To, new(Code!, Suits(), Reasons, Evidence, Outcode)
        {
            Provider = Provider,
            CouncilProvided = CouncilProvided switch { "true" => true, "false" => false, _ => null },
            MovedInOn = MovedInOn,
            MoveReason = MoveReason,
            Matters = [.. Matters.Where(matter => matter.Answer is not null).Select(matter => new MatterView(matter.Key!, matter.Answer!.Value, matter.Words))],
        }, origin));
    }

    private Outcome<Fact> CreateActivity(FactSubject subject, FactOrigin origin)
    {
        decimal? hours = null;
        if (!string.IsNullOrWhiteSpace(Hours))
        {
            if (!decimal.TryParse(Hours.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                return new Refusal("hours-out-of-range", Activity.MinHours, Activity.MaxHours);
            hours = number;
        }
        return AnyKind(Activity.Create(subject, From!.Value, To, new ActivityDetails(Code!, Provider, Level, hours), origin));
    }

    // Nobody is asked whether having no home suits them: a kind that always counts as not suitable answers the question itself.
    private bool? Suits() => Suitable ?? (AccommodationCode.Find(Code) is { OnlyUnsuitable: true } ? false : null);

    private static Outcome<Fact> AnyKind<TFact>(Outcome<TFact> outcome) where TFact : Fact => outcome.IsRefused ? outcome.Refusal : outcome.Value;
}
