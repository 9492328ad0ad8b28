using Pledge.Domain.Organisations;

namespace Pledge.BrowserTests.Pages;

/// <summary>Every page there is, with who visits it. <c>{id}</c> is a young person of the first adviser's caseload, <c>{talks}</c> one they have a conversation with, which is <c>{theirs}</c>;
/// <c>{conversation}</c> is one of the first young person's own. <c>{draft}</c>, <c>{submitted}</c>, <c>{approved}</c> and <c>{shared}</c> are people of the caseload
/// whose latest plan has come so far, <c>{todo}</c> is one with an <c>{action}</c> to do, <c>{late}</c> one about whom something is late, which is <c>{matter}</c>.</summary>
internal static class Addresses
{
    public const string Stranger = "stranger";

    /// <summary>A partner who is no mentor: the first one is.</summary>
    public const string NoMentor = "partner-no-mentor";

    /// <summary>Where the id of a name in braces comes from; <c>$1</c> is the first adviser.</summary>
    public static readonly (string Name, string Sql)[] Rows =
    [
        ("{id}", "select young_person_id from pledge.assignment where staff_member_id = $1 and period_to is null order by young_person_id limit 1"),
        // Arranged by the visit itself, so that each state is there whatever the demonstration holds.
        ("{hand-over}", HandOver("proposed")),
        ("{unsent}", HandOver("draft")),
        ("{group}", HandOver("draft", "group_id")),
        ("{cover}", Cover),
        ("{correction}", Correction),
        ("{stopped}", Stopped),
        ("{account}", "select id from identity.account where id = $1"),
        ("{document}", Document),
        ("{difference}", "select c.id from pledge.import_conflict c join pledge.staff_member s on s.authority_id = c.authority_id where s.id = $1 and c.kind = 'home' and c.decision is null limit 1"),
        ("{mentor}", "select m.id from pledge.mentor m join pledge.staff_member s on s.authority_id = m.authority_id where s.id = $1 and m.state = 'paused' order by m.id limit 1"),
        ("{organisation}", "select m.organisation_id from pledge.mentor m join pledge.staff_member s on s.authority_id = m.authority_id where s.id = $1 and m.organisation_id is not null order by m.id limit 1"),
        ("{seeker}", "select w.young_person_id from pledge.mentor_wish w join pledge.staff_member s on s.authority_id = w.authority_id where s.id = $1 and w.is_looking and w.written_by_side = 'young-person' and w.superseded_at is null and not exists (select from pledge.mentor_match m where m.young_person_id = w.young_person_id and m.ended_on is null) order by w.young_person_id limit 1"),
        ("{unanswered}", "select p.id from pledge.mentor_proposal p join pledge.staff_member s on s.authority_id = p.authority_id where s.id = $1 and p.state = 'open' and p.mentor_says is null order by p.id limit 1"),
        ("{round}", Round),
        ("{round-released}", "select r.id from pledge.mentor_round r join pledge.staff_member s on s.authority_id = r.authority_id where s.id = $1 and r.state = 'released' order by r.asked_at limit 1"),
        ("{organisation-person}", "select p.id from pledge.organisation_person p join pledge.staff_member s on s.authority_id = p.authority_id where s.id = $1 and p.ended_at is null and p.organisation_id = (select m.organisation_id from pledge.mentor m where m.authority_id = s.authority_id and m.organisation_id is not null order by m.id limit 1) order by p.id limit 1"),
        ("{their-match}", "select x.id from pledge.mentor_match x join pledge.mentor m on m.id = x.mentor_id join pledge.staff_member s on s.authority_id = x.authority_id where s.id = $1 and x.ended_on is null and m.account_id in (select p.account_id from pledge.organisation_person p) order by x.meeting_on, x.id limit 1"),
        ("{checked}", "select c.match_id from pledge.mentor_check_in c join pledge.staff_member s on s.authority_id = c.authority_id where s.id = $1 and c.superseded_at is null order by c.id limit 1"),
        ("{check-in}", "select c.id from pledge.mentor_check_in c join pledge.staff_member s on s.authority_id = c.authority_id where s.id = $1 and c.superseded_at is null order by c.id limit 1"),
        ("{worry}", "select c.id from pledge.mentor_concern c join pledge.staff_member s on s.authority_id = c.authority_id where s.id = $1 order by c.id limit 1"),
        ("{to-me}", "select p.id from pledge.mentor_proposal p join pledge.mentor m on m.id = p.mentor_id join pledge.staff_member s on s.authority_id = p.authority_id where s.id = $1 and p.state = 'open' and p.mentor_says is null and m.account_id in (select o.account_id from pledge.organisation_person o) order by p.id limit 1"),
        ("{joining}", "select j.id from pledge.joining_request j join pledge.staff_member s on s.authority_id = j.authority_id where s.id = $1 and j.decision is null order by j.id limit 1"),
        ("{my-organisation}", "select p.organisation_id from pledge.organisation_person p join pledge.staff_member s on s.authority_id = p.authority_id where s.id = $1 and p.ended_at is null and 'manage-people' = any (p.rights) and p.account_id = (select x.account_id from pledge.organisation_person x where x.authority_id = p.authority_id group by 1 having count(*) > 1 limit 1) order by p.id limit 1"),
        ("{my-post}", "select o.id from pledge.opportunity o join pledge.organisation_person p on p.organisation_id = o.organisation_id and p.ended_at is null and 'post' = any (p.rights) join pledge.staff_member s on s.authority_id = p.authority_id where s.id = $1 and o.state = 'live' and p.account_id = (select x.account_id from pledge.organisation_person x where x.authority_id = p.authority_id group by 1 having count(*) > 1 limit 1) order by o.id limit 1"),
        ("{my-draft}", "select o.id from pledge.opportunity o join pledge.organisation_person p on p.organisation_id = o.organisation_id and p.ended_at is null and 'post' = any (p.rights) join pledge.staff_member s on s.authority_id = p.authority_id where s.id = $1 and o.state = 'draft' and p.account_id = (select x.account_id from pledge.organisation_person x where x.authority_id = p.authority_id group by 1 having count(*) > 1 limit 1) order by o.id limit 1"),
        ("{my-closed-post}", "select o.id from pledge.opportunity o join pledge.organisation_person p on p.organisation_id = o.organisation_id and p.ended_at is null and 'post' = any (p.rights) join pledge.staff_member s on s.authority_id = p.authority_id where s.id = $1 and o.state = 'closed' and p.account_id = (select x.account_id from pledge.organisation_person x where x.authority_id = p.authority_id group by 1 having count(*) > 1 limit 1) order by o.id limit 1"),
        ("{live-post}", "select o.id from pledge.opportunity o join pledge.staff_member s on s.authority_id = o.authority_id where s.id = $1 and o.state = 'live' order by o.closes_on desc, o.id limit 1"),
        ("{waiting-post}", "select o.id from pledge.opportunity o join pledge.staff_member s on s.authority_id = o.authority_id where s.id = $1 and o.state = 'submitted' order by o.id limit 1"),
        ("{consultation-draft}",
            """
            with old as (select c.id from pledge.consultation c join pledge.staff_member s on s.authority_id = c.authority_id where s.id = $1 and c.title = 'Visited'),
                 made as (insert into pledge.consultation (id, authority_id, title, why, is_named, opens_on, closes_on, questions, state, changed_at, changed_by)
                          select gen_random_uuid(), s.authority_id, 'Visited', 'We can change it', false, '2027-01-04', '2027-01-25', '[{"kind":"choice","asks":"Where?","options":["Here","There"]},{"kind":"words","asks":"Why?","options":[]}]', 'draft', now(), s.id
                          from pledge.staff_member s where s.id = $1 and not exists (select from old) returning id)
            select id from old union all select id from made
            """),
        ("{list}",
            """
            with old as (select u.id from pledge.data_set_upload u join pledge.staff_member s on s.authority_id = u.authority_id where s.id = $1),
                 made as (insert into pledge.data_set_upload (id, authority_id, extracted_on, strict, file, not_read, missing, uploaded_at, uploaded_by)
                          select gen_random_uuid(), s.authority_id, '2026-11-20', false, 'ssd_care_leavers.csv', '{LOCAL_NOTE}', '{clea_care_leaver_eligibility}', now(), s.id
                          from pledge.staff_member s where s.id = $1 and not exists (select from old) returning id, authority_id),
                 filled as (insert into pledge.data_set_upload_row (authority_id, upload_id, line, child_id, eligibility, in_touch, home, suitable, activity)
                            select m.authority_id, m.id, n + 1, 'L' || n, '', case when n % 9 = 0 then 'In Touch' else 'YES' end, (array['E - Supported Lodgings', 'Supported lodgings, suitable', 'B&B', 'U'])[n % 4 + 1],
                                   'b) Unsuitable', 'Employment ' || n % 40 from made m, generate_series(1, 400) n)
            select id from old union all select id from made
            """),
        ("{spelling}",
            """
            with old as (select m.id from pledge.data_set_meaning m join pledge.staff_member s on s.authority_id = m.authority_id where s.id = $1 and m.superseded_at is null),
                 made as (insert into pledge.data_set_meaning (id, authority_id, column_name, value, value_key, meaning, decided_at, decided_by)
                          select gen_random_uuid(), s.authority_id, 'home', 'Bed and breakfast, temporary', 'bed and breakfast, temporary', 'W2', now(), s.id from pledge.staff_member s where s.id = $1 and not exists (select from old) returning id)
            select id from old union all select id from made
            """),
        ("{consultation-open}", Consultation("asked")),
        ("{consultation-told}", Consultation("published")),
        ("{forum}", "select m.id from pledge.forum_matter m join pledge.staff_member s on s.authority_id = m.authority_id where s.id = $1 and m.may_be_shown and m.taken_back_at is null order by m.raised_at limit 1"),
        ("{commitment}", "select c.commitment_id from pledge.organisation_commitment c join pledge.staff_member s on s.authority_id = c.authority_id where s.id = $1 and c.superseded_at is null and c.organisation_id is null order by c.id limit 1"),
        ("{board-action}", "select a.id from pledge.board_action a join pledge.staff_member s on s.authority_id = a.authority_id where s.id = $1 order by a.id limit 1"),
        ("{meeting-open}", Meeting("null")),
        ("{meeting-closed}", Meeting("not null")),
        ("{sample}", Sample("open")),
        ("{feedback}", Sample("sent")),
        ("{their-place}", Placed("Theirs", "select y.authority_id, y.id from pledge.young_person y where y.id = (select young_person_id from pledge.assignment where staff_member_id = $1 and period_to is null order by young_person_id limit 1)", "true")),
    ];

