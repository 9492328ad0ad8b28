using Microsoft.Playwright;

namespace Pledge.BrowserTests.Journeys;

/// <summary>Finds what a person would look for: by role and by the words on it.</summary>
internal static class Finding
{
    /// <summary>A button, or a link that looks and is announced as one.</summary>
    public static ILocator Button(this IPage page, string words) => page.GetByRole(AriaRole.Button, new() { Name = words, Exact = true });

    public static ILocator Link(this IPage page, string words) => page.GetByRole(AriaRole.Link, new() { Name = words, Exact = true });

    public static ILocator Radio(this IPage page, string words) => page.GetByRole(AriaRole.Radio, new() { Name = words, Exact = true });

    public static ILocator Field(this IPage page, string label) => page.GetByLabel(label, new() { Exact = true });

    public static ILocator Heading(this IPage page, string words) => page.GetByRole(AriaRole.Heading, new() { Name = words, Exact = true });

    /// <summary>The rows of people on a caseload, without the row of headings.</summary>
    public static ILocator People(this IPage page) => page.GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByRole(AriaRole.Rowheader) });
}
