using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Pledge.Domain;
using Pledge.Domain.Facts;
using Pledge.Domain.Returns;
using Pledge.Web.Background;
using Pledge.Web.Data;
using Pledge.Web.Features.Imports;
using Pledge.Web.Features.Imports.Conflicts;
using static NpgsqlTypes.NpgsqlDbType;

namespace Pledge.Web.Features.DataSet;

/// <summary>Loads a file whose spellings are all known, in the caller's transaction, and throws the waiting file away.</summary>
/// <remarks>A value that cannot be taken never stops the rest of its row, nor a row another, unless strict was asked. The statements are as many whatever the rows.</remarks>
internal sealed class DataSetImport(NpgsqlConnection connection, Upload upload, Meanings meanings, AuthorityId authority, AccountId by, DateTimeOffset now)
{
    private const string EligibilityKept = "data-set-eligibility-differs", EligibilityChanged = "data-set-eligibility-changed";

    /// <summary>Codes of what is listed and is no fault of the file: it stops nothing.</summary>
    private static readonly HashSet<string> Told = ["data-set-left-out", EligibilityKept, EligibilityChanged];

    private static readonly DataSetColumn[] Columns = Enum.GetValues<DataSetColumn>();

    private sealed record Row(int Line, string Child, string[] Values, string? Fault, string? FaultColumn, Guid? Person, DateOnly? Born, long Again);

    // The report has the number of the file that waited, so that whoever comes back to that one finds it.
    private readonly ImportId _id = new(upload.Id);
    private readonly List<ImportRefusal> _refusals = [];
    private int _statusesChanged;

    private int Year => CollectionYear.LastEnded(upload.ExtractedOn).Number + 1;

    /// <summary>What a table of the data set said, until another day or another source says otherwise. A return tells of a birthday before that day, so a later table goes on from it.</summary>
    private static readonly FilesSaid Facts = new("ssd", """
        select r.young_person_id as person, k.kind, k.code, k.suitable, r.extracted_on as day
        from (select distinct id from touched_return) t
        join pledge.data_set_row r on r.young_person_id = t.id
        cross join lateral (values ('in-touch', r.in_touch, null::boolean), ('activity', r.activity, null), ('home', r.home, r.suitable)) as k (kind, code, suitable)
        where k.code is not null
        """, GivesWay: "oc3");

    /// <summary>A list, as the facts that follow from it name it.</summary>
    public static string NameOf(DateOnly extractedOn) => $"ssd_care_leavers {extractedOn:yyyy-MM-dd}";

    /// <summary>Loads it.</summary>
    /// <param name="done">The instant at which the report says it was over.</param>
    public async Task<ImportReport> RunAsync(Func<DateTimeOffset> done, CancellationToken ct)
    {
        var rows = await ReadAsync(ct);
        await connection.RunAsync("savepoint before_loading", ct);
        var taken = rows.ToDictionary(row => row.Line, Take);
        await StageAsync(rows, taken, ct);
        int? loaded = await LoadAsync(rows.ToDictionary(row => row.Line), ct);
        if (upload.Strict && _refusals.Exists(refusal => refusal.IsFault && !Told.Contains(refusal.Code)))
        {
            await connection.RunAsync("rollback to savepoint before_loading", ct);
            _refusals.RemoveAll(refusal => refusal.Code == ImportRefusal.ToDecide);
            loaded = null;
        }
        var unchanged = loaded is null ? 0 : taken.Values.Count(said => said is not null) - loaded.Value;
        _refusals.Sort((a, b) => (a.Line, a.Column).CompareTo((b.Line, b.Column)));
        var report = new ImportReport(_id, loaded is not null, [], rows.Count, loaded ?? 0, unchanged, _refusals)
        {
            ValuesLeftOut = loaded is null ? 0 : _refusals.Count(refusal => refusal.Code != ImportRefusal.ToDecide && taken[refusal.Line!.Value] is not null),
            StatusesChanged = loaded is null ? 0 : _statusesChanged,
        };
        await report.KeepAsync(connection, new(authority, Year, upload.ExtractedOn, upload.Strict, by, now, done()),
            [new(upload.File, "care-leavers", rows.Count)], ct);
        await connection.RunAsync("delete from pledge.data_set_upload where id = $1", ct, upload.Id);
        return report;
    }

