namespace Pledge.Web.Features.Admin;

/// <summary>Names the words of the administrator's pages: <c>AdminText.resx</c>.</summary>
public sealed class AdminText;
