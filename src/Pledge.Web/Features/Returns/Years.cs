using Pledge.Domain;
using Pledge.Domain.Returns;

namespace Pledge.Web.Features.Returns;

/// <summary>Which years can be asked about, and where what stands in the way is put right.</summary>
internal static class Years
{
    /// <summary>True up to the year that is running.</summary>
    public static bool CanBeReturned(int year, DateOnly today) => year >= CollectionYear.Earliest && year <= CollectionYear.LastEnded(today).Number + 1;

    /// <summary>The page on which something is put right; null where nothing is to be done.</summary>
    public static string? AddressOf(Oc3Remedy remedy, YoungPersonId person) => remedy switch
    {
        Oc3Remedy.InTouch => $"/young-people/{person}/in-touch",
        Oc3Remedy.Activity => $"/young-people/{person}/activity",
        Oc3Remedy.Home => $"/young-people/{person}/home",
        Oc3Remedy.Files => "/imports",
        _ => null,
    };
}
