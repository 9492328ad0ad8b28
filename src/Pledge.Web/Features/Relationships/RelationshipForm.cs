using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.People;
using Pledge.Web.Data;
using Pledge.Web.Features.Shared;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Relationships;

/// <summary>Somebody in a young person's life, as it is typed. Words of enums are kebab-case.</summary>
public sealed class RelationshipForm
{
    [Required(ErrorMessage = "answer-missing")]
    public string? Side { get; set; }

    [Required(ErrorMessage = "relationship-name-missing")]
    public string? Name { get; set; }

    public string? WhatToMe { get; set; }
    public bool ForLife { get; set; }

    [Required(ErrorMessage = "answer-missing")]
    public string? Closeness { get; set; }

    public string? RingFor { get; set; }
    public string? Phone { get; set; }

    [EmailShape]
    public string? Email { get; set; }

    public string? Other { get; set; }

    /// <summary>Nothing is chosen for them: who sees somebody is the young person's own word each time.</summary>
    [Required(ErrorMessage = "seen-by-missing")]
    public string? SeenBy { get; set; }

    /// <summary>Made when the form is opened, so that one form is one person.</summary>
    public Guid Key { get; set; }

    public RelationshipDetails Details => new(Word<Side>(Side), Name, WhatToMe, ForLife, Word<Closeness>(Closeness), RingFor, new(Phone, Email, Other), Word<SeenBy>(SeenBy));

    public static RelationshipForm Of(Relationship row) => new()
    {
        Side = Kebab.Of(row.Side),
        Name = row.Name,
        WhatToMe = row.WhatToMe,
        ForLife = row.ForLife,
        Closeness = Kebab.Of(row.Closeness),
        RingFor = row.RingFor,
        Phone = row.Phone,
        Email = row.Email,
        Other = row.OtherWay,
        SeenBy = Kebab.Of(row.SeenBy),
        Key = row.PersonKey,
    };

    /// <summary>What this form holds beside what they saved somewhere else.</summary>
    public IReadOnlyList<MergeField> Beside(RelationshipForm saved, IStringLocalizer<RelationshipsText> texts)
    {
        string? Of<TWord>(string kind, string? word) where TWord : struct, Enum => RelationshipForm.Word<TWord>(word) is var known && Enum.IsDefined(known) ? texts[$"{kind}_{known}"].Value : null;
        return
        [
            new(texts["Name"], Name, saved.Name),
            new(texts["SideQuestion"], Of<Side>("Side", Side), Of<Side>("Side", saved.Side)),
            new(texts["WhatToMe"], WhatToMe, saved.WhatToMe),
            new(texts["SeesQuestion"], Of<SeenBy>("See", SeenBy), Of<SeenBy>("See", saved.SeenBy)),
            new(texts["ClosenessQuestion"], Of<Closeness>("Closeness", Closeness), Of<Closeness>("Closeness", saved.Closeness)),
            new(texts["ForLife"], ForLife ? texts["ForLifeBox"].Value : null, saved.ForLife ? texts["ForLifeBox"].Value : null),
            new(texts["RingFor"], RingFor, saved.RingFor),
            new(texts["Phone"], Phone, saved.Phone),
            new(texts["Email"], Email, saved.Email),
            new(texts["Other"], Other, saved.Other),
        ];
    }

    /// <summary>The field a refusal is shown beside.</summary>
    public string FieldOf(Refusal refusal) => "Form." + refusal.Code switch
    {
        "what-to-me-too-long" => nameof(WhatToMe),
        "ring-for-too-long" => nameof(RingFor),
        "phone-too-long" or "phone-not-understood" => nameof(Phone),
        "email-not-understood" => nameof(Email),
        "other-way-too-long" => nameof(Other),
        "answer-missing" when !Enum.IsDefined(Word<Side>(Side)) => nameof(Side),
        "answer-missing" when !Enum.IsDefined(Word<Closeness>(Closeness)) => nameof(Closeness),
        "answer-missing" => nameof(SeenBy),
        _ => nameof(Name),
    };

    // A word nobody offers is no member, which the rule refuses.
    internal static TWord Word<TWord>(string? text) where TWord : struct, Enum =>
        Enum.GetValues<TWord>().Where(word => Kebab.Of(word) == text).DefaultIfEmpty((TWord)(object)-1).First();
}
