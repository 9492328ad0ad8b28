using System.ComponentModel.DataAnnotations;
using Pledge.Domain;
using Pledge.Domain.Contacts;
using Pledge.Web.Data;

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

    [Required(ErrorMessage = "date-part-missing")]
    public DateOnly? On { get; set; }

    public string? Note { get; set; }

    /// <summary>What the form says; a word that is no choice becomes one that the domain refuses.</summary>
    public ContactDetails Details() => new(Word<ContactOutcome>(Outcome), Word<ContactChannel>(Channel), Word<ContactStarter>(StartedBy), On!.Value, Note);

    /// <summary>The field a refusal is shown beside.</summary>
    public static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "date-in-future" or "date-before-birth" => nameof(On),
        "note-too-long" => nameof(Note),
        _ => nameof(Outcome),
    };

    private static TWord Word<TWord>(string? text) where TWord : struct, Enum =>
        Enum.GetValues<TWord>().Where(word => Kebab.Of(word) == text).DefaultIfEmpty((TWord)(object)-1).First();
}
