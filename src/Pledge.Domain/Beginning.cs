namespace Pledge.Domain;

/// <summary>How a list for staff shows words of a young person: where they begin. Whoever wants them whole opens them, and leaves a look.</summary>
public static class Beginning
{
    public const int MaxLength = 60;

    /// <summary>At most <see cref="MaxLength"/> characters and about half of the words, cut between two words where there is a gap; then an ellipsis.</summary>
    public static string Of(string words)
    {
        var end = Math.Min(MaxLength, (words.Length + 1) / 2);
        if (words.LastIndexOf(' ', Math.Min(end, words.Length - 1)) is > 0 and var gap)
            end = gap;
        // Half a surrogate pair is no character.
        else if (char.IsHighSurrogate(words[end - 1]) && end > 1)
            end--;
        return words[..end].TrimEnd() + "…";
    }
}
