using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain.Words;

namespace Pledge.Web.Features.Words;

/// <summary>After something was saved: the words people would rather read, for those found in it. Never in the way of saving.</summary>
public static class WordsOffer
{
    private const string Key = "WordsFound";

    /// <summary>Remembers for the next page what was found; nothing when all is well. Only the words themselves, never the sentence around them.</summary>
    public static void OfferWords(this PageModel page, params IEnumerable<string?> texts)
    {
        var found = texts.SelectMany(WordsWeUse.FindIn).Select(word => word.Found).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        if (found.Length > 0)
            page.TempData[Key] = found;
    }

    /// <summary>What the page before found, each word with what to say instead.</summary>
    public static IReadOnlyList<WordFound> Offered(Microsoft.AspNetCore.Mvc.ViewFeatures.ITempDataDictionary data) =>
        data[Key] is string[] found ? [.. found.SelectMany(WordsWeUse.FindIn)] : [];
}
