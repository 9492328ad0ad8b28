using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Pledge.Benchmarks.Servers;

/// <summary>The least a page from this database could cost on this machine: bare Kestrel, one prepared query, as many bytes as the page.</summary>
/// <remarks>Runs in a process of its own, like the program it is compared with: <c>floor ADDRESS</c>, the connection string in <c>PLEDGE_FLOOR</c>.</remarks>
internal static class Floor
{
    public const string Verb = "floor";
    public const string Setting = "PLEDGE_FLOOR";

    /// <summary>What its bodies begin with.</summary>
    public const string Heading = "0001";

    public static async Task<int> RunAsync(string[] arguments)
    {
        await using var source = NpgsqlDataSource.Create(Environment.GetEnvironmentVariable(Setting)!);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls(arguments[0]).ConfigureKestrel(options => options.AddServerHeader = false);
        await using var app = builder.Build();
        app.Run(context => AnswerAsync(context, source));
        await app.RunAsync();
        return 0;
    }

    private static async Task AnswerAsync(HttpContext context, NpgsqlDataSource source)
    {
        var bytes = int.Parse(context.Request.Path.Value.AsSpan(1), CultureInfo.InvariantCulture);
        string name;
        await using (var command = source.CreateCommand("select name from migration.applied where number = $1"))
        {
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = 1 });
            name = (string)(await command.ExecuteScalarAsync(context.RequestAborted))!;
        }
        context.Response.ContentType = "text/html";
        context.Response.ContentLength = bytes;
        var body = context.Response.BodyWriter;
        for (var left = bytes; left > 0;)
        {
            var part = body.GetSpan(Math.Min(left, 4096));
            part = part[..Math.Min(left, part.Length)];
            part.Fill((byte)' ');
            if (left == bytes)
                System.Text.Encoding.ASCII.GetBytes(name.AsSpan(0, Math.Min(name.Length, part.Length)), part);
            body.Advance(part.Length);
            left -= part.Length;
        }
        await body.FlushAsync(context.RequestAborted);
    }
}
