using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Pledge.BrowserTests;

/// <summary>What axe finds wrong with a page as it stands. Run in the page itself: the package's own way opens a second page and sends every passed check over, eight times as slow. Styles are not loaded again for axe: no rule that is on asks for them.</summary>
internal static class Axe
{
    private const string Check =
        """
        async () => (await axe.run(document, { resultTypes: ['violations'], preload: false })).violations.map(violation =>
            violation.id + ' ' + violation.nodes.slice(0, 3).map(node => `${node.html} (${node.failureSummary})`).join('; '))
        """;

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>One line for each rule that is broken, with the first elements that break it.</summary>
    public static async Task<string[]> BarriersAsync(this IPage page)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
            await page.EvaluateAsync(Script);
        return await page.EvaluateAsync<string[]>(Check);
    }
}
