using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Appointments;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Appointments;

/// <summary>When, as somebody chooses it.</summary>
public class TimeForm
{
    private static readonly int[] Lengths = [15, 30, 45, 60, 90, 120, 180, 240, 480];

    [Required(ErrorMessage = "appointment-day-missing")]
    public DateOnly? On { get; set; }

    /// <summary>London clock time, as the browser sends it: <c>14:30</c>.</summary>
    [Required(ErrorMessage = "appointment-time-missing")]
    public string? Time { get; set; }

    [Required(ErrorMessage = "answer-missing")]
    public int? Minutes { get; set; } = 60;

    public static IEnumerable<SelectListItem> Choices(IStringLocalizer<AppointmentsText> text) =>
        Lengths.Select(minutes => new SelectListItem(Length(minutes, text), minutes.ToString(CultureInfo.InvariantCulture)));

    /// <summary>A length in words: minutes, or hours where it is more than one and whole.</summary>
    public static string Length(int minutes, IStringLocalizer<AppointmentsText> text) => minutes >= 120 && minutes % 60 == 0 ? text["Hours", minutes / 60] : text["Minutes", minutes];

    public AppointmentTime Chosen() => new(On, TimeOnly.TryParse(Time?.Replace('.', ':'), CultureInfo.InvariantCulture, out var time) ? new(time.Hour, time.Minute) : null, Minutes);

    public void ShowTime(DateTimeOffset startsAt, int minutes)
    {
        var london = LondonTime.ToLondon(startsAt);
        (On, Time, Minutes) = (DateOnly.FromDateTime(london.DateTime), london.ToString("HH:mm", CultureInfo.InvariantCulture), minutes);
    }

    /// <summary>The name of the field, on every page with one of these forms, that a refusal is shown beside; empty for one about the whole.</summary>
    public static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "appointment-kind-missing" => "Form.Kind",
        "appointment-day-missing" or "appointment-in-past" or "appointment-too-far" or "appointment-same-time" => "Form.On",
        "appointment-time-missing" or "appointment-at-night" or "appointment-already-there" => "Form.Time",
        "appointment-length" => "Form.Minutes",
        "appointment-place-too-long" => "Form.Place",
        "appointment-note-too-long" => "Form.Note",
        "appointment-reason-too-long" => "Reason",
        _ => "",
    };
}

/// <summary>An appointment somebody proposes.</summary>
public sealed class AppointmentForm : TimeForm
{
    /// <summary>Kebab-case <see cref="AppointmentKind"/>.</summary>
    [Required(ErrorMessage = "appointment-kind-missing")]
    public string? Kind { get; set; }
    public string? Place { get; set; }
    public string? Note { get; set; }

    /// <summary>The kind that was chosen; none of the known ones when what was sent is none.</summary>
    public AppointmentKind ChosenKind() => Kebab.Find<AppointmentKind>(Kind) ?? (AppointmentKind)(-1);
}
