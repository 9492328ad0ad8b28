namespace Pledge.Web.Features.YoungPeople;

/// <summary>Names the words of the worker's pages about one young person: <c>YoungPeopleText.resx</c>.</summary>
public sealed class YoungPeopleText;
