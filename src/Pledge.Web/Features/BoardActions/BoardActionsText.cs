namespace Pledge.Web.Features.BoardActions;

/// <summary>The words of these pages: <c>BoardActionsText.resx</c>.</summary>
public sealed class BoardActionsText;
