using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Pledge.Web.Features.Drafts;

/// <summary>Which draft of a person: of which form, about whom.</summary>
/// <param name="Form">Kebab-case.</param>
/// <param name="Subject">Whom or what the form is about; <see cref="Guid.Empty"/> when nobody in particular.</param>
public sealed partial record DraftPlace(string Form, Guid Subject)
{
    /// <summary>Hidden field of a form that is kept: where its draft belongs, as <see cref="ToString"/> writes it.</summary>
    public const string Field = "_draft";

    /// <summary>Hidden field: the page it was typed on, made anew each time the page opens.</summary>
    public const string KeyField = "_draft-key";

    /// <summary>Hidden field: the address that shows the form.</summary>
    public const string PageField = "_draft-page";

    public string Address => $"/drafts/{this}";

    /// <summary>The place a page's address means.</summary>
    public static DraftPlace Of(KeepsDraftAttribute page, RouteValueDictionary route, IQueryCollection query)
    {
        var part = string.Concat((page.Part ?? "").Split(' ').Select(name => (route[name]?.ToString() ?? (query[name] is [{ } asked] ? asked : "")) is { Length: > 0 } text ? $"-{WordOf(text)}" : ""));
        var subject = route[page.Subject]?.ToString() ?? (query[page.Subject] is [{ } only] ? only : null);
        return new($"{page.Form}{part}", Guid.TryParse(subject, out var id) ? id : Guid.Empty);
    }

    /// <summary>The place a form says it belongs to; null when it says none, or one that no page keeps.</summary>
    public static DraftPlace? Of(IFormCollection form) =>
        form[Field] is [{ } text] && text.Split('/') is [var name, var subject] && Name().IsMatch(name) && KeepsDraftAttribute.IsKnown(name) && Guid.TryParse(subject, out var id)
            ? new(name, id)
            : null;

    public override string ToString() => $"{Form}/{Subject}";

    // What is no word is told apart by its hash.
    private static string WordOf(string text) => Word().IsMatch(text) ? text : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));

    [GeneratedRegex("^[a-z][a-z0-9-]{0,79}$")]
    private static partial Regex Name();

    [GeneratedRegex("^[a-z0-9-]{1,40}$")]
    private static partial Regex Word();
}
