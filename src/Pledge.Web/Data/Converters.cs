using System.Linq.Expressions;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Pledge.Web.Data;

/// <summary>Stores a typed id as its UUID.</summary>
public sealed class IdConverter<TId>() : ValueConverter<TId, Guid>(ToGuid(), ToId())
{
    private static Expression<Func<TId, Guid>> ToGuid()
    {
        var id = Expression.Parameter(typeof(TId));
        return Expression.Lambda<Func<TId, Guid>>(Expression.Property(id, "Value"), id);
    }

    private static Expression<Func<Guid, TId>> ToId()
    {
        var value = Expression.Parameter(typeof(Guid));
        return Expression.Lambda<Func<Guid, TId>>(Expression.New(typeof(TId).GetConstructor([typeof(Guid)])!, value), value);
    }
}

/// <summary>Stores a word of the domain as the database writes it: <c>GettingThere</c> is <c>getting-there</c>.</summary>
public sealed class KebabConverter<TWord>() : ValueConverter<TWord, string>(word => Kebab.Of(word), text => Kebab.Read<TWord>(text))
    where TWord : struct, Enum;

/// <summary>The kebab-case spelling of enum names, as in the database, in forms and in resource keys.</summary>
public static partial class Kebab
{
    public static string Of<TWord>(TWord word) where TWord : struct, Enum => Names<TWord>.Text[word];

    /// <exception cref="KeyNotFoundException">No such word: a bug, since the database and the forms allow only these.</exception>
    public static TWord Read<TWord>(string text) where TWord : struct, Enum => Names<TWord>.Words[text];

    /// <summary>The word that a form sent, or null when there is no such word.</summary>
    public static TWord? Find<TWord>(string? text) where TWord : struct, Enum =>
        text is not null && Names<TWord>.Words.TryGetValue(text, out var word) ? word : null;

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]")]
    private static partial Regex Hump();

    private static class Names<TWord> where TWord : struct, Enum
    {
        public static readonly Dictionary<TWord, string> Text =
            Enum.GetValues<TWord>().ToDictionary(word => word, word => Hump().Replace(word.ToString(), "-$0").ToLowerInvariant());
        public static readonly Dictionary<string, TWord> Words = Text.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
    }
}
