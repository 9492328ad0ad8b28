namespace Pledge.Web.Features.Documents;

/// <summary>Names the words for documents: <c>DocumentsText.resx</c>.</summary>
public sealed class DocumentsText;
