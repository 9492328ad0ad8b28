using Pledge.Domain.People;

namespace Pledge.Domain.Mentors;

/// <summary>Who wrote down what a young person looks for.</summary>
public enum WishSide
{
    /// <summary>The young person: it holds.</summary>
    YoungPerson,

    /// <summary>Their worker: a draft, of which nothing is used until the young person says that it is right.</summary>
    Worker,
}

/// <summary>What may become of one thing a young person told.</summary>
public enum WishRelease
{
    /// <summary>It is used, and a mentor may read that it fits.</summary>
    Mentor,

    /// <summary>It is used, and only whoever looks for a mentor reads it.</summary>
    Finder,

    /// <summary>It is not used, and nobody but them and their worker reads it.</summary>
    Nobody,
}

/// <summary>What somebody looks for. Choices that are on no list of <see cref="MentorChoices"/> are left out.</summary>
/// <param name="Outcode">First half of the postcode near which they would meet.</param>
/// <param name="TravelKm">How far they would go: one of <see cref="MentorChoices.Distances"/>.</param>
/// <param name="Releases">By the items of <see cref="MentorWish.Items"/>; what is not there is as <see cref="MentorWish.UsualRelease"/>.</param>
public sealed record WishDetails(
    string? Words, IReadOnlyList<string> Kinds, IReadOnlyList<string> Genders, IReadOnlyList<string> Backgrounds, IReadOnlyList<string> Languages, string? Outcode, int? TravelKm,
    IReadOnlyList<string> Times, IReadOnlyList<string> Interests, IReadOnlyList<string> Hopes, IReadOnlyDictionary<string, WishRelease> Releases);

/// <summary>What a young person looks for in a mentor. A change is a new version; the one before stays in their own history.</summary>
/// <remarks>
/// Author: the young person, or their worker for a draft; source: their own words. Read by them, their worker and the worker's manager; by whoever looks for mentors only as far as it was released;
/// by a mentor only as reasons that fit both.
/// </remarks>
public sealed class MentorWish
{
    public const int WordsMaxLength = 1000;

    /// <summary>What can be released apart: the parts of the score, and their own words, which are never part of it.</summary>
    public static readonly IReadOnlyList<string> Items = [.. MentorChoices.Items, "words"];

    public MentorWishId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public WishSide WrittenBySide { get; private set; }

    /// <summary>Whether they want a mentor to be looked for now.</summary>
    public bool IsLooking { get; private set; }
    public string? Words { get; private set; }
    public IReadOnlyList<string> Kinds { get; private set; } = [];
    public IReadOnlyList<string> Genders { get; private set; } = [];
    public IReadOnlyList<string> Backgrounds { get; private set; } = [];
    public IReadOnlyList<string> Languages { get; private set; } = [];
    public string? Outcode { get; private set; }
    public int? TravelKm { get; private set; }
    public IReadOnlyList<string> Times { get; private set; } = [];
    public IReadOnlyList<string> Interests { get; private set; } = [];
    public IReadOnlyList<string> Hopes { get; private set; } = [];

    /// <summary>Of <see cref="Items"/>, what may not be used.</summary>
    public IReadOnlyList<string> NotUsed { get; private set; } = [];

    /// <summary>What no mentor may read.</summary>
    public IReadOnlyList<string> NotShown { get; private set; } = [];

    /// <summary>UTC instant.</summary>
    public DateTimeOffset WrittenAt { get; private set; }
    public AccountId WrittenBy { get; private set; }
    public DateTimeOffset? SupersededAt { get; private set; }

    private MentorWish()
    {
    }

