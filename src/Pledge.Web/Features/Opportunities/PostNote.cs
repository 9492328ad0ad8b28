using Pledge.Domain.Opportunities;

namespace Pledge.Web.Features.Opportunities;

/// <summary>Something to read beside a field: what a coordinator asked to be changed, or what the checks found.</summary>
/// <param name="Code">Of a finding, and <paramref name="Args"/> for its sentence.</param>
/// <param name="Words">Of a coordinator; null for a finding.</param>
public sealed record PostNote(string Field, string Code, bool Refuses, IReadOnlyList<object> Args, string? Words)
{
    public bool IsMark => Words is not null;

    /// <summary>Marks first, then findings. What is only missing yet is left out: the list of parts says it.</summary>
    public static IReadOnlyList<PostNote> Of(IEnumerable<OpportunityMark> marks, OpportunityDetails post, DateOnly today) =>
    [
        .. marks.Select(mark => new PostNote(mark.Field, "", true, [], mark.Words)),
        .. OpportunityChecks.Of(post, today).Where(found => found.Code != "missing").Select(found => new PostNote(found.Field, found.Code, found.Refuses, found.Args, null)),
    ];
}
