using Microsoft.Extensions.DependencyInjection;
using Pledge.Domain;
using Pledge.Tests.Support;
using Pledge.Web.Access;
using Pledge.Web.Background.Mail;

namespace Pledge.Tests.Hostile;

/// <summary>How somebody who may comes to a form.</summary>
/// <param name="Come">Arranges what the form needs and gives who visits which page.</param>
internal sealed record Way(Func<Stage, Task<(Func<Task<Visitor>> Who, string Page)>> Come)
{
    /// <summary>Whether somebody of the same authority in another's caseload is a stranger here.</summary>
    public bool OwnCaseload { get; init; } = true;

    /// <summary>Whether the form may answer with a page that shows what was asked for.</summary>
    public bool Shows { get; init; }

    /// <summary>Whether sending it without a token does nothing but what its own sealed link allows.</summary>
    public bool NeedsNoToken { get; init; }
}

/// <summary>The way to every form. A new form is added here; a test says so.</summary>
internal static partial class Ways
{
    private static readonly DateOnly Soon = new(2026, 12, 6);

    public static IReadOnlyDictionary<string, Way> All { get; } = new Dictionary<string, Way>(
        [.. Young, .. Work, .. PlanWork, .. HandOvers, .. Offices, .. Mentoring, .. Opportunities, .. Applications, .. Participation, .. Board, .. Door]);

    private static Way As(Func<Stage, Someone> who, Func<Stage, Task<string>> page) =>
        new(async stage =>
        {
            var address = await page(stage);
            return (() => stage.World.SignInAsync(who(stage).Account), address);
        });

    private static Way ByYoung(Func<Stage, Task<string>> page) => As(stage => stage.Young, page);
    private static Way ByYoung(string page) => ByYoung(_ => Task.FromResult(page));
    private static Way ByWorker(Func<Stage, Task<string>> page) => As(stage => stage.Worker, page);
    private static Way ByWorker(Func<Stage, string> page) => ByWorker(stage => Task.FromResult(page(stage)));
    private static Way ByManager(Func<Stage, Task<string>> page) => As(stage => stage.Manager, page);
    private static Way ByAdministrator(Func<Stage, Task<string>> page) => As(stage => stage.World.Administrator, page) with { OwnCaseload = false };
    private static Way ByAdministrator(string page) => ByAdministrator(_ => Task.FromResult(page));
    private static Way ByOfficer(Func<Stage, Task<string>> page) => As(stage => stage.World.DataOfficer, page) with { OwnCaseload = false };
    private static Way ByOfficer(Func<Stage, string> page) => ByOfficer(stage => Task.FromResult(page(stage)));

    private static async Task<Guid> ListAsync(Stage stage, string home)
    {
        var list = await stage.RowAsync("insert into pledge.data_set_upload (id, authority_id, extracted_on, strict, file, not_read, missing, uploaded_at, uploaded_by) values (:id, :authority, '2026-11-20', false, :mark, '{}', '{}', '2026-11-20Z', :worker)");
        await stage.RowAsync($"insert into pledge.data_set_upload_row (authority_id, upload_id, line, child_id, eligibility, in_touch, home, suitable, activity) values (:authority, '{list}', 2, 'C1', '', '', {home}, '', '')");
        return list;
    }

    private static Task<Guid> AppointmentAsync(Stage stage, string side) => stage.RowAsync(
        $"insert into pledge.appointment (id, authority_id, young_person_id, kind, starts_at, minutes, place, state, proposed_by, sequence, changed_at) values (:id, :authority, :person, 'meeting', '2026-12-06 10:00Z', 60, :mark, 'proposed', '{side}', 0, '2026-11-20Z')");

