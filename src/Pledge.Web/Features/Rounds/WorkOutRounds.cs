using Hangfire;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Matching.Rounds;
using Pledge.Domain.Mentors;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Rounds;

/// <summary>Works out the rounds that coordinators asked for. May be repeated: a run takes the place of the one before.</summary>
/// <remarks>Hangfire carries the id of the round and nothing else. What is read is read as the coordinator who asked, by <c>pledge.enter_round</c>.</remarks>
public sealed class WorkOutRounds(PledgeDb db, IServiceScopeFactory scopes, IBackgroundJobClient jobs, TimeProvider clock, ILogger<WorkOutRounds> log)
{
    public const string Name = "mentor-rounds";

    /// <summary>So many young people between two looks at whether somebody stopped it.</summary>
    private const int AtOnce = 250;

    /// <summary>Most pairs kept of those that would both rather have each other.</summary>
    private const int MostBlocking = 50;

    // Of a hundred; bringing the candidates together takes most of the time.
    private const int ListsDone = 85;
    private static readonly TimeSpan Silent = TimeSpan.FromMinutes(2), GivenUp = TimeSpan.FromHours(1);

    public async Task RunAsync(Guid id, CancellationToken ct)
    {
        if (await BeginAsync(new(id), ct) is not { } round)
            return;
        var read = clock.GetUtcNow();
        if (await ReadAsync(round, ct) is not { } work)
        {
            await EndAsync(round.Id, row => row.Fail("nobody-asks", null, null, clock.GetUtcNow()), ct);
            return;
        }
        var (field, pins, bans, wentBy) = work;
        if (await ListsAsync(round.Id, field, pins, ct) is not { } people)
            return;
        var request = new RoundRequest(people, field.Places(), pins, bans);
        if (request.Check() is { } fault)
        {
            await EndAsync(round.Id, row => row.Fail(Kebab.Of(fault.Kind), fault.YoungPerson?.Value, fault.Mentor?.Value, clock.GetUtcNow()), ct);
            return;
        }
        var best = Round.Best(request, ct: ct);
        await FinishAsync(round, field, best, new(read, wentBy, field.Weights.Version, people.Count, field.Mentors.Count, best.Places.Count(place => place.Mentor is not null), best.Total, best.BlockingPairs.Count), ct);
    }

