using System.Text.Json;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Pledge.Domain;

namespace Pledge.Web.Features.FindWork;

/// <summary>What somebody looks for now, in a cookie that only we can read, until sign-out.</summary>
/// <param name="Within">Miles, or <c>any</c>.</param>
/// <param name="Since">UTC instant after which what is found is new to them.</param>
internal sealed record LookedFor(Guid Account, string? Words, string? Kind, string? Field, string? Near, string? Within, int Number, DateTimeOffset? Since)
{
    private const string Key = "FindWork";

    /// <summary>Null when this account looks for nothing.</summary>
    public static LookedFor? Read(ITempDataDictionary cookie, AccountId account) =>
        cookie.Peek(Key) is string text && JsonSerializer.Deserialize<LookedFor>(text) is { } kept && kept.Account == account.Value ? kept : null;

    public void Write(ITempDataDictionary cookie) => cookie[Key] = JsonSerializer.Serialize(this);
}
