namespace Pledge.Domain.Consultations;

/// <summary>How a question is answered.</summary>
public enum QuestionKind
{
    /// <summary>One of its <see cref="ConsultationQuestion.Options"/>.</summary>
    Choice,

    /// <summary>1 (not at all) to <see cref="ConsultationQuestion.ScaleTop"/> (very much).</summary>
    Scale,

    /// <summary>In their own words.</summary>
    Words,
}

/// <summary>One question of a consultation.</summary>
/// <param name="Options">Of a choice, in the order shown; empty otherwise.</param>
public sealed record ConsultationQuestion(QuestionKind Kind, string Asks, IReadOnlyList<string> Options)
{
    public const int AsksMaxLength = 200;
    public const int OptionMaxLength = 80;
    public const int MostOptions = 10;
    public const int ScaleTop = 5;

    /// <summary>The most that can be said by number; 0 where the answer is words.</summary>
    public int Top => Kind switch { QuestionKind.Choice => Options.Count, QuestionKind.Scale => ScaleTop, _ => 0 };

    /// <param name="options">One in each line; read for a choice alone.</param>
    /// <returns>Refused with <c>question-missing</c>, <c>question-too-long</c>, <c>question-kind-missing</c>, <c>options-count</c>, <c>option-too-long</c> or <c>option-twice</c>.</returns>
    public static Outcome<ConsultationQuestion> Of(QuestionKind? kind, string? asks, string? options)
    {
        if (string.IsNullOrWhiteSpace(asks))
            return new Refusal("question-missing");
        if (asks.Trim().Length > AsksMaxLength)
            return new Refusal("question-too-long", AsksMaxLength);
        if (kind is not { } how || !Enum.IsDefined(how))
            return new Refusal("question-kind-missing");
        string[] choices = how is QuestionKind.Choice ? (options ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [];
        if (how is QuestionKind.Choice && choices.Length is < 2 or > MostOptions)
            return new Refusal("options-count", MostOptions);
        if (choices.Any(choice => choice.Length > OptionMaxLength))
            return new Refusal("option-too-long", OptionMaxLength);
        if (choices.Distinct(StringComparer.OrdinalIgnoreCase).Count() < choices.Length)
            return new Refusal("option-twice");
        return new ConsultationQuestion(how, asks.Trim(), choices);
    }
}

/// <summary>What somebody says to one question.</summary>
/// <param name="Number">Of the question, from 1.</param>
/// <param name="Said">From 1 to <see cref="ConsultationQuestion.Top"/>, or null for <paramref name="Words"/>.</param>
public sealed record GivenAnswer(int Number, int? Said, string? Words);
