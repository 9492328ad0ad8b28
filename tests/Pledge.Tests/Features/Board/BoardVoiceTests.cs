using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Board;

/// <summary>From a number to unnamed words: a young person's choice, and a manager's note.</summary>
public sealed class BoardVoiceTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Words_reach_the_board_by_choice_after_somebody_read_them_and_until_they_are_taken_back()
    {
        var worker = await site.Arrange.AdviserAsync();
        var ash = await site.Arrange.TheirsAsync(worker, "Ash");
        await site.Arrange.EditionAsync(ash.Authority, "home", "people");
        var (young, officer) = (await site.SignInAsync(ash.Account), await site.SignInAsync((await site.Arrange.StaffAsync(ash.Authority, Roles.DataOfficer)).Account));
        async Task<string> ReadAsync(Visitor visitor, string address) => (await visitor.PageAsync(address)).Body.Reads();
        Task<string> ReleasedAsync() => site.SqlAsync<string>("select coalesce(string_agg(shown, ''), '') from pledge.board_words where authority_id = $1 and taken_back_at is null and decision = 'released'", ash.Authority);

        await young.SubmitAsync("/pledge/home", ("Value", "NotYet"), ("Words", "Only my worker reads this"));
        await young.SubmitAsync("/pledge/home", ("Value", "NotYet"), ("Words", "Kim next door shouts all night"), ("ForBoard", "true"));
        await young.SubmitAsync("/pledge/people", ("Value", "True"), ("Words", "My nan in Elm Road"), ("ForBoard", "true"));
        Assert.Contains("Write what the board may read", (await (await young.SubmitAsync("/pledge/home", ("Value", "True"), ("Words", ""), ("ForBoard", "true"))).DocumentAsync()).Body.Reads(), StringComparison.Ordinal);

        // Neither the key nor the trail tells when which words were written, and those that wait are in no order.
        var home = await site.SqlAsync<Guid>("select id from pledge.board_words where authority_id = $1 and promise_key = 'home'", ash.Authority);
        Assert.NotEqual(7, home.Version);
        Assert.Contains("board-words", await site.SqlAsync<string>("select string_agg(what, ' ') from pledge.record_look where authority_id = $1", ash.Authority), StringComparison.Ordinal);
        var trail = await ReadAsync(await site.SignInAsync((await site.Arrange.StaffAsync(ash.Authority, Roles.Administrator)).Account), "/admin/audit?show=looks");
        Assert.Contains("Ash", trail, StringComparison.Ordinal);
        Assert.DoesNotContain("board words", trail, StringComparison.OrdinalIgnoreCase);

        var waiting = await ReadAsync(officer, $"/board/words?words={home}");
        Assert.Contains("read them: 2", waiting, StringComparison.Ordinal);
        Assert.Contains("Kim next door shouts all night", waiting, StringComparison.Ordinal);
        Assert.DoesNotContain("Only my worker", waiting, StringComparison.Ordinal);
        Assert.DoesNotContain("Ash", waiting, StringComparison.Ordinal);
        await officer.SubmitAsync($"/board/words?words={home}", ("Shown", "My neighbour shouts all night"), ("release", "true"));
        Assert.Contains("Write why", (await (await officer.SubmitAsync("/board/words", ("Reason", ""), ("release", "false"))).DocumentAsync()).Body.Reads(), StringComparison.Ordinal);
        var late = await officer.FillAsync("/board/words", null, ("Shown", "My nan"), ("release", "true"));
        await officer.SubmitAsync("/board/words", ("Reason", "Thank you. It says where your nan lives."), ("release", "false"));
        Assert.Contains("Look again", (await (await late()).DocumentAsync()).Body.Reads(), StringComparison.Ordinal);

        Assert.Equal("My neighbour shouts all night", await ReleasedAsync());
        Assert.Contains("My neighbour shouts all night", await ReadAsync(young, "/pledge/home"), StringComparison.Ordinal);
        var heldBack = await ReadAsync(young, "/pledge/people");
        Assert.Contains("It says where your nan lives", heldBack, StringComparison.Ordinal);
        Assert.DoesNotContain("Do not show this to the board", heldBack, StringComparison.Ordinal);
        Assert.Contains("Do not show this to the board", await ReadAsync(young, "/pledge/home"), StringComparison.Ordinal);
        await young.SubmitAsync("/pledge/home", ("words", $"{home}"));
        Assert.Equal("", await ReleasedAsync());
        Assert.DoesNotContain("neighbour", await ReadAsync(officer, "/board/words"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_practice_note_comes_out_of_samples_and_a_second_person_reads_it_first()
    {
        var worker = await site.Arrange.AdviserAsync();
        await site.Arrange.EditionAsync(worker.Authority, "home");
        var team = await site.SqlAsync<Guid>("select team_id from pledge.staff_member where id = $1", worker.Account);
        var writer = await site.SignInAsync((await site.Arrange.StaffAsync(worker.Authority, Roles.Manager, team)).Account);
        var second = await site.SignInAsync((await site.Arrange.StaffAsync(worker.Authority, Roles.Administrator)).Account);
        (string, string)[] note = [("PromiseKey", "home"), ("Theme", "voice"), ("Seen", "We hear them in most records"), ("Changes", "We ask what they said no to")];

        Assert.Contains("At least 3 samples", (await (await writer.SubmitAsync("/board/notes/new", note)).DocumentAsync()).Body.Reads(), StringComparison.Ordinal);
        for (var sample = 0; sample < 12; sample++)
        {
            var person = await site.Arrange.TheirsAsync(worker);
            await site.ExecuteAsync("insert into pledge.dip_sample (id, authority_id, young_person_id, worker_id, picked, picked_at, picked_by, state, good, sent_at) values (gen_random_uuid(), $1, $2, $3, 'random', '2026-11-01Z', $3, 'sent', 'Kind', '2026-11-01Z')", worker.Authority, person.YoungPerson!, worker.Account);
        }
        await writer.SubmitAsync("/board/notes/new", note);
        Assert.Equal(10, await site.SqlAsync<int>("select samples from pledge.practice_note where authority_id = $1", worker.Authority));
        await writer.SubmitAsync("/board/notes", ("release", "true"));
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.practice_note where authority_id = $1 and decision is not null", worker.Authority));
        await second.SubmitAsync("/board/notes", ("release", "true"));
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.practice_note where authority_id = $1 and decision = 'released'", worker.Authority));
    }
}
