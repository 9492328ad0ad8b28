using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Facts;
using Pledge.Domain.Reminders;
using Pledge.Web.Features.HaveMySay;
using Pledge.Web.Features.Mentoring;
using Pledge.Web.Features.Mentors;
using Pledge.Web.Features.Plans;
using Pledge.Web.Features.Reminders;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Records.Copies;

/// <summary>The words of a copy: its own, and those of the pages that show the same things.</summary>
public sealed record RecordWords(
    IStringLocalizer<RecordBookText> Own, IStringLocalizer<RecordsText> Records, IStringLocalizer<PlansText> Plans, IStringLocalizer<RemindersText> Reminders,
    IStringLocalizer<MentorsText> Mentors, IStringLocalizer<MentoringText> Mentoring, IStringLocalizer<HaveMySayText> HaveMySay);

/// <summary>Writes the rows of a record as pages anyone can read: one page a table, no script, no file from elsewhere.</summary>
/// <param name="promises">Statements of promises by their keys.</param>
/// <param name="names">Names of staff by id, for columns that hold one.</param>
/// <param name="me">Ids that mean the young person: their own and their account's.</param>
public sealed partial class RecordBook(RecordWords all, IReadOnlyDictionary<string, string> promises, IReadOnlyDictionary<Guid, string> names, IReadOnlySet<Guid> me)
{
    private readonly IStringLocalizer<RecordBookText> _words = all.Own;

    private const string Style =
        """
        body{font:1.1rem/1.5 system-ui,sans-serif;max-width:44rem;margin:0 auto;padding:1rem;color:#241f1c;background:#fff}
        h1,h2{line-height:1.25}dl{margin:0 0 1.5rem;padding:0 0 1rem;border-bottom:1px solid #8a817c}dt{color:#57504c}dd{margin:0 0 .5rem;overflow-wrap:anywhere;white-space:pre-line}
        a{color:#0b5560}li{margin:.25rem 0}@media(prefers-color-scheme:dark){body{color:#f3efec;background:#1a1716}dt{color:#c9c1bc}a{color:#8fd3de}}
        """;

    /// <summary>One page with every row.</summary>
    /// <param name="rows">As JSON objects, the columns given only.</param>
    public string PageOf(RecordTable table, IReadOnlyList<JsonElement> rows)
    {
        var body = new StringBuilder($"<p><a href=\"../index.html\">{Text(_words["BackToIndex"])}</a></p><h1>{Text(_words[$"Table_{table.ShortName}"])}</h1>");
        if (rows.Count == 0)
            body.Append(CultureInfo.InvariantCulture, $"<p>{Text(_words["NothingHere"])}</p>");
        foreach (var row in rows)
        {
            body.Append("<dl>");
            foreach (var column in row.EnumerateObject())
                if (Say(table, row, column) is { Length: > 0 } said)
                    body.Append(CultureInfo.InvariantCulture, $"<dt>{Text(Heading(table, column.Name))}</dt><dd dir=\"auto\">{Text(said)}</dd>");
            body.Append("</dl>");
        }
        return Page(_words[$"Table_{table.ShortName}"], body.ToString());
    }

