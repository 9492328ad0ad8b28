using Pledge.Domain;
using Pledge.Domain.Returns;

namespace Pledge.Web.Features.Returns;

/// <summary>Which years can be asked about, and where what stands in the way is put right.</summary>
internal static class Years
{
    /// <summary>True up to the year that is running.</summary>
    public static bool CanBeReturned(int year, DateOnly today) => year >= CollectionYear.Earliest && year <= CollectionYear.LastEnded(today).Number + 1;

    /// <summary>The page on which something is put right, which leads back; null where nothing is to be done.</summary>
    /// <param name="on">The day the return asks about, or null.</param>
    /// <param name="year">By the year it ends in; also that of the files.</param>
    /// <param name="back">The address of the list it comes from.</param>
    public static string? AddressOf(Oc3Remedy remedy, YoungPersonId person, DateOnly? on, int year, string back) => remedy switch
    {
        Oc3Remedy.InTouch => Recording(person, "in-touch", on, back),
        Oc3Remedy.Activity => Recording(person, "activity", on, back),
        Oc3Remedy.Home => Recording(person, "home", on, back),
        Oc3Remedy.Files => $"/imports?year={year}",
        _ => null,
    };

    /// <summary>The form that records a fact of a day and leads back.</summary>
    /// <param name="kind">As its address names it.</param>
    public static string Recording(YoungPersonId person, string kind, DateOnly? on, string back) => $"/young-people/{person}/{kind}?on={on:yyyy-MM-dd}&back={Uri.EscapeDataString(back)}";
}
