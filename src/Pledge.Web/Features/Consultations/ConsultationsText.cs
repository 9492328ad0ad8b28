namespace Pledge.Web.Features.Consultations;

/// <summary>Names the words of the pages on which consultations are run: <c>ConsultationsText.resx</c>.</summary>
public sealed class ConsultationsText;
