using Microsoft.AspNetCore.Mvc;
using Pledge.Domain;
using Pledge.Web.Platform;
using Pledge.Web.Platform.Pdf;

namespace Pledge.Web.Features.Plans;

/// <summary>A version of a plan as it is printed.</summary>
/// <param name="Name">What the young person is called.</param>
/// <param name="PrintedOn">London day.</param>
public sealed record PlanPrint(PlanSheet Sheet, string Name, DateOnly PrintedOn)
{
    /// <summary>Says nothing about anybody: files lie about on shared computers.</summary>
    public string FileName => $"plan-{Sheet.Head.Number}.pdf";
}

/// <summary>Makes the file of a plan. Needs no request, so a job can call it too.</summary>
public sealed class PlanPdf(ViewText views, PdfPrinter printer)
{
    /// <returns>The bytes of a tagged PDF; refused as <see cref="PdfPrinter.PrintAsync"/> is.</returns>
    public async Task<Outcome<byte[]>> PrintAsync(PlanPrint plan, CancellationToken ct) =>
        await printer.PrintAsync(await views.RenderAsync("/Features/Plans/_Print.cshtml", plan), null, ct);
}

/// <summary>Prints after the handler, when the database is no longer needed; comes back to the page with the reason when it cannot.</summary>
public sealed class PlanPdfResult(PlanPrint plan) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        var file = await http.RequestServices.GetRequiredService<PlanPdf>().PrintAsync(plan, http.RequestAborted);
        IActionResult result = file.IsRefused
            ? new LocalRedirectResult($"{http.Request.Path}?problem={file.Refusal.Code}")
            : new FileContentResult(file.Value, "application/pdf") { FileDownloadName = plan.FileName };
        await result.ExecuteResultAsync(context);
    }
}
