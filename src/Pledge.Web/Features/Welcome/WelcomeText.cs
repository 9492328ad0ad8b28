namespace Pledge.Web.Features.Welcome;

/// <summary>Names the words of the welcome for young people: <c>WelcomeText.resx</c>.</summary>
public sealed class WelcomeText;