    private Task<List<Row>> ReadAsync(CancellationToken ct) => connection.ListAsync("""
        select r.line, r.child_id, r.eligibility, r.in_touch, r.home, r.suitable, r.activity, r.fault, r.fault_column, y.id, y.date_of_birth,
               row_number() over (partition by r.child_id, r.fault is null order by r.line)
        from pledge.data_set_upload_row r left join pledge.young_person y on y.authority_id = r.authority_id and y.child_id = r.child_id
        where r.upload_id = $1 order by r.line
        """, row => new Row(row.GetInt32(0), row.GetString(1), [.. Enumerable.Range(2, Columns.Length).Select(row.GetString)], row.IsDBNull(7) ? null : row.GetString(7),
            row.IsDBNull(8) ? null : row.GetString(8), row.IdAt(9), row.DayAt(10), row.GetInt64(11)), ct, upload.Id);

    /// <summary>What the row says of somebody we know; null when it is not loaded, and then why is listed.</summary>
    private DataSetPerson? Take(Row row)
    {
        if (row.Fault is { } fault)
            return Refuse(row, row.FaultColumn, row.FaultColumn == DataSetSpelling.Person ? row.Child : Columns.Where(column => DataSetSpelling.HeadingOf(column) == row.FaultColumn).Select(column => row.Values[(int)column]).FirstOrDefault(), fault);
        if (row.Again > 1)
            return Refuse(row, DataSetSpelling.Person, row.Child, "data-set-child-twice");
        if (row.Person is not { } person || row.Born is not { } born)
            return Refuse(row, DataSetSpelling.Person, row.Child, "data-set-child-unknown");
        if (born > upload.ExtractedOn)
            return Refuse(row, DataSetSpelling.Person, row.Child, "data-set-not-born");
        var meant = Columns.ToDictionary(column => column, column => meanings.Of(column, row.Values[(int)column], upload.ExtractedOn)!);
        if (Columns.Where(column => meant[column] == DataSetSpelling.LeaveOut).Select(column => (DataSetColumn?)column).FirstOrDefault() is { } left)
            return Refuse(row, DataSetSpelling.HeadingOf(left), row.Values[(int)left], "data-set-left-out");

        var says = meant.Where(one => one.Value != DataSetSpelling.Blank).ToDictionary();
        var (said, faults) = DataSetPerson.Read(new(authority, new(person), born), upload.ExtractedOn, says, new(FactSource.Ssd, null, by, now));
        foreach (var wrong in faults)
            Refuse(row, DataSetSpelling.HeadingOf(wrong.Column), row.Values[(int)wrong.Column], wrong.Code);
        return said;
    }

    private DataSetPerson? Refuse(Row row, string? column, string? value, string code)
    {
        _refusals.Add(new(upload.File, row.Line, column, value, code));
        return null;
    }

    private async Task StageAsync(List<Row> rows, Dictionary<int, DataSetPerson?> taken, CancellationToken ct)
    {
        await connection.RunAsync("""
            create temp table staged_person (line int, person uuid, eligibility text, in_touch text, home text, suitable boolean, activity text) on commit drop;
            create temp table touched_person (id uuid) on commit drop;
            create temp table touched_return (id uuid) on commit drop
            """, ct);
        await using (var copy = await connection.BeginBinaryImportAsync("copy staged_person from stdin (format binary)", ct))
        {
            foreach (var row in rows)
            {
                if (taken[row.Line] is not { } said)
                    continue;
                await copy.StartRowAsync(ct);
                foreach (var (value, type) in ((object?, NpgsqlDbType)[])[(row.Line, Integer), (row.Person, Uuid), (said.Eligibility is { } status ? Kebab.Of(status) : null, Text),
                    (said.InTouch, Text), (said.Home, Text), (said.Suitable, NpgsqlDbType.Boolean), (said.Activity, Text)])
                {
                    if (value is null)
                        await copy.WriteNullAsync(ct);
                    else
                        await copy.WriteAsync(value, type, ct);
                }
            }
            await copy.CompleteAsync(ct);
        }
        await connection.RunAsync("create index on staged_person (person); analyze staged_person", ct);
    }

