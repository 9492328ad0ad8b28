using System.Text.RegularExpressions;
using System.Security.Cryptography;
using System.Text.Json;
using Pledge.Domain.Matching;
using Pledge.Domain.Matching.Opportunities;

namespace Pledge.Domain.Opportunities;

/// <summary>What is written in a post. While it is a draft nearly all may be missing; <see cref="OpportunityChecks"/> says what is.</summary>
public sealed partial record OpportunityDetails
{
    public const int TitleMaxLength = 100, StandardMaxLength = 120, WorkMaxLength = 3000, WordsMaxLength = 1000, AreaMaxLength = 60;
    public const int MostPlaces = 500, MostHours = 48, MostPay = 20_000_000;

    public OpportunityKind Kind { get; init; }
    public string? Title { get; init; }

    /// <summary>Name of the apprenticeship standard.</summary>
    public string? Standard { get; init; }

    /// <summary>Of an apprenticeship, 2 to 7.</summary>
    public int? Level { get; init; }

    /// <summary>Of the same apprenticeship on Find an apprenticeship, where it is there too: digits, without VAC. Also typed as the address of that advert.</summary>
    public string? NationalReference { get; init; }

    /// <summary>Of <see cref="OpportunityChoices.Fields"/>.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>What somebody does there.</summary>
    public string? Work { get; init; }

    public int? Places { get; init; }

    /// <summary>In pence; null where nothing is paid, or nothing is said yet.</summary>
    public int? PayPence { get; init; }
    public PayUnit? PayUnit { get; init; }

    /// <summary>Hours a week, with parts of one.</summary>
    public decimal? HoursLeast { get; init; }
    public decimal? HoursMost { get; init; }

    /// <summary>Which days and times.</summary>
    public string? Pattern { get; init; }

    /// <summary>London day; null: when you can.</summary>
    public DateOnly? StartsOn { get; init; }

    /// <summary>Last London day on which people can apply.</summary>
    public DateOnly? ClosesOn { get; init; }

    /// <summary>First half of the postcode of where the work is.</summary>
    public string? Outcode { get; init; }

    /// <summary>Town or part of town, as people call it.</summary>
    public string? Area { get; init; }
    public bool IsRemote { get; init; }

    /// <summary>Of <see cref="OpportunityChoices.Requirements"/>; without these nobody gets it.</summary>
    public IReadOnlyList<string> Essential { get; init; } = [];
    public string? EssentialWords { get; init; }

    /// <summary>These help.</summary>
    public IReadOnlyList<string> Nice { get; init; } = [];
    public string? NiceWords { get; init; }

    /// <summary>Youngest age, where the law asks for one.</summary>
    public int? LeastAge { get; init; }

    /// <summary>Of <see cref="OpportunityChoices.Checks"/>.</summary>
    public IReadOnlyList<string> Checks { get; init; } = [];
    public ChecksFlexibility? Flexibility { get; init; }
    public string? ChecksWords { get; init; }

    /// <summary>Of <see cref="OpportunityChoices.Support"/>: promised, and young people hold them to it.</summary>
    public IReadOnlyList<string> Support { get; init; } = [];
    public string? SupportWords { get; init; }

    /// <summary>Whoever has what is essential is invited to an interview.</summary>
    public bool HasGuaranteedInterview { get; init; }

    public OpportunityAudience? Audience { get; init; }

    /// <summary>Days for which young people of the authority see it before others; with <see cref="OpportunityAudience.First"/> only.</summary>
    public int? HeadStartDays { get; init; }

    /// <summary>How many of the places go to care leavers and to nobody else.</summary>
    public int? KeptPlaces { get; init; }

    public bool IsRingFenced => Audience is OpportunityAudience.Only or OpportunityAudience.First || KeptPlaces > 0;

    /// <summary>What somebody gets for an hour, in pence and at the most hours they may have to work; null when nothing is paid or it cannot be told.</summary>
    public int? HourlyPence => (PayPence, PayUnit, HoursMost ?? HoursLeast) switch
    {
        ({ } pence, Opportunities.PayUnit.Hour, _) => pence,
        ({ } pence, Opportunities.PayUnit.Week, > 0 and { } hours) => (int)(pence / hours),
        ({ } pence, Opportunities.PayUnit.Month, > 0 and { } hours) => (int)(pence * 12m / 52 / hours),
        ({ } pence, Opportunities.PayUnit.Year, > 0 and { } hours) => (int)(pence / 52m / hours),
        _ => null,
    };