    /// <summary>As <see cref="Rows"/>; <c>$1</c> is whoever visits.</summary>
    public static readonly (string Name, string Role, string Sql)[] OwnRows =
    [
        ("{open-post}", Roles.YoungPerson, "select o.id from pledge.opportunity o join identity.account a on a.authority_id = o.authority_id where a.id = $1 and o.state = 'live' and not exists (select from pledge.job_application x where x.opportunity_id = o.id and x.young_person_id = a.young_person_id) order by o.id limit 1"),
        ("{raised}", Roles.YoungPerson, "select m.id from pledge.forum_matter m join identity.account a on a.young_person_id = m.young_person_id where a.id = $1 and m.taken_back_at is null order by m.raised_at limit 1"),
        ("{offered}", Roles.YoungPerson, Applied("offered")),
        ("{not-sent}", Roles.YoungPerson, Applied("draft")),
        ("{applicant}", Roles.Partner,
            """
            with posts as (select o.* from pledge.opportunity o join pledge.organisation_person p on p.organisation_id = o.organisation_id and p.ended_at is null and 'see-applicants' = any (p.rights) where p.account_id = $1 and o.state = 'live'),
                 old as (select a.id from pledge.job_application a join posts on posts.id = a.opportunity_id where a.called = 'Visited'),
                 made as (insert into pledge.job_application (id, authority_id, young_person_id, opportunity_id, post_authority_id, organisation_id, title, organisation_name, state, called, contact, why, skills, tells_care, begun_at, sent_at, answer_by, changed_at, changed_by)
                          select gen_random_uuid(), o.authority_id, y.id, o.id, o.authority_id, o.organisation_id, 'Baker', o.organisation_name, 'sent', 'Visited', '07700 900123', 'I like bread', 'Up early', true, now(), now(), '2026-12-20', now(), $1
                          from posts o join pledge.young_person y on y.authority_id = o.authority_id where not exists (select from old) and not exists (select from pledge.job_application x where x.young_person_id = y.id and x.opportunity_id = o.id) order by o.id, y.id desc limit 1 returning id)
            select id from old union all select id from made
            """),
        ("{my-place}", Roles.YoungPerson, Placed("Mine", "select authority_id, young_person_id as id from identity.account where id = $1", "true")),
        ("{place}", Roles.Partner, Placed("Placed", "select y.authority_id, y.id from pledge.young_person y join identity.account a on a.authority_id = y.authority_id where a.id = $1 order by y.id desc limit 1",
            "o.organisation_id in (select p.organisation_id from pledge.organisation_person p where p.account_id = $1 and p.ended_at is null and 'see-applicants' = any (p.rights))")),
        ("{to-read}", Roles.Coordinator, "select t.application_id from pledge.turning_down t join identity.account a on a.authority_id = t.post_authority_id join pledge.job_application x on x.id = t.application_id and x.state in ('sent', 'interview') where a.id = $1 and t.passed_at is null and t.back is null order by t.application_id limit 1"),
    ];