    private static Dictionary<string, Way> Young => new()
    {
        ["/welcome-to-pledge"] = ByYoung("/welcome-to-pledge"),
        ["/opportunities/national"] = ByYoung("/opportunities/national") with { OwnCaseload = false },
        ["/plan#Tick"] = ByYoung(async s => { await s.Arrange.ActionAsync(s.Young, s.Mark, Soon); return "/plan"; }),
        ["/plan#Untick"] = ByYoung(async s =>
        {
            await s.Arrange.ActionAsync(s.Young, s.Mark, Soon);
            await s.RowAsync("update pledge.plan_action set done_at = '2026-11-20Z', done_by = :account where young_person_id = :person");
            return "/plan";
        }),
        ["/plan/say"] = ByYoung(async s => { await s.Arrange.SharedVersionAsync(s.Worker, s.Young, homeWords: s.Mark); return "/plan/say"; }),
        ["/plan/parts/{number:int}"] = ByYoung(async s => { await s.Arrange.SharedVersionAsync(s.Worker, s.Young, homeWords: s.Mark); return "/plan/parts/5"; }),
        ["/plan/wishes"] = ByYoung(WishesAsync),
        ["/plan/dates#Add"] = ByYoung("/plan/dates"),
        ["/plan/dates#TakeOut"] = ByYoung(async s => { await DateAsync(s, ":account"); return "/plan/dates"; }),
        ["/plan/review#Ask"] = ByYoung("/plan/review"),
        ["/plan/review#TakeBack"] = ByYoung(async s =>
        {
            await s.RowAsync("insert into pledge.review_request (id, authority_id, young_person_id, asked_on, words, asked_at, asked_by) values (:id, :authority, :person, '2026-11-20', :mark, '2026-11-20Z', :account)");
            return "/plan/review";
        }),
        ["/messages/new"] = ByYoung("/messages/new"),
        ["/messages/{id}"] = ByYoung(async s => $"/messages/{await TalkAsync(s)}"),
        ["/pledge/{key:regex(^[a-z0-9-]+$):maxlength(40)}"] = ByYoung("/pledge/home"),
        ["/pledge/{key:regex(^[a-z0-9-]+$):maxlength(40)}#TakeBack"] = ByYoung(async s => { await BoardWordsAsync(s); return "/pledge/home"; }),
        ["/pledge/{key:regex(^[a-z0-9-]+$):maxlength(40)}/answer"] = ByYoung("/pledge"),
        ["/appointments/calendar#Make"] = ByYoung("/appointments/calendar"),
        ["/appointments/calendar#End"] = ByYoung(async s =>
        {
            await s.RowAsync("insert into pledge.calendar_feed (id, authority_id, account_id, token_hash, made_at) values (:id, :authority, :account, sha256(:id::text::bytea), '2026-11-20Z') on conflict do nothing");
            return "/appointments/calendar";
        }),
        ["/appointments/new"] = ByYoung("/appointments/new"),
        ["/appointments/{id:guid}#Accept"] = ByYoung(async s => $"/appointments/{await AppointmentAsync(s, "worker")}"),
        ["/appointments/{id:guid}#Move"] = ByYoung(async s => $"/appointments/{await AppointmentAsync(s, "worker")}"),
        ["/appointments/{id:guid}#Cancel"] = ByYoung(async s => $"/appointments/{await AppointmentAsync(s, "worker")}"),
        ["/reminders"] = ByYoung("/reminders"),
        ["/reminders#Texts"] = ByYoung(async s => { await s.Arrange.NumberAsync(s.Young, "+447700900123"); return "/reminders"; }),
        ["/reminders#EndBreak"] = ByYoung(async s => { await s.Arrange.ReminderSettingAsync(s.Young, pausedUntil: new(2099, 1, 1)); return "/reminders"; }),
        ["/reminders/choose"] = ByYoung("/reminders/choose"),
        ["/record/wrong"] = ByYoung("/record/wrong"),
        ["/record/wrong/list#TakeBack"] = ByYoung(async s => { await WrongAsync(s); return "/record/wrong/list"; }),
        ["/record/download"] = ByYoung("/record/download"),
        ["/my-people/new"] = ByYoung("/my-people/new"),
        ["/my-people/{person:guid}"] = ByYoung(async s => $"/my-people/{await s.Arrange.RelationshipAsync(s.Young, s.Mark)}"),
        ["/my-people/{person:guid}/take-away"] = ByYoung(async s => $"/my-people/{await s.Arrange.RelationshipAsync(s.Young, s.Mark)}/take-away"),
        ["/drafts/{form}/{subject:guid}"] = ByYoung(WishesAsync) with { Shows = true },
        ["/drafts/{form}/{subject:guid}#StartAgain"] = ByYoung(async s =>
        {
            await s.RowAsync($$"""insert into pledge.draft (authority_id, account_id, form, subject_id, body, page_key, saved_at) values (:authority, :account, 'plan-wishes', '{{Guid.Empty}}', '{"Words": ["Half a sentence"]}', :id, '2026-11-22Z')""");
            return await WishesAsync(s);
        }),
    };

