namespace Pledge.Web.Features.Rounds;

/// <summary>Names the words of rounds, weights and fairness: <c>RoundsText.resx</c>.</summary>
public sealed class RoundsText;
