using System.IO.Compression;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Indicators;
using Pledge.Domain.Publications;
using Pledge.Web.Data;
using Pledge.Web.Features.BoardActions;
using Pledge.Web.Features.Commitments;
using Pledge.Web.Features.Figures;
using Pledge.Web.Features.Publications;
using Pledge.Web.Platform;
using Pledge.Web.Platform.Pdf;

namespace Pledge.Web.Features.Meetings.Packs;

/// <summary>A pack in words: the document before it is printed, and its tables.</summary>
/// <param name="Title">Stands at the foot of each page.</param>
/// <param name="Html">A whole document without styles; its links are those of the pages.</param>
/// <param name="Dated">As <see cref="MeetingPack.Dated"/>.</param>
public sealed record PackText(string Title, string Html, IReadOnlyList<(string Name, byte[] Content)> Tables, DateTimeOffset Dated)
{
    /// <summary>SHA-256 of all of it: the same data give the same.</summary>
    public byte[] Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(Html));
        foreach (var (name, content) in Tables)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(content);
        }
        return hash.GetHashAndReset();
    }
}

/// <summary>Writes a pack and makes its two files. Neither knows the time, so the same data give the same bytes.</summary>
public sealed partial class PackFiles(
    ViewText views, PdfPrinter printer, PrintStyle style, IConfiguration settings, IStringLocalizer<MeetingsText> texts, IStringLocalizer<PublicationsText> published, IStringLocalizer<FiguresText> figures,
    IStringLocalizer<CommitmentsText> commitments, IStringLocalizer<BoardActionsText> actions)
{
    private static readonly Lazy<string> Own = new(() =>
    {
        using var css = new StreamReader(typeof(PackFiles).Assembly.GetManifestResourceStream("Pledge.Web.Features.Meetings.Packs.pack.css")!);
        return css.ReadToEnd();
    });

    /// <summary>In the words of the site, whatever language its reader chose.</summary>
    public async Task<PackText> WriteAsync(MeetingPack pack, CancellationToken ct)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Localization.Cultures[0];
        using var stream = new MemoryStream();
        await pack.Meeting.Actions.WriteCsvAsync(stream, actions, figures, ct);
        return new(
            texts["PackTitle", pack.Meeting.Meeting.HeldOn],
            await views.RenderAsync("/Features/Meetings/Packs/_Pack.cshtml", pack),
            [
                ("figures.csv", await TableAsync(PublishedCsv.Headings(published), FiguresOf(pack), ct)),
                ("definitions.csv", await TableAsync(Headings("Code", "Figure", "WhatCounts", "WhoCounts", "Period", "Better", "Promise", "Source"), pack.Indicators.Select(indicator => DefinitionOf(pack, indicator)), ct)),
                ("answers.csv", await TableAsync(PublishedCsv.Headings(published), AnswersOf(pack), ct)),
                ("commitments.csv", await TableAsync(Headings("Promise", "Signatory", "Kind", "HowMany", "Done", "ByDay", "Status", "Owner", "Words"), pack.Commitments.Select(line => CommitmentOf(pack, line)), ct)),
                ("actions.csv", stream.ToArray()),
            ],
            pack.Dated);
    }

    /// <returns>Refused as <see cref="PdfPrinter.PrintAsync"/> is.</returns>
    public Task<Outcome<byte[]>> PrintAsync(PackText pack, CancellationToken ct)
    {
        // A figure leads to its definition; what else is on the site leads there, where its address is known.
        var html = FigureLink().Replace(pack.Html, "href=\"#define-$1\"");
        html = settings["Smtp:PublicAddress"] is { Length: > 0 } site ? html.Replace("href=\"/", $"href=\"{site.TrimEnd('/')}/", StringComparison.Ordinal) : SiteLink().Replace(html, "");
        // Quotes are the style sheet's own.
        var foot = $"@page{{@bottom-left{{content:\"{pack.Title}\"}}@bottom-right{{content:\"{texts["PackPageOf", "\" counter(page) \"", "\" counter(pages) \""]}\"}}}}";
        return printer.PrintAsync(html.Replace("</head>", $"<style>{style.Pages}{Own.Value}{foot}</style></head>", StringComparison.Ordinal), pack.Dated, ct);
    }

    /// <summary>The tables as one ZIP.</summary>
    public static byte[] Zip(PackText pack)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in pack.Tables)
            {
                var entry = zip.CreateEntry(name);
                entry.LastWriteTime = LondonTime.ToLondon(pack.Dated);
                using var stream = entry.Open();
                stream.Write(content);
            }
        return file.ToArray();
    }

    // Everybody at each quarter end, then the groups of the last 31 March.
    private IEnumerable<IEnumerable<object?>> FiguresOf(MeetingPack pack) =>
        from shown in pack.Board.Published.Indicators
        where shown.Part is null
        let groups = PublishedCsv.InOrder(pack.Groups.Where(figure => figure.Indicator == shown.Indicator.Code && figure.Dimension is not (null or Dimension.Part))).Select(figure => new PublishedAt(pack.GroupsOf!.OnDay, figure))
        from line in shown.Trend.Reverse().Concat(groups)
        select PublishedCsv.FieldsOf(published, figures, shown.Indicator, line.Day, line.Figure);

    private IEnumerable<IEnumerable<object?>> AnswersOf(MeetingPack pack) =>
        from shown in pack.Board.Published.Indicators
        where shown.Part is not null
        from line in shown.Trend.Reverse()
        select PublishedCsv.FieldsOf(published, figures, shown.Indicator, line.Day, line.Figure, StatementOf(pack, shown.Part));

    private IEnumerable<object?> DefinitionOf(MeetingPack pack, Indicator indicator)
    {
        var on = pack.Board.Published.Publication.OnDay;
        return
        [
            indicator.Code, figures[$"Name_{indicator.Code}"].Value, figures[$"Met_{indicator.Code}"].Value, figures[$"Base_{indicator.Code}"].Value,
            figures[$"Period_{indicator.Period}", on.AddYears(-1).AddDays(1), on].Value, figures[$"Better_{indicator.Polarity}"].Value, StatementOf(pack, indicator.Promise), texts["PackSource"].Value,
        ];
    }

    private IEnumerable<object?> CommitmentOf(MeetingPack pack, CommitmentLine line) =>
    [
        StatementOf(pack, line.PromiseKey), line.Signatory ?? commitments["Ourselves"].Value, commitments[$"Kind_{line.Kind}"].Value, line.HowMany, line.Done, line.ByDay, commitments[$"Status_{Kebab.Of(line.Status)}"].Value, line.OwnerName, line.Words,
    ];

    private static string? StatementOf(MeetingPack pack, string? key) => pack.Board.Promises.FirstOrDefault(promise => promise.Key == key)?.Statement ?? key;

    private IEnumerable<string> Headings(params string[] columns) => columns.Select(column => texts[$"PackCsv_{column}"].Value);

    private static async Task<byte[]> TableAsync(IEnumerable<string> headings, IEnumerable<IEnumerable<object?>> rows, CancellationToken ct)
    {
        using var stream = new MemoryStream();
        await CsvTable.WriteAsync(stream, headings, rows, ct);
        return stream.ToArray();
    }

    [GeneratedRegex("href=\"/board/figures/([A-Za-z0-9-]+)[^\"]*\"")]
    private static partial Regex FigureLink();

    [GeneratedRegex(" href=\"/[^\"]*\"")]
    private static partial Regex SiteLink();
}
