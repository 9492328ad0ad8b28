namespace Pledge.Domain.Returns;

/// <summary>A column of the data set's table of care leavers that is read, and that councils fill in spellings of their own.</summary>
public enum DataSetColumn
{
    Eligibility,
    InTouch,
    Home,
    Suitable,
    Activity,
}
