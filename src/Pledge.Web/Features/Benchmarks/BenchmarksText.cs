namespace Pledge.Web.Features.Benchmarks;

/// <summary>The words of published figures beside one's own: <c>BenchmarksText.resx</c>.</summary>
public sealed class BenchmarksText;
