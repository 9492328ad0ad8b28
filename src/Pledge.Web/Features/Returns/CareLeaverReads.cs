using Npgsql;
using Pledge.Domain;
using Pledge.Domain.People;
using Pledge.Domain.Returns;
using Pledge.Web.Background;
using Pledge.Web.Data;
using Pledge.Web.Features.Imports;

namespace Pledge.Web.Features.Returns;

/// <summary>Reads who was a care leaver on a day, and how they stood.</summary>
public static class CareLeaverReads
{
    /// <summary>From and up to which age somebody without a status is listed for having a worker.</summary>
    private const int Youngest = 16, TooOld = 25;

    private const string Sql = """
        select y.id, y.child_id, y.date_of_birth, y.sex, y.ethnicity, y.uasc, y.disabled, coalesce(s.status, 'none'),
               nullif(concat_ws(' ', coalesce(nullif(btrim(y.known_as), ''), y.given_name), y.family_name), ''),
               w.id, w.display_name, t.name, d.plan_on, d.contact_on, f.in_touch, f.home, f.suitable, f.activity
        from pledge.young_person y
        left join pledge.legal_status s on s.authority_id = y.authority_id and s.young_person_id = y.id and s.superseded_at is null
             and s.period_from <= $1 and (s.period_to is null or s.period_to > $1)
        left join pledge.assignment a on a.authority_id = y.authority_id and a.young_person_id = y.id and a.period_from <= $1 and (a.period_to is null or a.period_to > $1)
        left join pledge.staff_member w on w.id = a.staff_member_id
        left join pledge.team t on t.id = w.team_id
        left join (select young_person_id, max(in_touch) as in_touch, max(accommodation) as home, bool_and(suitable) as suitable, max(activity) as activity from pledge.fact
                   where superseded_at is null and period_from <= $1 and (period_to is null or period_to > $1) group by 1) f on f.young_person_id = y.id
        left join pledge.days_of_plan_and_contact($1) d on d.young_person_id = y.id
        where s.status <> 'none' or (a.id is not null and y.date_of_birth > $2 and y.date_of_birth <= $3 and f.in_touch is distinct from 'DIED')
        order by y.child_id collate "C"
        """;

    /// <summary>Everybody of the caller's authority whom leaving-care law gave a status on the day, and whoever else from 16 to 24 had a worker; by their number. One statement.</summary>
    public static Task<List<CareLeaver>> ListCareLeaversAsync(this PledgeDb db, DateOnly on, CancellationToken ct) =>
        db.Connection().ListAsync(Sql, row => new CareLeaver(
            new(row.GetGuid(0)), row.GetString(1), row.GetFieldValue<DateOnly>(2), row.GetString(3), row.GetString(4), row.GetBoolean(5), row.IsDBNull(6) ? null : row.GetBoolean(6),
            Kebab.Read<LegalStatus>(row.GetString(7)))
        {
            Name = Text(row, 8),
            WorkerId = row.IdAt(9) is { } worker ? new(worker) : null,
            Worker = Text(row, 10),
            Team = Text(row, 11),
            PlanOn = row.DayAt(12),
            ContactOn = row.DayAt(13),
            InTouch = Text(row, 14),
            Home = Text(row, 15),
            Suitable = row.IsDBNull(16) ? null : row.GetBoolean(16),
            Activity = Text(row, 17),
        }, ct, on, on.AddYears(-TooOld), on.AddYears(-Youngest));

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