    /// <summary>What matching knows of a post, with what is written in it.</summary>
    /// <param name="authority">Whose post it is.</param>
    /// <param name="place">Middle of its outcode, or null where it is not known.</param>
    public OpportunityProfile Fill(OpportunityProfile post, AuthorityId authority, Place? place) => post with
    {
        Fields = new(Fields),
        Place = IsRemote ? null : place,
        Hours = (HoursLeast ?? HoursMost) is { } least ? new((int)least, (int)Math.Ceiling(HoursMost ?? least)) : null,
        Pay = HourlyPence,
        StartsOn = StartsOn,
        Essential = new(Essential),
        Nice = new(Nice),
        Support = new(Support),
        LeastAge = LeastAge,
        OnlyFor = Audience is OpportunityAudience.Everyone ? null : authority,
        ForCareExperienced = KeptPlaces >= Places,
    };

    /// <summary>What people wrote in their own words, by the field it stands in.</summary>
    public IEnumerable<(string Field, string Text)> Texts =>
        new[]
        {
            (nameof(Title), Title), (nameof(Standard), Standard), (nameof(Work), Work), (nameof(Pattern), Pattern), (nameof(Area), Area), (nameof(EssentialWords), EssentialWords), (nameof(NiceWords), NiceWords),
            (nameof(ChecksWords), ChecksWords), (nameof(SupportWords), SupportWords),
        }.Where(pair => !string.IsNullOrWhiteSpace(pair.Item2)).Select(pair => (pair.Item1, pair.Item2!));

    /// <summary>Every field, in the order of the parts, with the part it is written in: what a coordinator can mark.</summary>
    public static IReadOnlyList<(string Field, OpportunityPart Part)> AllFields { get; } =
    [
        .. In(OpportunityPart.What, nameof(Kind), nameof(Title), nameof(Standard), nameof(Level), nameof(NationalReference), nameof(Fields), nameof(Work)),
        .. In(OpportunityPart.Pay, nameof(Places), nameof(PayPence), nameof(PayUnit), nameof(HoursLeast), nameof(HoursMost), nameof(Pattern)),
        .. In(OpportunityPart.When, nameof(StartsOn), nameof(ClosesOn), nameof(Area), nameof(Outcode)),
        .. In(OpportunityPart.Asked, nameof(Essential), nameof(EssentialWords), nameof(Nice), nameof(NiceWords), nameof(LeastAge), nameof(Checks), nameof(Flexibility), nameof(ChecksWords)),
        .. In(OpportunityPart.Support, nameof(Support), nameof(SupportWords), nameof(HasGuaranteedInterview)),
        .. In(OpportunityPart.Audience, nameof(Audience), nameof(HeadStartDays), nameof(KeptPlaces)),
    ];

    /// <summary>As it may be stored: trimmed, choices that there are, an outcode in capitals, and nothing that the other answers rule out.</summary>
    /// <returns>Refused with the field in its last argument: <c>post-too-long</c>, <c>post-number-wrong</c>, <c>post-outcode-wrong</c>, <c>post-reference-wrong</c> or <c>post-hours-wrong</c>.</returns>
    /// <returns>Refused with the field in its last argument: <c>post-too-long</c>, <c>post-number-wrong</c>, <c>post-pay-wrong</c>, <c>post-paid-or-not</c>, <c>post-outcode-wrong</c> or <c>post-hours-wrong</c>.</returns>
    public Outcome<OpportunityDetails> Tidy()
    {
        foreach (var (field, text, most) in Lengths())
        {
            if (text?.Trim().Length > most)
                return new Refusal("post-too-long", most, field);
        }
        foreach (var (field, number, least, most) in new (string, decimal?, int, int)[]
        {
            (nameof(Level), Level, 2, 7), (nameof(Places), Places, 1, MostPlaces), (nameof(PayPence), PayPence, 1, MostPay), (nameof(HoursLeast), HoursLeast, 1, MostHours), (nameof(HoursMost), HoursMost, 1, MostHours),
            (nameof(LeastAge), LeastAge, 16, 21), (nameof(KeptPlaces), KeptPlaces, 0, MostPlaces),
        })
        {
            if (number < least || number > most)
                return field == nameof(PayPence) ? new Refusal("post-pay-wrong", field) : new Refusal("post-number-wrong", least, most, field);
        }
        if (!string.IsNullOrWhiteSpace(Outcode) && Matching.Outcode.Read(Outcode) is null)
            return new Refusal("post-outcode-wrong", nameof(Outcode));
        if (!string.IsNullOrWhiteSpace(NationalReference) && ReferenceIn(NationalReference) is null)
            return new Refusal("post-reference-wrong", nameof(NationalReference));
        if (PayUnit is Opportunities.PayUnit.None && PayPence is not null)
            return new Refusal("post-paid-or-not", nameof(PayPence));
        if (HoursLeast > HoursMost)
            return new Refusal("post-hours-wrong", nameof(HoursMost));
        var isApprenticeship = Kind is OpportunityKind.Apprenticeship;
        return this with
        {
            Title = Trimmed(Title),
            Standard = isApprenticeship ? Trimmed(Standard) : null,
            Level = isApprenticeship ? Level : null,
            NationalReference = isApprenticeship ? ReferenceIn(NationalReference) : null,
            Fields = Among(OpportunityChoices.Fields, Fields),
            Work = Trimmed(Work),
            HoursLeast = Rounded(HoursLeast),
            HoursMost = Rounded(HoursMost),
            Pattern = Trimmed(Pattern),
            Outcode = IsRemote ? null : Matching.Outcode.Read(Outcode),
            Area = IsRemote ? null : Trimmed(Area),
            Essential = Among(OpportunityChoices.Requirements, Essential),
            EssentialWords = Trimmed(EssentialWords),
            Nice = Among(OpportunityChoices.Requirements, Nice.Except(Essential)),
            NiceWords = Trimmed(NiceWords),
            Checks = Among(OpportunityChoices.Checks, Checks),
            Flexibility = Checks.Count == 0 ? null : Flexibility,
            ChecksWords = Trimmed(ChecksWords),
            Support = Among(OpportunityChoices.Support, Support),
            SupportWords = Trimmed(SupportWords),
            HeadStartDays = Audience is OpportunityAudience.First && HeadStartDays is { } days && OpportunityChoices.HeadStarts.Contains(days) ? days : null,
        };
    }

