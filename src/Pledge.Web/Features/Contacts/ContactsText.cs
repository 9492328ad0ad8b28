namespace Pledge.Web.Features.Contacts;

/// <summary>Names the words for contacts and the pages that record them: <c>ContactsText.resx</c>.</summary>
public sealed class ContactsText;
