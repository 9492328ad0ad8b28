using Microsoft.AspNetCore.Mvc.ModelBinding;
using Pledge.Web.Access;

namespace Pledge.Web.Features.Drafts;

/// <summary>The draft of the page that is being shown, for the form to carry along.</summary>
/// <param name="Page">The address that shows the form.</param>
/// <param name="RestoredFrom">UTC instant at which the text shown was kept; null when the form was not filled from a draft.</param>
public sealed record DraftOnPage(DraftPlace Place, Guid Key, string Page, DateTimeOffset? RestoredFrom)
{
    private const int LongestPage = 500;

    public static DraftOnPage? Of(HttpContext http) => http.Items[typeof(DraftOnPage)] as DraftOnPage;

    public void Show(HttpContext http) => http.Items[typeof(DraftOnPage)] = this;

    /// <summary>The page a sent form came from.</summary>
    /// <returns>The fallback when the form does not say, or says an address that is not ours.</returns>
    public static string PageOf(IFormCollection form, string fallback) => form[DraftPlace.PageField] is [{ } page] && SignInDoor.IsOurs(page) ? page : fallback;

    /// <summary>The page a sent form came from; null when it does not say, or says one that is not ours or too long to keep.</summary>
    public static string? PageOf(IFormCollection form) => PageOf(form, "") is { Length: > 0 and <= LongestPage } page ? page : null;

    public static Guid KeyOf(IFormCollection form) => form[DraftPlace.KeyField] is [{ } text] && Guid.TryParse(text, out var key) ? key : Guid.Empty;

    /// <summary>Fills the form: what is in the model state wins over what the page has stored, as in a form that was refused.</summary>
    /// <param name="fresh">The field that is left as the page fills it, or null.</param>
    public static void Fill(ModelStateDictionary form, KeptDraft draft, string? fresh)
    {
        foreach (var (name, values) in draft.Fields.Where(field => field.Key != fresh))
        {
            form.SetModelValue(name, values.Length == 1 ? values[0] : values, string.Join(',', values));
            // Nothing is judged before it is sent.
            form.MarkFieldSkipped(name);
        }
    }
}