    private static Dictionary<string, Way> Work => new()
    {
        ["/young-people/{id}/appointments/new"] = ByWorker(s => $"/young-people/{s.Young.YoungPerson}/appointments/new"),
        ["/young-people/{id}/appointments/{appointment:guid}#Accept"] = ByWorker(async s => $"/young-people/{s.Young.YoungPerson}/appointments/{await AppointmentAsync(s, "young-person")}"),
        ["/young-people/{id}/appointments/{appointment:guid}#SaidYes"] = ByWorker(async s => $"/young-people/{s.Young.YoungPerson}/appointments/{await AppointmentAsync(s, "worker")}"),
        ["/young-people/{id}/appointments/{appointment:guid}#Move"] = ByWorker(async s => $"/young-people/{s.Young.YoungPerson}/appointments/{await AppointmentAsync(s, "young-person")}"),
        ["/young-people/{id}/appointments/{appointment:guid}#Cancel"] = ByWorker(async s => $"/young-people/{s.Young.YoungPerson}/appointments/{await AppointmentAsync(s, "young-person")}"),
        ["/contacts/new"] = ByWorker(s => $"/contacts/new?with={s.Young.YoungPerson}"),
        ["/contacts/{id}/correct"] = ByWorker(async s => $"/contacts/{await s.Arrange.ContactAsync(s.Worker, s.Young, new(2026, 11, 1), note: s.Mark)}/correct"),
        ["/contacts/{id}/withdraw"] = ByWorker(async s => $"/contacts/{await s.Arrange.ContactAsync(s.Worker, s.Young, new(2026, 11, 1), note: s.Mark)}/withdraw"),
        ["/young-people/{id}/{kind:regex(^(home|activity|in-touch)$)}"] = ByWorker(s => $"{s.Person}/home"),
        ["/young-people/{id}/facts/{factId}/correct"] = ByWorker(async s => $"{s.Person}/facts/{await s.Arrange.FactAsync(s.Young, "home", "U", new(2026, 1, 1))}/correct"),
        ["/young-people/{id}/facts/{factId}/withdraw"] = ByWorker(async s => $"{s.Person}/facts/{await s.Arrange.FactAsync(s.Young, "home", "U", new(2026, 1, 1))}/withdraw"),
        ["/young-people/{id}/notes/new"] = ByWorker(s => $"{s.Person}/notes/new"),
        ["/notes/{id}#KeepBack"] = ByWorker(async s => $"/notes/{await NoteAsync(s)}"),
        ["/notes/{id}#Share"] = ByWorker(async s =>
        {
            var note = await NoteAsync(s);
            await s.RowAsync($"insert into pledge.note_hiding (id, authority_id, young_person_id, note_id, reason, review_on, decided_at, decided_by) values (:id, :authority, :person, '{note}', :mark, '2026-12-01', '2026-11-20Z', :worker)");
            await s.RowAsync($"update pledge.note set hiding_id = (select id from pledge.note_hiding where note_id = '{note}') where id = '{note}'");
            return $"/notes/{note}";
        }),
        ["/notes/{id}/withdraw"] = ByWorker(async s => $"/notes/{await NoteAsync(s)}/withdraw"),
        ["/young-people/{id}/documents/new"] = ByWorker(s => $"{s.Person}/documents/new"),
        ["/young-people/{id}/documents/{documentId}/withdraw"] = ByWorker(async s => $"{s.Person}/documents/{await DocumentAsync(s)}/withdraw"),
        ["/young-people/{id}/documents/{documentId}/sharing#KeepBack"] = ByWorker(async s => $"{s.Person}/documents/{await DocumentAsync(s)}/sharing"),
        ["/young-people/{id}/documents/{documentId}/sharing#Share"] = ByWorker(async s =>
        {
            var document = await DocumentAsync(s);
            await s.RowAsync($"insert into pledge.document_hiding (id, authority_id, young_person_id, document_id, reason, review_on, decided_at, decided_by) values (:id, :authority, :person, '{document}', :mark, '2026-12-01', '2026-11-20Z', :worker)");
            await s.RowAsync($"update pledge.document set hiding_id = (select id from pledge.document_hiding where document_id = '{document}') where id = '{document}'");
            return $"{s.Person}/documents/{document}/sharing";
        }),
        ["/young-people/{id}/promises/{key}"] = ByWorker(s => $"{s.Person}/promises/home"),
        ["/young-people/{id}/messages/new"] = ByWorker(s => $"{s.Person}/messages/new"),
        ["/young-people/{id}/messages/{conversation}"] = ByWorker(async s => $"{s.Person}/messages/{await TalkAsync(s)}"),
        ["/young-people/{id}/messages/{conversation}#NoAnswer"] = ByWorker(async s => $"{s.Person}/messages/{await TalkAsync(s)}"),
        ["/young-people/{id}/corrections/{correctionId}"] = ByWorker(async s => $"{s.Person}/corrections/{await WrongAsync(s)}"),
        ["/young-people/{id}/people/new"] = ByWorker(s => $"{s.Person}/people/new"),
        ["/young-people/{id}/people/{person:guid}/correct"] = ByWorker(async s => $"{s.Person}/people/{await s.Arrange.ProfessionalAsync(s.Worker, s.Young, s.Mark)}/correct"),
        ["/young-people/{id}/people/{person:guid}/end"] = ByWorker(async s => $"{s.Person}/people/{await s.Arrange.ProfessionalAsync(s.Worker, s.Young, s.Mark)}/end"),
        ["/young-people/{id}/clocks/{rule}"] = ByWorker(s => $"{s.Person}/clocks/contact-due"),
        ["/young-people/{id}/clocks/{rule}#End"] = ByWorker(async s =>
        {
            await s.RowAsync("insert into pledge.clock_pause (id, authority_id, young_person_id, rule, paused_from, paused_until, reason, paused_at, paused_by) values (:id, :authority, :person, 'contact-due', '2026-11-01', '2026-12-01', :mark, '2026-11-01Z', :worker)");
            return $"{s.Person}/clocks/contact-due";
        }),
        ["/young-people/{id}/reminders/{rule}/{matter}"] = ByWorker(async s => $"{s.Person}/reminders/action-due/{await LateAsync(s)}:2026-11-12"),
        ["/young-people/{id}/reminders/{rule}/{matter}#End"] = ByWorker(async s =>
        {
            var late = await LateAsync(s);
            await s.RowAsync($"insert into pledge.rise_pause (id, authority_id, young_person_id, rule, matter, until, reason, said_at, said_by) values (:id, :authority, :person, 'action-due', '{late}:2026-11-12', '2026-12-12', :mark, '2026-11-20Z', :worker)");
            return $"{s.Person}/reminders/action-due/{late}:2026-11-12";
        }),
        ["/caseload"] = ByWorker(_ => "/caseload") with { Shows = true },
        ["/caseload/views#Save"] = ByWorker(_ => "/caseload/views"),
        ["/caseload/views#Drop"] = ByWorker(async s =>
        {
            await s.RowAsync("insert into pledge.caseload_view (id, authority_id, account_id, name, show, sort, saved_at) values (:id, :authority, :worker, 'V' || left(:id::text, 13), 'overdue', 'by-name', now())");
            return "/caseload/views";
        }),
        ["/caseload/feedback/{id}"] = ByWorker(async s => $"/caseload/feedback/{await SampleAsync(s, "sent")}"),
        ["/find"] = ByWorker(_ => "/find") with { Shows = true },
        ["/find/{id}/why"] = ByWorker(async s => $"/find/{(s.Mark == HostileWorld.Mine ? await s.World.SomebodyOfAnotherTeamAsync() : s).Young.YoungPerson}/why") with { OwnCaseload = false },
    };

