namespace Pledge.Web.Features.NationalAdverts;

/// <summary>An advert as it is stored, by the names of the columns.</summary>
/// <param name="Reference">In capitals, without the VAC that some answers put before it.</param>
/// <param name="ClosesOn">Last London day on which one can apply.</param>
/// <param name="Address">Its page on Find an apprenticeship, or null.</param>
internal sealed record NationalAdvert(
    string Reference, string Title, string? Employer, string? Provider, string? Summary, string? Course, int? Level, string? Route, bool IsFoundation, int? Positions, decimal? Hours, string? Duration,
    string? WageKind, decimal? WageAmount, string? WageUnit, string? WageWords, string? WorkingWeek, DateTimeOffset PostedAt, DateOnly ClosesOn, DateOnly? StartsOn,
    bool IsNational, string? NationalWords, bool IsDisabilityConfident, string? Work, string? Training, string? Afterwards, string? Consider, string? AboutEmployer,
    IReadOnlyList<string> Skills, IReadOnlyList<string> Qualifications, string? Address);

/// <summary>One of the places where the work is.</summary>
/// <param name="Place">As PostgreSQL reads a point, easting first; null when the advert gives no degrees that can be right.</param>
internal sealed record AdvertPlace(string Reference, int Number, string? Lines, string? Town, string? Outcode, string? Place);