    /// <summary>Asks again for what nobody is working on, and gives up what never ends.</summary>
    public async Task SweepAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow().ToUniversalTime();
        await using var transaction = await RowScope.Job(Name, null).EnterAsync(db, clock.Today(), ct);
        var failed = await db.Database.ExecuteSqlAsync(
            $"update pledge.mentor_round set state = 'stopped', fault = 'took-too-long', touched_at = {now} where state in ('asked', 'working') and asked_at < {now - GivenUp} and touched_at < {now - Silent}", ct);
        var silent = await db.MentorRounds.Where(row => (row.State == RoundState.Asked || row.State == RoundState.Working) && row.TouchedAt < now - Silent).Select(row => row.Id).ToListAsync(ct);
        await transaction!.CommitAsync(ct);
        foreach (var id in silent)
            jobs.Enqueue<WorkOutRounds>(job => job.RunAsync(id.Value, CancellationToken.None));
        if (failed + silent.Count > 0)
            log.LogInformation("Rounds: {Failed} given up, {Silent} asked for again", failed, silent.Count);
    }

    private async Task<MentorRound?> BeginAsync(MentorRoundId id, CancellationToken ct)
    {
        await using var transaction = await RowScope.Job(Name, null).EnterAsync(db, clock.Today(), ct);
        if (await db.MentorRounds.SingleOrDefaultAsync(row => row.Id == id, ct) is not { } round || !round.Begin(clock.GetUtcNow()) || !await db.SavedUnlessChangedAsync(ct))
            return null;
        await transaction!.CommitAsync(ct);
        return round;
    }

    /// <returns>Null when whoever asked may not any more.</returns>
    private async Task<(RoundField Field, List<RoundPair> Pins, List<RoundPair> Bans, List<MentorRoundChangeId> WentBy)?> ReadAsync(MentorRound round, CancellationToken ct)
    {
        using var scope = scopes.CreateScope();
        var theirs = scope.ServiceProvider.GetRequiredService<PledgeDb>();
        // Everything as at one moment.
        await using var transaction = await theirs.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        if (!(await theirs.Database.SqlQuery<bool>($"select pledge.enter_round({round.Id.Value}, {clock.Today()}) as \"Value\"").ToListAsync(ct))[0])
            return null;
        var field = await RoundField.ReadAsync(theirs, round.MeetingOn, clock.Today(), ct);
        var changes = await theirs.MentorRoundChanges.AsNoTracking().Where(change => change.RoundId == round.Id && change.EndedAt == null).ToListAsync(ct);
        List<RoundPair> Of(RoundWish wish) => [.. changes.Where(change => change.Wish == wish).Select(change => new RoundPair(change.YoungPersonId, change.MentorId))];
        // Whoever is not there any more is not put with anybody either.
        return (field, Of(RoundWish.Pin), [.. Of(RoundWish.Ban).Where(ban => field.PairOf(ban.YoungPerson.Value, ban.Mentor) is not null)], [.. changes.Select(change => change.Id)]);
    }

    /// <returns>Null when somebody stopped it.</returns>
    private async Task<List<RoundYoungPerson>?> ListsAsync(MentorRoundId id, RoundField field, List<RoundPair> pins, CancellationToken ct)
    {
        var pinned = pins.ToDictionary(pin => pin.YoungPerson.Value, pin => pin.Mentor);
        List<RoundYoungPerson> people = [];
        foreach (var some in field.Seekers.Chunk(AtOnce))
        {
            people.AddRange(some.AsParallel().AsOrdered().Select(seeker => field.CandidatesOf(seeker, field.Matcher, pinned.TryGetValue(seeker.YoungPersonId, out var mentor) ? mentor : null)));
            if (!await ReachedAsync(id, ListsDone * people.Count / field.Seekers.Count, ct))
                return null;
        }

        return people;
    }

    private async Task<bool> ReachedAsync(MentorRoundId id, int percent, CancellationToken ct)
    {
        await using var transaction = await RowScope.Job(Name, null).EnterAsync(db, clock.Today(), ct);
        var goesOn = await db.Database.ExecuteSqlAsync($"update pledge.mentor_round set progress = {percent}, touched_at = {clock.GetUtcNow().ToUniversalTime()} where id = {id.Value} and state = 'working'", ct);
        await transaction!.CommitAsync(ct);
        return goesOn == 1;
    }

    private async Task EndAsync(MentorRoundId id, Action<MentorRound> end, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await RowScope.Job(Name, null).EnterAsync(db, clock.Today(), ct);
        if (await db.MentorRounds.SingleAsync(row => row.Id == id, ct) is not { State: RoundState.Working } round)
            return;
        end(round);
        if (await db.SavedUnlessChangedAsync(ct))
            await transaction!.CommitAsync(ct);
    }

    private async Task FinishAsync(MentorRound begun, RoundField field, Round best, RoundResult result, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await RowScope.Job(Name, begun.AuthorityId).EnterAsync(db, clock.Today(), ct);
        if (await db.MentorRounds.SingleAsync(row => row.Id == begun.Id, ct) is not { State: RoundState.Working } round)
            return;
        round.Finish(result, clock.GetUtcNow());
        if (!await db.SavedUnlessChangedAsync(ct))
            return;
        await db.Database.ExecuteSqlAsync($"delete from pledge.mentor_round_pair where round_id = {round.Id.Value}", ct);
        List<(Guid YoungPerson, Guid? Mentor, bool IsGiven, bool IsPinned, int Score)> pairs =
        [
            .. best.Places.Select(place => (place.YoungPerson.Value, place.Mentor?.Value, true, place.IsPinned, place.Score.Score)),
            .. best.BlockingPairs.OrderByDescending(pair => pair.Score.Score).ThenBy(pair => pair.YoungPerson.Value).ThenBy(pair => pair.Mentor.Value).Take(MostBlocking)
                .Select(pair => (pair.YoungPerson.Value, (Guid?)pair.Mentor.Value, false, false, pair.Score.Score)),
        ];
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into pledge.mentor_round_pair (authority_id, round_id, young_person_id, mentor_id, young_person_called, mentor_called, is_given, is_pinned, score)
            select {round.AuthorityId.Value}, {round.Id.Value}, p.* from unnest({pairs.Select(pair => pair.YoungPerson).ToArray()}, {pairs.Select(pair => pair.Mentor).ToArray()},
                {pairs.Select(pair => field.CalledOf(pair.YoungPerson)).ToArray()}, {pairs.Select(pair => pair.Mentor is { } mentor ? field.CalledOf(new MentorId(mentor)) : null).ToArray()}, {pairs.Select(pair => pair.IsGiven).ToArray()},
                {pairs.Select(pair => pair.IsPinned).ToArray()}, {pairs.Select(pair => pair.Score).ToArray()}) p
            """, ct);
        await transaction!.CommitAsync(ct);
    }
}