    /// <summary>A new version.</summary>
    /// <param name="isLooking">False when they want no mentor now. A draft always looks.</param>
    /// <returns>Refused with <c>wish-draft-empty</c> for a draft that says nothing, <c>words-too-long</c>, <c>outcode-not-valid</c>, <c>distance-not-valid</c>, or <c>where-needs-both</c> when only one of place and distance is there.</returns>
    public static Outcome<MentorWish> Write(
        AuthorityId authority, YoungPersonId whose, WishSide side, bool isLooking, WishDetails details, DateTimeOffset now, AccountId by)
    {
        var outcode = Matching.Outcode.Read(details.Outcode);
        if (details.Words.Tidy()?.Length > WordsMaxLength)
            return new Refusal("words-too-long", WordsMaxLength);
        if (outcode is null && details.Outcode.Tidy() is not null)
            return new Refusal("outcode-not-valid");
        if (details.TravelKm is { } km && !MentorChoices.Distances.Contains(km))
            return new Refusal("distance-not-valid");
        if (outcode is null != details.TravelKm is null)
            return new Refusal("where-needs-both");
        if (side is WishSide.Worker && details.Words.Tidy() is null && outcode is null
            && new[] { details.Kinds, details.Genders, details.Backgrounds, details.Languages, details.Times, details.Interests, details.Hopes }.All(chosen => chosen.Count == 0))
            return new Refusal("wish-draft-empty");
        return new MentorWish
        {
            Id = MentorWishId.New(),
            AuthorityId = authority,
            YoungPersonId = whose,
            WrittenBySide = side,
            IsLooking = isLooking,
            Words = details.Words.Tidy(),
            Kinds = MentorChoices.Among(MentorChoices.Kinds, details.Kinds),
            Genders = MentorChoices.Among(MentorChoices.Genders, details.Genders),
            Backgrounds = MentorChoices.Among(MentorChoices.Backgrounds, details.Backgrounds),
            Languages = MentorChoices.Among(MentorChoices.Languages, details.Languages),
            Outcode = outcode,
            TravelKm = details.TravelKm,
            Times = MentorChoices.Among(MentorChoices.Times, details.Times),
            Interests = MentorChoices.Among(MentorChoices.Interests, details.Interests),
            Hopes = MentorChoices.Among(MentorChoices.Helps, details.Hopes),
            NotUsed = [.. Items.Where(item => details.Releases.GetValueOrDefault(item, UsualRelease(item)) is WishRelease.Nobody)],
            NotShown = [.. Items.Where(item => details.Releases.GetValueOrDefault(item, UsualRelease(item)) is not WishRelease.Mentor)],
            WrittenAt = now.ToUniversalTime(),
            WrittenBy = by,
        };
    }

    /// <summary>What holds until they choose: where they would meet, whom they would rather and their own words are for whoever looks for a mentor, the rest for the mentor too.</summary>
    public static WishRelease UsualRelease(string item) => item is "near" or "gender" or "background" or "words" ? WishRelease.Finder : WishRelease.Mentor;

    public WishRelease ReleaseOf(string item) => NotUsed.Contains(item) ? WishRelease.Nobody : NotShown.Contains(item) ? WishRelease.Finder : WishRelease.Mentor;

    /// <summary>As it would be written again.</summary>
    public WishDetails Details => new(Words, Kinds, Genders, Backgrounds, Languages, Outcode, TravelKm, Times, Interests, Hopes, Items.ToDictionary(item => item, ReleaseOf));

    /// <summary>Whether another version says the same, whoever may read it.</summary>
    public bool SaysTheSameAs(MentorWish other) =>
        (IsLooking, Words, Outcode, TravelKm) == (other.IsLooking, other.Words, other.Outcode, other.TravelKm) && Kinds.SequenceEqual(other.Kinds) && Genders.SequenceEqual(other.Genders) && Backgrounds.SequenceEqual(other.Backgrounds)
        && Languages.SequenceEqual(other.Languages) && Times.SequenceEqual(other.Times) && Interests.SequenceEqual(other.Interests) && Hopes.SequenceEqual(other.Hopes);

    /// <summary>A newer version holds.</summary>
    public void Supersede(DateTimeOffset now) => SupersededAt ??= now.ToUniversalTime();
}