    // Arranged by the visit itself, as the others are.
    private static string Applied(string state) =>
        $"""
        with me as (select authority_id, young_person_id from identity.account where id = $1),
             old as (select a.id from pledge.job_application a join me using (young_person_id) where a.state = '{state}' and a.called = 'Me'),
             made as (insert into pledge.job_application (id, authority_id, young_person_id, opportunity_id, post_authority_id, organisation_id, title, organisation_name, state, called, contact, why, skills, tells_care, begun_at, sent_at, answer_by, changed_at, changed_by)
                      select gen_random_uuid(), me.authority_id, me.young_person_id, o.id, o.authority_id, o.organisation_id, 'Baker', o.organisation_name, '{state}', 'Me', '07700 900123', 'I like bread', 'Up early', true, now(), now(), '2026-12-20', now(), $1
                      from me join pledge.opportunity o using (authority_id) where o.state = 'live' and not exists (select from old) and not exists (select from pledge.job_application x where x.young_person_id = me.young_person_id and x.opportunity_id = o.id) order by o.id desc limit 1 returning id)
        select id from old union all select id from made
        """;

    // A place in an apprenticeship that began a hundred days ago, of the person that a select finds, at a post for which they have not applied.
    private static string Placed(string called, string whose, string at) =>
        $"""
        with who as ({whose}),
             old as (select p.id from pledge.job_placement p join who on who.id = p.young_person_id where p.called = '{called}'),
             made as (insert into pledge.job_application (id, authority_id, young_person_id, opportunity_id, post_authority_id, organisation_id, title, organisation_name, state, called, contact, why, tells_care, begun_at, sent_at, answer_by, ended_at, changed_at, changed_by)
                      select gen_random_uuid(), who.authority_id, who.id, o.id, o.authority_id, o.organisation_id, 'Baker', o.organisation_name, 'accepted', '{called}', '07700 900123', 'I like bread', true, now(), now(), '2026-12-20', now() - interval '120 days', now(), $1
                      from who join pledge.opportunity o using (authority_id) where o.published_version is not null and {at} and not exists (select from old) and not exists (select from pledge.job_application x where x.young_person_id = who.id and x.opportunity_id = o.id) order by o.id desc limit 1 returning *),
             place as (insert into pledge.job_placement (id, authority_id, young_person_id, application_id, post_authority_id, organisation_id, organisation_name, title, kind, called, expected_on, hours, taken_at)
                      select gen_random_uuid(), authority_id, young_person_id, id, post_authority_id, organisation_id, organisation_name, title, 'apprenticeship', called, current_date - 100, 30, ended_at from made returning *),
             said as (insert into pledge.placement_statement (id, authority_id, young_person_id, placement_id, about, after_days, side, says, day, said_at, said_by)
                      select gen_random_uuid(), authority_id, young_person_id, id, 'started', 0, side, true, current_date - 100, now() - interval '99 days', $1 from place cross join unnest(array['young-person', 'employer']) side)
        select id from old union all select id from place
        """;

