using Pledge.Domain;
using Pledge.Domain.Mentoring;
using Pledge.Domain.Mentors;
using Pledge.Domain.People;
using Pledge.Web.Data;

namespace Pledge.Web.Features.MentoringLife;

/// <summary>What a coordinator heard from one side, as it is typed.</summary>
public sealed class CheckInForm
{
    public DateOnly? DoneOn { get; set; }

    /// <summary>Kebab-case.</summary>
    public string? Going { get; set; }
    public string? Words { get; set; }

    public Outcome<MentorCheckIn> Record(MentorMatch match, MatchSide? side, int? months, DateTimeOffset now, AccountId by) =>
        MentorCheckIn.Record(match, side, months, DoneOn, Kebab.Find<CheckInGoing>(Going), Words, now, by);

    public static CheckInForm Of(MentorCheckIn line) => new() { DoneOn = line.DoneOn, Going = Kebab.Of(line.Going), Words = line.Words };

    /// <summary>The field a refusal is shown beside.</summary>
    public static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "check-in-which-missing" => "Which",
        "check-in-day-missing" or "check-in-day-not-valid" => "Form.DoneOn",
        "check-in-going-missing" => "Form.Going",
        _ => "Form.Words",
    };
}
