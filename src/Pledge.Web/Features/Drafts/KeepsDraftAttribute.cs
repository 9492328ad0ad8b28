using System.Collections.Frozen;
using System.Reflection;

namespace Pledge.Web.Features.Drafts;

/// <summary>On a page with a form that is kept while it is filled: what was typed is there again after a dropped line, a time-out or another sign-in.</summary>
/// <remarks>The form itself carries <c>p-draft</c>. The folder's README says what happens when.</remarks>
/// <param name="form">Kebab-case name of the form, the same for good: drafts are found by it.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class KeepsDraftAttribute(string form) : Attribute
{
    private static readonly FrozenDictionary<string, string?> Names = typeof(KeepsDraftAttribute).Assembly.GetTypes()
        .Select(type => type.GetCustomAttribute<KeepsDraftAttribute>(inherit: false)).OfType<KeepsDraftAttribute>()
        .DistinctBy(keeps => keeps.Form).ToFrozenDictionary(keeps => keeps.Form, keeps => keeps.Needs, StringComparer.Ordinal);

    public string Form => form;

    /// <summary>The value of the address (route or query) that says whom or what the form is about; each subject has a draft of its own.</summary>
    public string Subject { get; set; } = "id";

    /// <summary>A second value of the address (route or query) that tells forms of one subject apart, such as the promise or the kind of fact, or several with a space between them;
    /// part of the draft's name.</summary>
    public string? Part { get; set; }

    /// <summary>A field that comes from the page when it is opened anew, and never from a draft: the version of what is only read beside the form, where nothing is merged.</summary>
    public string? Fresh { get; set; }

    /// <summary>The field without which there is nothing to keep, whatever else was chosen; null where every field counts.</summary>
    public string? Needs { get; set; }

    /// <summary>As <see cref="Needs"/>, by the name of the form.</summary>
    public static string? NeedOf(string form) => NameOf(form) is { } name ? Names[name] : null;

    /// <summary>True for the name of a form that some page keeps, with or without a part.</summary>
    public static bool IsKnown(string form) => NameOf(form) is not null;

    /// <summary>The form's own name without its part; null when no page keeps it.</summary>
    public static string? NameOf(string form) => Names.Keys.Where(name => form == name || form.StartsWith(name + "-", StringComparison.Ordinal)).MaxBy(name => name.Length);
}