    public static readonly (string Role, string Address)[] All =
    [
        (Stranger, "/help"),
        (Stranger, "/error/404"),
        (Stranger, "/sign-in"),
        (Stranger, "/join"),
        (Stranger, "/join/sent"),
        (Roles.YoungPerson, "/"),
        (Roles.YoungPerson, "/pledge"),
        (Roles.YoungPerson, "/pledge/home"),
        (Roles.YoungPerson, "/plan"),
        (Roles.YoungPerson, "/plan/parts/5"),
        (Roles.YoungPerson, "/plan/say"),
        (Roles.YoungPerson, "/plan/review"),
        (Roles.YoungPerson, "/plan/dates"),
        (Roles.YoungPerson, "/plan/versions"),
        (Roles.YoungPerson, "/plan/versions/1"),
        (Roles.YoungPerson, "/plan/versions/2/changes"),
        (Roles.YoungPerson, "/plan/versions/1/pdf?problem=pdf-busy"),
        (Roles.YoungPerson, "/messages"),
        (Roles.YoungPerson, "/messages/new"),
        (Roles.YoungPerson, "/messages/new?kind=good-news"),
        (Roles.YoungPerson, "/messages/new?about=home"),
        (Roles.YoungPerson, "/messages/{conversation}"),
        (Roles.YoungPerson, "/welcome-to-pledge"),
        (Roles.YoungPerson, "/my-people"),
        (Roles.YoungPerson, "/my-people/new"),
        (Roles.YoungPerson, "/my-people/before"),
        (Roles.YoungPerson, "/mentor"),
        (Roles.YoungPerson, "/mentor/wish"),
        (Roles.YoungPerson, "/mentor/proposals/{proposal}"),
        (Roles.YoungPerson, "/mentor/ask/{suggested}"),
        (Roles.Adviser, "/young-people/{id}/mentor"),
        (Roles.Adviser, "/young-people/{id}/work"),
        (Roles.Adviser, "/young-people/{id}/work/{their-place}/started/0"),
        (Roles.YoungPerson, "/appointments"),
        (Roles.YoungPerson, "/appointments/new"),
        (Roles.YoungPerson, "/appointments/{mine}"),
        (Roles.YoungPerson, "/appointments/calendar"),
        (Roles.YoungPerson, "/reminders"),
        (Roles.YoungPerson, "/reminders/choose"),
        (Roles.Adviser, "/reminders/choose"),
        (Roles.Adviser, "/young-people/{id}/appointments"),
        (Roles.Adviser, "/young-people/{id}/appointments/new"),
        (Roles.Adviser, "/young-people/{meets}/appointments/{met}"),
        (Roles.Adviser, "/reminders/work"),
        (Roles.Manager, "/reminders/work"),
        (Roles.Adviser, "/young-people/{id}/reminders"),
        (Roles.Adviser, "/young-people/{late}/reminders"),
        (Roles.Adviser, "/young-people/{late}/reminders/action-due/{matter}"),
        (Roles.YoungPerson, "/opportunities/national"),
        (Roles.YoungPerson, "/opportunities/national/DEMO-0001"),
        (Roles.YoungPerson, "/record"),
        (Roles.YoungPerson, "/record/kept"),
        (Roles.YoungPerson, "/record/workers"),
        (Roles.YoungPerson, "/record/download"),
        (Roles.YoungPerson, "/record/wrong"),
        (Roles.YoungPerson, "/record/wrong/list"),
        (Roles.YoungPerson, "/record/notes"),
        (Roles.YoungPerson, "/record/documents"),
        (Roles.YoungPerson, "/account"),
        (Roles.YoungPerson, "/drafts"),
        (Roles.Adviser, "/drafts"),
        (Roles.YoungPerson, "/account/password"),
        (Roles.YoungPerson, "/account/email"),
        (Roles.YoungPerson, "/account/phone"),
        (Roles.YoungPerson, "/account/language"),
        (Roles.Adviser, "/caseload"),
        (Roles.Adviser, "/caseload?show=quiet&sort=quiet-longest"),
        (Roles.Adviser, "/caseload/views"),
        (Roles.Adviser, "/contacts/new?with={id}"),
        (Roles.Adviser, "/young-people/{id}/notes/new"),
        (Roles.Adviser, "/notes/kept-back"),
        (Roles.Adviser, "/young-people/{id}/documents"),
        (Roles.Adviser, "/young-people/{id}/documents/new"),
        (Roles.Adviser, "/young-people/{id}/documents/new?replaces={document}"),
        (Roles.Adviser, "/young-people/{id}/documents/{document}/sharing"),
        (Roles.Adviser, "/young-people/{id}/documents/{document}/withdraw"),
        (Roles.Adviser, "/young-people/{id}"),
        (Roles.Adviser, "/young-people/{id}/home"),
        (Roles.Adviser, "/young-people/{id}/activity"),
        (Roles.Adviser, "/young-people/{id}/in-touch"),
        (Roles.Adviser, "/young-people/{id}/plan"),
        (Roles.Adviser, "/young-people/{draft}/plan"),
        (Roles.Adviser, "/young-people/{submitted}/plan"),
        (Roles.Adviser, "/young-people/{approved}/plan"),
        (Roles.Adviser, "/young-people/{shared}/plan"),
        (Roles.Adviser, "/young-people/{draft}/plan/matters/5"),
        (Roles.Adviser, "/young-people/{draft}/plan/needs/1"),
        (Roles.Adviser, "/young-people/{draft}/plan/submit"),
        (Roles.Adviser, "/young-people/{approved}/plan/share"),
        (Roles.Adviser, "/young-people/{shared}/plan/said"),
        (Roles.Adviser, "/young-people/{shared}/plan/review"),
        (Roles.Adviser, "/young-people/{shared}/plan/dates"),
        (Roles.Adviser, "/young-people/{shared}/plan/versions"),
        (Roles.Adviser, "/young-people/{shared}/plan/versions/1"),
        (Roles.Adviser, "/young-people/{shared}/plan/versions/2/changes"),
        (Roles.Adviser, "/young-people/{shared}/plan/versions/1/pdf?problem=pdf-failed"),
        (Roles.Adviser, "/young-people/{todo}/plan/actions/{action}/change"),
        (Roles.Adviser, "/young-people/{id}/plan/actions/new"),
        (Roles.Adviser, "/young-people/{id}/promises/home"),
        (Roles.Adviser, "/messages"),
        (Roles.Adviser, "/young-people/{id}/messages"),
        (Roles.Adviser, "/young-people/{id}/messages/new"),
        (Roles.Adviser, "/young-people/{talks}/messages/{theirs}"),
        (Roles.Adviser, "/young-people/{id}/workers"),
        (Roles.Adviser, "/young-people/{id}/corrections"),
        (Roles.Adviser, "/young-people/{stopped}/cannot-reach"),
        (Roles.Adviser, "/young-people/{id}/corrections/{correction}"),
        (Roles.Adviser, "/hand-over"),
        (Roles.Adviser, "/hand-over/new"),
        (Roles.Adviser, "/hand-over/cover"),
        (Roles.Adviser, "/hand-over/{hand-over}"),
        (Roles.Adviser, "/hand-over/{unsent}/note"),
        (Roles.Adviser, "/hand-over/{unsent}/withdraw"),
        (Roles.Adviser, "/hand-over/groups/{group}"),
        (Roles.Adviser, "/hand-over/cover/{cover}/end"),
        (Roles.Manager, "/hand-over"),
        (Roles.Adviser, "/young-people/{id}/people"),
        (Roles.Adviser, "/young-people/{id}/people/new"),
        (Roles.Adviser, "/opportunities/national"),
        (Roles.Adviser, "/find"),
        (Roles.Adviser, "/find/looks"),
        (Roles.Manager, "/find/looks"),
        (Roles.Administrator, "/find"),
        (Roles.Adviser, "/account/second-factor"),
        (Roles.Adviser, "/young-people/{id}/clocks/contact-due"),
        (Roles.Manager, "/caseload"),
        (Roles.Manager, "/team/plans"),
        (Roles.Manager, "/young-people/{submitted}/plan/decide"),
        (Roles.Manager, "/team"),
        (Roles.Manager, "/team/risen"),
        (Roles.Manager, "/team/slipped"),
        (Roles.Manager, "/team/samples"),
        (Roles.Manager, "/team/samples/{sample}"),
        (Roles.Adviser, "/caseload/feedback"),
        (Roles.Adviser, "/caseload/feedback/{feedback}"),
        (Roles.Manager, "/team/paused-clocks"),
        (Roles.Manager, "/consultations"),
        (Roles.Manager, "/consultations/write"),
        (Roles.Manager, "/consultations/write/{consultation-draft}"),
        (Roles.Manager, "/consultations/{consultation-draft}"),
        (Roles.Manager, "/consultations/{consultation-open}"),
        (Roles.Manager, "/consultations/{consultation-told}"),
        (Roles.Manager, "/consultations/{consultation-told}/words"),
        (Roles.Manager, "/forum"),
        (Roles.Manager, "/forum/{forum}"),
        (Roles.YoungPerson, "/have-my-say"),
        (Roles.YoungPerson, "/have-my-say/raise"),
        (Roles.YoungPerson, "/have-my-say/raised/{raised}"),
        (Roles.YoungPerson, "/have-my-say/{consultation-open}"),
        (Roles.YoungPerson, "/have-my-say/{consultation-told}"),
        (Roles.Manager, "/figures"),
        (Roles.Manager, "/figures/CL-EET-1921?By=sex&And=age"),
        (Roles.DataOfficer, "/figures/CL-PA-LOAD?By=locality"),
        (Roles.Administrator, "/figures/CL-BB"),
        (Roles.DataOfficer, "/publications"),
        (Roles.DataOfficer, "/publications/2026-03-31?Again=true"),
        (Roles.Manager, "/publications/2026-06-30/corrections"),
        (Roles.Board, "/publications"),
        (Roles.Board, "/publications/2026-06-30"),
        (Roles.Board, "/board/figures/CL-EET-1921"),
        (Roles.Board, "/board/figures/CL-TOUCH?On=2025-12-31&By=locality"),
        (Roles.Board, "/board"),
        (Roles.DataOfficer, "/board?on=2026-03-31"),
        (Roles.DataOfficer, "/imports"),
        (Roles.DataOfficer, "/imports/differences"),
        (Roles.DataOfficer, "/imports/differences/{difference}"),
        (Roles.DataOfficer, "/imports/care-leavers"),
        (Roles.DataOfficer, "/imports/care-leavers/{list}"),
        (Roles.DataOfficer, "/imports/care-leavers/meanings/{spelling}"),
        (Roles.DataOfficer, "/imports/care-leavers/meanings"),
        (Roles.DataOfficer, "/returns"),
        (Roles.DataOfficer, "/returns/2026"),
        (Roles.DataOfficer, "/returns/2026?out=1016"),
        (Roles.DataOfficer, "/returns/2026/keep"),
        (Roles.DataOfficer, "/returns/care-leavers?On=2026-03-31&Missing=InTouch"),
        (Roles.Administrator, "/returns"),
        (Roles.DataOfficer, "/people"),
        (Roles.DataOfficer, "/people/{id}"),
        (Roles.DataOfficer, "/people/{id}/invite"),
        (Roles.DataOfficer, "/people/{id}/name"),
        (Roles.Coordinator, "/reminders/work"),
        (Roles.Coordinator, "/mentoring"),
        (Roles.Coordinator, "/mentoring/{seeker}"),
        (Roles.Coordinator, "/mentoring/proposals/{unanswered}"),
        (Roles.Coordinator, "/mentoring/rounds"),
        (Roles.Coordinator, "/mentoring/rounds/{round}"),
        (Roles.Coordinator, "/mentoring/rounds/{round-released}"),
        (Roles.Coordinator, "/mentoring/fairness"),
        (Roles.Coordinator, "/mentoring/weights"),
        (Roles.Coordinator, "/opportunities/weights"),
        (Roles.Coordinator, "/mentors"),
        (Roles.Coordinator, "/mentors/new"),
        (Roles.Coordinator, "/mentors/{mentor}"),
        (Roles.Coordinator, "/mentors/{mentor}/change"),
        (Roles.Coordinator, "/mentors/{mentor}/step"),
        (Roles.Coordinator, "/mentors/{mentor}/clearance"),
        (Roles.Coordinator, "/mentors/{mentor}/training"),
        (Roles.Coordinator, "/organisations"),
        (Roles.Coordinator, "/organisations/new"),
        (Roles.Coordinator, "/organisations/{organisation}"),
        (Roles.Coordinator, "/organisations/{organisation}/people"),
        (Roles.Coordinator, "/organisations/{organisation}/people/new"),
        (Roles.Coordinator, "/organisations/{organisation}/people/{organisation-person}"),
        (Roles.Coordinator, "/commitments"),
        (Roles.Coordinator, "/commitments/new"),
        (Roles.Coordinator, "/commitments/{commitment}"),
        (Roles.Coordinator, "/commitments/{commitment}/change"),
        (Roles.Board, "/commitments?by=signatory"),
        (Roles.Board, "/commitments/{commitment}"),
        (Roles.Administrator, "/board/words"),
        (Roles.Manager, "/board/notes"),
        (Roles.Manager, "/board/notes/new"),
        (Roles.Board, "/board/actions"),
        (Roles.Board, "/board/meetings"),
        (Roles.Board, "/board/meetings/{meeting-closed}"),
        (Roles.Board, "/board/meetings/{meeting-open}/pack"),
        (Roles.DataOfficer, "/board/actions?show=ended"),
        (Roles.DataOfficer, "/board/actions/new"),
        (Roles.DataOfficer, "/board/actions/{board-action}"),
        (Roles.DataOfficer, "/board/meetings/new"),
        (Roles.DataOfficer, "/board/meetings/{meeting-open}"),
        (Roles.DataOfficer, "/board/meetings/{meeting-open}/write"),
        (Roles.DataOfficer, "/board/meetings/{meeting-closed}/write"),
        (Roles.Partner, "/commitments"),
        (Roles.Partner, "/board/actions"),
        (Roles.Coordinator, "/organisations/joining"),
        (Roles.Coordinator, "/organisations/joining/{joining}"),
        (Roles.Partner, "/partner"),
        (Roles.Partner, "/reminders/work"),
        (Roles.YoungPerson, "/mentor-match/{my-match}"),
        (Roles.Partner, "/mentor-match/{their-match}/agreement"),
        (Roles.Partner, "/mentor-match/{their-match}/meetings/new"),
        (Roles.YoungPerson, "/mentor-match/{my-match}/meetings/{my-meeting}"),
        (Roles.Partner, "/mentor-match/{their-match}/break"),
        (Roles.YoungPerson, "/mentor-match/{my-match}/ending"),
        (Roles.YoungPerson, "/mentor-match/{my-match}/worried"),
        (Roles.Partner, "/mentor-match/{their-match}"),
        (Roles.Partner, "/mentor-match/{their-match}/worried"),
        (Roles.Coordinator, "/mentoring/matches"),
        (Roles.Coordinator, "/mentoring/matches/{their-match}"),
        (Roles.Coordinator, "/mentoring/matches/{their-match}/end"),
        (Roles.Coordinator, "/mentoring/matches/{checked}/check-ins/{check-in}"),
        (Roles.Coordinator, "/mentor-match/{their-match}/worried"),
        (Roles.Coordinator, "/mentoring/worries"),
        (Roles.Coordinator, "/mentoring/worries/{worry}"),
        (Roles.Adviser, "/mentoring/worries"),
        (Roles.Partner, "/mentor-desk"),
        (Roles.Partner, "/mentor-desk/about"),
        (NoMentor, "/mentor-desk/apply"),
        (Roles.Partner, "/mentor-desk/proposals/{to-me}"),
        (Roles.Partner, "/organisations/{my-organisation}/people"),
        (Roles.Partner, "/organisations/{my-organisation}/people/new"),
        (Roles.YoungPerson, "/find-work"),
        (Roles.YoungPerson, "/find-work/{live-post}"),
        (Roles.YoungPerson, "/find-work/saved"),
        (Roles.YoungPerson, "/find-work/searches"),
        (Roles.YoungPerson, "/find-work/put-away"),
        (Roles.YoungPerson, "/work-wish"),
        (Roles.Adviser, "/young-people/{id}/work-wish"),
        (Roles.Adviser, "/find-work"),
        (Roles.Partner, "/partner/posts"),
        (Roles.Partner, "/partner/posts/new"),
        (Roles.Partner, "/partner/posts/{my-post}"),
        (Roles.Partner, "/partner/posts/{my-post}/closing"),
        (Roles.Partner, "/partner/posts/{my-draft}"),
        (Roles.Partner, "/partner/posts/{my-draft}/check"),
        (Roles.Partner, "/partner/posts/{my-draft}/preview"),
        (Roles.Partner, "/partner/posts/{my-draft}/write/what"),
        (Roles.Partner, "/partner/posts/{my-draft}/write/pay"),
        (Roles.Partner, "/partner/posts/{my-draft}/write/when"),
        (Roles.Partner, "/partner/posts/{my-draft}/write/asked"),
        (Roles.Partner, "/partner/posts/{my-draft}/write/support"),
        (Roles.Partner, "/partner/posts/{my-draft}/write/audience"),
        (Roles.Partner, "/partner/posts/{my-closed-post}/outcome"),
        (Roles.YoungPerson, "/work-profile"),
        (Roles.YoungPerson, "/applications"),
        (Roles.YoungPerson, "/find-work/{open-post}/apply"),
        (Roles.YoungPerson, "/applications/{offered}"),
        (Roles.YoungPerson, "/applications/{not-sent}"),
        (Roles.YoungPerson, "/my-work"),
        (Roles.YoungPerson, "/my-work/{my-place}/left/0"),
        (Roles.Partner, "/partner/places"),
        (Roles.Partner, "/partner/places/{place}/started/0"),
        (Roles.Partner, "/partner/applicants"),
        (Roles.Partner, "/partner/applicants/{applicant}"),
        (Roles.Coordinator, "/opportunities/feedback"),
        (Roles.Coordinator, "/opportunities/applications"),
        (Roles.Coordinator, "/opportunities/feedback/{to-read}"),
        (Roles.Coordinator, "/opportunities/waiting"),
        (Roles.Coordinator, "/opportunities/waiting/{waiting-post}"),
        (Roles.Administrator, "/admin"),
        (Roles.Administrator, "/admin/accounts"),
        (Roles.Administrator, "/admin/accounts/invite"),
        (Roles.Administrator, "/admin/accounts/{account}/email"),
        (Roles.Administrator, "/admin/audit"),
        (Roles.Administrator, "/admin/clocks"),
        (Roles.Administrator, "/admin/clocks/contact-due/relevant"),
        (Roles.Administrator, "/notes/kept-back"),
        (Roles.Administrator, "/admin/messages"),
        (Roles.Administrator, "/admin/messages/switch"),
        (Roles.Administrator, "/admin/messages/health"),
        (Roles.Administrator, "/admin/promises"),
        (Roles.Administrator, "/admin/area"),
        (Roles.Administrator, "/admin/targets"),
        (Roles.Administrator, "/admin/targets/CL-ACC-1921"),
        (Roles.Administrator, "/admin/teams"),
        (Roles.Administrator, "/admin/unassigned"),
    ];

