using System.Net.Http.Headers;
using System.Security.Claims;
using Hangfire;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Pledge.Web.Access;

namespace Pledge.Tests.Support;

/// <summary>The real site on a real database of its own. Tests arrange and check as the database owner and act only through pages.</summary>
public class Site : WebApplicationFactory<Program>, IAsyncLifetime
{
    private static readonly Lock OneStartsAtATime = new();

    private TestDatabase _database = null!;
    private NpgsqlDataSource _owner = null!;
    private readonly string _texts = Path.Combine(Path.GetTempPath(), "pledge-texts-" + Guid.NewGuid().ToString("n"));

    /// <summary>Sunday 22 November 2026, 10:00 in London, until a test moves it.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero));

    public Arrange Arrange { get; private set; } = null!;
    public TestDatabase Database => _database;

    public virtual async ValueTask InitializeAsync()
    {
        _database = await CreateDatabaseAsync();
        _owner = NpgsqlDataSource.Create(_database.Owner);
        Arrange = new Arrange(_owner, Clock);
    }

    /// <summary>On the server of all tests, unless a site needs one of its own.</summary>
    protected virtual Task<TestDatabase> CreateDatabaseAsync() => TestDatabase.CreateAsync();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        builder.UseStaticWebAssets();
        builder.UseSetting("ConnectionStrings:Pledge", _database.App);
        builder.UseSetting("ConnectionStrings:PledgeOwner", _database.Owner);
        // As a standby: the same rows, and no writing. Its connection stays and may take long to open, for a slow machine.
        builder.UseSetting("ConnectionStrings:PledgeRead", _database.App + ";Application Name=standby;Connection Idle Lifetime=300;Timeout=30;Options=-c default_transaction_read_only=on");
        builder.UseSetting("Background:Work", "false");
        // One address sends the forms of a whole class of tests.
        builder.UseSetting("SignIn:FormsAMinute", "10000");
        builder.UseSetting("Languages:Trial", "qps-ploc ar");
        builder.UseSetting("Channels:Text", "folder");
        builder.UseSetting("Channels:Folder", _texts);
        builder.ConfigureServices(services => services
            // Hangfire keeps the log of one site for all of them: it must not end with that site.
            .Replace(ServiceDescriptor.Singleton<ILoggerFactory>(NullLoggerFactory.Instance))
            .Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock)).Replace(ServiceDescriptor.Singleton<Random>(new NoJitter())));
    }

    /// <summary>Hangfire keeps in static fields what makes the jobs, where the host that starts last puts its own: each site takes it while no other starts.</summary>
    protected override IHost CreateHost(IHostBuilder builder)
    {
        lock (OneStartsAtATime)
        {
            var host = base.CreateHost(builder);
            host.Services.GetRequiredService<JobActivator>();
            return host;
        }
    }

    /// <summary>Every text that was sent.</summary>
    public IEnumerable<(string Number, string Body)> Texts => !Directory.Exists(_texts) ? [] : Directory.GetFiles(_texts, "*.txt").Order().Select(file => File.ReadAllText(file).Split("\n\n", 2))
        .Select(parts => (parts[0], parts[1].Trim()));

    /// <summary>Texts that were sent to a number.</summary>
    public IEnumerable<string> TextsTo(string number) => Texts.Where(text => text.Number == number).Select(text => text.Body);

    /// <summary>A browser without JavaScript that nobody has signed in to.</summary>
    public Visitor Visit() => new(this, CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false, BaseAddress = ClientOptions.BaseAddress }));

    /// <summary>A browser signed in as the account, with a cookie as sign-in would issue it.</summary>
    public async Task<Visitor> SignInAsync(Guid account)
    {
        var visitor = Visit();
        visitor.Client.DefaultRequestHeaders.Add("Cookie", await CookieForAsync(account));
        return visitor;
    }

    /// <summary>The session cookie sign-in would issue to the account now, as <c>name=value</c>.</summary>
    public async Task<string> CookieForAsync(Guid account)
    {
        var principal = await PrincipalAsync(account);
        var options = Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var ticket = new AuthenticationTicket(principal, new AuthenticationProperties
        {
            IssuedUtc = Clock.GetUtcNow(),
            ExpiresUtc = Clock.GetUtcNow() + AccessSetup.Idle,
        }, IdentityConstants.ApplicationScheme);
        return $"{options.Cookie.Name}={options.TicketDataFormat.Protect(ticket)}";
    }

    /// <summary>The account as its cookie tells who it is.</summary>
    public async Task<ClaimsPrincipal> PrincipalAsync(Guid account)
    {
        var row = await RowAsync("select authority_id, role, young_person_id, display_name, security_stamp from identity.account where id = $1", account);
        var user = new Account
        {
            Id = account,
            AuthorityId = new((Guid)row[0]!),
            Role = (string)row[1]!,
            YoungPersonId = row[2] is Guid youngPerson ? new(youngPerson) : null,
            DisplayName = (string)row[3]!,
            SecurityStamp = (string)row[4]!,
        };
        using var scope = Services.CreateScope();
        return await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<Account>>().CreateAsync(user);
    }

    /// <summary>The first column of the first row, asked as the database owner.</summary>
    public async Task<T> SqlAsync<T>(string sql, params object?[] values) => (T)(await RowAsync(sql, values))[0]!;

    /// <summary>The first row, asked as the database owner.</summary>
    public async Task<object?[]> RowAsync(string sql, params object?[] values)
    {
        await using var command = _owner.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value ?? DBNull.Value });
        await using var reader = await command.ExecuteReaderAsync();
        if (!await reader.ReadAsync())
            throw new InvalidOperationException($"No row: {sql}");
        var row = new object?[reader.FieldCount];
        for (var i = 0; i < row.Length; i++)
            row[i] = await reader.IsDBNullAsync(i) ? null : reader.GetValue(i);
        return row;
    }

    /// <summary>Runs a statement as the database owner.</summary>
    public Task<int> ExecuteAsync(string sql, params object?[] values) => Arrange.ExecuteAsync(sql, values);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _owner.DisposeAsync();
        await _database.DisposeAsync();
        if (Directory.Exists(_texts))
            Directory.Delete(_texts, recursive: true);
        GC.SuppressFinalize(this);
    }
}
