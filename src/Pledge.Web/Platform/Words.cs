using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;
using Microsoft.Extensions.Localization;

namespace Pledge.Web.Platform;

/// <summary>The words of the resx beside <typeparamref name="T"/>, read once for each language.</summary>
/// <remarks>The framework's own localizer asks the resource files, under a lock, for every word of every page; a page has hundreds.</remarks>
public sealed class Words<T> : IStringLocalizer<T>
{
    private readonly ResourceManager _resources = new(typeof(T));
    private readonly ConcurrentDictionary<CultureInfo, FrozenDictionary<string, string>> _words = new();

    /// <summary>The words for <paramref name="name"/> in the language of the request, or the name itself, marked as not found.</summary>
    public LocalizedString this[string name] => Here.TryGetValue(name, out var words) ? new(name, words) : new(name, name, resourceNotFound: true);

    public LocalizedString this[string name, params object[] arguments] => Here.TryGetValue(name, out var words)
        ? new(name, string.Format(CultureInfo.CurrentCulture, words, arguments))
        : new(name, name, resourceNotFound: true);

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => Here.Select(pair => new LocalizedString(pair.Key, pair.Value));

    private FrozenDictionary<string, string> Here => _words.GetOrAdd(CultureInfo.CurrentUICulture, Read);

    // What a language has no words for is said in the one it stands on, in the end in English.
    private FrozenDictionary<string, string> Read(CultureInfo culture)
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var each = culture; ; each = each.Parent)
        {
            if (_resources.GetResourceSet(each, createIfNotExists: true, tryParents: false) is { } own)
                foreach (DictionaryEntry entry in own)
                    if (entry.Value is string text)
                        words.TryAdd((string)entry.Key, text);
            if (each.Equals(CultureInfo.InvariantCulture))
                return culture.Name.Equals(PseudoLanguage.Tag, StringComparison.OrdinalIgnoreCase)
                    ? words.ToFrozenDictionary(pair => pair.Key, pair => PseudoLanguage.Of(pair.Value), StringComparer.Ordinal)
                    : words.ToFrozenDictionary(StringComparer.Ordinal);
        }
    }
}
