using System.Security.Claims;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Pledge.Web.Access;

namespace Pledge.Web.Features.Caseload;

/// <summary>What of the caseload somebody looked at last, so that the way back from a record leads there. It is kept in a cookie only we can read, and holds no name.</summary>
public static class CaseloadPlace
{
    private const string Key = "Caseload";

    public static void RememberCaseload(this ITempDataDictionary kept, ClaimsPrincipal reader, string query) =>
        kept[Key] = $"{reader.AccountId()} {query}";

    /// <summary>Address of the caseload as they left it; of all of it when nothing is kept, or when another person used this browser.</summary>
    public static string CaseloadAddress(this ITempDataDictionary kept, ClaimsPrincipal reader) =>
        kept.Peek(Key) is string place && place.Split(' ', 2) is [var account, var query] && account == reader.AccountId().ToString() ? $"/caseload{query}" : "/caseload";
}
