using System.ComponentModel.DataAnnotations;
using Pledge.Domain;
using Pledge.Web.Features.Notes;

namespace Pledge.Web.Features.Documents;

/// <summary>What a worker says of a document beside the file.</summary>
public sealed class DocumentForm
{
    [Required(ErrorMessage = "document-title-missing")]
    public string? Title { get; set; }

    /// <summary>The fact it is evidence of, or null.</summary>
    public Guid? Fact { get; set; }

    /// <summary>Why the document whose place it takes no longer stands.</summary>
    public string? ReplaceReason { get; set; }

    public KeepBackForm KeepBack { get; set; } = new();

    /// <summary>The field a refusal is shown beside.</summary>
    public static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "document-title-missing" or "document-title-too-long" => "Form.Title",
        "document-fact-unknown" => "Form.Fact",
        "reason-missing" or "reason-too-long" => "Form.ReplaceReason",
        _ when refusal.Code.StartsWith("hiding-", StringComparison.Ordinal) => $"Form.KeepBack.{KeepBackForm.FieldOf(refusal)}",
        _ => "File",
    };
}
