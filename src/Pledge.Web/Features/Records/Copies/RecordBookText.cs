namespace Pledge.Web.Features.Records.Copies;

/// <summary>Names the words of the copy a young person takes away: <c>RecordBookText.resx</c>.</summary>
public sealed class RecordBookText;
