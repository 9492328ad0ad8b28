using System.Net;
using System.Text.RegularExpressions;
using Pledge.Web.Access;
using Pledge.Web.Demonstration;

namespace Pledge.Benchmarks.Client;

/// <summary>Signs in through the pages, as a person with a password does.</summary>
internal static partial class SignIn
{
    /// <returns>The cookies of the session.</returns>
    /// <exception cref="BenchException">The account could not sign in.</exception>
    public static async Task<IReadOnlyDictionary<string, string>> AsAsync(Uri server, DemoSignIn account, CancellationToken ct)
    {
        var jar = new CookieContainer();
        using var handler = new HttpClientHandler { CookieContainer = jar, AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = server };
        await SubmitAsync(client, "/sign-in", "Email", account.Email, ct);
        var landed = await SubmitAsync(client, "/sign-in/password", "Password", account.Password, ct);
        if (landed == "/sign-in/authenticator" && account.TotpSecret is { } secret)
            landed = await SubmitAsync(client, landed, "Code", Totp.CodeAt(secret, Totp.StepAt(TimeProvider.System.GetUtcNow())), ct);
        if (landed.StartsWith("/sign-in", StringComparison.Ordinal))
            throw new BenchException($"{account.Email} ({account.Role}) was sent to {landed} instead of being signed in.");
        return jar.GetCookies(server).ToDictionary(cookie => cookie.Name, cookie => cookie.Value);
    }

    /// <returns>Where the answer sends the browser.</returns>
    private static async Task<string> SubmitAsync(HttpClient client, string path, string field, string value, CancellationToken ct)
    {
        var page = await client.GetStringAsync(new Uri(path, UriKind.Relative), ct);
        using var form = new FormUrlEncodedContent([new(field, value), new(TokenField, TokenIn(page))]);
        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), form, ct);
        return response.Headers.Location?.ToString() ?? throw new BenchException($"{path} answered {(int)response.StatusCode} to the {field} typed.");
    }

    /// <summary>What each form carries with it.</summary>
    public const string TokenField = "__RequestVerificationToken";

    public static string TokenIn(string page) => Token().Match(page).Groups[1].Value;

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]* value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
