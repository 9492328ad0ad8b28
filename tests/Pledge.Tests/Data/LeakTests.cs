using Npgsql;
using Pledge.Tests.Support;

namespace Pledge.Tests.Data;

/// <summary>What each actor can read when every filter of the program is gone: a bare select on every table, against the description below.</summary>
public sealed class LeakTests(LeakWorld world) : IClassFixture<LeakWorld>
{
    private static readonly string[] Actors =
        ["young-person", "adviser", "manager", "board", "data-officer", "administrator", "sign-in", "job:plan-reminders", "job:send-messages", "job:import-903", "coordinator", "partner"];

    public static TheoryData<string> EveryActor => [.. Actors];

    [Theory]
    [MemberData(nameof(EveryActor))]
    public async Task An_actor_changes_exactly_what_the_rules_say(string actor)
    {
        foreach (var words in LeakRules.Lines(LeakRules.Change))
        {
            var rule = words[Array.IndexOf(Actors, actor) + 1];
            var expected = await KeysAsync(world.Owner, null, $"select r.ctid::text from {words[0]} r where {Where(words[0], rule, actor)} order by 1");
            var reached = await ReachedAsync(actor, words[0]);
            Assert.True(expected.SequenceEqual(reached), $"{actor} can change {reached.Count} rows of {words[0]}, the rules say {expected.Count} ({rule})");
        }
    }