    // To the first adviser when it is to be answered, from them when it is to be written.
    private static string HandOver(string state, string column = "id") =>
        $"""
        with old as (select {column} from pledge.hand_over where state = '{state}' and {(state == "draft" ? "from_staff_id" : "to_staff_id")} = $1 limit 1),
             made as (insert into pledge.hand_over (id, authority_id, young_person_id, group_id, from_staff_id, to_staff_id, planned_on, state, matters, started_at, started_by, changed_at, changed_by)
                      select gen_random_uuid(), a.authority_id, a.young_person_id, gen_random_uuid(), a.staff_member_id, t.id, '2026-12-06', '{state}', 'Likes to be rung', now(), a.staff_member_id, now(), a.staff_member_id
                      from pledge.assignment a join pledge.staff_member me on me.id = $1
                      join pledge.staff_member t on t.authority_id = a.authority_id and t.role = 'adviser' and t.left_on is null and {(state == "draft" ? "t.id <> $1 and a.staff_member_id = $1" : "t.id = $1 and a.staff_member_id <> $1")}
                      where a.period_to is null and a.authority_id = me.authority_id and not exists (select from old)
                        and not exists (select from pledge.hand_over h where h.young_person_id = a.young_person_id) limit 1 returning {column})
        select {column} from old union all select {column} from made
        """;

