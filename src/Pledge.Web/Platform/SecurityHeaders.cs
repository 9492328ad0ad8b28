namespace Pledge.Web.Platform;

/// <summary>Tells browsers to run only our own files, to leak no address, and to keep no page of a signed-in person.</summary>
public static class SecurityHeaders
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    // What somebody else made: a browser that shows it all the same lets it do nothing.
    private const string DownloadPolicy = "sandbox; default-src 'none'";

    private static readonly object IsDownload = new();

    /// <summary>Says that the answer is a file that somebody gave us. It is never kept, shown in a page or run.</summary>
    public static void SendsForeignFile(this HttpContext context) => context.Items[IsDownload] = true;

    /// <summary>Put it first, so that error pages and files carry the headers too.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this WebApplication app)
    {
        // Speaks on https only, so a laptop on plain http is not locked out.
        if (app.Environment.IsProduction())
            app.UseHsts();

        return app.Use(async (context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                Write(context);
                return Task.CompletedTask;
            });
            await next(context);
        });
    }

    private static void Write(HttpContext context)
    {
        var headers = context.Response.Headers;
        var download = context.Items.ContainsKey(IsDownload);
        headers.ContentSecurityPolicy = download ? DownloadPolicy : Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        // Antiforgery here compares tokens and needs no referrer, so none is sent anywhere, not even to ourselves.
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), publickey-credentials-get=(self), publickey-credentials-create=(self)";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";

        // People share phones and library computers: after signing out, "back" must show nothing.
        if (download || (context.User.Identity is { IsAuthenticated: true } && !IsFile(context)))
            headers.CacheControl = "no-store";
        // The build puts a hash of its bytes in a font's name.
        else if (context.Request.Path.StartsWithSegments("/fonts") && context.Response.StatusCode == StatusCodes.Status200OK)
            headers.CacheControl = "public, max-age=31536000, immutable";
    }

    /// <summary>Styles, scripts, fonts and pictures are the same for everybody.</summary>
    private static bool IsFile(HttpContext context) =>
        context.Response.ContentType is { } type && (type.StartsWith("text/css", StringComparison.Ordinal) || type.StartsWith("text/javascript", StringComparison.Ordinal)
            || type.StartsWith("font/", StringComparison.Ordinal) || type.StartsWith("image/", StringComparison.Ordinal));
}