    // Each row there is, copied with a new key as the actor: a policy lets the copy in, or refuses it with 42501 before any constraint is looked at.
    [Theory]
    [MemberData(nameof(EveryActor))]
    public async Task An_actor_adds_exactly_what_the_rules_say(string actor)
    {
        foreach (var words in LeakRules.Lines(LeakRules.Add))
        {
            var rule = words[Array.IndexOf(Actors, actor) + 1];
            var columns = (await KeysAsync(world.Owner, null, LeakRules.InsertableColumns(words[0])))[0];
            foreach (var (json, may) in await RowsAsync(words[0], Where(words[0], rule, actor)))
            {
                var refused = await RefusedAsync(actor, $"insert into {words[0]} ({columns}) select {columns} from jsonb_populate_record(null::{words[0]}, $1)", json);
                Assert.True(may == !refused, $"{actor} {(refused ? "cannot" : "can")} add to {words[0]} ({rule}): {json}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(EveryActor))]
    public async Task An_actor_reads_exactly_what_the_rules_say(string actor)
    {
        var column = Array.IndexOf(Actors, actor);
        foreach (var words in LeakRules.Lines(LeakRules.Read))
        {
            var expected = await KeysAsync(world.Owner, null, $"select r.ctid::text from {words[0]} r where {Where(words[0], words[column + 1], actor)} order by 1");
            var read = await KeysAsync(world.App, actor, $"select r.ctid::text from {words[0]} r order by 1");
            Assert.True(expected.SequenceEqual(read), $"{actor} reads {read.Count} rows of {words[0]}, the rules say {expected.Count} ({words[column + 1]})");
        }
    }

    [Theory]
    [InlineData("pledge.contact", "recorded_by")]
    [InlineData("pledge.worker_view", "recorded_by")]
    [InlineData("pledge.note", "written_by")]
    [InlineData("pledge.note_hiding", "decided_by")]
    [InlineData("pledge.document", "added_by")]
    [InlineData("pledge.document_hiding", "decided_by")]
    [InlineData("pledge.conversation", "started_by")]
    [InlineData("pledge.conversation_message", "written_by")]
    [InlineData("pledge.plan_voice", "recorded_by")]
    [InlineData("pledge.plan_date", "recorded_by")]
    [InlineData("pledge.appointment_change", "by")]
    [InlineData("pledge.clock_pause", "paused_by")]
    [InlineData("pledge.rise_pause", "said_by")]
    [InlineData("pledge.involved_professional", "recorded_by")]
    [InlineData("pledge.record_look", "account_id")]
    [InlineData("pledge.leave_cover", "set_by")]
    public async Task Nobody_writes_in_anothers_name(string table, string author)
    {
        var columns = (await KeysAsync(world.Owner, null, LeakRules.InsertableColumns(table)))[0];
        var (json, _) = (await RowsAsync(table, "true")).First(row => row.Json.Contains(world.InCaseload.YoungPerson.ToString()!, StringComparison.Ordinal));
        var sql = $"insert into {table} ({columns}) select {columns} from jsonb_populate_record(null::{table}, $1 || ";

        Assert.True(await RefusedAsync("adviser", sql + $"jsonb_build_object('{author}', '{world.Manager.Account}'))", json));
        Assert.False(await RefusedAsync("adviser", sql + $"jsonb_build_object('{author}', '{world.Adviser.Account}'))", json));
        Assert.True(await RefusedAsync("board", sql + $"jsonb_build_object('{author}', '{world.Board.Account}'))", json));
    }

    [Theory]
    [InlineData("pledge.organisation", "changed_by")]
    [InlineData("pledge.mentor", "changed_by")]
    [InlineData("pledge.mentor_step", "recorded_by")]
    [InlineData("pledge.mentor_clearance", "recorded_by")]
    [InlineData("pledge.mentor_training", "recorded_by")]
    [InlineData("pledge.mentor_never", "set_by")]
    [InlineData("pledge.mentor_proposal", "made_by")]
    [InlineData("pledge.mentor_answer", "said_by")]
    [InlineData("pledge.mentor_waiting", "said_by")]
    [InlineData("pledge.mentor_round", "asked_by")]
    [InlineData("pledge.mentor_round_change", "set_by")]
    [InlineData("pledge.saved_weights", "saved_by")]
    [InlineData("pledge.mentor_check_in", "recorded_by")]
    [InlineData("pledge.organisation_person", "added_by")]
    [InlineData("pledge.opportunity_mark", "marked_by")]
    [InlineData("pledge.opportunity_step", "by")]
    public async Task A_coordinator_writes_in_no_other_name(string table, string author)
    {
        var columns = (await KeysAsync(world.Owner, null, LeakRules.InsertableColumns(table)))[0];
        var (json, _) = (await RowsAsync(table, $"r.authority_id = '{world.Here}'{(table == "pledge.mentor_proposal" ? " and not exists (select from pledge.mentor_match m where m.young_person_id = r.young_person_id and m.ended_on is null) and not exists (select from pledge.mentor_never n where n.young_person_id = r.young_person_id and n.mentor_id = r.mentor_id)" : "")}")).First(row => row.May && !row.Json.Contains("\"superseded_at\": \"", StringComparison.Ordinal) && !row.Json.Contains("\"side\": \"young-person\"", StringComparison.Ordinal) && !row.Json.Contains("\"state\": \"closed\"", StringComparison.Ordinal) && !row.Json.Contains("\"state\": \"matched\"", StringComparison.Ordinal));
        var sql = $"insert into {table} ({columns}) select {columns} from jsonb_populate_record(null::{table}, $1 || ";

        Assert.True(await RefusedAsync("coordinator", sql + $"jsonb_build_object('{author}', '{world.Manager.Account}'))", json));
        Assert.False(await RefusedAsync("coordinator", sql + $"jsonb_build_object('{author}', '{world.Coordinator.Account}'))", json));
        foreach (var (actor, account) in new[] { ("manager", world.Manager.Account), ("administrator", world.Administrator.Account), ("data-officer", world.DataOfficer.Account) })
            Assert.True(await RefusedAsync(actor, sql + $"jsonb_build_object('{author}', '{account}'))", json));
    }

    [Theory]
    [InlineData("pledge.organisation_commitment", "recorded_by", true)]
    [InlineData("pledge.commitment_update", "said_by", true)]
    [InlineData("pledge.board_meeting", "planned_by", false)]
    [InlineData("pledge.publication", "published_by", false)]
    [InlineData("pledge.board_meeting_line", "recorded_by", false)]
    [InlineData("pledge.board_action", "raised_by", false)]
    [InlineData("pledge.board_action_update", "said_by", false)]
    public async Task Whoever_runs_the_board_writes_in_no_other_name(string table, string author, bool coordinatorsToo)
    {
        var columns = (await KeysAsync(world.Owner, null, LeakRules.InsertableColumns(table)))[0];
        // What stands, of nobody's own.
        var live = table switch
        {
            "pledge.publication" => "",
            "pledge.board_meeting" => " and r.closed_at is null",
            "pledge.board_meeting_line" => " and r.kind = 'decision' and r.superseded_at is null and r.meeting_id in (select m.id from pledge.board_meeting m where m.closed_at is null)",
            "pledge.board_action" => $" and r.state = 'open' and r.owner_id = '{world.Manager.Account}'",
            "pledge.board_action_update" => $" and r.action_id in (select a.id from pledge.board_action a where a.owner_id = '{world.Manager.Account}')",
            "pledge.commitment_update" => $" and r.superseded_at is null and r.commitment_id in (select c.commitment_id from pledge.organisation_commitment c where c.owner_id is null and c.superseded_at is null and c.organisation_id <> '{world.Organisation}')",
            _ => " and r.superseded_at is null",
        };
        var (json, _) = (await RowsAsync(table, $"r.authority_id = '{world.Here}'{live}")).First(row => row.May);
        var sql = $"insert into {table} ({columns}) select {columns} from jsonb_populate_record(null::{table}, $1 || ";
        foreach (var actor in new[] { "manager", "data-officer", "administrator", "coordinator", "board", "adviser", "partner", "young-person" })
        {
            var may = actor is "manager" or "data-officer" or "administrator" || (actor == "coordinator" && coordinatorsToo);
            Assert.True(may != await RefusedAsync(actor, sql + $"jsonb_build_object('{author}', '{Who(actor).Account}'))", json), $"{actor} and {table}");
            Assert.True(await RefusedAsync(actor, sql + $"jsonb_build_object('{author}', '{world.Covered.Account}'))", json), $"{actor} as another, {table}");
        }
    }

    [Fact]
    public async Task An_administrator_sets_the_area_in_no_other_name()
    {
        const string table = "pledge.authority_area";
        var columns = (await KeysAsync(world.Owner, null, LeakRules.InsertableColumns(table)))[0];
        var (json, _) = (await RowsAsync(table, "true")).First(row => row.Json.Contains(world.Here.ToString(), StringComparison.Ordinal));
        var sql = $"insert into {table} ({columns}) select {columns} from jsonb_populate_record(null::{table}, $1 || ";

        Assert.False(await RefusedAsync("administrator", sql + $"jsonb_build_object('set_by', '{world.Administrator.Account}'))", json));
        Assert.True(await RefusedAsync("administrator", sql + $"jsonb_build_object('set_by', '{world.DataOfficer.Account}'))", json));
        Assert.True(await RefusedAsync("data-officer", sql + $"jsonb_build_object('set_by', '{world.DataOfficer.Account}'))", json));
    }

    [Fact]
    public async Task A_data_officer_keeps_returns_in_no_other_name()
    {
        const string table = "pledge.oc3_submission";
        var columns = (await KeysAsync(world.Owner, null, LeakRules.InsertableColumns(table)))[0];
        var (json, _) = (await RowsAsync(table, "true")).First(row => row.Json.Contains(world.Here.ToString(), StringComparison.Ordinal));
        var sql = $"insert into {table} ({columns}) select {columns} from jsonb_populate_record(null::{table}, $1 || ";

        Assert.False(await RefusedAsync("data-officer", sql + $"jsonb_build_object('kept_by', '{world.DataOfficer.Account}'))", json));
        Assert.True(await RefusedAsync("data-officer", sql + $"jsonb_build_object('kept_by', '{world.Adviser.Account}'))", json));
        Assert.True(await RefusedAsync("administrator", sql + $"jsonb_build_object('kept_by', '{world.Administrator.Account}'))", json));
    }

    [Fact]
    public async Task A_partner_adds_people_to_their_own_organisation_alone_and_only_partners()
    {
        const string table = "pledge.organisation_person";
        var columns = (await KeysAsync(world.Owner, null, LeakRules.InsertableColumns(table)))[0];
        var sql = $"insert into {table} ({columns}) select {columns} from jsonb_populate_record(null::{table}, $1 || ";
        var (mine, _) = (await RowsAsync(table, "true")).First(row => row.Json.Contains(world.Organisation.ToString(), StringComparison.Ordinal));
        var (anothers, _) = (await RowsAsync(table, "true")).First(row => row.Json.Contains(world.Here.ToString(), StringComparison.Ordinal) && !row.Json.Contains(world.Organisation.ToString(), StringComparison.Ordinal));

        Assert.False(await RefusedAsync("partner", sql + $"jsonb_build_object('added_by', '{world.Partner.Account}'))", mine));
        Assert.True(await RefusedAsync("partner", sql + $"jsonb_build_object('added_by', '{world.Coordinator.Account}'))", mine));
        Assert.True(await RefusedAsync("partner", sql + $"jsonb_build_object('added_by', '{world.Partner.Account}'))", anothers));
        Assert.True(await RefusedAsync("partner", sql + $"jsonb_build_object('added_by', '{world.Partner.Account}', 'account_id', '{world.InCaseload.Account}'))", mine));
        Assert.True(await RefusedAsync("coordinator", sql + $"jsonb_build_object('added_by', '{world.Coordinator.Account}', 'account_id', '{world.Adviser.Account}'))", mine));
    }

    // Each side adds to what runs, for itself and under its own name; nobody of the staff does it for them.
    [Theory]
    [InlineData("pledge.mentor_agreement", "written_by")]
    [InlineData("pledge.mentor_meeting", "recorded_by")]
    [InlineData("pledge.mentor_feeling", "said_by")]
    [InlineData("pledge.mentor_pause", "set_by")]
    [InlineData("pledge.mentor_goodbye", "said_by")]
    [InlineData("pledge.mentor_concern", "raised_by")]
    public async Task The_two_of_a_match_write_for_themselves_alone(string table, string author)
    {
        var columns = (await KeysAsync(world.Owner, null, LeakRules.InsertableColumns(table)))[0];
        var sql = $"insert into {table} ({columns}) select {columns} from jsonb_populate_record(null::{table}, $1)";
        var sides = new[] { ("young-person", world.InCaseload, $"m.young_person_id = '{world.InCaseload.YoungPerson}'"), ("mentor", world.Partner, $"m.mentor_id = '{world.Mentor}'") };
        foreach (var (side, who, mine) in sides)
            foreach (var (match, as_, by, may) in new[] { (mine, side, who, true), (mine, side == "mentor" ? "young-person" : "mentor", who, false), (mine, side, world.Coordinator, false), ($"not ({mine})", side, who, false) })
            {
                var row = (await KeysAsync(world.Owner, null,
                    $"select (to_jsonb(r) || jsonb_build_object('id', gen_random_uuid(), 'side', '{as_}', '{author}', '{by.Account}', 'superseded_at', null, 'withdrawn_at', null, 'withdrawn_by', null, 'ended_at', null, 'ended_by', null, 'read_at', null, 'read_by', null, 'young_person_yes_at', null, 'mentor_yes_at', null))::text from {table} r join pledge.mentor_match m on m.id = r.match_id where m.ended_on is null and {match} limit 1"))
                    .FirstOrDefault() ?? (await KeysAsync(world.Owner, null, $"select (to_jsonb(r) || jsonb_build_object('id', gen_random_uuid(), 'side', '{as_}', '{author}', '{by.Account}'))::text from {table} r join pledge.mentor_match m on m.id = r.match_id where {match} limit 1"))[0];
                Assert.Equal(!may, await RefusedAsync(side == "mentor" ? "partner" : "young-person", sql, row));
                foreach (var staff in new[] { "adviser", "manager", "administrator", "data-officer" })
                    Assert.True(await RefusedAsync(staff, sql.Replace("$1)", $"$1 || jsonb_build_object('{author}', '{Who(staff).Account}'))", StringComparison.Ordinal), row), $"{staff} adds to {table}");
            }
    }

    [Fact]
    public async Task A_mentor_answers_for_themselves_alone_and_moves_nobody_on()
    {
        const string answer = "insert into pledge.mentor_answer (id, authority_id, young_person_id, proposal_id, side, says, said_at, said_by) select gen_random_uuid(), r.authority_id, r.young_person_id, r.proposal_id, r.side, 'no', now(), r.said_by from jsonb_populate_record(null::pledge.mentor_answer, $1) r";
        foreach (var (mentor, side, by, may) in new[] { ("=", "mentor", world.Partner, true), ("=", "young-person", world.Partner, false), ("=", "mentor", world.Coordinator, false), ("<>", "mentor", world.Partner, false) })
        {
            var row = await KeysAsync(world.Owner, null, $"select jsonb_build_object('authority_id', p.authority_id, 'young_person_id', p.young_person_id, 'proposal_id', p.id, 'side', '{side}', 'said_by', '{by.Account}')::text from pledge.mentor_proposal p where p.state = 'open' and p.authority_id = '{world.Here}' and p.mentor_id {mentor} '{world.Mentor}' limit 1");
            Assert.Equal(!may, await RefusedAsync("partner", answer, row[0]));
        }

        Assert.True(await RefusedAsync("partner", "update pledge.mentor_proposal set young_person_says = 'yes' where mentor_id = ($1 ->> 'id')::uuid", $$"""{ "id": "{{world.Mentor}}" }"""));
        foreach (var (change, may) in new[] { ("places = 4", true), ("state = 'approved'", false), ("name = 'Mo Marsh'", false), ("account_id = null", false) })
            Assert.Equal(!may, await RefusedAsync("partner", $"update pledge.mentor set {change}, changed_by = '{world.Partner.Account}' where id = ($1 ->> 'id')::uuid", $$"""{ "id": "{{world.Mentor}}" }"""));
    }

    // Each side says what it says of a place for itself; an employer never why somebody left, nor anything of the bursary.
    [Fact]
    public async Task Of_a_place_each_side_speaks_for_itself()
    {
        const string sql = "insert into pledge.placement_statement (id, authority_id, young_person_id, placement_id, about, after_days, side, says, day, reason, said_at, said_by) select gen_random_uuid(), r.authority_id, r.young_person_id, r.placement_id, r.about, r.after_days, r.side, r.says, r.day, r.reason, now(), r.said_by from jsonb_populate_record(null::pledge.placement_statement, $1) r";
        var actors = new[] { ("young-person", "young-person", world.InCaseload), ("adviser", "worker", world.Adviser), ("manager", "worker", world.Manager), ("partner", "employer", world.Partner) };
        foreach (var (actor, side, who) in actors)
            foreach (var (as_, by, whose, may) in new[] { (side, who, world.InCaseload, true), (side == "worker" ? "employer" : "worker", who, world.InCaseload, false), (side, world.Coordinator, world.InCaseload, false) })
            {
                var row = await KeysAsync(world.Owner, null, $"select jsonb_build_object('authority_id', p.authority_id, 'young_person_id', p.young_person_id, 'placement_id', p.id, 'about', 'going', 'after_days', 182, 'side', '{as_}', 'says', true, 'said_by', '{by.Account}')::text from pledge.job_placement p where p.organisation_id = '{world.Organisation}' and p.young_person_id = '{whose.YoungPerson}'");
                Assert.Equal(!may, await RefusedAsync(actor, sql, row[0]));
            }
        foreach (var staff in new[] { "coordinator", "administrator", "data-officer", "board" })
        {
            var row = await KeysAsync(world.Owner, null, $"select jsonb_build_object('authority_id', p.authority_id, 'young_person_id', p.young_person_id, 'placement_id', p.id, 'about', 'going', 'after_days', 182, 'side', 'worker', 'says', true, 'said_by', '{Who(staff).Account}')::text from pledge.job_placement p limit 1");
            Assert.True(await RefusedAsync(staff, sql, row[0]));
        }
    }

    [Theory]
    [InlineData("pledge.opportunity", "changed_by", "'state', 'draft'")]
    [InlineData("pledge.opportunity_version", "written_by", "'state', 'draft'")]
    [InlineData("pledge.opportunity_step", "by", "'act', 'submitted'")]
    public async Task A_partner_posts_for_their_own_organisation_and_in_no_other_name(string table, string author, string also)
    {
        var columns = (await KeysAsync(world.Owner, null, LeakRules.InsertableColumns(table)))[0];
        var sql = $"insert into {table} ({columns}) select {columns} from jsonb_populate_record(null::{table}, $1 || ";
        string Own(Guid account, string what) => sql + $"jsonb_build_object('{author}', '{account}', {what}))";
        var rows = await RowsAsync(table, $"r.authority_id = '{world.Here}'");
        var mine = rows.First(row => row.Json.Contains(world.Organisation.ToString(), StringComparison.Ordinal)).Json;
        var anothers = rows.First(row => row.May && !row.Json.Contains(world.Organisation.ToString(), StringComparison.Ordinal)).Json;

        Assert.False(await RefusedAsync("partner", Own(world.Partner.Account, also), mine));
        Assert.True(await RefusedAsync("partner", Own(world.Coordinator.Account, also), mine));
        Assert.True(await RefusedAsync("partner", Own(world.Partner.Account, also), anothers));
        Assert.True(await RefusedAsync("partner", Own(world.Partner.Account, table.EndsWith("step", StringComparison.Ordinal) ? "'act', 'approved'" : "'state', 'live'"), mine));
        Assert.True(await RefusedAsync("young-person", Own(world.InCaseload.Account, also), mine));
    }

    [Fact]
    public async Task The_rules_describe_every_table_with_policies() =>
        Assert.Equal(
            await KeysAsync(world.Owner, null, "select x.name from (select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('pledge', 'identity') and c.relkind = 'r' and c.relrowsecurity) x order by x.name collate \"C\""),
            LeakRules.Lines(LeakRules.Read).Select(words => words[0]).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Every_table_in_the_world_has_rows_to_leak()
    {
        foreach (var table in LeakRules.Lines(LeakRules.Read).Select(words => words[0]))
            Assert.True((await KeysAsync(world.Owner, null, $"select 1::text from {table}")).Count >= 2, table);
    }

    // The rules once more, in terms of the arranged people rather than of policies, settings or assignments.
    private string Where(string table, string rule, string actor) => string.Join(" or ", rule.Split('+').Select(word => word switch
    {
        "none" => "false",
        "all" => "true",
        "here" => table == "pledge.authority" ? $"r.id = '{world.Here}'" : InAuthority(table, world.Here),
        "asked-mine" => $"r.asked_by = '{Who(actor).Account}' and r.state = 'asked'",
        "mine" => OfAccount(table, Who(actor).Account),
        "young" => $"{AccountOf(table)} in (select id from identity.account where role = 'young-person' and authority_id = '{world.Here}')",
        "coordinators" => $"r.authority_id = '{world.Here}' and r.role = 'coordinator'",
        "own-side" => $"{About(table, [world.InCaseload])} and r.side = 'young-person'",
        "side-caseload" => $"{About(table, [world.InCaseload, world.Covered])} and r.side = 'young-person'",
        "side-team" => $"{About(table, [world.InCaseload, world.InTeam])} and r.side = 'young-person'",
        "coordinators-side" => $"r.authority_id = '{world.Here}' and r.side = 'coordinator'",
        "open" => $"r.authority_id = '{world.Here}' and r.state = 'open'",
        "open-me" => $"{About(table, [world.InCaseload])} and r.state = 'open'",
        "partners" => $"r.authority_id = '{world.Here}' and r.role = 'partner'",
        "asked" => "r.decision is null",
        "asked-here" => $"r.authority_id = '{world.Here}' and r.decision is null",
        "asked-me" => $"r.state <> 'draft' and r.id in (select a.consultation_id from pledge.consultation_asked a where a.young_person_id = '{world.InCaseload.YoungPerson}')",
        "current" => $"r.authority_id = '{world.Here}' and r.ended_at is null",
        "published" => $"r.published_version is not null and (r.authority_id = '{world.Here}' or r.others_from <= date '2026-11-22')",
        "opened" => $"r.authority_id = '{world.Here}' or r.others_from <= date '2026-11-22'",
        "published-version" => $"(r.opportunity_id, r.number) in (select o.id, o.published_version from pledge.opportunity o where o.authority_id = '{world.Here}' or o.others_from <= date '2026-11-22')",
        "submitted" => $"r.authority_id = '{world.Here}' and r.state = 'submitted'",
        "my-unsettled" => $"r.organisation_id = '{world.Organisation}' and r.state in ('draft', 'submitted')",
        "me-now" => $"{About(table, [world.InCaseload])} and r.ended_at is null",
        "sent-caseload" => $"{About(table, [world.InCaseload, world.Covered])} and r.state <> 'draft'",
        "sent-team" => $"{About(table, [world.InCaseload, world.InTeam])} and r.state <> 'draft'",
        "me-told" => $"{About(table, [world.InCaseload])} and r.act not in ('turned-down', 'feedback-sent-back', 'no-taken-back')",
        "me-given" => $"{About(table, [world.InCaseload])} and r.taken_back_at is null",
        "here-released" => $"r.authority_id = '{world.Here}' and r.decision = 'released'",
        "me-believed" => $"{About(table, [world.InCaseload])} and r.superseded_at is null",
        "drafted-caseload" => $"{About(table, [world.InCaseload, world.Covered])} and r.written_by_side = 'worker' and r.superseded_at is null",
        "drafted-team" => $"{About(table, [world.InCaseload, world.InTeam])} and r.written_by_side = 'worker' and r.superseded_at is null",
        "me-open" => $"{About(table, [world.InCaseload])} and r.state in ('draft', 'sent', 'interview', 'offered')",
        "my-sent" => $"r.organisation_id = '{world.Organisation}' and r.state not in ('draft', 'withdrawn')",
        "my-open" => $"r.organisation_id = '{world.Organisation}' and r.state in ('sent', 'interview')",
        "my-steps" => $"r.application_id in (select a.id from pledge.job_application a where a.organisation_id = '{world.Organisation}' and a.state not in ('draft', 'withdrawn'))",
        "my-places" => $"{Places()} and (r.side = 'employer' or (r.about = 'started' and r.says))",
        "my-places-believed" => $"{Places()} and r.side = 'employer' and r.superseded_at is null",
        "worker-caseload" => $"{About(table, [world.InCaseload, world.Covered])} and r.side = 'worker' and r.superseded_at is null",
        "worker-team" => $"{About(table, [world.InCaseload, world.InTeam])} and r.side = 'worker' and r.superseded_at is null",
        "my-back" => $"r.organisation_id = '{world.Organisation}' and r.back is not null",
        "post-here" => $"r.post_authority_id = '{world.Here}'",
        "my-organisation" => $"r.id = '{world.Organisation}'",
        "my-people" => $"r.organisation_id = '{world.Organisation}'",
        "my-current" => $"r.organisation_id = '{world.Organisation}' and r.ended_at is null",
        "my-mentor" => $"r.id = '{world.Mentor}'",
        "my-mentors" => $"r.mentor_id = '{world.Mentor}'",
        "my-mentors-open" => $"r.mentor_id = '{world.Mentor}' and r.state = 'open'",
        "my-mentors-believed" => $"r.mentor_id = '{world.Mentor}' and r.superseded_at is null",
        // The day in the world is 22 November.
        "my-mentors-lately" => $"r.mentor_id = '{world.Mentor}' and (r.ended_on is null or r.ended_on >= '2026-10-23')",
        "raised" => $"{About(table, [world.InCaseload])} and r.raised_by = '{world.InCaseload.Account}'",
        "unread" => $"r.authority_id = '{world.Here}' and r.read_at is null",
        "unread-caseload" => $"{About(table, [world.InCaseload, world.Covered])} and r.read_at is null",
        "unread-team" => $"{About(table, [world.InCaseload, world.InTeam])} and r.read_at is null",
        "own-side-believed" => $"{About(table, [world.InCaseload])} and r.side = 'young-person' and r.superseded_at is null",
        // Of a match itself, and of what hangs on one.
        "running" => $"{About(table, [world.InCaseload])} and r.ended_on is null",
        "my-running" => $"r.mentor_id = '{world.Mentor}' and r.ended_on is null",
        "running-believed" => $"{About(table, [world.InCaseload])} and {Pairs("ended_on is null")} and r.superseded_at is null",
        "running-standing" => $"{About(table, [world.InCaseload])} and {Pairs("ended_on is null")} and r.withdrawn_at is null",
        "running-unended" => $"{About(table, [world.InCaseload])} and {Pairs("ended_on is null")} and r.ended_at is null",
        "my-running-believed" => $"{Pairs($"mentor_id = '{world.Mentor}' and m.ended_on is null")} and r.superseded_at is null",
        "my-running-standing" => $"{Pairs($"mentor_id = '{world.Mentor}' and m.ended_on is null")} and r.withdrawn_at is null",
        "my-running-unended" => $"{Pairs($"mentor_id = '{world.Mentor}' and m.ended_on is null")} and r.ended_at is null",
        "my-pairs" => Lately(),
        "my-pairs-side" => $"{Lately()} and r.side = 'mentor'",
        "my-pairs-side-believed" => $"{Lately()} and r.side = 'mentor' and r.superseded_at is null",
        "my-pairs-raised" => $"{Lately()} and r.raised_by = '{world.Partner.Account}'",
        "my-commitments" => $"r.commitment_id in (select c.commitment_id from pledge.organisation_commitment c where c.organisation_id = '{world.Organisation}' and c.superseded_at is null)",
        "said-believed" => $"r.said_by = '{Who(actor).Account}' and r.superseded_at is null",
        "unclosed" => $"r.authority_id = '{world.Here}' and r.closed_at is null",
        "open-decision" => $"r.authority_id = '{world.Here}' and r.kind = 'decision' and r.superseded_at is null and r.meeting_id in (select m.id from pledge.board_meeting m where m.closed_at is null)",
        "owed" => $"r.owner_id = '{Who(actor).Account}'",
        "of-owed" => $"r.action_id in (select a.id from pledge.board_action a where a.owner_id = '{Who(actor).Account}')",
        "my-believed" => $"r.organisation_id = '{world.Organisation}' and r.superseded_at is null",
        "believed" => $"r.authority_id = '{world.Here}' and r.superseded_at is null",
        "team-but-say" => $"{About(table, [world.InCaseload, world.InTeam])} and r.what not in ('forum-matter', 'consultation-answer')",
        "here-but-say" => $"r.authority_id = '{world.Here}' and r.what not in ('forum-matter', 'consultation-answer')",
        "me" => About(table, [world.InCaseload]),
        "caseload" => About(table, [world.InCaseload, world.Covered]),
        "team" => About(table, [world.InCaseload, world.InTeam]),
        "theirs" => About(table, [world.InCaseload]),
        "theirteam" => About(table, [world.InCaseload, world.InTeam]),
        "of-team" => $"r.account_id in (select s.id from pledge.staff_member s where s.team_id = (select m.team_id from pledge.staff_member m where m.id = '{world.Manager.Account}'))",
        "shared-caseload" => $"{About(table, [world.InCaseload, world.Covered])} and r.seen_by in ('worker', 'both') and r.superseded_at is null",
        "shared-team" => $"{About(table, [world.InCaseload, world.InTeam])} and r.seen_by in ('worker', 'both') and r.superseded_at is null",
        _ => throw new ArgumentOutOfRangeException(nameof(rule), word, null),
    }));

    private static string Pairs(string which) => $"r.match_id in (select m.id from pledge.mentor_match m where m.{which})";

    private string Places() => $"r.placement_id in (select p.id from pledge.job_placement p where p.organisation_id = '{world.Organisation}')";

    private string Lately() => Pairs($"mentor_id = '{world.Mentor}' and (m.ended_on is null or m.ended_on >= '2026-10-23')");

    private static string About(string table, Someone[] people) =>
        $"{(table == "pledge.young_person" ? "r.id" : "r.young_person_id")} in ({string.Join(", ", people.Select(p => $"'{p.YoungPerson}'"))})";

    private static string OfAccount(string table, Guid account) => $"{AccountOf(table)} = '{account}'";

    private static string AccountOf(string table) => table switch
    {
        "identity.account" or "pledge.staff_member" => "r.id",
        "identity.account_claim" or "identity.account_login" or "identity.account_token" => "r.user_id",
        _ => "r.account_id",
    };

    private static string InAuthority(string table, Guid authority) => table.StartsWith("identity.account_", StringComparison.Ordinal)
        ? $"r.user_id in (select id from identity.account where authority_id = '{authority}')"
        : $"r.authority_id = '{authority}'";

    private Someone Who(string actor) => actor switch
    {
        "young-person" => world.InCaseload,
        "adviser" => world.Adviser,
        "manager" => world.Manager,
        "board" => world.Board,
        "coordinator" => world.Coordinator,
        "partner" => world.Partner,
        "data-officer" => world.DataOfficer,
        _ => world.Administrator,
    };

    private async Task<List<string>> KeysAsync(NpgsqlDataSource source, string? actor, string sql)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (actor is not null)
            await EnterAsync(connection, actor);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> keys = [];
        while (await reader.ReadAsync())
            keys.Add(reader.GetString(0));
        return keys;
    }

    private async Task<List<string>> ReachedAsync(string actor, string table)
    {
        try
        {
            return await KeysAsync(world.App, actor, $"select x.key from (select r.ctid::text as key from {table} r for update) x order by 1");
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return [];
        }
    }

    private async Task<List<(string Json, bool May)>> RowsAsync(string table, string where)
    {
        await using var command = world.Owner.CreateCommand(
            $"select (to_jsonb(r) || case when jsonb_typeof(to_jsonb(r) -> 'id') = 'string' then jsonb_build_object('id', gen_random_uuid()) else '{{}}' end)::text, {where} from {table} r");
        await using var reader = await command.ExecuteReaderAsync();
        List<(string, bool)> rows = [];
        while (await reader.ReadAsync())
            rows.Add((reader.GetString(0), reader.GetBoolean(1)));
        return rows;
    }

    private async Task<bool> RefusedAsync(string actor, string sql, string json)
    {
        await using var connection = await world.App.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await EnterAsync(connection, actor);
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = json, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Jsonb } } };
        try
        {
            await command.ExecuteNonQueryAsync();
            return false;
        }
        catch (PostgresException error)
        {
            return error.SqlState == PostgresErrorCodes.InsufficientPrivilege;
        }
    }

    private async Task EnterAsync(NpgsqlConnection connection, string actor)
    {
        var isPerson = actor is not "sign-in" && !actor.StartsWith("job:", StringComparison.Ordinal);
        await using var command = isPerson
            ? new NpgsqlCommand("select pledge.enter($1, $2, $3, $4, $5, date '2026-11-22')", connection)
            : new NpgsqlCommand("select pledge.enter_as($1, $2, date '2026-11-22')", connection);
        command.Parameters.Add(new() { Value = actor });
        if (isPerson)
        {
            var who = Who(actor);
            command.Parameters.Add(new() { Value = who.Account });
            command.Parameters.Add(new() { Value = (await KeysAsync(world.Owner, null, $"select security_stamp from identity.account where id = '{who.Account}'"))[0] });
            command.Parameters.Add(new() { Value = who.Authority });
            command.Parameters.Add(new() { Value = (object?)who.YoungPerson ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
        }
        else
            command.Parameters.Add(new() { Value = world.Here });
        Assert.NotEqual(false, await command.ExecuteScalarAsync());
    }
}
