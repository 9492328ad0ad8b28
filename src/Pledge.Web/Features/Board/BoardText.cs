namespace Pledge.Web.Features.Board;

/// <summary>The words of the board page: <c>BoardText.resx</c>.</summary>
public sealed class BoardText;
