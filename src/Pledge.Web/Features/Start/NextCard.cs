namespace Pledge.Web.Features.Start;

/// <summary>Something at the top of a young person's home that waits for them.</summary>
/// <param name="Path">Where it leads on this site.</param>
/// <param name="Hint">What they can do, or until when; null where the title says all.</param>
public sealed record NextCard(string Path, string Title, string? Hint = null);
