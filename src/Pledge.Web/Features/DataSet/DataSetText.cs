namespace Pledge.Web.Features.DataSet;

/// <summary>Names the words of loading the list of care leavers: <c>DataSetText.resx</c>.</summary>
public sealed class DataSetText;
