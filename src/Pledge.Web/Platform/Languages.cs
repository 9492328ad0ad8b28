using System.Globalization;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Options;

namespace Pledge.Web.Platform;

/// <summary>The languages of this installation, and the one somebody chose: it stands in their account, and in a cookie from sign-in to sign-out, so that pages before and after are in it.</summary>
public sealed class Languages(IOptions<RequestLocalizationOptions> options)
{
    public const string CookieName = "pledge-language";

    /// <summary>The first is everybody's who did not choose.</summary>
    public IReadOnlyList<CultureInfo> Offered => [.. options.Value.SupportedUICultures!];

    /// <summary>Whether there is anything to choose.</summary>
    public bool AreSeveral => options.Value.SupportedUICultures!.Count > 1;

    /// <summary>The chosen one; the first when nothing was chosen, or something that is not offered any more.</summary>
    public CultureInfo Of(string? tag) => Offered.FirstOrDefault(language => language.Name.Equals(tag, StringComparison.OrdinalIgnoreCase)) ?? Offered[0];

    /// <summary>As those who speak it call it.</summary>
    public static string NameOf(CultureInfo language)
    {
        // "English", and not "English (United Kingdom)": nobody chooses between countries.
        var name = (language.Parent.Equals(CultureInfo.InvariantCulture) ? language : language.Parent).NativeName;
        return language.TextInfo.ToUpper(name[..1]) + name[1..];
    }

    /// <summary>Words are in this language until the end of the block; days and numbers stay as written in England.</summary>
    public IDisposable Speak(string? tag)
    {
        var before = new Spoken(CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (Localization.Cultures[0], Of(tag));
        return before;
    }

    /// <summary>Pages of this browser are in this language from the next on.</summary>
    public void Remember(HttpContext http, string tag) => http.Response.Cookies.Append(
        CookieName, CookieRequestCultureProvider.MakeCookieValue(new(Localization.Cultures[0], Of(tag))), CookieOf(http, TimeSpan.FromDays(365)));

    /// <summary>Whoever comes next to this browser has a language of their own.</summary>
    public static void Forget(HttpContext http) => http.Response.Cookies.Delete(CookieName, CookieOf(http, null));

    private static CookieOptions CookieOf(HttpContext http, TimeSpan? age) =>
        new() { HttpOnly = true, Secure = http.Request.IsHttps, SameSite = SameSiteMode.Lax, IsEssential = true, MaxAge = age };

    private sealed record Spoken(CultureInfo Culture, CultureInfo Language) : IDisposable
    {
        public void Dispose() => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (Culture, Language);
    }
}