    /// <returns>Rows that changed something.</returns>
    private async Task<int> LoadAsync(Dictionary<int, Row> rows, CancellationToken ct)
    {
        var loaded = (int)await connection.ValueAsync<long>("""
            with loaded as (
                insert into pledge.data_set_row as r (authority_id, young_person_id, extracted_on, eligibility, in_touch, home, suitable, activity, loaded_at)
                select $1, s.person, $2, s.eligibility, s.in_touch, s.home, s.suitable, s.activity, $3 from staged_person s
                on conflict (young_person_id, extracted_on) do update
                    set (eligibility, in_touch, home, suitable, activity, loaded_at) =
                        (excluded.eligibility, excluded.in_touch, excluded.home, excluded.suitable, excluded.activity, excluded.loaded_at)
                    where (r.eligibility, r.in_touch, r.home, r.suitable, r.activity) is distinct from
                        (excluded.eligibility, excluded.in_touch, excluded.home, excluded.suitable, excluded.activity)
                returning young_person_id),
            noted as (insert into touched_return select young_person_id from loaded returning 1),
            also as (insert into touched_person select young_person_id from loaded returning 1)
            select count(*) from noted
            """, ct, authority.Value, upload.ExtractedOn, now);
        await new MergeFacts(connection, Facts, authority.Value, by.Value, now).RunAsync(NameOf(upload.ExtractedOn), ct);
        await DiffersAsync(rows, ct);
        _statusesChanged = await new RefreshStatus(connection, authority, now, _ => { }).RunAsync(ct);
        await EligibilityDiffersAsync(rows, ct);
        return loaded;
    }

    /// <summary>Where the record, from a person or from a return of the same day, says otherwise. The record stands until somebody decides.</summary>
    private async Task DiffersAsync(Dictionary<int, Row> rows, CancellationToken ct)
    {
        // A temporary table takes no values.
        await connection.RunAsync($"""
            create temp table file_said on commit drop as
            select s.person, k.kind, date '{upload.ExtractedOn:yyyy-MM-dd}' as day, pledge.as_returned(k.code, k.suitable) as file_says, pledge.as_returned(f.code, f.suitable) as record_says,
                   0 as file, s.line, k.number::text as name, '' as written
            from staged_person s
            cross join lateral (values (1, 'in-touch', s.in_touch, null::boolean), (2, 'home', s.home, s.suitable), (4, 'activity', s.activity, null)) as k (number, kind, code, suitable)
            join pledge.fact f on f.young_person_id = s.person and f.kind = k.kind and f.superseded_at is null
                and f.period_from <= date '{upload.ExtractedOn:yyyy-MM-dd}' and (f.period_to is null or f.period_to > date '{upload.ExtractedOn:yyyy-MM-dd}')
            where k.code <> '0'
            """, ct);
        var asked = await new FindConflicts(connection, authority.Value, Year, _id.Value, now).AskAsync([upload.File], ct);
        _refusals.AddRange(asked.Select(one => Listed(rows[one.Line!.Value], (DataSetColumn)int.Parse(one.Column!, CultureInfo.InvariantCulture), one.Code)));
    }

    /// <summary>Where the law makes something else of the care that is on record.</summary>
    private async Task EligibilityDiffersAsync(Dictionary<int, Row> rows, CancellationToken ct) => _refusals.AddRange(await connection.ListAsync("""
        select s.line, s.person in (select person from derived_status) from staged_person s
        left join pledge.legal_status l on l.authority_id = $2 and l.young_person_id = s.person and l.superseded_at is null and l.period_from <= $1 and (l.period_to is null or l.period_to > $1)
        where s.eligibility is not null and coalesce(l.status, 'none') <> s.eligibility
        """, row => Listed(rows[row.GetInt32(0)], DataSetColumn.Eligibility, row.GetBoolean(1) ? EligibilityChanged : EligibilityKept), ct, upload.ExtractedOn, authority.Value));

    private ImportRefusal Listed(Row row, DataSetColumn column, string code) => new(upload.File, row.Line, DataSetSpelling.HeadingOf(column), row.Values[(int)column], code);
}
