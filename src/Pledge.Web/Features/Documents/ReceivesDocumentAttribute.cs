using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Pledge.Domain.Documents;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Documents;

/// <summary>On a page whose form carries one file: receives it into memory, up to the limit, and looks into it, all before a database connection is taken.
/// Then the form is read, checked and bound as any other.</summary>
/// <remarks>Someone on a slow line holds no transaction open, and a file is never on the disk of the server under a name of its own.</remarks>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReceivesDocumentAttribute : Attribute, IAsyncAuthorizationFilter, IAsyncResourceFilter, IOrderedFilter
{
    // Before MVC checks the form's token (1000): for that it would read the form itself, file and all. Who is asking was checked before any filter.
    public int Order => 900;

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        if (!HttpMethods.IsPost(http.Request.Method))
            return;
        var limits = http.RequestServices.GetRequiredService<IOptions<DocumentOptions>>().Value.Limits;
        var upload = new UploadedFiles(http.Request);
        // The server's own limit would end the request without a word; what is read here is counted here.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server)
            server.MaxRequestBodySize = http.Request.ContentLength is null ? (2L * limits.FileBytes) + UploadedFiles.BesideFiles : null;
        try
        {
            if (!await upload.ReadFieldsAsync(http.RequestAborted))
                return;
            http.Features.Set(await ReceiveAsync(http.Request, upload, limits, http.RequestAborted));
        }
        catch (Exception error) when (error is BadHttpRequestException or InvalidDataException or IOException)
        {
            http.Features.Set(ReceivedDocument.Refused(new("document-broken")));
        }
        http.Features.Set<IFormFeature>(new FormFeature(new FormCollection(upload.Fields.ToDictionary(field => field.Key, field => new StringValues(field.Value)))));
    }

    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var services = context.HttpContext.RequestServices;
        if (context.HttpContext.Features.Get<ReceivedDocument>() is { } received)
            await received.LookAsync(services.GetRequiredService<Clamd>(), services.GetRequiredService<TimeProvider>(), context.HttpContext.RequestAborted);
        await next();
    }

    private static async Task<ReceivedDocument> ReceiveAsync(HttpRequest request, UploadedFiles upload, DocumentLimits limits, CancellationToken ct)
    {
        var tooBig = ReceivedDocument.Refused(new("document-too-big", limits.FileBytes / DocumentLimits.Megabyte));
        // Told before the file is read, so that nobody waits for two gigabytes to arrive.
        if (request.ContentLength > limits.FileBytes + UploadedFiles.BesideFiles)
            return tooBig;
        await foreach (var (name, stream) in upload.FilesAsync(ct))
        {
            using var content = new MemoryStream();
            var piece = new byte[64 * 1024];
            while (await stream.ReadAsync(piece, ct) is > 0 and var length)
            {
                if (content.Length + length > limits.FileBytes)
                    return tooBig;
                content.Write(piece, 0, length);
            }
            return ReceivedDocument.Whole(name, content.GetBuffer().AsMemory(0, (int)content.Length));
        }
        return ReceivedDocument.Refused(new("document-missing"));
    }
}
