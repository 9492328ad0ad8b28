using System.Net;
using Npgsql;
using Pledge.Benchmarks.Client;
using Pledge.Benchmarks.Servers;
using Pledge.Tests.Support;
using Pledge.Web.Demonstration;

namespace Pledge.Benchmarks.Killing;

/// <summary>Settles messages on the page that is there for it, signed in as an administrator of each authority.</summary>
internal sealed class Administrator : IAsyncDisposable
{
    private readonly ServerProcess _server;
    private readonly Dictionary<Guid, HttpClient> _browsers = [];

    private Administrator(ServerProcess server) => _server = server;

    public static async Task<Administrator> SignInAsync(string program, string app, NpgsqlDataSource owner, IReadOnlyList<DemoSignIn> signIns, CancellationToken ct)
    {
        var settings = new Dictionary<string, string> { ["ConnectionStrings__Pledge"] = app, ["ASPNETCORE_ENVIRONMENT"] = "Benchmark" };
        var everybody = new Administrator(await ServerProcess.StartAsync(program, ["serve"], settings, "/sign-in", TimeSpan.FromSeconds(60), ct));
        foreach (var signIn in signIns.Where(signIn => signIn.Role == "administrator"))
        {
            await using var command = owner.CreateCommand("select authority_id from identity.account where email = $1");
            command.Parameters.Add(new() { Value = signIn.Email });
            var authority = (Guid)(await command.ExecuteScalarAsync(ct))!;
            if (!everybody._browsers.ContainsKey(authority))
                everybody._browsers[authority] = Browser(everybody._server.Uri, await SignIn.AsAsync(everybody._server.Uri, signIn, ct));
        }
        return everybody;
    }

    /// <param name="choice"><c>arrived</c> or <c>send-again</c>.</param>
    public async Task SettleAsync(LedgerRow message, string choice, CancellationToken ct)
    {
        var (browser, page) = (_browsers[message.Authority], new Uri($"/admin/messages/{message.Id}", UriKind.Relative));
        using var form = new FormUrlEncodedContent([new("Choice", choice), new(SignIn.TokenField, SignIn.TokenIn(await browser.GetStringAsync(page, ct)))]);
        using var response = await browser.PostAsync(page, form, ct);
        if (response.StatusCode != HttpStatusCode.Redirect)
            throw new BenchException($"{page} answered {(int)response.StatusCode} to {choice}.");
    }

    private static HttpClient Browser(Uri server, IReadOnlyDictionary<string, string> cookies)
    {
        var jar = new CookieContainer();
        foreach (var (name, value) in cookies)
            jar.Add(server, new Cookie(name, value));
        return new(new HttpClientHandler { CookieContainer = jar, AllowAutoRedirect = false }) { BaseAddress = server };
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in _browsers.Values)
            browser.Dispose();
        await _server.DisposeAsync();
    }
}
