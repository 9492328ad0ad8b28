namespace Pledge.Web.Features.Records;

/// <summary>Names the words of a young person’s own record: <c>RecordsText.resx</c>.</summary>
public sealed class RecordsText;
