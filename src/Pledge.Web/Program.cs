using Microsoft.EntityFrameworkCore;
using Pledge.Web;
using Pledge.Web.Access;
using Pledge.Web.Data;

var (verb, rest) = Verbs.Parse(args);
var builder = WebApplication.CreateBuilder(rest);
await using var databases = await Databases.OpenAsync(builder.Configuration, builder.Environment.ContentRootPath, LoggerFactory.Create(log => log.AddConsole()).CreateLogger("Pledge.Database"), CancellationToken.None);
builder.Services.AddSingleton(databases);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddDbContext<PledgeDb>(options => options.UseNpgsql(databases.App).UseSnakeCaseNamingConvention());
builder.Services.AddPledgeAccess();
builder.Services.AddRazorPages(options => options.RootDirectory = "/Features")
    .AddMvcOptions(options => options.Filters.Add<RowScopeFilter>());
builder.Host.UseDefaultServiceProvider(options => options.ValidateScopes = options.ValidateOnBuild = true);

var app = builder.Build();
app.UseRouting();
app.UseAuthentication();
app.UseAuthorization();
app.MapStaticAssets().AllowAnonymous();
app.MapRazorPages().WithStaticAssets();
await app.RunAsync();
return 0;