    private static Dictionary<string, Way> PlanWork => new()
    {
        ["/young-people/{id}/plan#Start"] = ByWorker(s => $"{s.Person}/plan"),
        ["/young-people/{id}/plan#Write"] = ByWorker(s => $"{s.Person}/plan"),
        ["/young-people/{id}/plan/{kind:regex(^(matters|needs)$)}/{number:int}"] = ByWorker(async s => { await s.Arrange.DraftAsync(s.Worker, s.Young); return $"{s.Person}/plan/matters/5"; }),
        ["/young-people/{id}/plan/submit"] = ByWorker(async s => { await DraftedAsync(s); return $"{s.Person}/plan/submit"; }),
        ["/young-people/{id}/plan/decide"] = ByManager(async s => { await s.Arrange.SubmittedAsync(s.Worker, s.Young); return $"{s.Person}/plan/decide"; }),
        ["/young-people/{id}/plan/share"] = ByWorker(async s =>
        {
            await s.Arrange.SubmittedAsync(s.Worker, s.Young);
            var plan = await s.Arrange.PlanAsync(s.Young, new(2026, 11, 21));
            await s.RowAsync($"update pledge.plan_version set state = 'approved', approved_at = '2026-11-21 10:00Z', approved_by = :id, plan_id = '{plan}' where young_person_id = :person");
            return $"{s.Person}/plan/share";
        }),
        ["/young-people/{id}/plan/said"] = ByWorker(async s => { await s.Arrange.SharedVersionAsync(s.Worker, s.Young); return $"{s.Person}/plan/said"; }),
        ["/young-people/{id}/plan/review"] = ByWorker(async s => { await s.Arrange.SharedVersionAsync(s.Worker, s.Young); return $"{s.Person}/plan/review"; }),
        ["/young-people/{id}/plan/dates#Add"] = ByWorker(s => $"{s.Person}/plan/dates"),
        ["/young-people/{id}/plan/dates#TakeOut"] = ByWorker(async s => { await DateAsync(s, ":worker"); return $"{s.Person}/plan/dates"; }),
        ["/young-people/{id}/plan/actions/new"] = ByWorker(s => $"{s.Person}/plan/actions/new"),
        ["/young-people/{id}/plan/actions/{actionId:guid}"] = ByWorker(async s => { await s.Arrange.ActionAsync(s.Young, s.Mark, Soon, s.Worker); return s.Person; }),
        ["/young-people/{id}/plan/actions/{actionId}/change"] = ByWorker(async s => $"{s.Person}/plan/actions/{await s.Arrange.ActionAsync(s.Young, s.Mark, Soon)}/change"),
        ["/young-people/{id}/plan/actions/{actionId}/change#TakeOut"] = ByWorker(async s => $"{s.Person}/plan/actions/{await s.Arrange.ActionAsync(s.Young, s.Mark, Soon)}/change"),
    };

