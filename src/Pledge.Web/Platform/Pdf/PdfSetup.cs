namespace Pledge.Web.Platform.Pdf;

/// <summary>Printing, for the site and for jobs.</summary>
public static class PdfSetup
{
    public static void AddPledgePdf(this IServiceCollection services)
    {
        services.AddOptions<PdfOptions>().BindConfiguration("Pdf").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<PdfPrinter>();
        services.AddSingleton<PrintStyle>();
        services.AddScoped<ViewText>();
    }
}
