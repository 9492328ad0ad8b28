using System.Collections.Concurrent;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;
using Pledge.Web.Data;

namespace Pledge.Tests.Data;

/// <summary>Pages that are read much, on a real standby: what it shows, and what happens when it does not.</summary>
public sealed class StandbyTests(StandbyTests.FollowedSite site) : IClassFixture<StandbyTests.FollowedSite>
{
    /// <summary>The site on a server of its own, with a standby.</summary>
    public sealed class FollowedSite : Site
    {
        public ServerPair Servers { get; private set; } = null!;

        /// <summary>What the log says of the standby.</summary>
        public ConcurrentQueue<string> Said { get; } = new();

        protected override async Task<TestDatabase> CreateDatabaseAsync()
        {
            Servers = await ServerPair.StartAsync();
            return TestDatabase.On(Servers.Primary, "pledge");
        }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            // A connection that stays, so that a slow machine still finds what it read last.
            builder.UseSetting("ConnectionStrings:PledgeRead", Servers.OnStandby(Database.App) + ";Connection Idle Lifetime=300;Timeout=30");
            builder.ConfigureTestServices(services => services.AddSingleton<ILogger<StandbyReads>>(new Listener(Said)));
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await Servers.DisposeAsync();
        }

        /// <summary>A member of the board where the figures of June 2026 are published, signed in, which the standby knows.</summary>
        public async Task<(Someone Reader, Visitor Board)> BoardAsync()
        {
            Recover();
            var reader = await Arrange.StaffAsync(await Arrange.AuthorityAsync(), Roles.Board);
            await PublishAsync(reader.Authority, "2026-06-30");
            await Servers.CaughtUpAsync();
            return (reader, await SignInAsync(reader.Account));
        }

        /// <summary>Ends the rest of a standby that failed.</summary>
        public void Recover()
        {
            Said.Clear();
            Clock.Advance(StandbyReads.Rest);
        }

        public Task<int> PublishAsync(Guid authority, string day) => this.PublishAsync(authority, day, [("CL-ACC-1921", null, 175, 200, 88, "85", "green")]);

