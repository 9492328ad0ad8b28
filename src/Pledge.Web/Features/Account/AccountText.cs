namespace Pledge.Web.Features.Account;

/// <summary>Names the words of sign-in and of a person's own account: <c>AccountText.resx</c>.</summary>
public sealed class AccountText;
