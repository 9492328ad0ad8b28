namespace Pledge.Web.Features.People;

/// <summary>Names the words of the list of young people: <c>PeopleText.resx</c>.</summary>
public sealed class PeopleText;