    // Of the first adviser's caseload, in the team of the first manager.
    private static string Sample(string state) =>
        $"""
        with who as (select a.authority_id, a.young_person_id from pledge.assignment a where a.staff_member_id = $1 and a.period_to is null order by young_person_id offset {(state == "open" ? 1 : 2)} limit 1),
             old as (select d.id from pledge.dip_sample d join who on who.young_person_id = d.young_person_id where d.state = '{state}' and d.worker_id = $1 limit 1),
             made as (insert into pledge.dip_sample (id, authority_id, young_person_id, worker_id, picked, picked_at, picked_by, state, good, sent_at)
                      select gen_random_uuid(), authority_id, young_person_id, $1, 'random', now(), $1, '{state}', 'Their words are in it', {(state == "open" ? "null" : "now()")} from who where not exists (select from old)
                      on conflict do nothing returning id)
        select id from old union all select id from made
        """;

    private static string Meeting(string closed) => $"select m.id from pledge.board_meeting m join pledge.staff_member s on s.authority_id = m.authority_id where s.id = $1 and m.closed_at is {closed} order by m.held_on limit 1";

    private const string Stopped =
        "insert into pledge.address_standing (id, authority_id, account_id, young_person_id, channel, is_stopped, reason, since) " +
        "select gen_random_uuid(), a.authority_id, c.id, a.young_person_id, 'email', true, 'smtp-550', now() from pledge.assignment a join identity.account c on c.young_person_id = a.young_person_id " +
        "where a.staff_member_id = $1 and a.period_to is null order by a.young_person_id limit 1 returning young_person_id";

