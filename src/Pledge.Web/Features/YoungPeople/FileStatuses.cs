using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Facts;
using Pledge.Domain.People;
using Pledge.Domain.Returns;
using Pledge.Web.Data;

namespace Pledge.Web.Features.YoungPeople;

/// <summary>What files said of somebody's status, for whoever has no time in care on record.</summary>
/// <param name="FirstCountedOn">The earliest birthday for which a return counted them; null when none did, or the caller may not see it.</param>
/// <param name="Told">Statuses that lists of care leavers named, and the days of the lists.</param>
public sealed record FileStatuses(DateOnly? FirstCountedOn, string[] Told, DateOnly[] On)
{
    public bool IsNothing => FirstCountedOn is null && Told.Length == 0;

    /// <summary>The statuses that follow, until 25 or death.</summary>
    /// <param name="inTouch">Current rows.</param>
    public IReadOnlyList<LegalStatusPeriod> Statuses(DateOnly born, IEnumerable<InTouch> inTouch) => ReturnedStatus.Of(
        born, FirstCountedOn, inTouch.FirstOrDefault(fact => fact.Code == InTouchCode.Died)?.From, [.. Told.Zip(On, (status, on) => new ToldStatus(on, Kebab.Read<LegalStatus>(status)))]);
}

public static class FileStatusReads
{
    /// <summary>One statement.</summary>
    public static Task<FileStatuses> SaidByFilesAsync(this PledgeDb db, YoungPersonId id, CancellationToken ct) => db.Database.SqlQuery<FileStatuses>($"""
        select (select min(birthday) from pledge.oc3_row where young_person_id = {id.Value}) as first_counted_on,
               coalesce(array_agg(eligibility order by extracted_on), array[]::text[]) as told, coalesce(array_agg(extracted_on order by extracted_on), array[]::date[]) as "on"
        from pledge.data_set_row where young_person_id = {id.Value} and eligibility is not null
        """).SingleAsync(ct);
}
