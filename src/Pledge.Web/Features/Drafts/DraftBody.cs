using System.Text.Json;

namespace Pledge.Web.Features.Drafts;

/// <summary>What was typed: each field's name and its values, as the browser would send them.</summary>
public static class DraftBody
{
    /// <summary>Characters of all names and values together.</summary>
    public const int MaxLength = 40_000;

    private const int MostFields = 300;

    /// <summary>The fields worth keeping, as JSON. Left out: tokens and our own (they begin with <c>_</c>), and anything called a password.</summary>
    /// <returns>Null when there is more than a draft may hold.</returns>
    public static string? Of(IFormCollection form)
    {
        var fields = form.Where(field => IsTyped(field.Key)).DistinctBy(field => Plain(field.Key)).ToDictionary(field => Plain(field.Key), field => field.Value.Select(value => Plain(value ?? "")).ToArray());
        return fields.Count > MostFields || fields.Sum(field => field.Key.Length + field.Value.Sum(value => value.Length)) > MaxLength ? null : JsonSerializer.Serialize(fields);
    }

    /// <summary>True when all that was sent are ids and a version, which the page itself put into the form: there is nothing to keep.</summary>
    public static bool IsBlank(IFormCollection form) =>
        form.Where(field => IsTyped(field.Key) && field.Key != "Version").All(field => field.Value.All(value => string.IsNullOrWhiteSpace(value) || Guid.TryParse(value, out _)));

    public static IReadOnlyDictionary<string, string[]> Read(string json) => JsonSerializer.Deserialize<Dictionary<string, string[]>>(json)!;

    private static bool IsTyped(string name) => !name.StartsWith('_') && !name.Contains("password", StringComparison.OrdinalIgnoreCase);

    // PostgreSQL stores no NUL.
    private static string Plain(string text) => text.Replace("\0", "", StringComparison.Ordinal);
}
