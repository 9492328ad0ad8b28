using Pledge.Domain.People;

namespace Pledge.Domain.Returns;

/// <summary>Another file of the return that names somebody.</summary>
/// <param name="Says">Whether it says something of them in <see cref="ReturnFiles.TellingColumnsOf"/>.</param>
public readonly record struct NamedIn(ReturnFileKind File, bool Says);

/// <summary>Everything the OC3 row of one person follows from, as it was known at one instant.</summary>
/// <param name="ChildId">The authority's number for them.</param>
/// <param name="Mother">Null when not asked.</param>
/// <param name="LatestContact">The last day of the collection year on which we were in contact, or null. Asked only about those who turn 22 to 25 in it.</param>
/// <param name="LastReturned">IN_TOUCH in the return of the year before, or null.</param>
public sealed record Oc3Subject(
    YoungPersonId Id, string ChildId, DateOnly Born, string Sex, string Ethnicity, string? Upn, bool? Mother, DateOnly? LatestContact, string? LastReturned)
{
    /// <summary>The first name and family name, for whoever puts something right; null while nobody has recorded one.</summary>
    public string? Name { get; init; }

    public IReadOnlyList<Held> InTouch { get; init; } = [];
    public IReadOnlyList<Held> Activity { get; init; } = [];
    public IReadOnlyList<Held> Home { get; init; } = [];

    /// <summary>In the order in which they began.</summary>
    public IReadOnlyList<CareEpisode> Episodes { get; init; } = [];

    /// <summary>The other files of the same collection year that name them.</summary>
    public IReadOnlyList<NamedIn> NamedIn { get; init; } = [];

    public IReadOnlyList<LegalStatusPeriod> Statuses { get; init; } = [];
}

/// <summary>One row of the OC3 file, and of the header file beside it.</summary>
/// <param name="Age">Reached in the collection year.</param>
/// <param name="On">The day the position is taken at: the birthday, or from 22 on the latest contact.</param>
/// <param name="Home">Letter and <c>1</c> for suitable or <c>2</c> for not, or <c>0</c>.</param>
/// <param name="Mother"><c>0</c> or <c>1</c>, or empty: asked only of girls and women who were looked after in the year.</param>
public sealed record Oc3Row(
    YoungPersonId Person, string ChildId, DateOnly Born, int Age, DateOnly On, string InTouch, string Activity, string Home, string Sex, string Ethnicity, string Upn, string Mother)
{
    /// <summary>True when both say the same to the Department.</summary>
    public bool SaysTheSameAs(Oc3Row other) =>
        (ChildId, Born, InTouch, Activity, Home, Sex, Ethnicity, Upn, Mother) == (other.ChildId, other.Born, other.InTouch, other.Activity, other.Home, other.Sex, other.Ethnicity, other.Upn, other.Mother);
}
