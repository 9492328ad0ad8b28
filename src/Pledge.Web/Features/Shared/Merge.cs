using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Pledge.Web.Features.Shared;

/// <summary>One answer that two people gave differently.</summary>
/// <param name="Label">The words of its question.</param>
/// <param name="Mine">What this person typed, as the form shows it; null when they left it empty.</param>
/// <param name="Theirs">What the other person saved.</param>
public sealed record MergeField(string Label, string? Mine, string? Theirs)
{
    public bool Differs => (string.IsNullOrWhiteSpace(Mine) ? "" : Mine.Trim().ReplaceLineEndings()) != (string.IsNullOrWhiteSpace(Theirs) ? "" : Theirs.Trim().ReplaceLineEndings());
}

/// <summary>What somebody sees whose save came second: both texts, side by side. The form below still holds theirs.</summary>
/// <param name="Who">Name of the person who saved first; null when it is not known, as for a file.</param>
/// <param name="At">UTC instant of that save; null when it is not known.</param>
/// <param name="Own">Whether it was this person themselves, in another window or on another device.</param>
public sealed record Merge(string? Who, DateTimeOffset? At, IReadOnlyList<MergeField> Fields, bool Own = false)
{
    private const string Key = "Merge";

    /// <summary>The merge the page shows, or null.</summary>
    public static Merge? Of(Microsoft.AspNetCore.Mvc.ViewFeatures.ViewDataDictionary view) => view[Key] as Merge;

    /// <summary>Puts it on the page.</summary>
    public void ShowOn(PageModel page) => page.ViewData[Key] = this;
}
