using Pledge.Domain.Matching;
using Pledge.Domain.Matching.Opportunities;

namespace Pledge.Domain.Opportunities;

/// <summary>A post with its first version and what was done: all three are new.</summary>
public sealed record BegunOpportunity(Opportunity Post, OpportunityVersion Version, OpportunityStep Step);

/// <summary>What a coordinator asks to be changed.</summary>
public sealed record SentBack(IReadOnlyList<OpportunityMark> Marks, OpportunityStep Step);

/// <summary>Something that a partner organisation offers: written in versions, looked at by a coordinator, live until it closes, and told of at the end.</summary>
/// <remarks>What is live is the last approved version; a change of it waits beside it. The database keeps the same moves.</remarks>
public sealed class Opportunity
{
    public const int ClosingDays = 7;

    public OpportunityId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public OrganisationId OrganisationId { get; private set; }

    /// <summary>As the organisation was called when the post was begun: young people do not read organisations.</summary>
    public string OrganisationName { get; private set; } = "";
    public OpportunityState State { get; private set; }
    public int NewestVersion { get; private set; }

    /// <summary>The last approved version, which young people read; null before the first approval.</summary>
    public int? PublishedVersion { get; private set; }

    /// <summary>First London day on which it was live.</summary>
    public DateOnly? PublishedOn { get; private set; }

    /// <summary>First London day on which young people of other authorities see it; null: never, or not live yet.</summary>
    public DateOnly? OthersFrom { get; private set; }

    /// <summary>Last London day on which people can apply, as extended; null before the first approval.</summary>
    public DateOnly? ClosesOn { get; private set; }

    /// <summary>Of the version that is live.</summary>
    public int? Places { get; private set; }

    /// <summary>London day on which it closed.</summary>
    public DateOnly? ClosedOn { get; private set; }
    public OpportunityEnd? ClosedBecause { get; private set; }

