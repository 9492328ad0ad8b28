namespace Pledge.Domain.People;

/// <summary>A stretch of being looked after under one legal status in one home, as the return's <c>episodes</c> file tells it.</summary>
public sealed class CareEpisode
{
    public const int CodeMaxLength = 3;

    /// <summary>Reasons (REC) for which only a child's care can end: adoption, child arrangements, special guardianship.</summary>
    public static IReadOnlyList<string> EndsOfAChild { get; } = ["E11", "E12", "E41", "E43", "E44", "E45", "E46", "E47", "E48"];

    public EpisodeId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }

    /// <summary>First London day (DECOM).</summary>
    public DateOnly Decom { get; private set; }

    /// <summary>Day it ended (DEC), itself not counted; null while it goes on.</summary>
    public DateOnly? Dec { get; private set; }

    /// <summary>Legal status (LS), as in <c>C2</c> or <c>V2</c>.</summary>
    public string LegalStatusCode { get; private set; } = "";

    /// <summary>Reason for the new episode (RNE).</summary>
    public string? Rne { get; private set; }

    /// <summary>Reason it ended (REC); null while it goes on.</summary>
    public string? Rec { get; private set; }

    /// <summary>Kind of placement (PLACE).</summary>
    public string? PlaceCode { get; private set; }

    private CareEpisode()
    {
    }

    /// <summary>Takes an episode from a file.</summary>
    /// <param name="born">Date of birth.</param>
    /// <returns>Refused with <c>date-before-birth</c>, <c>episode-from-18</c>, <c>end-not-after-start</c>, <c>episode-code-missing</c> or <c>episode-code-too-long</c>.</returns>
    public static Outcome<CareEpisode> Create(
        AuthorityId authority, YoungPersonId youngPerson, DateOnly born, DateOnly decom, DateOnly? dec, string legalStatus, string? rne, string? rec, string? place)
    {
        if (decom < born)
            return new Refusal("date-before-birth");
        if (decom >= LondonTime.Birthday(born, 18))
            return new Refusal("episode-from-18");
        // An episode may end on the day it began: the child moved twice in a day.
        if (dec < decom)
            return new Refusal("end-not-after-start");
        if (Tidy(legalStatus) is not { } status)
            return new Refusal("episode-code-missing");
        if (new[] { status, Tidy(rne), Tidy(rec), Tidy(place) }.Any(code => code?.Length > CodeMaxLength))
            return new Refusal("episode-code-too-long", CodeMaxLength);

        return new CareEpisode
        {
            Id = EpisodeId.New(),
            AuthorityId = authority,
            YoungPersonId = youngPerson,
            Decom = decom,
            Dec = dec,
            LegalStatusCode = status,
            Rne = Tidy(rne),
            Rec = Tidy(rec),
            PlaceCode = Tidy(place),
        };
    }

    /// <summary>Ends an episode that was still going on when it was last loaded.</summary>
    /// <returns>Refused with <c>end-not-after-start</c> or <c>episode-code-too-long</c>.</returns>
    public Refusal? End(DateOnly dec, string? rec)
    {
        if (dec < Decom)
            return new("end-not-after-start");
        if (Tidy(rec)?.Length > CodeMaxLength)
            return new("episode-code-too-long", CodeMaxLength);

        (Dec, Rec) = (dec, Tidy(rec));
        return null;
    }

    /// <summary>A planned short break: it does not count as being looked after for leaving-care rights.</summary>
    public bool IsShortBreak => LegalStatusCode is "V3" or "V4";

    /// <summary>Died in care.</summary>
    public bool EndedInDeath => Rec is "E2";

    /// <summary>Another authority took over.</summary>
    public bool EndedInTransfer => Rec is "E3";

    /// <summary>Adopted.</summary>
    public bool EndedInAdoption => Rec is "E11" or "E12";

    /// <summary>A special guardian took over.</summary>
    public bool EndedInSpecialGuardianship => Rec is "E43" or "E44" or "E45" or "E46" or "E47" or "E48";

    /// <summary>True on its days: the first is, the day it ended is not.</summary>
    public bool Covers(DateOnly day) => Decom <= day && (Dec is null || day < Dec);

    private static string? Tidy(string? code) => string.IsNullOrWhiteSpace(code) ? null : code.Trim().ToUpperInvariant();
}
