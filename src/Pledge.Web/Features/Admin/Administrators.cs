using Microsoft.EntityFrameworkCore;
using Pledge.Domain.Organisations;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Admin;

public static class Administrators
{
    /// <summary>How many open administrator accounts the authority has. They stay as they are until this transaction ends,
    /// so that two administrators cannot each close the other at the same moment.</summary>
    public static async Task<int> LockAdministratorsAsync(this PledgeDb db, CancellationToken ct) =>
        (await db.Database.SqlQuery<Guid>(
            $"""
            select id as "Value" from identity.account
            where authority_id = (select pledge.authority()) and role = {Roles.Administrator} and closed_at is null order by id for update
            """).ToListAsync(ct)).Count;
}
