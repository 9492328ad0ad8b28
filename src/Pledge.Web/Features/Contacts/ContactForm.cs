using System.ComponentModel.DataAnnotations;
using Pledge.Domain;
using Pledge.Domain.Contacts;
using Pledge.Web.Data;
using Pledge.Web.Features.Notes;

namespace Pledge.Web.Features.Contacts;

/// <summary>What a worker says of a contact. What is usual is filled in, so that most are recorded by a note and one tap.</summary>
public sealed class ContactForm
{
    private const string ChoicePattern = "^[a-z-]{1,20}$";

    /// <summary>Kebab-case <see cref="ContactOutcome"/>.</summary>
    [Required(ErrorMessage = "answer-missing"), RegularExpression(ChoicePattern, ErrorMessage = "answer-missing")]
    public string? Outcome { get; set; } = Kebab.Of(ContactOutcome.Made);

    /// <summary>Kebab-case <see cref="ContactChannel"/>.</summary>
    [Required(ErrorMessage = "answer-missing"), RegularExpression(ChoicePattern, ErrorMessage = "answer-missing")]
    public string? Channel { get; set; } = Kebab.Of(ContactChannel.Phone);

    /// <summary>Kebab-case <see cref="ContactStarter"/>.</summary>
    [Required(ErrorMessage = "answer-missing"), RegularExpression(ChoicePattern, ErrorMessage = "answer-missing")]
    public string? StartedBy { get; set; } = Kebab.Of(ContactStarter.Worker);

    /// <summary>Kebab-case <see cref="ContactPlace"/>, or nothing; asked of meetings face to face.</summary>
    [RegularExpression(ChoicePattern, ErrorMessage = "answer-missing")]
    public string? Place { get; set; }

    [Required(ErrorMessage = "date-part-missing")]
    public DateOnly? On { get; set; }

    public string? Note { get; set; }

    public KeepBackForm KeepBack { get; set; } = new();

    public static ContactForm Of(Contact contact) => new()
    {
        Outcome = Kebab.Of(contact.Outcome),
        Channel = Kebab.Of(contact.Channel),
        StartedBy = Kebab.Of(contact.StartedBy),
        Place = contact.Place is { } place ? Kebab.Of(place) : null,
        On = contact.OccurredOn,
        Note = contact.Note,
    };

    /// <summary>What the form says; a word that is no choice becomes one that the domain refuses.</summary>
    /// <remarks>A note that is kept back is no part of the contact, which the young person can read.</remarks>
    public ContactDetails Details() => new(
        Word<ContactOutcome>(Outcome), Word<ContactChannel>(Channel), Word<ContactStarter>(StartedBy), On!.Value, KeepBack.IsAsked ? null : Note,
        string.IsNullOrEmpty(Place) ? null : Word<ContactPlace>(Place));

    /// <summary>The field a refusal is shown beside.</summary>
    public static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "date-in-future" or "date-before-birth" => nameof(On),
        "note-too-long" or "note-empty" => nameof(Note),
        var code when code.StartsWith("hiding-", StringComparison.Ordinal) => $"{nameof(KeepBack)}.{KeepBackForm.FieldOf(refusal)}",
        _ => nameof(Outcome),
    };

    private static TWord Word<TWord>(string? text) where TWord : struct, Enum =>
        Enum.GetValues<TWord>().Where(word => Kebab.Of(word) == text).DefaultIfEmpty((TWord)(object)-1).First();
}
