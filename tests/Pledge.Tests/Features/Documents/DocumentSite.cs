using Microsoft.AspNetCore.Hosting;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Documents;

/// <summary>A site that keeps documents in a folder and has them scanned, on a port of its own.</summary>
public sealed class DocumentSite : Site
{
    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("pledge-documents-");
    public ClamdServer Scanner { get; } = new();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        UseKestrel(0);
        StartServer();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Documents:Folder", Folder.FullName);
        builder.UseSetting("Documents:Clamd", Scanner.Address);
        builder.UseSetting("Documents:ScanSeconds", "5");
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Scanner.DisposeAsync();
        Folder.Delete(recursive: true);
    }
}
