using Pledge.Domain;
using Pledge.Domain.Opportunities;

namespace Pledge.Web.Features.FindWork;

/// <summary>What a young person looks for in work and learning, as it is typed.</summary>
public sealed class WorkWishForm
{
    public string? Words { get; set; }

    // Null until bound.
    public IReadOnlyList<string>? Kinds { get; set; }
    public IReadOnlyList<string>? Fields { get; set; }
    public string? Outcode { get; set; }
    public int? TravelKm { get; set; }
    public int? HoursLeast { get; set; }
    public int? HoursMost { get; set; }

    /// <summary>In pounds an hour.</summary>
    public decimal? LeastPay { get; set; }
    public DateOnly? CanStartOn { get; set; }
    public IReadOnlyList<string>? Has { get; set; }
    public IReadOnlyList<string>? Support { get; set; }

    /// <summary>Of <see cref="WorkWish.Items"/>, what may be used. Only the young person is asked.</summary>
    public IReadOnlyList<string>? Uses { get; set; }

    /// <summary>What a young person says: all of it, and what may be used.</summary>
    public WorkWishDetails ToDetails() => With([.. WorkWish.Items.Except(Uses ?? [])]);

    /// <summary>What their worker drafts: what may be used stays as the young person said.</summary>
    public WorkWishDetails ToDraft(WorkWish? theirs) => With(theirs?.NotUsed ?? WorkWish.UsuallyNotUsed);

    public static WorkWishForm Of(WorkWishDetails wish) => new()
    {
        Words = wish.Words,
        Kinds = wish.Kinds,
        Fields = wish.Fields,
        Outcode = wish.Outcode,
        TravelKm = wish.TravelKm,
        HoursLeast = wish.HoursLeast,
        HoursMost = wish.HoursMost,
        LeastPay = wish.LeastPay / 100m,
        CanStartOn = wish.CanStartOn,
        Has = wish.Has,
        Support = wish.Support,
        Uses = [.. WorkWish.Items.Except(wish.NotUsed)],
    };

    /// <summary>The field a refusal is shown beside.</summary>
    public static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "words-too-long" => "Form.Words",
        "outcode-not-valid" or "where-needs-both" => "Form.Outcode",
        "distance-not-valid" => "Form.TravelKm",
        "wish-hours-wrong" => "Form.HoursLeast",
        "wish-pay-wrong" => "Form.LeastPay",
        _ => "",
    };

    // What is more than anybody is paid stays too much, and does not run over.
    private WorkWishDetails With(IReadOnlyList<string> notUsed) => new(
        Words, Kinds ?? [], Fields ?? [], Outcode, TravelKm, HoursLeast, HoursMost, LeastPay is { } pounds ? (int)Math.Clamp(Math.Round(pounds * 100, MidpointRounding.AwayFromZero), 0, WorkWish.MostPay + 1) : null, CanStartOn,
        Has ?? [], Support ?? [], notUsed);
}
