namespace Pledge.Web.Features.NationalAdverts;

/// <summary>What an advert says of pay. Most say it in words only, which are shown and never counted with.</summary>
public sealed record Pay(string? Kind, decimal? Amount, string? Unit, string? Words);
