using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Pledge.Tests.Features.NationalAdverts;

/// <summary>The Display Advert API, version 2, as its sources describe it, as far as Pledge uses it, over real HTTP. Nulls are left out, as there.</summary>
public sealed class AdvertsStandIn : IAsyncDisposable
{
    public const string Key = "4f3c2b1a-key-of-the-tests";

    private WebApplication _app = null!;

    public List<JsonObject> Adverts { get; } = [];

    /// <summary>Adverts on one page; the real one takes the number that is asked for.</summary>
    public int PageSize { get; set; } = 100;

    /// <summary>What happens before the page of this number, counted over all requests, is answered; null for nothing. An answer of its own is given instead of the page.</summary>
    public Func<int, HttpContext, IResult?>? Before { get; set; }

    public int Requests { get; private set; }

    public string Address => _app.Urls.Single() + "/vacancies";

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.MapGet("/vacancies/vacancy", Answer);
        await _app.StartAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>An advert in the documented shape. Anything can be changed or taken out.</summary>
    public static JsonObject Advert(int number, string title = "Apprentice baker", string? employer = "Example Ltd") => new()
    {
        ["title"] = title,
        ["description"] = "Learn to bake with us.",
        ["numberOfPositions"] = 1,
        ["postedDate"] = "2026-11-01T09:00:00Z",
        ["closingDate"] = "2026-12-20T23:59:59Z",
        ["startDate"] = "2027-01-20T00:00:00Z",
        ["wage"] = new JsonObject { ["wageType"] = "Custom", ["wageUnit"] = "Annually", ["wageAdditionalInformation"] = "£18,000 a year", ["workingWeekDescription"] = "Mon-Fri" },
        ["hoursPerWeek"] = 37.0,
        ["expectedDuration"] = "18 months",
        ["addresses"] = new JsonArray(new JsonObject { ["addressLine1"] = "1 Example St", ["addressLine3"] = "Birmingham", ["postcode"] = "B1 1AA", ["latitude"] = 52.48, ["longitude"] = -1.90 }),
        ["employerName"] = employer,
        ["employerContactName"] = "Pat Example",
        ["employerContactEmail"] = "pat@example.test",
        ["course"] = new JsonObject { ["larsCode"] = 196, ["title"] = "Baker (level 2)", ["level"] = 2, ["route"] = "Catering and hospitality", ["type"] = "apprenticeship" },
        ["apprenticeshipLevel"] = "Intermediate",
        ["providerName"] = "Example College",
        ["ukprn"] = 10000000,
        ["isDisabilityConfident"] = true,
        ["vacancyUrl"] = $"https://www.findapprenticeship.service.gov.uk/apprenticeship/VAC{1000000000 + number}",
        ["vacancyReference"] = (1000000000 + number).ToString(CultureInfo.InvariantCulture),
        ["isNationalVacancy"] = false,
        ["fullDescription"] = "<p>Bake <b>bread</b></p><ul><li>Mix</li><li>Shape</li></ul>",
        ["skills"] = new JsonArray("Getting up early"),
        ["qualifications"] = new JsonArray(new JsonObject { ["weighting"] = "Desired", ["qualificationType"] = "GCSE", ["subject"] = "English", ["grade"] = "4" }),
    };

    private IResult Answer(HttpContext context)
    {
        var request = ++Requests;
        if (context.Request.Headers["Ocp-Apim-Subscription-Key"] != Key)
            return Results.Json(new { statusCode = 401, message = "Access denied due to invalid subscription key." }, statusCode: 401);
        if (context.Request.Headers["X-Version"] != "2")
            return Results.NotFound();
        if (Before?.Invoke(request, context) is { } instead)
            return instead;
        var query = context.Request.Query;
        Assert.Equal("true", query["IncludeDetails"]);
        Assert.InRange(int.Parse(query["PageSize"]!, CultureInfo.InvariantCulture), 1, 100);
        var page = int.Parse(query["PageNumber"]!, CultureInfo.InvariantCulture);
        var items = new JsonArray([.. Adverts.Skip((page - 1) * PageSize).Take(PageSize).Select(advert => advert.DeepClone())]);
        return Results.Text(new JsonObject
        {
            ["vacancies"] = items,
            ["total"] = Adverts.Count,
            ["totalFiltered"] = Adverts.Count,
            ["totalPages"] = (Adverts.Count + PageSize - 1) / PageSize,
        }.ToJsonString(), "application/json");
    }
}
