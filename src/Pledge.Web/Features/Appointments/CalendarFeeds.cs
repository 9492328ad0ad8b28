using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Plans;

namespace Pledge.Web.Features.Appointments;

/// <summary>A link that works.</summary>
/// <param name="MadeAt">UTC instant.</param>
public sealed record CalendarFeed(Guid Id, DateTimeOffset MadeAt);

/// <summary>The private link of a young person's calendar: made, ended, and read by their calendar program at <c>GET /calendar/{token}/Appointments.ics</c>.</summary>
/// <remarks>Thunderbird calls a calendar by the last part of its address, and that must not be the secret. Links of before, <c>/calendar/{token}.ics</c>, go on working.</remarks>
public static class CalendarFeeds
{
    /// <summary>How long an appointment stays in the feed after its day.</summary>
    private const int DaysBack = 90;

    private sealed record Reader(Guid Account, Guid YoungPerson);

    /// <summary>The link that works now; null when there is none.</summary>
    public static async Task<CalendarFeed?> FindFeedAsync(this PledgeDb db, ClaimsPrincipal user, CancellationToken ct) =>
        (await db.Database.SqlQuery<CalendarFeed>($"select id, made_at from pledge.calendar_feed where account_id = {user.AccountId().Value} and ended_at is null").ToListAsync(ct)) is [var feed] ? feed : null;

    /// <summary>Makes a link; the one before stops working.</summary>
    /// <param name="before">The link that its owner saw on the page that asks, or null.</param>
    /// <returns>Its path on this site, shown once: the database keeps a hash. Null when another was made since, as when somebody loads again what made one: that one stays.</returns>
    public static async Task<string?> MakeFeedAsync(this PledgeDb db, ClaimsPrincipal user, Guid? before, DateTimeOffset now, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({user.AccountId().ToString()}, 919))", ct);
        if (await db.FindFeedAsync(user, ct) is { } other && other.Id != before)
            return null;
        await db.EndFeedAsync(user, now, ct);
        var token = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into pledge.calendar_feed (id, authority_id, account_id, token_hash, made_at)
            values ({Guid.CreateVersion7()}, {user.AuthorityId().Value}, {user.AccountId().Value}, {HashOf(token)}, {now.ToUniversalTime()})
            """, ct);
        return $"/calendar/{token}/Appointments.ics";
    }

    /// <summary>Ends the link, at once and for good.</summary>
    public static Task<int> EndFeedAsync(this PledgeDb db, ClaimsPrincipal user, DateTimeOffset now, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"update pledge.calendar_feed set ended_at = {now.ToUniversalTime()} where account_id = {user.AccountId().Value} and ended_at is null", ct);

    /// <summary>No cookie opens it and it changes nothing: the link is the proof.</summary>
    public static void MapCalendarFeeds(this IEndpointRouteBuilder endpoints)
    {
        foreach (var address in new[] { "/calendar/{token}/Appointments.ics", "/calendar/{token}.ics" })
        {
            endpoints.MapMethods(address, [HttpMethods.Get, HttpMethods.Head], ReadAsync).AllowAnonymous();
            // Not the sign-in page, which would put the link into another address.
            endpoints.Map(address, () => Results.StatusCode(StatusCodes.Status405MethodNotAllowed)).AllowAnonymous();
        }
        endpoints.Map("/calendar/{**mistyped}", () => Results.NotFound()).AllowAnonymous();
    }

    private static async Task<IResult> ReadAsync(string token, HttpResponse response, PledgeDb db, TimeProvider clock, CancellationToken ct)
    {
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.Database.SqlQuery<Reader>($"select account, young_person from pledge.enter_by_calendar({HashOf(token)}, {today})").ToListAsync(ct) is not [var reader])
            return Results.NotFound();

        var (whose, since) = (new YoungPersonId(reader.YoungPerson), now.AddDays(-DaysBack).ToUniversalTime());
        var appointments = await db.Appointments.AsNoTracking().Where(row => row.YoungPersonId == whose && row.StartsAt > since).OrderBy(row => row.StartsAt).ThenBy(row => row.Id).ToListAsync(ct);
        var year = await db.ReadNextYearAsync(whose, new(reader.Account), today, ct);
        var days = year.Days.Select(day => new CalendarDay(day.Entered is { } entered ? entered.Id.ToString() : UidOf(reader.Account, $"{day.Kind}-{day.Age}"), day.On));
        response.Headers.CacheControl = "private, no-store";
        return Results.Bytes(AppointmentCalendar.FeedOf([.. appointments.Select(AppointmentInvite.Of)], days, now), "text/calendar; charset=utf-8");
    }

    /// <summary>The same for every link of an account, and without a word about what it is.</summary>
    private static string UidOf(Guid account, string what) => new Guid(HashOf($"{account} {what}").AsSpan(0, 16)).ToString();

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