        /// <summary>When the program last asked the standby something, as the standby says.</summary>
        public Task<DateTime> LastReadAsync() => Servers.AskStandbyAsync<DateTime>("select coalesce(max(query_start), '-infinity') from pg_stat_activity where usename = 'pledge_app'");
    }

    private sealed class Listener(ConcurrentQueue<string> said) : ILogger<StandbyReads>
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => true;
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => said.Enqueue(formatter(state, exception));
    }

    [Fact]
    public async Task The_board_shows_what_the_standby_has_replayed_and_nothing_newer()
    {
        var (reader, board) = await site.BoardAsync();
        await using (await site.Servers.FallBehindAsync())
        {
            await site.PublishAsync(reader.Authority, "2026-09-30");
            Assert.Contains("30 June 2026", await LeadAsync(board), StringComparison.Ordinal);
        }

        Assert.Contains("30 September 2026", await LeadAsync(board), StringComparison.Ordinal);
        Assert.Empty(site.Said);
    }

    [Theory]
    [InlineData(Roles.Board, "/board/figures/CL-ACC-1921")]
    [InlineData(Roles.Manager, "/figures")]
    [InlineData(Roles.DataOfficer, "/figures/CL-EET-1921?By=gender")]
    [InlineData(Roles.DataOfficer, "/figures/CL-EET-1921?handler=List")]
    [InlineData(Roles.Administrator, "/board")]
    public async Task What_is_read_much_needs_nothing_that_a_standby_has_not(string role, string address)
    {
        var (reader, _) = await site.BoardAsync();
        var visitor = await site.SignInAsync((await site.Arrange.StaffAsync(reader.Authority, role)).Account);
        await site.Servers.CaughtUpAsync();
        var before = await site.LastReadAsync();

        await visitor.PageAsync(address);

        Assert.True(await site.LastReadAsync() > before);
        Assert.Empty(site.Said);
    }

    [Fact]
    public async Task Who_signs_out_or_is_closed_is_refused_once_the_standby_has_heard_of_it()
    {
        var (reader, board) = await site.BoardAsync();
        var (here, copy) = (site.Visit(), site.Visit());
        var cookie = await site.CookieForAsync(reader.Account);
        foreach (var visitor in new[] { here, copy })
            visitor.Client.DefaultRequestHeaders.Add("Cookie", cookie);
        await copy.PageAsync("/board");

        await here.PostFormAsync("/account", "/sign-out");
        await site.Servers.CaughtUpAsync();
        Assert.Equal("/sign-in?ended=true", (await copy.GetAsync("/board")).Headers.Location?.ToString());
        await board.PageAsync("/board");

        await site.ExecuteAsync("update identity.account set closed_at = now() where id = $1", reader.Account);
        await site.Servers.CaughtUpAsync();
        Assert.Equal("/sign-in?ended=true", (await board.GetAsync("/board")).Headers.Location?.ToString());
    }

    [Fact]
    public async Task Who_signs_in_before_the_standby_has_heard_of_them_is_let_in()
    {
        var (reader, _) = await site.BoardAsync();
        await using var behind = await site.Servers.FallBehindAsync();
        var visitor = await site.SignInAsync((await site.Arrange.StaffAsync(reader.Authority, Roles.Board)).Account);

        Assert.Contains("30 June 2026", await LeadAsync(visitor), StringComparison.Ordinal);
        Assert.Empty(site.Said);
    }

    [Fact]
    public async Task A_page_that_the_standby_breaks_off_to_follow_the_primary_is_read_from_the_primary()
    {
        var (_, board) = await site.BoardAsync();
        await using var owner = new NpgsqlConnection(site.Database.Owner);
        await owner.OpenAsync();
        await using var holding = await owner.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand("lock table pledge.publication in access exclusive mode", owner);
        await hold.ExecuteNonQueryAsync();
        await site.Servers.CaughtUpAsync();

        // It has looked at accounts and waits for publications; then the standby has to follow a lock on accounts.
        var page = LeadAsync(board);
        await site.Servers.UntilAsync("select exists (select from pg_stat_activity where usename = 'pledge_app' and wait_event_type = 'Lock')");
        await site.ExecuteAsync("do $$ begin lock table identity.account in access exclusive mode; end $$");
        await site.Servers.CaughtUpAsync();
        await holding.RollbackAsync();

        Assert.Contains("30 June 2026", await page, StringComparison.Ordinal);
        Assert.Equal("The standby failed (40001): for 30 seconds its pages are read from the primary", Assert.Single(site.Said));
    }

    [Fact]
    public async Task While_the_standby_is_down_its_pages_are_read_from_the_primary_and_afterwards_from_it()
    {
        var (_, board) = await site.BoardAsync();
        await board.PageAsync("/board");
        await site.Servers.StopStandbyAsync();
        // The second page does not ask it again, the third does.
        foreach (var (rested, warnings) in new[] { (TimeSpan.Zero, 1), (TimeSpan.Zero, 1), (StandbyReads.Rest, 2) })
        {
            site.Clock.Advance(rested);
            Assert.Contains("30 June 2026", await LeadAsync(board), StringComparison.Ordinal);
            Assert.Equal(warnings, site.Said.Count);
        }
        Assert.Equal("Healthy", await (await site.Visit().GetAsync("/health/ready")).Content.ReadAsStringAsync());

        await site.Servers.StartStandbyAsync();
        site.Recover();
        var before = await site.LastReadAsync();
        await board.PageAsync("/board");
        Assert.True(await site.LastReadAsync() > before);
        Assert.Empty(site.Said);
    }

    [Fact]
    public void A_reader_who_leaves_is_no_failure()
    {
        var cancelled = new PostgresException("", "ERROR", "ERROR", PostgresErrorCodes.QueryCanceled);
        Assert.True(StandbyReads.IsFailure(new InvalidOperationException("", cancelled)));
        Assert.False(StandbyReads.IsFailure(new InvalidOperationException("", new OperationCanceledException("", cancelled))));
        Assert.False(StandbyReads.IsFailure(new InvalidOperationException()));
    }

    private static async Task<string> LeadAsync(Visitor visitor) => (await visitor.PageAsync("/board")).QuerySelector(".lead").Reads();
}