    private static Dictionary<string, Way> HandOvers => new()
    {
        ["/hand-over/new"] = ByWorker(s => $"/hand-over/new?With={s.Young.YoungPerson}"),
        ["/hand-over/cover"] = ByWorker(_ => "/hand-over/cover"),
        ["/hand-over/cover/{group:guid}/end"] = ByWorker(async s =>
        {
            await s.Arrange.CoverAsync(s.Worker, await s.ColleagueAsync(), s.Young, new(2026, 11, 20), new(2026, 11, 30));
            return $"/hand-over/cover/{await s.World.SqlAsync<Guid>("select group_id from pledge.leave_cover where young_person_id = $1 order by set_at desc limit 1", s.Young.YoungPerson)}/end";
        }),
        ["/hand-over/{id}/note"] = ByWorker(async s => $"/hand-over/{await FromAsync(s, "draft")}/note"),
        ["/hand-over/{id}/withdraw"] = ByWorker(async s => $"/hand-over/{await FromAsync(s, "draft")}/withdraw"),
        ["/hand-over/{id}#Accept"] = ByWorker(async s => $"/hand-over/{await ToAsync(s)}"),
        ["/hand-over/{id}#AskBack"] = ByWorker(async s => $"/hand-over/{await ToAsync(s)}"),
        ["/hand-over/groups/{group:guid}#Send"] = ByWorker(async s => $"/hand-over/groups/{await GroupAsync(s, await FromAsync(s, "draft"))}"),
        ["/hand-over/groups/{group:guid}#Accept"] = ByWorker(async s => $"/hand-over/groups/{await GroupAsync(s, await ToAsync(s))}"),
    };

