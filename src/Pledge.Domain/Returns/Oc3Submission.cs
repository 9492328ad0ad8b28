using System.Diagnostics.CodeAnalysis;

namespace Pledge.Domain.Returns;

/// <summary>One return that was kept as it was sent.</summary>
public readonly record struct Oc3SubmissionId(Guid Value) : IParsable<Oc3SubmissionId>
{
    public static Oc3SubmissionId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static Oc3SubmissionId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Oc3SubmissionId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>An OC3 return kept as it was sent to the Department. It never changes: a later one of the same year takes its place.</summary>
public sealed class Oc3Submission
{
    public const int ReasonMaxLength = 500;

    public Oc3SubmissionId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }

    /// <summary>Number of the <see cref="Returns.CollectionYear"/>.</summary>
    public int CollectionYear { get; private set; }

    /// <summary>1 for the first of its year.</summary>
    public int Number { get; private set; }

    /// <summary>Why it takes the place of the one before; null for the first.</summary>
    public string? Reason { get; private set; }

    /// <summary>UTC instant. The rows are what was known then.</summary>
    public DateTimeOffset KeptAt { get; private set; }

    public AccountId KeptBy { get; private set; }
    public int BirthdayMonthsBefore { get; private set; }
    public int BirthdayMonthsAfter { get; private set; }

    /// <summary>Rows in it.</summary>
    public int People { get; private set; }

    /// <summary>People with something the Department may refuse, with a row or without.</summary>
    public int Errors { get; private set; }

    /// <summary>People of the right ages whom the return does not ask about.</summary>
    public int LeftOut { get; private set; }

    private Oc3Submission()
    {
    }

    /// <summary>Keeps a return as it stands.</summary>
    /// <param name="last">Number of the last one kept of this year; 0 for none.</param>
    /// <param name="reason">Asked for when there is one to take the place of.</param>
    /// <returns>Refused with <c>return-year-not-over</c>, <c>return-has-no-rows</c>, <c>return-reason-missing</c> or <c>return-reason-too-long</c>.</returns>
    public static Outcome<Oc3Submission> Keep(AuthorityId authority, Oc3Return sent, BirthdayWindow window, int last, string? reason, AccountId by, DateTimeOffset now)
    {
        var why = string.IsNullOrWhiteSpace(reason) || last == 0 ? null : reason.Trim();
        if (sent.Year.End >= LondonTime.DayOf(now))
            return new Refusal("return-year-not-over", sent.Year.End);
        if (!sent.Rows.Any())
            return new Refusal("return-has-no-rows");
        if (last > 0 && why is null)
            return new Refusal("return-reason-missing");
        if (why?.Length > ReasonMaxLength)
            return new Refusal("return-reason-too-long", ReasonMaxLength);
        return new Oc3Submission
        {
            Id = Oc3SubmissionId.New(),
            AuthorityId = authority,
            CollectionYear = sent.Year.Number,
            Number = last + 1,
            Reason = why,
            KeptAt = now.ToUniversalTime(),
            KeptBy = by,
            BirthdayMonthsBefore = window.MonthsBefore,
            BirthdayMonthsAfter = window.MonthsAfter,
            People = sent.Rows.Count(),
            Errors = sent.Entries.Count(entry => entry.HasErrors),
            LeftOut = sent.Entries.Count(entry => entry.LeftOutBy is not null),
        };
    }
}
