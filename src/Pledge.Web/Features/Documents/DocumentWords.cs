using Microsoft.Extensions.Localization;
using Pledge.Domain.Documents;

namespace Pledge.Web.Features.Documents;

public static class DocumentWords
{
    /// <summary>A size as people say it: to the kilobyte, or to a tenth of a megabyte.</summary>
    public static string SizeOf(this IStringLocalizer<DocumentsText> words, int bytes) => bytes < DocumentLimits.Megabyte
        ? words["SizeInKilobytes", Math.Max(1, bytes / 1024)]
        : words["SizeInMegabytes", Math.Round(bytes / (double)DocumentLimits.Megabyte, 1)];
}
