using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Partners;
using Pledge.Web.Data;
using Pledge.Web.Features.Shared;

namespace Pledge.Web.Features.Commitments;

/// <summary>What is typed about a commitment.</summary>
public sealed class CommitmentForm
{
    /// <summary>Kebab-case.</summary>
    [Required(ErrorMessage = "commitment-kind-missing")]
    public string? Kind { get; set; }

    [Required(ErrorMessage = "commitment-promise-missing")]
    public string? Promise { get; set; }

    [Required(ErrorMessage = "enter-a-number")]
    public int? HowMany { get; set; }

    [Required(ErrorMessage = "commitment-day-missing")]
    public DateOnly? ByDay { get; set; }

    [Required(ErrorMessage = "owner-missing")]
    public Guid? Owner { get; set; }

    public string? Words { get; set; }

    public CommitmentKind? KindChosen => Kebab.Find<CommitmentKind>(Kind);

    public static CommitmentForm Of(OrganisationCommitment line) =>
        new() { Kind = Kebab.Of(line.Kind), Promise = line.PromiseKey, HowMany = line.HowMany, ByDay = line.ByDay, Owner = line.OwnerId?.Value, Words = line.Words };

    /// <summary>What this form holds beside what somebody else saved.</summary>
    public IReadOnlyList<MergeField> Beside(CommitmentForm saved, IReadOnlyList<PromiseName> promises, IReadOnlyList<CanOwn> people, IStringLocalizer<CommitmentsText> texts)
    {
        string? KindOf(CommitmentForm form) => form.KindChosen is { } kind ? texts[$"Kind_{Kebab.Of(kind)}"].Value : null;
        string? PromiseOf(CommitmentForm form) => promises.FirstOrDefault(promise => promise.Key == form.Promise)?.Statement;
        string? DayOf(CommitmentForm form) => form.ByDay is { } day ? texts["Day", day].Value : null;
        return
        [
            new(texts["Kind"], KindOf(this), KindOf(saved)),
            new(texts["Promise"], PromiseOf(this), PromiseOf(saved)),
            new(texts["HowMany"], HowMany?.ToString(System.Globalization.CultureInfo.CurrentCulture), saved.HowMany?.ToString(System.Globalization.CultureInfo.CurrentCulture)),
            new(texts["ByDay"], DayOf(this), DayOf(saved)),
            new(texts["Owner"], people.Named(Owner)?.Name, people.Named(saved.Owner)?.Name),
            new(texts["Words"], Words, saved.Words),
        ];
    }

    /// <summary>The field a refusal is shown beside.</summary>
    public static string FieldOf(Refusal refusal) => "Form." + refusal.Code switch
    {
        "commitment-promise-missing" => nameof(Promise),
        "commitment-number-wrong" => nameof(HowMany),
        "commitment-day-missing" or "commitment-day-past" or "commitment-day-too-far" => nameof(ByDay),
        "owner-missing" => nameof(Owner),
        "commitment-words-too-long" => nameof(Words),
        _ => nameof(Kind),
    };
}

/// <summary>The form with what can be chosen in it.</summary>
public sealed record CommitmentChoices(CommitmentForm Form, IReadOnlyList<PromiseName> Promises, IReadOnlyList<CanOwn> People);