    // One that ended: they look for a mentor again on other pages. What takes a match that runs is visited as its mentor.
    private const string OwnMatch =
        "select x.id, m.id from identity.account a join pledge.mentor_match x on x.young_person_id = a.young_person_id join pledge.mentor_meeting m on m.match_id = x.id and m.withdrawn_at is null where a.id = $1 order by m.on_day limit 1";

    private const string Correction =
        """
        with who as (select authority_id, young_person_id from pledge.assignment where staff_member_id = $1 and period_to is null order by young_person_id limit 1),
             old as (select c.id from pledge.correction_request c join who on who.young_person_id = c.young_person_id where c.state = 'asked' limit 1),
             made as (insert into pledge.correction_request (id, authority_id, young_person_id, part, wrong, should_say, asked_at, asked_by, state)
                      select gen_random_uuid(), authority_id, young_person_id, 'home', 'I moved out in May', 'At my aunt’s', now(), gen_random_uuid(), 'asked' from who where not exists (select from old) returning id)
        select id from old union all select id from made
        """;

    private const string Document =
        """
        with who as (select authority_id, young_person_id from pledge.assignment where staff_member_id = $1 and period_to is null order by young_person_id limit 1),
             old as (select d.id from pledge.document d join who on who.young_person_id = d.young_person_id where d.superseded_at is null limit 1),
             made as (insert into pledge.document (id, authority_id, young_person_id, title, file_name, type, bytes, digest, place, key, added_at, added_by)
                      select gen_random_uuid(), authority_id, young_person_id, 'Letter from college', 'A letter with a rather long name that has to wrap somewhere.txt', 'text', 2, sha256('Hi'), 'database', replace(gen_random_uuid()::text, '-', ''), now(), $1 from who where not exists (select from old) returning id)
        select id from old union all select id from made
        """;

    // What the job would write of the first who look and the first with a free place, with a pair that the coordinator wanted.
    private const string Round =
        """
        with here as (select authority_id from pledge.staff_member where id = $1),
             old as (select r.id from pledge.mentor_round r join here using (authority_id) where r.state = 'ready'),
             round as (insert into pledge.mentor_round (id, authority_id, meeting_on, state, asked_at, asked_by, progress, touched_at, worked_at, weights_version, people, mentors, matched, total, blocking)
                       select gen_random_uuid(), authority_id, '2026-12-18', 'ready', '2026-11-23Z', $1, 100, '2026-11-23Z', '2026-11-23Z', 1, 4, 4, 3, 21000, 1 from here where not exists (select from old) returning id, authority_id),
             who as (select w.young_person_id, row_number() over (order by w.young_person_id) n from pledge.mentor_wish w join here using (authority_id)
                     where w.is_looking and w.written_by_side = 'young-person' and w.superseded_at is null and not exists (select from pledge.mentor_match m where m.young_person_id = w.young_person_id and m.ended_on is null)
                       and not exists (select from pledge.mentor_proposal p where p.young_person_id = w.young_person_id and p.state = 'open') limit 4),
             free as (select m.id, m.name, row_number() over (order by m.id) n from pledge.mentor m join here using (authority_id) where m.state = 'available' and m.agrees_to_be_suggested
                       and not exists (select from pledge.mentor_match x where x.mentor_id = m.id and x.ended_on is null) limit 5),
             pairs as (insert into pledge.mentor_round_pair (authority_id, round_id, young_person_id, mentor_id, young_person_called, mentor_called, is_given, is_pinned, score)
                       select r.authority_id, r.id, w.young_person_id, case when w.n < 4 then f.id end, coalesce(y.known_as, y.given_name), case when w.n < 4 then split_part(f.name, ' ', 1) end, true, w.n = 1, 7000
                       from round r, who w join free f using (n) join pledge.young_person y on y.id = w.young_person_id
                       union all select r.authority_id, r.id, w.young_person_id, f.id, coalesce(y.known_as, y.given_name), split_part(f.name, ' ', 1), false, false, 6000
                       from round r, who w join free f on f.n = 5 join pledge.young_person y on y.id = w.young_person_id where w.n = 2),
             wanted as (insert into pledge.mentor_round_change (id, authority_id, round_id, young_person_id, mentor_id, wish, set_at, set_by)
                        select gen_random_uuid(), r.authority_id, r.id, w.young_person_id, f.id, 'pin', '2026-11-22Z', $1 from round r, who w join free f using (n) where w.n = 1)
        select id from old union all select id from round
        """;

    private const string Cover =
        """
        with old as (select group_id from pledge.leave_cover where away_id = $1 and period_to > '2026-11-23' limit 1),
             made as (insert into pledge.leave_cover (id, authority_id, young_person_id, group_id, away_id, covering_id, period_from, period_to, set_at, set_by)
                      select gen_random_uuid(), a.authority_id, a.young_person_id, gen_random_uuid(), $1, t.id, '2026-11-20', '2026-11-30', now(), $1
                      from pledge.assignment a join pledge.staff_member t on t.authority_id = a.authority_id and t.role = 'adviser' and t.left_on is null and t.id <> $1
                      where a.staff_member_id = $1 and a.period_to is null and not exists (select from old) limit 1 returning group_id)
        select group_id from old union all select group_id from made
        """;

