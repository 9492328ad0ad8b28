using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Pledge.Web.Platform;

/// <summary>Reads the parts of an upload as they arrive: small fields first, then files, none of which is ever held whole.</summary>
/// <remarks>The form puts its fields before its files. A part that is not wanted is skipped.</remarks>
public sealed class UploadedFiles(HttpRequest request)
{
    private const int MaxField = 24 * 1024, MaxFields = 30;

    /// <summary>What the fields and the headers of the parts may take beside the files.</summary>
    public const int BesideFiles = 64 * 1024;

    private readonly MultipartReader? _parts = Boundary(request) is { } boundary ? new MultipartReader(boundary, request.Body) : null;
    private MultipartSection? _waiting;

    /// <summary>Values of the fields before the first file.</summary>
    public Dictionary<string, string> Fields { get; } = [];

    /// <returns>False when this is no such form.</returns>
    public async Task<bool> ReadFieldsAsync(CancellationToken ct)
    {
        if (_parts is null)
            return false;
        while ((_waiting = await _parts.ReadNextSectionAsync(ct)) is not null && _waiting.AsFileSection() is null && Fields.Count < MaxFields)
        {
            if (_waiting.AsFormDataSection() is not { } field)
                continue;
            var value = new byte[MaxField];
            var length = await field.Section.Body.ReadAtLeastAsync(value, MaxField, throwOnEndOfStream: false, ct);
            Fields[field.Name] = PlainText.Of(System.Text.Encoding.UTF8.GetString(value, 0, length));
        }
        return true;
    }

    /// <summary>The files, each to be read before the next is asked for.</summary>
    public async IAsyncEnumerable<(string Name, Stream Content)> FilesAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        for (; _waiting is not null; _waiting = await _parts!.ReadNextSectionAsync(ct))
            if (_waiting.AsFileSection() is { FileName.Length: > 0, FileStream: { } content } file)
                yield return (PlainText.Of(file.FileName), content);
    }

    private static string? Boundary(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= 100 } boundary ? boundary.Value : null;
}

/// <summary>On a page that reads its form by itself: MVC must not read it first, which would put the files on the disk of the server.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReadsItsOwnFormAttribute : Attribute, IResourceFilter
{
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        context.ValueProviderFactories.RemoveType<FormValueProviderFactory>();
        context.ValueProviderFactories.RemoveType<FormFileValueProviderFactory>();
        context.ValueProviderFactories.RemoveType<JQueryFormValueProviderFactory>();
    }

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }

    /// <summary>The check MVC makes on other forms, with the token the page has just read.</summary>
    public static Task<bool> IsOurFormAsync(HttpContext http, IReadOnlyDictionary<string, string> fields)
    {
        var antiforgery = http.RequestServices.GetRequiredService<IAntiforgery>();
        var tokens = antiforgery.GetTokens(http);
        // Without a token in the header the check would look for one in the form, which is read already.
        if (fields.GetValueOrDefault(tokens.FormFieldName) is not { Length: > 0 } token)
            return Task.FromResult(false);
        http.Request.Headers[tokens.HeaderName!] = token;
        return antiforgery.IsRequestValidAsync(http);
    }
}
