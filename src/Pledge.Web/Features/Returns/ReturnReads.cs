using Microsoft.EntityFrameworkCore;
using Npgsql;
using Pledge.Domain;
using Pledge.Domain.Returns;
using Pledge.Web.Data;
using Pledge.Web.Features.Imports;

namespace Pledge.Web.Features.Returns;

/// <summary>A kept return in a list.</summary>
/// <param name="KeptBy">Name of who kept it, or null for somebody no longer listed.</param>
public sealed record KeptReturn(
    Guid Id, int CollectionYear, int Number, string? Reason, DateTime KeptAt, string? KeptBy, int BirthdayMonthsBefore, int BirthdayMonthsAfter, int People, int Errors, int LeftOut);

/// <summary>Whose worker somebody is today.</summary>
public sealed record WorkerOf(Guid YoungPersonId, string Worker);

public static class ReturnReads
{
    private const string Kept = """
        select s.id, s.collection_year, s.number, s.reason, s.kept_at, m.display_name as kept_by, s.birthday_months_before, s.birthday_months_after, s.people, s.errors, s.left_out
        from pledge.oc3_submission s left join pledge.staff_member m on m.id = s.kept_by
        """;

    /// <summary>The return of the caller's authority, worked out from what is known at <paramref name="now"/>. Two round trips.</summary>
    public static async Task<(Oc3Return Return, BirthdayWindow Window)> DeriveReturnAsync(this PledgeDb db, AuthorityId authority, CollectionYear year, DateTimeOffset now, CancellationToken ct)
    {
        var window = await db.Authorities.Where(row => row.Id == authority).Select(row => new BirthdayWindow(row.BirthdayMonthsBefore, row.BirthdayMonthsAfter)).SingleAsync(ct);
        var subjects = await new SubjectReads(authority, year, window, now).ReadAsync(db.Connection(), ct);
        return (Oc3Return.Derive(year, window, LondonTime.DayOf(now), subjects), window);
    }

    /// <summary>Every kept return in the caller's scope, the newest of the newest year first. One statement.</summary>
    public static Task<List<KeptReturn>> ListKeptAsync(this PledgeDb db, CancellationToken ct) =>
        db.Database.SqlQueryRaw<KeptReturn>($"{Kept} order by s.collection_year desc, s.number desc").ToListAsync(ct);

    /// <summary>The kept returns of one year, newest first. One statement.</summary>
    public static Task<List<KeptReturn>> ListKeptAsync(this PledgeDb db, CollectionYear year, CancellationToken ct) =>
        db.Database.SqlQueryRaw<KeptReturn>($"{Kept} where s.collection_year = {{0}} order by s.number desc", year.Number).ToListAsync(ct);

    /// <summary>The rows of a kept return, by their number, as they were sent.</summary>
    public static async Task<IReadOnlyList<Oc3Row>> KeptRowsAsync(this PledgeDb db, Guid submission, CancellationToken ct)
    {
        var rows = await db.Connection().ListAsync("""
            select young_person_id, child_id, date_of_birth, age, position_on, in_touch, activity, home, sex, ethnicity, upn, mother from pledge.oc3_returned where submission_id = $1
            """, Row, ct, submission);
        return [.. rows.OrderBy(row => row.ChildId, StringComparer.Ordinal)];
    }

    /// <summary>Keeps the rows of a submission that is saved. One statement.</summary>
    public static Task KeepRowsAsync(this PledgeDb db, Oc3Submission kept, IReadOnlyList<Oc3Row> rows, CancellationToken ct) => db.Connection().RunAsync("""
        insert into pledge.oc3_returned (authority_id, submission_id, collection_year, kept_at, young_person_id, child_id, date_of_birth, age, position_on, in_touch, activity, home, sex, ethnicity, upn, mother)
        select $1, $2, $3, $4, * from unnest($5::uuid[], $6::text[], $7::date[], $8::int[], $9::date[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[])
        """, ct, kept.AuthorityId.Value, kept.Id.Value, kept.CollectionYear, kept.KeptAt,
        Each(rows, row => row.Person.Value), Each(rows, row => row.ChildId), Each(rows, row => row.Born), Each(rows, row => row.Age), Each(rows, row => row.On), Each(rows, row => row.InTouch),
        Each(rows, row => row.Activity), Each(rows, row => row.Home), Each(rows, row => row.Sex), Each(rows, row => row.Ethnicity), Each(rows, row => row.Upn), Each(rows, row => row.Mother));

    /// <summary>Today's workers of some young people. One statement.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> WorkersOfAsync(this PledgeDb db, IEnumerable<YoungPersonId> people, DateOnly today, CancellationToken ct)
    {
        var ids = people.Select(person => person.Value).ToArray();
        var rows = await db.Database.SqlQuery<WorkerOf>($"""
            select a.young_person_id, s.display_name as worker
            from pledge.assignment a join pledge.staff_member s on s.id = a.staff_member_id
            where a.young_person_id = any({ids}) and a.period_from <= {today} and (a.period_to is null or a.period_to > {today})
            """).ToListAsync(ct);
        return rows.ToDictionary(row => row.YoungPersonId, row => row.Worker);
    }

    private static Oc3Row Row(NpgsqlDataReader row) => new(
        new(row.GetGuid(0)), row.GetString(1), row.GetFieldValue<DateOnly>(2), row.GetInt32(3), row.GetFieldValue<DateOnly>(4), row.GetString(5), row.GetString(6), row.GetString(7),
        row.GetString(8), row.GetString(9), row.GetString(10), row.GetString(11));

    private static T[] Each<T>(IEnumerable<Oc3Row> rows, Func<Oc3Row, T> value) => [.. rows.Select(value)];
}
