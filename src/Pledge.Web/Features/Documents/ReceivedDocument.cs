using System.Security.Cryptography;
using Pledge.Domain;
using Pledge.Domain.Documents;

namespace Pledge.Web.Features.Documents;

/// <summary>The file of a form, as <see cref="ReceivesDocumentAttribute"/> received it: looked into, or refused.</summary>
public sealed class ReceivedDocument
{
    private readonly string _name;

    private ReceivedDocument(string name, ReadOnlyMemory<byte> content, Refusal? refusal) => (_name, Content, Refusal) = (name, content, refusal);

    public ReadOnlyMemory<byte> Content { get; }

    /// <summary>What it is; null when refused.</summary>
    public DocumentFile? File { get; private set; }

    /// <summary>Why it is not taken; null when it is.</summary>
    public Refusal? Refusal { get; private set; }

    public static ReceivedDocument Refused(Refusal refusal) => new("", default, refusal);

    public static ReceivedDocument Whole(string name, ReadOnlyMemory<byte> content) => new(name, content, null);

    /// <summary>Of this request; one without a file when none came.</summary>
    public static ReceivedDocument Of(HttpContext http) => http.Features.Get<ReceivedDocument>() ?? Refused(new("document-missing"));

    /// <summary>Looks into it, by its bytes and by the virus scanner.</summary>
    public async Task LookAsync(Clamd scanner, TimeProvider clock, CancellationToken ct)
    {
        if (Refusal is not null)
            return;
        Refusal = DocumentContent.Look(Content, out var type) ?? await scanner.CheckAsync(Content, ct);
        if (Refusal is null)
            File = new(DocumentName.Clean(_name, type), type, Content.Length, SHA256.HashData(Content.Span), scanner.IsSetUp ? clock.GetUtcNow() : null);
    }
}
