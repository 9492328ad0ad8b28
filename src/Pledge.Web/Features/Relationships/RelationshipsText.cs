namespace Pledge.Web.Features.Relationships;

/// <summary>Names the words of the pages about the people around a young person: <c>RelationshipsText.resx</c>.</summary>
public sealed class RelationshipsText;
