namespace Pledge.Web.Features.Figures;

/// <summary>The words of the figures: <c>FiguresText.resx</c>.</summary>
public sealed class FiguresText;
