using System.ComponentModel.DataAnnotations;
using Pledge.Domain.Documents;

namespace Pledge.Web.Features.Documents;

/// <summary>Where documents are kept, how large they may be, and who looks for viruses in them. Section <c>Documents</c>.</summary>
public sealed record DocumentOptions
{
    /// <summary>Megabytes of one document.</summary>
    [Range(1, 100)]
    public int MaxMegabytes { get; init; } = 10;

    /// <summary>Megabytes of all documents of one young person. A copy of their record holds them all at once, so much more needs more memory.</summary>
    [Range(1, 500)]
    public int PersonMegabytes { get; init; } = 50;

    /// <summary>Documents of one young person.</summary>
    [Range(1, 1000)]
    public int PersonFiles { get; init; } = 200;

    /// <summary>A folder to keep new documents in, as a full path; null to keep them in the database.</summary>
    public string? Folder { get; init; }

    /// <summary>Where ClamAV's <c>clamd</c> listens: <c>host:port</c> or <c>unix:/path/of/socket</c>; null when nobody looks for viruses.</summary>
    public string? Clamd { get; init; }

    /// <summary>Seconds in which the scanner has to answer.</summary>
    [Range(1, 600)]
    public int ScanSeconds { get; init; } = 30;

    public DocumentLimits Limits => new(MaxMegabytes * DocumentLimits.Megabyte, (long)PersonMegabytes * DocumentLimits.Megabyte, PersonFiles);
}
