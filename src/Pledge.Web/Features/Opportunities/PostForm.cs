using Microsoft.AspNetCore.Mvc;
using Pledge.Domain;
using Pledge.Domain.Opportunities;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Opportunities;

/// <summary>A part of a post as it is typed. Every part has its page; what is not on it stays null here and is not read.</summary>
public sealed class PostForm
{
    // Words of choices are kebab-case. Lists are null until bound.
    public string? Kind { get; set; }
    public string? Title { get; set; }
    public string? Standard { get; set; }
    public int? Level { get; set; }
    public string? NationalReference { get; set; }
    public IReadOnlyList<string>? Fields { get; set; }
    public string? Work { get; set; }
    public int? Places { get; set; }

    /// <summary>In pounds, with or without the sign.</summary>
    [ModelBinder<PoundsBinder>]
    public decimal? PayPence { get; set; }
    public string? PayUnit { get; set; }
    public decimal? HoursLeast { get; set; }
    public decimal? HoursMost { get; set; }
    public string? Pattern { get; set; }
    public DateOnly? StartsOn { get; set; }
    public DateOnly? ClosesOn { get; set; }
    public string? Outcode { get; set; }
    public string? Area { get; set; }
    public bool IsRemote { get; set; }
    public IReadOnlyList<string>? Essential { get; set; }
    public string? EssentialWords { get; set; }
    public IReadOnlyList<string>? Nice { get; set; }
    public string? NiceWords { get; set; }
    public int? LeastAge { get; set; }
    public IReadOnlyList<string>? Checks { get; set; }
    public string? Flexibility { get; set; }
    public string? ChecksWords { get; set; }
    public IReadOnlyList<string>? Support { get; set; }
    public string? SupportWords { get; set; }
    public bool HasGuaranteedInterview { get; set; }
    public string? Audience { get; set; }
    public int? HeadStartDays { get; set; }
    public int? KeptPlaces { get; set; }

    /// <param name="kind">What it is when nothing else is chosen here.</param>
    public OpportunityDetails ToDetails(OpportunityKind kind) => new()
    {
        Kind = Kebab.Find<OpportunityKind>(Kind) ?? kind,
        Title = Title,
        Standard = Standard,
        Level = Level,
        NationalReference = NationalReference,
        Fields = Fields ?? [],
        Work = Work,
        Places = Places,
        // What is more than anybody is paid stays too much, and does not run over.
        PayPence = PayPence is { } pounds ? (int)Math.Clamp(Math.Round(pounds * 100, MidpointRounding.AwayFromZero), 0, OpportunityDetails.MostPay + 1) : null,
        PayUnit = Kebab.Find<PayUnit>(PayUnit),
        HoursLeast = HoursLeast,
        HoursMost = HoursMost,
        Pattern = Pattern,
        StartsOn = StartsOn,
        ClosesOn = ClosesOn,
        Outcode = Outcode,
        Area = Area,
        IsRemote = IsRemote,
        Essential = Essential ?? [],
        EssentialWords = EssentialWords,
        Nice = Nice ?? [],
        NiceWords = NiceWords,
        LeastAge = LeastAge,
        Checks = Checks ?? [],
        Flexibility = Kebab.Find<ChecksFlexibility>(Flexibility),
        ChecksWords = ChecksWords,
        Support = Support ?? [],
        SupportWords = SupportWords,
        HasGuaranteedInterview = HasGuaranteedInterview,
        Audience = Kebab.Find<OpportunityAudience>(Audience),
        HeadStartDays = HeadStartDays,
        KeptPlaces = KeptPlaces,
    };

    public static PostForm Of(OpportunityDetails post) => new()
    {
        Kind = Kebab.Of(post.Kind),
        Title = post.Title,
        Standard = post.Standard,
        Level = post.Level,
        NationalReference = post.NationalReference,
        Fields = post.Fields,
        Work = post.Work,
        Places = post.Places,
        PayPence = post.PayPence / 100m,
        PayUnit = post.PayUnit is { } unit ? Kebab.Of(unit) : null,
        HoursLeast = post.HoursLeast / 1.0000000000m,
        HoursMost = post.HoursMost / 1.0000000000m,
        Pattern = post.Pattern,
        StartsOn = post.StartsOn,
        ClosesOn = post.ClosesOn,
        Outcode = post.Outcode,
        Area = post.Area,
        IsRemote = post.IsRemote,
        Essential = post.Essential,
        EssentialWords = post.EssentialWords,
        Nice = post.Nice,
        NiceWords = post.NiceWords,
        LeastAge = post.LeastAge,
        Checks = post.Checks,
        Flexibility = post.Flexibility is { } flexibility ? Kebab.Of(flexibility) : null,
        ChecksWords = post.ChecksWords,
        Support = post.Support,
        SupportWords = post.SupportWords,
        HasGuaranteedInterview = post.HasGuaranteedInterview,
        Audience = post.Audience is { } audience ? Kebab.Of(audience) : null,
        HeadStartDays = post.HeadStartDays,
        KeptPlaces = post.KeptPlaces,
    };

    /// <summary>The field a refusal is shown beside.</summary>
    public static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "post-title-missing" => "Form.Title",
        "post-too-long" or "post-number-wrong" or "post-pay-wrong" or "post-outcode-wrong" or "post-reference-wrong" or "post-hours-wrong" or "post-paid-or-not" => $"Form.{refusal.Args[^1]}",
        _ => "",
    };
}