    private static Dictionary<string, Way> Offices => new()
    {
        ["/team/samples"] = ByManager(_ => Task.FromResult("/team/samples")),
        ["/team/samples/{id}"] = ByManager(async s => $"/team/samples/{await SampleAsync(s, "open")}"),
        ["/people"] = ByOfficer(_ => "/people") with { Shows = true },
        ["/people/{id}/name"] = ByOfficer(s => $"/people/{s.Young.YoungPerson}/name"),
        ["/people/{id}/invite"] = As(s => s.World.DataOfficer, async s =>
        {
            await s.RowAsync("delete from identity.account where id = :account");
            return $"/people/{s.Young.YoungPerson}/invite";
        })
        with
        { OwnCaseload = false },
        ["/imports"] = ByOfficer(_ => "/imports"),
        ["/imports/differences/{id}"] = As(s => s.World.DataOfficer, async s => "/imports/differences/" + await s.RowAsync("""
            with run as (
                insert into pledge.import_run (id, authority_id, collection_year, strict, state, started_at, finished_at, files, rows_read, rows_loaded, rows_unchanged, rows_refused)
                values (gen_random_uuid(), :authority, 2026, false, 'loaded', now(), now(), '[]', 1, 1, 0, 0) returning id)
            insert into pledge.import_conflict (id, authority_id, young_person_id, kind, day, collection_year, import_id, file_says, record_says, found_at)
            select :id, :authority, :person, 'activity', '2025-05-10', 2026, id, 'F2', 'G5', now() from run
            """)) with
        { OwnCaseload = false },
        ["/imports/care-leavers"] = ByOfficer(_ => "/imports/care-leavers"),
        ["/imports/care-leavers/{id:guid}#Decide"] = ByOfficer(async s => $"/imports/care-leavers/{await ListAsync(s, ":id")}"),
        ["/imports/care-leavers/{id:guid}#Load"] = ByOfficer(async s => $"/imports/care-leavers/{await ListAsync(s, "'U1'")}"),
        ["/imports/care-leavers/{id:guid}#Discard"] = ByOfficer(async s => $"/imports/care-leavers/{await ListAsync(s, "''")}"),
        ["/imports/care-leavers/meanings/{id:guid}"] = ByOfficer(async s =>
            $"/imports/care-leavers/meanings/{await s.RowAsync("insert into pledge.data_set_meaning (id, authority_id, column_name, value, value_key, meaning, decided_at, decided_by) values (:id, :authority, 'home', :mark, :id, 'U', '2026-11-20Z', :worker)")}"),
        ["/returns/{year:int}/keep"] = ByOfficer(_ => "/returns/2026/keep"),
        ["/admin/accounts"] = ByAdministrator("/admin/accounts") with { Shows = true },
        ["/admin/accounts/invite"] = ByAdministrator("/admin/accounts/invite"),
        ["/admin/accounts/{id:guid}#Place"] = ByAdministrator(s => Task.FromResult($"/admin/accounts/{s.Worker.Account}")),
        ["/admin/accounts/{id:guid}#InviteAgain"] = ByAdministrator(s => Task.FromResult($"/admin/accounts/{s.Worker.Account}")),
        ["/admin/accounts/{id:guid}#OpenAgain"] = ByAdministrator(async s =>
        {
            var account = await s.ColleagueAccountAsync();
            await s.Arrange.ExecuteAsync("update identity.account set closed_at = now() where id = $1", account);
            return $"/admin/accounts/{account}";
        }),
        ["/admin/accounts/{id:guid}#ResetSecondFactor"] = ByAdministrator(async s =>
        {
            await s.RowAsync("update identity.account set two_factor_enabled = true where id = :worker");
            return $"/admin/accounts/{s.Worker.Account}";
        }),
        ["/admin/accounts/{id:guid}/close"] = ByAdministrator(async s => $"/admin/accounts/{await s.ColleagueAccountAsync()}/close"),
        ["/admin/accounts/{id:guid}/caseload#Give"] = ByAdministrator(async s => { await AloneAsync(s); return $"/admin/accounts/{s.Worker.Account}/caseload"; }),
        ["/admin/accounts/{id:guid}/caseload#Move"] = ByAdministrator(s => Task.FromResult($"/admin/accounts/{s.Worker.Account}/caseload")),
        ["/admin/accounts/{id:guid}/email"] = ByAdministrator(async s => $"/admin/accounts/{await s.ColleagueAccountAsync()}/email"),
        ["/admin/accounts/{id:guid}/email#Right"] = ByAdministrator(async s => { await StoppedAsync(s, ":worker", "null"); return $"/admin/accounts/{s.Worker.Account}/email"; }),
        ["/admin/audit"] = ByAdministrator("/admin/audit") with { Shows = true },
        ["/admin/clocks/{rule}/{band}"] = ByAdministrator("/admin/clocks/contact-due/relevant"),
        ["/admin/clocks/{rule}/{band}#PutBack"] = ByAdministrator(async s =>
        {
            await s.RowAsync("insert into pledge.clock_setting (authority_id, rule, band, days, months) values (:authority, 'contact-due', 'relevant', 28, 0) on conflict do nothing");
            return "/admin/clocks/contact-due/relevant";
        }),
        ["/admin/messages/switch"] = ByAdministrator("/admin/messages/switch"),
        ["/admin/messages/failed/{reason:maxlength(200)}"] = ByAdministrator(async s =>
        {
            await s.RowAsync("insert into pledge.message (id, authority_id, account_id, young_person_id, rule, occurrence, channel, state, decided_at, not_before, stale_at, settled_at, outcome) values (:id, :authority, :account, :person, 'message-from-worker', :id, 'email', 'failed', '2026-11-20Z', '2026-11-20Z', '2026-12-20Z', '2026-11-20Z', 'smtp-550')");
            return "/admin/messages/failed/smtp-550";
        }),
        ["/admin/messages/{id:guid}"] = ByAdministrator(async s => $"/admin/messages/{await s.RowAsync("insert into pledge.message (id, authority_id, account_id, young_person_id, rule, occurrence, channel, state, decided_at, not_before, stale_at, settled_at, outcome) values (:id, :authority, :account, :person, 'message-from-worker', :id, 'email', 'in-doubt', '2026-11-20Z', '2026-11-20Z', '2026-12-20Z', '2026-11-20Z', 'no-answer')")}"),
        ["/admin/promises"] = ByAdministrator("/admin/promises"),
        ["/admin/targets/{code:maxlength(20)}"] = ByAdministrator("/admin/targets/CL-ACC-1921"),
        ["/admin/area"] = ByAdministrator("/admin/area"),
        ["/admin/teams"] = ByAdministrator("/admin/teams"),
        ["/admin/unassigned"] = ByAdministrator(async s => { await AloneAsync(s); return "/admin/unassigned"; }),
    };

