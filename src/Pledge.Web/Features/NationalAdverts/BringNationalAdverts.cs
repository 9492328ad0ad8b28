using Hangfire;
using Microsoft.Extensions.Options;
using Pledge.Domain;
using Pledge.Web.Data;

namespace Pledge.Web.Features.NationalAdverts;

/// <summary>Brings the adverts of Find an apprenticeship: all pages, what is new or changed written page by page, what is no longer there closed after two whole passes without it.</summary>
internal sealed class BringNationalAdverts(
    PledgeDb db, AdvertClient client, IOptions<NationalAdvertsOptions> options, TimeProvider clock, ILogger<BringNationalAdverts> log)
{
    public const string Name = "national-adverts";

    // Pages move while they are read: an advert that ends in between takes one across the edge of two pages, unread. So a pass that cannot have been whole is made again.
    private const int MostPasses = 3;

    // A hundred thousand adverts, several times what there ever was.
    private const int MostPages = 1000;

    // Half of the adverts do not vanish in a few hours: then it is the answer that is wrong. Of a handful they may.
    private const int FewestToDoubt = 20;

    // Each try has its repetitions already, and the next run is never far.
    [AutomaticRetry(Attempts = 0)]
    public async Task RunAsync(CancellationToken ct)
    {
        if (options.Value.IsOn)
            await BringAsync(ct);
        await using var transaction = await EnterAsync(ct);
        await db.ForgetOldAdvertsAsync(clock.GetUtcNow(), clock.Today(), ct);
        await transaction.CommitAsync(ct);
    }

    private async Task BringAsync(CancellationToken ct)
    {
        HashSet<string>? before = null;
        for (var number = 1; number <= MostPasses; number++)
        {
            var pass = new AdvertPass(clock.GetUtcNow());
            await ReadAllAsync(pass, ct);
            // Nothing more moves when the same adverts come twice, whatever the API counts.
            var isWhole = pass.Trouble is null && (pass.IsAsCounted || before?.SetEquals(pass.Seen) == true);
            if (isWhole || pass.Trouble is not null || number == MostPasses)
            {
                await FinishAsync(pass, isWhole, ct);
                return;
            }
            before = pass.Seen;
        }
    }

    private async Task ReadAllAsync(AdvertPass pass, CancellationToken ct)
    {
        try
        {
            for (var number = 1; ; number++)
            {
                if (number > MostPages)
                    throw new AdvertOutageException("too-many-pages");
                var page = await client.ReadAsync(number, ct);
                pass.Count(page);
                await KeepAsync(pass, page, ct);
                if (number >= page.Pages || page.Items.Count == 0)
                    return;
                if (options.Value.PauseSeconds > 0)
                    await Task.Delay(TimeSpan.FromSeconds(options.Value.PauseSeconds), clock, ct);
            }
        }
        catch (AdvertOutageException outage)
        {
            pass.Trouble = outage.Code;
        }
    }

    private async Task KeepAsync(AdvertPass pass, AdvertPage page, CancellationToken ct)
    {
        Dictionary<string, (NationalAdvert Advert, IReadOnlyList<AdvertPlace> Places)> read = new(StringComparer.Ordinal);
        List<string> still = [];
        foreach (var item in page.Items)
        {
            if (AdvertReader.Read(item) is { } advert)
                read[advert.Advert.Reference] = advert;
            // One that we have and can no longer read is still there.
            else if (AdvertReader.Reference(item) is { } reference)
                still.Add(reference);
            else
                pass.WithoutReference++;
        }
        pass.Unreadable += still.Count;
        pass.Seen.UnionWith([.. read.Keys, .. still]);
        await using var transaction = await EnterAsync(ct);
        var (added, changed) = await db.KeepAdvertsAsync([.. read.Values], still, pass.StartedAt, clock.Today(), ct);
        await transaction.CommitAsync(ct);
        (pass.Added, pass.Changed) = (pass.Added + added, pass.Changed + changed);
    }

    private async Task FinishAsync(AdvertPass pass, bool isWhole, CancellationToken ct)
    {
        await using var transaction = await EnterAsync(ct);
        var closed = 0;
        var result = isWhole ? "whole" : pass.Pages == 0 ? "failed" : "partial";
        if (isWhole)
        {
            var open = await db.CountOpenAdvertsAsync(ct);
            if (open >= FewestToDoubt && pass.Seen.Count < open / 2)
                result = "too-few";
            else
                closed = await db.CloseVanishedAdvertsAsync(pass.StartedAt, clock.GetUtcNow(), ct);
        }
        await db.AddPassAsync(pass, result, closed, clock.GetUtcNow(), ct);
        await transaction.CommitAsync(ct);
        if (result == "whole")
            log.LogInformation("National adverts: {Seen} there, {Added} new, {Changed} changed, {Closed} closed, {Unreadable} not readable", pass.Seen.Count, pass.Added, pass.Changed, closed, pass.Unreadable + pass.WithoutReference);
        else
            log.LogWarning("National adverts were not brought whole ({Result}, {Reason}): {Seen} seen, nothing closed", result, pass.Trouble, pass.Seen.Count);
    }

    private async Task<Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction> EnterAsync(CancellationToken ct) =>
        (await RowScope.Job(Name, null).EnterAsync(db, clock.Today(), ct))!;
}

/// <summary>One reading of all pages while it goes on.</summary>
internal sealed class AdvertPass(DateTimeOffset startedAt)
{
    private int? _total;
    private bool _moved;

    public DateTimeOffset StartedAt => startedAt;
    public HashSet<string> Seen { get; } = new(StringComparer.Ordinal);
    public int Pages { get; private set; }
    public int Added { get; set; }
    public int Changed { get; set; }

    /// <summary>Known by their reference, but the rest makes no advert.</summary>
    public int Unreadable { get; set; }

    /// <summary>Items that might be any advert.</summary>
    public int WithoutReference { get; set; }

    /// <summary>Why it ended early; null when it did not.</summary>
    public string? Trouble { get; set; }

    /// <summary>True when as many adverts came as the API counted, from the first page to the last.</summary>
    public bool IsAsCounted => !_moved && WithoutReference == 0 && Seen.Count == _total;

    public void Count(AdvertPage page)
    {
        Pages++;
        _moved |= _total is { } total && total != page.Total;
        _total ??= page.Total;
    }
}