    /// <summary>The same with one part of <paramref name="other"/>'s.</summary>
    public OpportunityDetails WithPart(OpportunityPart part, OpportunityDetails other) => part switch
    {
        OpportunityPart.What => this with { Kind = other.Kind, Title = other.Title, Standard = other.Standard, Level = other.Level, NationalReference = other.NationalReference, Fields = other.Fields, Work = other.Work },
        OpportunityPart.Pay => this with { Places = other.Places, PayPence = other.PayPence, PayUnit = other.PayUnit, HoursLeast = other.HoursLeast, HoursMost = other.HoursMost, Pattern = other.Pattern },
        OpportunityPart.When => this with { StartsOn = other.StartsOn, ClosesOn = other.ClosesOn, Outcode = other.Outcode, Area = other.Area, IsRemote = other.IsRemote },
        OpportunityPart.Asked => this with
        {
            Essential = other.Essential,
            EssentialWords = other.EssentialWords,
            Nice = other.Nice,
            NiceWords = other.NiceWords,
            LeastAge = other.LeastAge,
            Checks = other.Checks,
            Flexibility = other.Flexibility,
            ChecksWords = other.ChecksWords,
        },
        OpportunityPart.Support => this with { Support = other.Support, SupportWords = other.SupportWords, HasGuaranteedInterview = other.HasGuaranteedInterview },
        _ => this with { Audience = other.Audience, HeadStartDays = other.HeadStartDays, KeptPlaces = other.KeptPlaces },
    };

    /// <summary>For a new post: without the days, which are past or will be, and without the reference of another advert.</summary>
    public OpportunityDetails Copied() => this with { StartsOn = null, ClosesOn = null, NationalReference = null };

    /// <summary>The same for what is the same in one part, and another as soon as anything in it is otherwise.</summary>
    public string MarkOf(OpportunityPart part) => Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new OpportunityDetails().WithPart(part, this))), 0, 8);

    private IEnumerable<(string Field, string? Text, int Most)> Lengths() =>
    [
        (nameof(Title), Title, TitleMaxLength), (nameof(Standard), Standard, StandardMaxLength), (nameof(Work), Work, WorkMaxLength), (nameof(Pattern), Pattern, WordsMaxLength), (nameof(Area), Area, AreaMaxLength),
        (nameof(EssentialWords), EssentialWords, WordsMaxLength), (nameof(NiceWords), NiceWords, WordsMaxLength), (nameof(ChecksWords), ChecksWords, WordsMaxLength), (nameof(SupportWords), SupportWords, WordsMaxLength),
    ];

    private static IEnumerable<(string, OpportunityPart)> In(OpportunityPart part, params IEnumerable<string> fields) => fields.Select(field => (field, part));

    private static string? ReferenceIn(string? typed) => Reference().Matches(typed ?? "").LastOrDefault()?.Value;

    [GeneratedRegex("(?<![0-9])[0-9]{6,12}(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static decimal? Rounded(decimal? hours) => hours is { } told ? decimal.Round(told, 2) : null;

    private static List<string> Among(IReadOnlyList<string> list, IEnumerable<string> chosen) => [.. list.Where(chosen.Contains)];
}
