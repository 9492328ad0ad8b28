namespace Pledge.Web.Features.Help;

/// <summary>The words of the help page: <c>HelpText.resx</c>.</summary>
public sealed class HelpText;