    /// <summary>The first page: what is in the copy and how much.</summary>
    /// <param name="notes">Notes that are kept from them for now.</param>
    /// <param name="documents">Documents that are.</param>
    public string Index(IReadOnlyList<(RecordTable Table, int Rows)> parts, IReadOnlyList<string> files, int notes, int documents, DateTimeOffset at)
    {
        var body = new StringBuilder($"<h1>{Text(_words["Title"])}</h1><p>{Text(_words["Lead", LondonTime.ToLondon(at)])}</p><ul>");
        foreach (var (table, rows) in parts)
            body.Append(CultureInfo.InvariantCulture, $"<li><a href=\"{PathOf(table)}\">{Text(_words[$"Table_{table.ShortName}"])}</a> ({rows.ToString(CultureInfo.InvariantCulture)})</li>");
        body.Append("</ul>");
        if (files.Count > 0)
            body.Append(CultureInfo.InvariantCulture, $"<h2>{Text(_words["Files"])}</h2><ul>{string.Concat(files.Select(file => $"<li><a href=\"{Text(Uri.EscapeDataString(file).Replace("%2F", "/", StringComparison.Ordinal))}\">{Text(Path.GetFileName(file))}</a></li>"))}</ul>");
        body.Append(CultureInfo.InvariantCulture, $"<h2>{Text(_words["ForPrograms"])}</h2><p>{Text(_words["ForProgramsText"])} <a href=\"data/record.json\">record.json</a>, <a href=\"data/shape.txt\">shape.txt</a></p>");
        body.Append(CultureInfo.InvariantCulture, $"<h2>{Text(_words["NotInIt"])}</h2><p>{Text(_words["NotInItText"])}</p>");
        if (notes + documents > 0)
            body.Append(CultureInfo.InvariantCulture, $"<p>{Text(_words["KeptBack", notes, documents])}</p>");
        return Page(_words["Title"], body.ToString());
    }

    /// <summary>What the JSON file holds, for whoever writes a program that reads it.</summary>
    public string Shape()
    {
        var text = new StringBuilder(_words["ShapeLead"]).AppendLine().AppendLine();
        foreach (var table in RecordTable.All)
            text.AppendLine(CultureInfo.InvariantCulture, $"{table.ShortName}: {_words[$"Table_{table.ShortName}"]}");
        return text.ToString();
    }

    public static string PathOf(RecordTable table) => $"pages/{table.ShortName.Replace('_', '-')}.html";

    private string Page(string title, string body) =>
        $"<!DOCTYPE html><html lang=\"{Text(_words["Language"])}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{Text(title)}</title><style>{Style}</style></head><body><main>{body}</main></body></html>";

    /// <summary>A value in words; null where there is nothing to say to a person.</summary>
    private string? Say(RecordTable table, JsonElement row, JsonProperty column) => column.Value.ValueKind switch
    {
        JsonValueKind.Null => null,
        // Said beside the answer they belong to.
        _ when (table.ShortName, column.Name) is ("consultation_answer", "number" or "chose") => null,
        JsonValueKind.True => _words["Yes"],
        JsonValueKind.False => _words["No"],
        JsonValueKind.Array => string.Join("\n", column.Value.EnumerateArray().Select(item => item.ValueKind is JsonValueKind.String ? SayText(table, row, column.Name, item.GetString()!) : item.ToString())),
        JsonValueKind.Number when OfNumber(table, row, column.Name, column.Value.ToString()) is { ResourceNotFound: false } part => part.Value,
        JsonValueKind.String => SayText(table, row, column.Name, column.Value.GetString()!),
        _ => column.Value.ToString(),
    };

    private string? SayText(RecordTable table, JsonElement row, string column, string text)
    {
        if (Guid.TryParse(text, out var id))
            return me.Contains(id) ? column is "id" or "young_person_id" ? null : _words["You"].Value : names.GetValueOrDefault(id);
        if (Day().IsMatch(text))
            return _words["OnDay", DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture)];
        if (Instant().IsMatch(text))
            return _words["AtTime", LondonTime.ToLondon(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture))];
        if (Hour().IsMatch(text))
            return _words["AtHour", TimeOnly.ParseExact(text, "HH:mm:ss", CultureInfo.InvariantCulture)];
        return Coded(table, row, column, text) is { ResourceNotFound: false } known ? known.Value : text;
    }

    private LocalizedString? Coded(RecordTable table, JsonElement row, string column, string text) => (table.ShortName, column) switch
    {
        ("fact", "code") or ("import_conflict", "file_says" or "record_says") => OfReturn(row.GetProperty("kind").GetString()!, text),
        ("oc3_row" or "oc3_returned" or "data_set_row", "home" or "activity" or "in_touch" or "sex" or "ethnicity") => OfReturn(column.Replace('_', '-'), text),
        ("oc3_returned", "mother") => _words[text == "1" ? "Yes" : "No"],
        ("record_look", "what") => row.GetProperty("act").GetString() == "wrote" ? all.Records[$"Wrote_{text}"] : all.Records[$"Looked_{text}"],
        ("record_look", "role") => all.Records[$"Role_{text}"],
        ("message", "rule") => all.Reminders[$"Rule_{text}"],
        ("rise_pause", "rule") => all.Reminders[$"Thing_{text}"],
        ("reminder_setting", "off") => all.Reminders[$"Kind_{Data.Kebab.Read<ReminderKind>(text)}"],
        ("message", "outcome") => _words[$"Outcome_{text}"],
        ("mentor_wish", "kinds") => all.Mentors[$"Kind_{text}"],
        ("mentor_wish", "hopes") => all.Mentors[$"Help_{text}"],
        ("mentor_wish", "interests") => all.Mentors[$"Interest_{text}"],
        ("mentor_wish", "times") => all.Mentors[$"Time_{text}"],
        ("mentor_wish", "languages") => all.Mentors[$"Language_{text}"],
        ("mentor_wish", "genders") => all.Mentoring[$"Rather_{text}"],
        ("mentor_wish", "backgrounds") => all.Mentoring[$"Shares_{text}"],
        ("mentor_wish", "not_used" or "not_shown") => all.Mentoring[$"Item_{text}"],
        ("worker_view", "value") => _words[$"View_{text}"],
        ("account", "language") => Known(Languages.NameOf(CultureInfo.GetCultureInfo(text))),
        ("young_person", "ethnicity" or "sex") => OfReturn(column, text),
        (_, "promise_key" or "about") when promises.TryGetValue(text, out var statement) => Known(statement),
        _ when Kebab().IsMatch(text) => _words[$"Value_{text}"],
        _ => null,
    };

    /// <summary>What a code of the yearly return means. Behind a home it may say whether the home suits them.</summary>
    private LocalizedString? OfReturn(string kind, string code)
    {
        switch (kind)
        {
            case "home":
                var home = all.Records[$"Home_{code.TrimEnd('1', '2', '3', '4', '5')}"];
                return code.Length == 2 && !home.ResourceNotFound ? new(code, $"{home}. {all.Records[code[1] == '1' ? "Suitable" : "NotSuitable"]}") : home;
            case "activity":
                return all.Records[$"Activity_{code}"];
            case "in-touch":
                return all.Records[$"InTouch_{code}"];
            case "sex":
                return Known(SexCode.Find(code)?.Meaning);
            case "ethnicity":
                return Known(EthnicityCode.Find(code)?.Meaning);
            default:
                return null;
        }
    }

    /// <summary>What a number means that stands for something; not found for any other number.</summary>
    private LocalizedString? OfNumber(RecordTable table, JsonElement row, string column, string number) => (table.ShortName, column) switch
    {
        ("consultation_answer", "said") => Known(row.GetProperty("chose").GetString()) ?? all.HaveMySay[$"Scale_{number}"],
        (_, "matter") => all.Plans[$"Matter_{number}"],
        ("mentor_wish", "travel_km") => all.Mentoring[$"Far_{number}"],
        ("plan_part", "number") => all.Plans[row.GetProperty("kind").GetString() == "need" ? $"Need_{number}" : $"Matter_{number}"],
        _ => null,
    };

    private string Heading(RecordTable table, string column) => _words[$"Column_{table.ShortName}_{column}"] is { ResourceNotFound: false } own ? own : _words[$"Column_{column}"];

    private static LocalizedString? Known(string? text) => text is null ? null : new(text, text);

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}$")]
    private static partial Regex Day();

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")]
    private static partial Regex Instant();

    [GeneratedRegex(@"^\d{2}:\d{2}:\d{2}$")]
    private static partial Regex Hour();

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Kebab();
}
