namespace Pledge.Web.Features.Notes;

/// <summary>Names the words for notes and for keeping one back: <c>NotesText.resx</c>.</summary>
public sealed class NotesText;
