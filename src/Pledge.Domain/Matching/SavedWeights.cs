namespace Pledge.Domain.Matching;

/// <summary>What is matched with young people.</summary>
public enum MatchingKind
{
    Mentors,
    Opportunities,
}

/// <summary>One version of an authority's weights for one kind of matching. Only added; the newest holds. An authority without one goes by the program's own, which is version 1.</summary>
public sealed class SavedWeights
{
    public const int WhyMaxLength = 500;

    public SavedWeightsId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public MatchingKind Kind { get; private set; }
    public int Version { get; private set; }

    /// <summary>Codes of the parts; <see cref="ForYoungPerson"/> and <see cref="ForOther"/> are in the same order.</summary>
    public string[] Parts { get; private set; } = [];
    public double[] ForYoungPerson { get; private set; } = [];
    public double[] ForOther { get; private set; } = [];
    public double YoungPersonShare { get; private set; }
    public int MostOfOne { get; private set; }

    /// <summary>Why they were changed.</summary>
    public string Why { get; private set; } = "";

    /// <summary>UTC instant.</summary>
    public DateTimeOffset SavedAt { get; private set; }
    public AccountId SavedBy { get; private set; }

    private SavedWeights()
    {
    }

    /// <param name="weights">Passes <see cref="MatchWeights.Check"/>.</param>
    /// <returns>Refused with <c>weights-why-missing</c> or <c>reason-too-long</c>.</returns>
    public static Outcome<SavedWeights> Save(AuthorityId authority, MatchingKind kind, MatchWeights weights, string? why, DateTimeOffset now, AccountId by)
    {
        if (string.IsNullOrWhiteSpace(why))
            return new Refusal("weights-why-missing");
        if (why.Trim().Length > WhyMaxLength)
            return new Refusal("reason-too-long", WhyMaxLength);
        var parts = weights.Parts.OrderBy(part => part.Key, StringComparer.Ordinal).ToList();
        return new SavedWeights
        {
            Id = SavedWeightsId.New(),
            AuthorityId = authority,
            Kind = kind,
            Version = weights.Version,
            Parts = [.. parts.Select(part => part.Key)],
            ForYoungPerson = [.. parts.Select(part => part.Value.ForYoungPerson)],
            ForOther = [.. parts.Select(part => part.Value.ForOther)],
            YoungPersonShare = weights.YoungPersonShare,
            MostOfOne = weights.MostOfOne,
            Why = why.Trim(),
            SavedAt = now.ToUniversalTime(),
            SavedBy = by,
        };
    }

    /// <summary>The weights for use. A part that came into the program since weighs what <paramref name="begin"/> says; one that is gone is left out.</summary>
    /// <param name="begin">What an authority begins with.</param>
    public MatchWeights Read(MatchWeights begin)
    {
        var saved = Parts.Select((part, i) => (part, Weight: new MatchWeight(ForYoungPerson[i], ForOther[i]))).ToDictionary(one => one.part, one => one.Weight);
        return new(Version, begin.Parts.ToDictionary(part => part.Key, part => saved.GetValueOrDefault(part.Key, part.Value)), YoungPersonShare, MostOfOne);
    }
}