    /// <summary>The address with ids of the demonstration in place of its names.</summary>
    public static async Task<string> FillAsync(this Browser browser, string address)
    {
        foreach (var (name, role, sql) in OwnRows.Where(row => address.Contains(row.Name, StringComparison.Ordinal)))
            address = address.Replace(name, (await browser.Site.SqlAsync<Guid>(sql, await browser.AccountAsync(role))).ToString(), StringComparison.Ordinal);
        if (address.Contains("{conversation}", StringComparison.Ordinal))
            address = address.Replace("{conversation}", (await browser.Site.SqlAsync<Guid>(
                "select c.id from pledge.conversation c join identity.account a on a.young_person_id = c.young_person_id where a.id = $1 order by c.last_message_at desc limit 1",
                await browser.AccountAsync(Roles.YoungPerson))).ToString(), StringComparison.Ordinal);
        if (address.Contains("{proposal}", StringComparison.Ordinal))
            address = address.Replace("{proposal}", (await browser.Site.SqlAsync<Guid>(
                "select p.id from pledge.mentor_proposal p join identity.account a on a.young_person_id = p.young_person_id where a.id = $1 order by p.made_at desc limit 1",
                await browser.AccountAsync(Roles.YoungPerson))).ToString(), StringComparison.Ordinal);
        if (address.Contains("{my-match}", StringComparison.Ordinal))
        {
            var match = await browser.Site.RowAsync(OwnMatch, await browser.AccountAsync(Roles.YoungPerson));
            address = address.Replace("{my-match}", match[0]!.ToString(), StringComparison.Ordinal).Replace("{my-meeting}", match[1]!.ToString(), StringComparison.Ordinal);
        }
        if (address.Contains("{suggested}", StringComparison.Ordinal))
            address = address.Replace("{suggested}", await SuggestedAsync(browser), StringComparison.Ordinal);
        if (address.Contains("{mine}", StringComparison.Ordinal))
            address = address.Replace("{mine}", (await browser.Site.SqlAsync<Guid>(
                "select p.id from pledge.appointment p join identity.account a on a.young_person_id = p.young_person_id where a.id = $1 order by p.starts_at desc limit 1",
                await browser.AccountAsync(Roles.YoungPerson))).ToString(), StringComparison.Ordinal);
        if (address.Contains("{meets}", StringComparison.Ordinal))
        {
            var meeting = await browser.Site.RowAsync(
                "select p.young_person_id, p.id from pledge.appointment p join pledge.assignment s on s.young_person_id = p.young_person_id and s.period_to is null where s.staff_member_id = $1 order by p.starts_at desc, p.id limit 1",
                await browser.AccountAsync(Roles.Adviser));
            address = address.Replace("{meets}", meeting[0]!.ToString(), StringComparison.Ordinal).Replace("{met}", meeting[1]!.ToString(), StringComparison.Ordinal);
        }
        if (address.Contains("{talks}", StringComparison.Ordinal))
        {
            var talk = await browser.Site.RowAsync(
                "select c.young_person_id, c.id from pledge.conversation c join pledge.assignment s on s.young_person_id = c.young_person_id and s.period_to is null where s.staff_member_id = $1 order by c.id limit 1",
                await browser.AccountAsync(Roles.Adviser));
            address = address.Replace("{talks}", talk[0]!.ToString(), StringComparison.Ordinal).Replace("{theirs}", talk[1]!.ToString(), StringComparison.Ordinal);
        }
        foreach (var state in new[] { "draft", "submitted", "approved", "shared" }.Where(state => address.Contains($"{{{state}}}", StringComparison.Ordinal)))
        {
            address = address.Replace($"{{{state}}}", (await browser.Site.SqlAsync<Guid>(
                """
                select v.young_person_id from pledge.plan_version v join pledge.assignment s on s.young_person_id = v.young_person_id and s.period_to is null
                where s.staff_member_id = $1 and v.state = $2 and not exists (select from pledge.plan_version n where n.young_person_id = v.young_person_id and n.number > v.number)
                order by v.number desc, v.id limit 1
                """, await browser.AccountAsync(Roles.Adviser), state)).ToString(), StringComparison.Ordinal);
        }
        if (address.Contains("{todo}", StringComparison.Ordinal))
        {
            var todo = await browser.Site.RowAsync(
                "select p.young_person_id, p.id from pledge.plan_action p join pledge.assignment s on s.young_person_id = p.young_person_id and s.period_to is null where s.staff_member_id = $1 and p.done_at is null order by p.id limit 1",
                await browser.AccountAsync(Roles.Adviser));
            address = address.Replace("{todo}", todo[0]!.ToString(), StringComparison.Ordinal).Replace("{action}", todo[1]!.ToString(), StringComparison.Ordinal);
        }
        if (address.Contains("{late}", StringComparison.Ordinal))
        {
            // Something the adviser said they would do, and did not.
            var late = await browser.Site.RowAsync(
                """
                with old as (select p.young_person_id, p.id from pledge.plan_action p join pledge.assignment s on s.young_person_id = p.young_person_id and s.period_to is null
                             where s.staff_member_id = $1 and p.what = 'Ring the bank about the account' limit 1),
                     made as (insert into pledge.plan_action (id, authority_id, young_person_id, matter, what, due_on, owner_kind, owner_account_id, recorded_at)
                              select gen_random_uuid(), s.authority_id, s.young_person_id, 5, 'Ring the bank about the account', '2026-11-15', 'worker', $1, now()
                              from pledge.assignment s where s.staff_member_id = $1 and s.period_to is null and not exists (select from old) order by s.young_person_id limit 1 returning young_person_id, id)
                select young_person_id, id from old union all select young_person_id, id from made
                """, await browser.AccountAsync(Roles.Adviser));
            address = address.Replace("{late}", late[0]!.ToString(), StringComparison.Ordinal).Replace("{matter}", $"{late[1]}:2026-11-15", StringComparison.Ordinal);
        }
        foreach (var (name, sql) in Rows.Where(row => address.Contains(row.Name, StringComparison.Ordinal)))
            address = address.Replace(name, (await browser.Site.SqlAsync<Guid>(sql, await browser.AccountAsync(Roles.Adviser))).ToString(), StringComparison.Ordinal);
        return address;
    }

    private static string Consultation(string state) => $"select c.id from pledge.consultation c join pledge.staff_member s on s.authority_id = c.authority_id where s.id = $1 and c.state = '{state}' order by c.is_named, c.id limit 1";

    /// <summary>The first mentor on the young person's own list.</summary>
    private static async Task<string> SuggestedAsync(Browser browser)
    {
        var page = await browser.VisitAsAsync(Roles.YoungPerson);
        await using var visit = page.Context;
        await page.GotoAsync("/mentor");
        return (await page.Locator("a[href^='/mentor/ask/']").First.GetAttributeAsync("href"))!.Split('/')[^1];
    }
}