    private static Dictionary<string, Way> Door => new()
    {
        ["/account#SignOutEverywhere"] = ByYoung("/account"),
        ["/account/password"] = ByWorker(async s => { await s.World.WithSamePasswordAsync(s.Worker); return "/account/password"; }),
        ["/account/email"] = ByYoung("/account/email"),
        ["/account/email#Right"] = ByYoung(async s => { await StoppedAsync(s, ":account", ":person"); return "/account/email"; }),
        ["/account/email/code"] = ByYoung(async s =>
        {
            await s.RowAsync("insert into identity.new_address (id, account_id, channel, address, code_hash, created_at, expires_at) values (:id, :account, 'email', :id || '@people.test', '\\x00', '2026-11-20Z', '2027-11-20Z')");
            return "/account/email/code";
        }),
        ["/account/language"] = ByYoung("/account/language"),
        ["/account/phone"] = ByYoung("/account/phone"),
        ["/account/phone#Right"] = ByYoung(async s => { await NumberAsync(s); await StoppedAsync(s, ":account", ":person", "text"); return "/account/phone"; }),
        ["/account/phone#Remove"] = ByYoung(async s => { await NumberAsync(s); return "/account/phone"; }),
        ["/account/phone/code"] = ByYoung(async s =>
        {
            await s.RowAsync("insert into identity.new_address (id, account_id, channel, address, code_hash, created_at, expires_at) values (:id, :account, 'text', '+447700900123', '\\x00', '2026-11-20Z', '2027-11-20Z')");
            return "/account/phone/code";
        }),
        ["/young-people/{id}/cannot-reach"] = ByWorker(async s => { await StoppedAsync(s, ":account", ":person"); return $"/young-people/{s.Young.YoungPerson}/cannot-reach"; }),
        ["/account/second-factor"] = ByWorker(async s => { await s.World.WithSamePasswordAsync(s.Worker); return "/account/second-factor"; }) with { Shows = true },
        ["/account/second-factor#TurnOff"] = ByWorker(async s => { await AppAsync(s); return "/account/second-factor"; }),
        ["/account/recovery-codes"] = ByWorker(async s => { await AppAsync(s); return "/account/recovery-codes"; }) with { Shows = true },
        ["/session/keep-alive"] = ByYoung("/account"),
        ["/sign-out"] = ByYoung("/account"),
        ["/join"] = Stranger(s => Task.FromResult((s.World.Visit(), "/join"))),
        ["/sign-in"] = Stranger(s => Task.FromResult((s.World.Visit(), "/sign-in"))),
        ["/sign-in/how#Code"] = Stranger(async s => (await s.World.TypedAsync(s.Young.Email), "/sign-in/how")),
        ["/sign-in/code"] = Stranger(async s => (await s.World.AskedForCodeAsync(s.Young.Email), "/sign-in/code")),
        ["/sign-in/password"] = Stranger(async s => (await s.World.TypedAsync(s.Worker.Email), "/sign-in/password")),
        ["/sign-in/authenticator"] = Stranger(async s => { await AppAsync(s); return ((await s.World.TriedPasswordAsync(s.Worker.Email)).Visitor, "/sign-in/authenticator"); }),
        ["/sign-in/enrol"] = Stranger(async s =>
        {
            var authority = await s.Arrange.AuthorityAsync($"Strict {Guid.NewGuid():n}", secondFactor: true);
            var staff = await s.World.WithSamePasswordAsync(await s.Arrange.StaffAsync(authority, "adviser"));
            return ((await s.World.TriedPasswordAsync(staff.Email)).Visitor, "/sign-in/enrol");
        })
        with
        { Shows = true },
        ["/sign-in/new-password"] = Stranger(async s =>
        {
            var visitor = await s.World.AskedForCodeAsync(s.Worker.Email);
            await visitor.SubmitAsync("/sign-in/code", ("Code", await s.World.SentAsync(s.Worker.Account, SignInCodes.Rule)));
            return (visitor, "/sign-in/new-password");
        }),
        ["/welcome"] = Stranger(async s =>
        {
            var administrator = await s.World.SignInAsync(s.World.Administrator.Account);
            using var sent = await administrator.SubmitAsync("/admin/accounts/invite", ("Name", "Nia New"), ("Email", $"nia{Guid.NewGuid():n}@staff.test"), ("Role", "adviser"), ("Team", "none"));
            return (s.World.Visit(), "/welcome?t=" + await s.World.SentAsync(Guid.Parse(sent.Headers.Location!.ToString().Split('/')[^1]), Invitations.Rule));
        }),
        ["/stop"] = Stranger(s => Task.FromResult((s.World.Visit(), s.World.Services.GetRequiredService<StopLinks>().For(new(s.Young.Account))))) with { Shows = true, NeedsNoToken = true },
    };