    /// <summary>How many got a place, and how many of these are young people of the authority.</summary>
    public int? Filled { get; private set; }
    public int? FilledByOurs { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset ChangedAt { get; private set; }
    public AccountId? ChangedBy { get; private set; }

    private Opportunity()
    {
    }

    /// <param name="details">What it begins with: nothing, a template, or another post's. Its title is asked for.</param>
    /// <returns>Refused with <c>post-title-missing</c>, or as <see cref="OpportunityDetails.Tidy"/>.</returns>
    public static Outcome<BegunOpportunity> Begin(OpportunityId id, AuthorityId authority, OrganisationId organisation, string organisationName, OpportunityDetails details, DateTimeOffset now, AccountId by)
    {
        var tidied = details.Tidy();
        if (tidied.IsRefused)
            return tidied.Refusal;
        if (tidied.Value.Title is null)
            return new Refusal("post-title-missing");
        var post = new Opportunity { Id = id, AuthorityId = authority, OrganisationId = organisation, OrganisationName = organisationName, State = OpportunityState.Draft, NewestVersion = 1 };
        post.Changed(now, by);
        return new BegunOpportunity(post, OpportunityVersion.Begin(post, 1, tidied.Value, now, by), OpportunityStep.Of(post, OpportunityAct.Begun, null, now, by));
    }

    /// <summary>Where it stands for people on a day: closed at the end of its closing day, whether or not that was written already.</summary>
    public OpportunityStage StageOn(DateOnly today) => StageOn(State, ClosesOn, today);

    /// <summary>The same of a row that was read.</summary>
    public static OpportunityStage StageOn(OpportunityState state, DateOnly? closesOn, DateOnly today) => state switch
    {
        OpportunityState.Draft => OpportunityStage.Draft,
        OpportunityState.Submitted => OpportunityStage.Submitted,
        OpportunityState.SentBack => OpportunityStage.SentBack,
        OpportunityState.Live when closesOn < today => OpportunityStage.Closed,
        OpportunityState.Live when closesOn <= today.AddDays(ClosingDays) => OpportunityStage.Closing,
        OpportunityState.Live => OpportunityStage.Live,
        OpportunityState.Closed => OpportunityStage.Closed,
        _ => OpportunityStage.Told,
    };

    public bool IsLiveOn(DateOnly today) => StageOn(today) is OpportunityStage.Live or OpportunityStage.Closing;

    /// <summary>A version to write in: of a post that was sent back, or that is live.</summary>
    /// <param name="newest">The newest version.</param>
    /// <returns>Refused with <c>post-cannot-be-changed</c>.</returns>
    public Outcome<OpportunityVersion> Edit(OpportunityVersion newest, DateTimeOffset now, AccountId by)
    {
        if (State is not (OpportunityState.SentBack or OpportunityState.Live) || !IsStillOpen(now) || newest.State is not (OpportunityVersionState.SentBack or OpportunityVersionState.Approved))
            return new Refusal("post-cannot-be-changed");
        if (State is OpportunityState.SentBack)
            State = OpportunityState.Draft;
        // What was extended meanwhile is not taken back by accident.
        var details = newest.State is OpportunityVersionState.Approved && ClosesOn is { } closes ? newest.Details with { ClosesOn = closes } : newest.Details;
        NewestVersion++;
        Changed(now, by);
        return OpportunityVersion.Begin(this, NewestVersion, details, now, by);
    }

    /// <param name="before">The version before it; null when there is none.</param>
    /// <returns>Refused with <c>post-cannot-be-sent</c>, <c>post-not-ready</c>, or <c>post-unchanged</c> when it says what was sent back, or what is live.</returns>
    public Outcome<OpportunityStep> Submit(OpportunityVersion version, DateTimeOffset now, AccountId by, OpportunityVersion? before = null)
    {
        if (State is not (OpportunityState.Draft or OpportunityState.Live) || !IsStillOpen(now) || version.State is not OpportunityVersionState.Draft)
            return new Refusal("post-cannot-be-sent");
        if (!OpportunityChecks.MayBeSent(version.Details, LondonTime.DayOf(now)))
            return new Refusal("post-not-ready");
        if (before is { State: OpportunityVersionState.SentBack or OpportunityVersionState.Approved } && Enum.GetValues<OpportunityPart>().All(part => before.Details.MarkOf(part) == version.Details.MarkOf(part)))
            return new Refusal("post-unchanged");
        if (State is OpportunityState.Draft)
            State = OpportunityState.Submitted;
        version.Submit(now, by);
        return Did(OpportunityAct.Submitted, null, now, by);
    }

    /// <summary>A change of what is live is not wanted any more: its draft goes, and what is live stays.</summary>
    /// <returns>Refused with <c>post-not-a-draft</c>, also where nothing is live.</returns>
    public Outcome<OpportunityStep> ThrowAwayChange(OpportunityVersion draft, DateTimeOffset now, AccountId by)
    {
        if (draft.State is not OpportunityVersionState.Draft || draft.Number != NewestVersion || !(PublishedVersion < NewestVersion))
            return new Refusal("post-not-a-draft");
        NewestVersion--;
        return Did(OpportunityAct.ChangeThrownAway, null, now, by);
    }

    /// <summary>The employer takes it back before somebody decided.</summary>
    /// <returns>Refused with <c>post-decided-already</c>.</returns>
    public Outcome<OpportunityStep> TakeBack(OpportunityVersion version, DateTimeOffset now, AccountId by)
    {
        if (version.State is not OpportunityVersionState.Submitted)
            return new Refusal("post-decided-already");
        if (State is OpportunityState.Submitted)
            State = OpportunityState.Draft;
        version.TakeBack();
        return Did(OpportunityAct.TakenBack, null, now, by);
    }

    /// <summary>From now on young people read this version.</summary>
    /// <returns>Refused with <c>post-decided-already</c> or <c>post-not-ready</c>, when its days ran out while it waited.</returns>
    public Outcome<OpportunityStep> Approve(OpportunityVersion version, DateTimeOffset now, AccountId by)
    {
        var today = LondonTime.DayOf(now);
        if (State is not (OpportunityState.Submitted or OpportunityState.Live) || version.State is not OpportunityVersionState.Submitted)
            return new Refusal("post-decided-already");
        if (!OpportunityChecks.MayBeSent(version.Details, today))
            return new Refusal("post-not-ready");
        version.Decide(OpportunityVersionState.Approved, now, by);
        (State, PublishedVersion, ClosesOn, Places) = (OpportunityState.Live, version.Number, version.Details.ClosesOn, version.Details.Places);
        PublishedOn ??= today;
        OthersFrom = version.Details.Audience switch
        {
            OpportunityAudience.Everyone => PublishedOn,
            OpportunityAudience.First => PublishedOn.Value.AddDays(version.Details.HeadStartDays ?? OpportunityChoices.HeadStarts[0]),
            _ => null,
        };
        return Did(OpportunityAct.Approved, null, now, by);
    }

    /// <param name="marks">By field, what is to be changed and why. Blank ones are left out.</param>
    /// <param name="words">Something about the whole, or null.</param>
    /// <returns>Refused with <c>post-decided-already</c>, <c>post-marks-missing</c>, <c>post-mark-too-long</c> with the field last, or <c>post-words-too-long</c>.</returns>
    public Outcome<SentBack> SendBack(OpportunityVersion version, IEnumerable<KeyValuePair<string, string?>> marks, string? words, DateTimeOffset now, AccountId by)
    {
        if (version.State is not OpportunityVersionState.Submitted)
            return new Refusal("post-decided-already");
        if (words?.Trim().Length > OpportunityStep.WordsMaxLength)
            return new Refusal("post-words-too-long", OpportunityStep.WordsMaxLength);
        List<OpportunityMark> made = [];
        foreach (var (field, text) in marks.Where(mark => !string.IsNullOrWhiteSpace(mark.Value)))
        {
            if (text!.Trim().Length > OpportunityMark.WordsMaxLength)
                return new Refusal("post-mark-too-long", OpportunityMark.WordsMaxLength, field);
            if (OpportunityDetails.AllFields.Any(known => known.Field == field))
                made.Add(OpportunityMark.Of(version, field, text.Trim(), now, by));
        }
        if (made.Count == 0)
            return new Refusal("post-marks-missing");
        if (State is OpportunityState.Submitted)
            State = OpportunityState.SentBack;
        version.Decide(OpportunityVersionState.SentBack, now, by);
        return new SentBack(made, Did(OpportunityAct.SentBack, words, now, by));
    }

    /// <summary>People can apply for longer.</summary>
    /// <param name="live">The version that is live.</param>
    /// <returns>Refused with <c>post-not-live</c>, <c>post-day-missing</c>, <c>post-day-not-later</c>, <c>post-day-too-late</c> or <c>post-day-after-start</c>.</returns>
    public Outcome<OpportunityStep> Extend(OpportunityVersion live, DateOnly? until, DateTimeOffset now, AccountId by)
    {
        var today = LondonTime.DayOf(now);
        if (!IsLiveOn(today))
            return new Refusal("post-not-live");
        if (until is not { } day)
            return new Refusal("post-day-missing");
        if (day <= ClosesOn)
            return new Refusal("post-day-not-later");
        if (day > today.AddYears(1))
            return new Refusal("post-day-too-late");
        if (live.Details.StartsOn <= day)
            return new Refusal("post-day-after-start");
        ClosesOn = day;
        return Did(OpportunityAct.Extended, null, now, by);
    }

    /// <summary>Over before its day. Young people who saved it are told, without the reason's words.</summary>
    /// <returns>Refused with <c>post-not-live</c>, <c>post-end-missing</c>, <c>post-words-missing</c> for what young people could read, or <c>post-words-too-long</c>.</returns>
    public Outcome<OpportunityStep> Close(OpportunityEnd? because, string? words, DateTimeOffset now, AccountId by)
    {
        var today = LondonTime.DayOf(now);
        if (State is OpportunityState.Closed or OpportunityState.Told || (State is OpportunityState.Live && !IsLiveOn(today)))
            return new Refusal("post-not-live");
        if (because is not (OpportunityEnd.Filled or OpportunityEnd.Withdrawn))
            return new Refusal("post-end-missing");
        if (PublishedVersion is not null && because is OpportunityEnd.Withdrawn && string.IsNullOrWhiteSpace(words))
            return new Refusal("post-words-missing");
        if (words?.Trim().Length > OpportunityStep.WordsMaxLength)
            return new Refusal("post-words-too-long", OpportunityStep.WordsMaxLength);
        (State, ClosedOn, ClosedBecause) = (OpportunityState.Closed, today, because);
        return Did(OpportunityAct.Closed, words, now, by);
    }

    /// <summary>What came of it.</summary>
    /// <param name="filled">How many got a place; <paramref name="ours"/> of them are young people of the authority.</param>
    /// <returns>Refused with <c>post-not-closed</c>, <c>post-filled-wrong</c> or <c>post-ours-wrong</c>, <c>post-words-too-long</c>.</returns>
    public Outcome<OpportunityStep> Tell(int? filled, int? ours, string? words, DateTimeOffset now, AccountId by)
    {
        if (StageOn(LondonTime.DayOf(now)) is not OpportunityStage.Closed || PublishedVersion is null || State is not OpportunityState.Closed)
            return new Refusal("post-not-closed");
        if (filled is not (>= 0 and <= OpportunityDetails.MostPlaces))
            return new Refusal("post-filled-wrong", OpportunityDetails.MostPlaces);
        if (ours is not >= 0 || ours > filled)
            return new Refusal("post-ours-wrong");
        if (words?.Trim().Length > OpportunityStep.WordsMaxLength)
            return new Refusal("post-words-too-long", OpportunityStep.WordsMaxLength);
        (State, Filled, FilledByOurs) = (OpportunityState.Told, filled, ours);
        return Did(OpportunityAct.Told, words, now, by);
    }

    /// <summary>What matching knows of it.</summary>
    /// <param name="live">The version that is live.</param>
    /// <param name="place">Middle of its outcode; null for remote work, or where it is not known.</param>
    /// <param name="taken">Places that are taken already.</param>
    public OpportunityProfile ToProfile(OpportunityVersion live, Place? place, DateOnly today, int taken = 0) =>
        live.Details.Fill(new(Id, OrganisationId, IsLiveOn(today), Math.Max(0, (Places ?? 1) - taken), ClosesOn, new(KindCodes[live.Details.Kind])) { OthersFrom = OthersFrom }, AuthorityId, place);

    /// <summary>The code of each kind, as it is stored and matched.</summary>
    public static IReadOnlyDictionary<OpportunityKind, string> KindCodes { get; } = new Dictionary<OpportunityKind, string>
    {
        [OpportunityKind.Apprenticeship] = "apprenticeship",
        [OpportunityKind.Internship] = "internship",
        [OpportunityKind.WorkExperience] = "work-experience",
        [OpportunityKind.Job] = "job",
        [OpportunityKind.RingFencedInterview] = "ring-fenced-interview",
        [OpportunityKind.TrainingPlace] = "training-place",
    };

    private bool IsStillOpen(DateTimeOffset now) => State is not OpportunityState.Live || IsLiveOn(LondonTime.DayOf(now));

    private OpportunityStep Did(OpportunityAct act, string? words, DateTimeOffset now, AccountId by)
    {
        Changed(now, by);
        return OpportunityStep.Of(this, act, words, now, by);
    }

    private void Changed(DateTimeOffset now, AccountId by) => (ChangedAt, ChangedBy) = (now.ToUniversalTime(), by);
}
