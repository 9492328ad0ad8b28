using Microsoft.Extensions.Options;
using Pledge.Web.Features.Documents.Stores;

namespace Pledge.Web.Features.Documents;

/// <summary>Documents, for the site and for jobs.</summary>
public static class DocumentsSetup
{
    public static IServiceCollection AddPledgeDocuments(this IServiceCollection services)
    {
        services.AddOptions<DocumentOptions>().BindConfiguration("Documents").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<DocumentOptions>, DocumentOptionsCheck>();
        services.AddSingleton<FolderStore>().AddSingleton<IDocumentStore>(provider => provider.GetRequiredService<FolderStore>());
        services.AddSingleton<IDocumentStore, DatabaseStore>().AddSingleton<DocumentStores>();
        services.AddSingleton<Clamd>();
        return services.AddScoped<AddDocument>();
    }
}