    private static Way Stranger(Func<Stage, Task<(Visitor, string)>> come) => new(async stage =>
    {
        var (visitor, page) = await come(stage);
        return (() => Task.FromResult(visitor), page);
    });

    private static Task<Guid> NumberAsync(Stage s) => s.RowAsync("update identity.account set phone_number = '+447700900123', phone_number_confirmed = true where id = :account");

    private static Task<Guid> StoppedAsync(Stage s, string account, string person, string channel = "email") => s.RowAsync(
        $"insert into pledge.address_standing (id, authority_id, account_id, young_person_id, channel, is_stopped, reason, since) values (:id, :authority, {account}, {person}, '{channel}', true, 'smtp-550', '2026-11-20Z')");

    private static Task<Guid> TalkAsync(Stage s) => s.Arrange.ConversationAsync(s.Worker, s.Young, s.Mark, new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero), (false, s.Mark), (true, s.Mark));

    private static Task<Guid> NoteAsync(Stage s) =>
        s.RowAsync("insert into pledge.note (id, authority_id, young_person_id, text, written_at, written_by) values (:id, :authority, :person, :mark, '2026-11-20Z', :worker)");

    private static Task<Guid> DocumentAsync(Stage s) => s.RowAsync(
        "insert into pledge.document (id, authority_id, young_person_id, title, file_name, type, bytes, digest, place, key, added_at, added_by) values (:id, :authority, :person, :mark, 'letter.txt', 'text', 2, sha256('Hi'), 'database', replace(gen_random_uuid()::text, '-', ''), '2026-11-20Z', :worker)");

    private static Task<Guid> LateAsync(Stage s) => s.Arrange.ActionAsync(s.Young, s.Mark, new(2026, 11, 12), s.Worker);

    private static Task<Guid> WrongAsync(Stage s) => s.RowAsync(
        "insert into pledge.correction_request (id, authority_id, young_person_id, part, wrong, asked_at, asked_by, state) values (:id, :authority, :person, 'home', :mark, '2026-11-20Z', :account, 'asked')");

    private static Task<Guid> DateAsync(Stage s, string by) => s.RowAsync(
        $"insert into pledge.plan_date (id, authority_id, young_person_id, what, falls_on, recorded_at, recorded_by) values (:id, :authority, :person, :mark, '2027-01-11', '2026-11-20Z', {by})");

    private static Task<Guid> SampleAsync(Stage s, string state) => s.RowAsync(
        $"insert into pledge.dip_sample (id, authority_id, young_person_id, worker_id, picked, picked_at, picked_by, state, good, sent_at) values (:id, :authority, :person, :worker, 'random', '2026-11-20Z', :worker, '{state}', :mark, {(state == "sent" ? "'2026-11-20Z'" : "null")})");

    private static async Task<string> WishesAsync(Stage s)
    {
        await s.Arrange.DraftAsync(s.Worker, s.Young);
        return "/plan/wishes";
    }

    private static async Task DraftedAsync(Stage s)
    {
        var draft = await s.Arrange.DraftAsync(s.Worker, s.Young);
        foreach (var matter in Enumerable.Range(1, 10))
            await s.Arrange.PartAsync(draft, s.Young, "matter", matter, s.Mark);
    }

    private static async Task<Guid> FromAsync(Stage s, string state) => await s.Arrange.HandOverAsync(s.Worker, await s.ColleagueAsync(), s.Young, state, Soon);

    private static async Task<Guid> ToAsync(Stage s)
    {
        var other = await s.ColleagueAsync();
        await s.Arrange.ExecuteAsync("update pledge.assignment set staff_member_id = $1 where young_person_id = $2", other.Account, s.Young.YoungPerson);
        return await s.Arrange.HandOverAsync(other, s.Worker, s.Young, "proposed", Soon);
    }

    private static Task<Guid> GroupAsync(Stage s, Guid handOver) => s.World.SqlAsync<Guid>("select group_id from pledge.hand_over where id = $1", handOver);

    private static Task<Guid> AloneAsync(Stage s) => s.RowAsync("update pledge.assignment set period_to = '2026-11-20' where young_person_id = :person");

    private static async Task AppAsync(Stage s)
    {
        await s.World.WithSamePasswordAsync(s.Worker);
        await s.RowAsync("delete from identity.account_token where user_id = :worker");
        await s.World.WithAuthenticatorAsync(s.Worker);
    }
}
