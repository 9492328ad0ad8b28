using NpgsqlTypes;
using static NpgsqlTypes.NpgsqlDbType;

namespace Pledge.Web.Demonstration;

/// <summary>A table as the demonstration fills it.</summary>
internal sealed record DemoTable(string Name, params IReadOnlyList<(string Name, NpgsqlDbType Type)> Columns);

/// <summary>Every table the demonstration fills. Each row holds its values in the order of the columns here.</summary>
internal static class DemoTables
{
    public static readonly DemoTable Authority = new("pledge.authority",
        ("id", Uuid), ("name", Text), ("short_name", Text), ("staff_second_factor_required", NpgsqlDbType.Boolean), ("is_demonstration", NpgsqlDbType.Boolean));
    public static readonly DemoTable Team = new("pledge.team", ("id", Uuid), ("authority_id", Uuid), ("name", Text));
    public static readonly DemoTable Staff = new("pledge.staff_member", ("id", Uuid), ("authority_id", Uuid), ("team_id", Uuid), ("role", Text),
        ("display_name", Text), ("work_email", Text), ("work_phone", Text), ("left_on", Date));
    public static readonly DemoTable YoungPerson = new("pledge.young_person", ("id", Uuid), ("authority_id", Uuid), ("child_id", Text), ("given_name", Text),
        ("family_name", Text), ("known_as", Text), ("date_of_birth", Date), ("sex", Text), ("ethnicity", Text), ("upn", Text), ("mother", NpgsqlDbType.Boolean),
        ("uasc", NpgsqlDbType.Boolean), ("disabled", NpgsqlDbType.Boolean), ("locality", Text), ("added_at", TimestampTz), ("ehcp", NpgsqlDbType.Boolean));
    public static readonly DemoTable Account = new("identity.account", ("id", Uuid), ("authority_id", Uuid), ("role", Text), ("young_person_id", Uuid),
        ("display_name", Text), ("user_name", Text), ("normalized_user_name", Text), ("email", Text), ("normalized_email", Text), ("email_confirmed", NpgsqlDbType.Boolean),
        ("password_hash", Text), ("security_stamp", Text), ("concurrency_stamp", Text), ("two_factor_enabled", NpgsqlDbType.Boolean),
        ("is_demonstration", NpgsqlDbType.Boolean), ("invited_at", TimestampTz), ("first_signed_in_at", TimestampTz), ("closed_at", TimestampTz), ("welcomed_at", TimestampTz),
        ("phone_number", Text), ("phone_number_confirmed", NpgsqlDbType.Boolean));
    public static readonly DemoTable AccountToken = new("identity.account_token", ("user_id", Uuid), ("login_provider", Text), ("name", Text), ("value", Text));
    public static readonly DemoTable Assignment = new("pledge.assignment", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("staff_member_id", Uuid),
        ("period_from", Date), ("period_to", Date), ("recorded_at", TimestampTz), ("recorded_by", Uuid));
    public static readonly DemoTable HandOver = new("pledge.hand_over", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("group_id", Uuid),
        ("from_staff_id", Uuid), ("to_staff_id", Uuid), ("planned_on", Date), ("state", Text), ("matters", Text), ("promised", Text), ("due", Text), ("goodbye", Text),
        ("hello", Text), ("question", Text), ("started_at", TimestampTz), ("started_by", Uuid), ("changed_at", TimestampTz), ("changed_by", Uuid), ("starts_on", Date),
        ("begun_at", TimestampTz));
    public static readonly DemoTable LeaveCover = new("pledge.leave_cover", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("group_id", Uuid),
        ("away_id", Uuid), ("covering_id", Uuid), ("period_from", Date), ("period_to", Date), ("note", Text), ("set_at", TimestampTz), ("set_by", Uuid));
    public static readonly DemoTable Correction = new("pledge.correction_request", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("part", Text),
        ("wrong", Text), ("should_say", Text), ("asked_at", TimestampTz), ("asked_by", Uuid), ("state", Text), ("answer", Text), ("answered_at", TimestampTz), ("answered_by", Uuid));
    public static readonly DemoTable DipSample = new("pledge.dip_sample", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("worker_id", Uuid), ("picked", Text),
        ("picked_at", TimestampTz), ("picked_by", Uuid), ("state", Text), ("good", Text), ("next", Text), ("sent_at", TimestampTz), ("reply", Text), ("answered_at", TimestampTz));
    public static readonly DemoTable DipAnswer = new("pledge.dip_answer", ("sample_id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("question", Text), ("value", Text), ("words", Text));
    public static readonly DemoTable CareEpisode = new("pledge.care_episode", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("decom", Date),
        ("rne", Text), ("legal_status_code", Text), ("cin", Text), ("place", Text), ("place_provider", Text), ("dec", Date), ("rec", Text),
        ("reason_place_change", Text), ("recorded_at", TimestampTz));
    public static readonly DemoTable LegalStatus = new("pledge.legal_status", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("status", Text),
        ("period_from", Date), ("period_to", Date), ("derived_at", TimestampTz), ("superseded_at", TimestampTz));
    public static readonly DemoTable Fact = new("pledge.fact", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("kind", Text), ("period_from", Date),
        ("period_to", Date), ("code", Text), ("suitable", NpgsqlDbType.Boolean), ("suitability_reasons", Text), ("suitability_evidence", Text), ("outcode", Text),
        ("source", Text), ("recorded_at", TimestampTz), ("recorded_by", Uuid), ("superseded_at", TimestampTz), ("superseded_by", Uuid),
        ("provider", Text), ("council_provided", NpgsqlDbType.Boolean), ("move_reason", Text), ("matters", Jsonb), ("level", Text), ("hours_per_week", Numeric));
    public static readonly DemoTable Contact = new("pledge.contact", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("group_id", Uuid),
        ("outcome", Text), ("channel", Text), ("started_by", Text), ("occurred_on", Date), ("note", Text), ("recorded_at", TimestampTz), ("recorded_by", Uuid), ("place", Text));
    public static readonly DemoTable Note = new("pledge.note", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("text", Text), ("written_at", TimestampTz),
        ("written_by", Uuid), ("hiding_id", Uuid));
    public static readonly DemoTable NoteHiding = new("pledge.note_hiding", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("note_id", Uuid), ("reason", Text),
        ("review_on", Date), ("decided_at", TimestampTz), ("decided_by", Uuid));
    public static readonly DemoTable Document = new("pledge.document", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("title", Text), ("file_name", Text),
        ("type", Text), ("bytes", Integer), ("digest", Bytea), ("place", Text), ("key", Text), ("added_at", TimestampTz), ("added_by", Uuid), ("hiding_id", Uuid));
    public static readonly DemoTable DocumentChunk = new("pledge.document_chunk", ("document_id", Uuid), ("number", Integer), ("authority_id", Uuid), ("young_person_id", Uuid), ("content", Bytea));
    public static readonly DemoTable DocumentHiding = new("pledge.document_hiding", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("document_id", Uuid), ("reason", Text),
        ("review_on", Date), ("decided_at", TimestampTz), ("decided_by", Uuid));
    public static readonly DemoTable ClockPause = new("pledge.clock_pause", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("rule", Text), ("paused_from", Date),
        ("paused_until", Date), ("reason", Text), ("paused_at", TimestampTz), ("paused_by", Uuid), ("ended_at", TimestampTz), ("ended_by", Uuid));
    public static readonly DemoTable CaseloadView = new("pledge.caseload_view", ("id", Uuid), ("authority_id", Uuid), ("account_id", Uuid), ("name", Text), ("show", Text),
        ("sort", Text), ("saved_at", TimestampTz));
    public static readonly DemoTable Draft = new("pledge.draft", ("authority_id", Uuid), ("account_id", Uuid), ("form", Text), ("subject_id", Uuid), ("body", Jsonb),
        ("page_key", Uuid), ("saved_at", TimestampTz));
    public static readonly DemoTable Edition = new("pledge.edition", ("id", Uuid), ("authority_id", Uuid), ("number", Integer), ("in_force_from", Date), ("published_at", TimestampTz));
    public static readonly DemoTable Promise = new("pledge.promise", ("id", Uuid), ("authority_id", Uuid), ("edition_id", Uuid), ("key", Text), ("position", Integer),
        ("statement", Text), ("outcome_area", Text), ("asked_from_age", Integer), ("asked_until_age", Integer));
    public static readonly DemoTable Answer = new("pledge.answer", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("promise_id", Uuid),
        ("promise_key", Text), ("value", Text), ("words", Text), ("answered_at", TimestampTz));
    public static readonly DemoTable WorkerView = new("pledge.worker_view", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("promise_id", Uuid),
        ("promise_key", Text), ("value", Text), ("words", Text), ("recorded_at", TimestampTz), ("recorded_by", Uuid));
    public static readonly DemoTable Plan = new("pledge.pathway_plan", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("started_on", Date),
        ("ended_on", Date), ("recorded_at", TimestampTz), ("recorded_by", Uuid));
    public static readonly DemoTable PlanReview = new("pledge.plan_review", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("plan_id", Uuid),
        ("reviewed_on", Date), ("recorded_at", TimestampTz), ("recorded_by", Uuid));
    public static readonly DemoTable PlanAction = new("pledge.plan_action", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("plan_id", Uuid),
        ("matter", Integer), ("what", Text), ("owner_kind", Text), ("owner_name", Text), ("owner_account_id", Uuid), ("due_on", Date), ("recorded_at", TimestampTz),
        ("recorded_by", Uuid), ("done_at", TimestampTz), ("done_by", Uuid));
    public static readonly DemoTable Conversation = new("pledge.conversation", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("kind", Text),
        ("promise_key", Text), ("subject", Text), ("started_at", TimestampTz), ("started_by", Uuid), ("last_message_at", TimestampTz), ("waiting_since", TimestampTz));
    public static readonly DemoTable ConversationMessage = new("pledge.conversation_message", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid),
        ("conversation_id", Uuid), ("from_young_person", NpgsqlDbType.Boolean), ("body", Text), ("written_at", TimestampTz), ("written_by", Uuid), ("form_key", Uuid),
        ("read_at", TimestampTz), ("read_by", Uuid));
    public static readonly DemoTable PlanVersion = new("pledge.plan_version", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("plan_id", Uuid),
        ("number", Integer), ("state", Text), ("follows_id", Uuid), ("begun_at", TimestampTz), ("begun_by", Uuid), ("submitted_at", TimestampTz), ("submitted_by", Uuid),
        ("approved_at", TimestampTz), ("approved_by", Uuid), ("shared_at", TimestampTz), ("shared_by", Uuid));
    public static readonly DemoTable PlanPart = new("pledge.plan_part", ("version_id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("kind", Text),
        ("number", Integer), ("not_now", NpgsqlDbType.Boolean), ("words", Text), ("if_not", Text), ("goals", NpgsqlDbType.Array | Text), ("reached", NpgsqlDbType.Array | Text),
        ("edited_at", TimestampTz), ("edited_by", Uuid));
    public static readonly DemoTable PlanStep = new("pledge.plan_step", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("version_id", Uuid),
        ("step", Text), ("words", Text), ("recorded_at", TimestampTz), ("recorded_by", Uuid));
    public static readonly DemoTable PlanVersionAction = new("pledge.plan_version_action", ("version_id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid),
        ("action_id", Uuid), ("matter", Integer), ("what", Text), ("owner_kind", Text), ("owner_name", Text), ("owner_account_id", Uuid), ("due_on", Date), ("done_at", TimestampTz));
    public static readonly DemoTable PlanVoice = new("pledge.plan_voice", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("version_id", Uuid),
        ("matter", Integer), ("answer", Text), ("words", Text), ("said_by", Text), ("recorded_at", TimestampTz), ("recorded_by", Uuid));
    public static readonly DemoTable ReviewRequest = new("pledge.review_request", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("asked_on", Date),
        ("words", Text), ("asked_at", TimestampTz), ("asked_by", Uuid));
    public static readonly DemoTable PlanDate = new("pledge.plan_date", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("what", Text),
        ("falls_on", Date), ("recorded_at", TimestampTz), ("recorded_by", Uuid));
    public static readonly DemoTable Appointment = new("pledge.appointment", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("kind", Text), ("starts_at", TimestampTz),
        ("minutes", Integer), ("place", Text), ("state", Text), ("proposed_by", Text), ("sequence", Integer), ("changed_at", TimestampTz));
    public static readonly DemoTable AppointmentChange = new("pledge.appointment_change", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("appointment_id", Uuid),
        ("sequence", Integer), ("act", Text), ("side", Text), ("starts_at", TimestampTz), ("minutes", Integer), ("reason", Text), ("at", TimestampTz), ("by", Uuid));
    public static readonly DemoTable Relationship = new("pledge.relationship", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("person_key", Uuid), ("side", Text),
        ("name", Text), ("what_to_me", Text), ("for_life", NpgsqlDbType.Boolean), ("closeness", Text), ("ring_for", Text), ("phone", Text), ("email", Text), ("other_way", Text),
        ("seen_by", Text), ("recorded_at", TimestampTz), ("recorded_by", Uuid), ("superseded_at", TimestampTz), ("superseded_as", Text));
    public static readonly DemoTable Professional = new("pledge.involved_professional", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("person_key", Uuid),
        ("name", Text), ("role", Text), ("organisation", Text), ("phone", Text), ("email", Text), ("other_way", Text), ("agreed", Text), ("because", Text), ("since", Date),
        ("recorded_at", TimestampTz), ("recorded_by", Uuid), ("check_level", Text), ("check_issued_on", Date), ("check_again_by", Date));
    public static readonly DemoTable OutsideLook = new("pledge.outside_look", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("account_id", Uuid), ("role", Text),
        ("reason_kind", Text), ("reason", Text), ("asked_at", TimestampTz), ("for_day", Date));
    public static readonly DemoTable ClockSetting = new("pledge.clock_setting", ("authority_id", Uuid), ("rule", Text), ("band", Text), ("days", Integer), ("months", Integer));
    public static readonly DemoTable ReminderChoice = new("pledge.reminder_choice", ("id", Uuid), ("authority_id", Uuid), ("account_id", Uuid), ("channel", Text),
        ("wanted", NpgsqlDbType.Boolean), ("chosen_at", TimestampTz));
    public static readonly DemoTable ReminderSetting = new("pledge.reminder_setting", ("id", Uuid), ("authority_id", Uuid), ("account_id", Uuid), ("opens", NpgsqlDbType.Time),
        ("closes", NpgsqlDbType.Time), ("discreet", NpgsqlDbType.Boolean), ("off", NpgsqlDbType.Array | Text), ("texts", NpgsqlDbType.Array | Text), ("chosen_at", TimestampTz));
    public static readonly DemoTable AddressStanding = new("pledge.address_standing", ("id", Uuid), ("authority_id", Uuid), ("account_id", Uuid), ("young_person_id", Uuid),
        ("channel", Text), ("is_stopped", NpgsqlDbType.Boolean), ("reason", Text), ("since", TimestampTz));
    public static readonly DemoTable RecordLook = new("pledge.record_look", ("authority_id", Uuid), ("young_person_id", Uuid), ("account_id", Uuid), ("role", Text),
        ("act", Text), ("what", Text), ("at", TimestampTz));
    public static readonly DemoTable Target = new("pledge.indicator_target", ("id", Uuid), ("authority_id", Uuid), ("indicator", Text), ("period_from", Date),
        ("period_to", Date), ("target", Numeric), ("tolerance", Numeric), ("set_at", TimestampTz));
    public static readonly DemoTable AuthorityArea = new("pledge.authority_area", ("id", Uuid), ("authority_id", Uuid), ("outcodes", NpgsqlDbType.Array | Text), ("set_at", TimestampTz));
    public static readonly DemoTable Organisation = new("pledge.organisation", ("id", Uuid), ("authority_id", Uuid), ("name", Text), ("kind", Text), ("offers", Text), ("ended_on", Date),
        ("changed_at", TimestampTz), ("changed_by", Uuid));
    public static readonly DemoTable OrganisationPerson = new("pledge.organisation_person", ("id", Uuid), ("authority_id", Uuid), ("organisation_id", Uuid), ("account_id", Uuid), ("name", Text),
        ("rights", NpgsqlDbType.Array | Text), ("added_at", TimestampTz), ("added_by", Uuid), ("ended_at", TimestampTz), ("ended_by", Uuid));
    public static readonly DemoTable Joining = new("pledge.joining_request", ("id", Uuid), ("authority_id", Uuid), ("organisation_name", Text), ("person_name", Text), ("email", Text), ("phone", Text), ("why", Text),
        ("asked_at", TimestampTz), ("decision", Text), ("decision_words", Text), ("organisation_id", Uuid), ("decided_at", TimestampTz), ("decided_by", Uuid));
    public static readonly DemoTable Commitment = new("pledge.organisation_commitment", ("id", Uuid), ("authority_id", Uuid), ("organisation_id", Uuid), ("kind", Text), ("how_many", Integer), ("by_day", Date),
        ("words", Text), ("recorded_at", TimestampTz), ("recorded_by", Uuid), ("commitment_id", Uuid), ("promise_key", Text), ("owner_id", Uuid), ("owner_name", Text));
    public static readonly DemoTable CommitmentUpdate = new("pledge.commitment_update", ("id", Uuid), ("authority_id", Uuid), ("commitment_id", Uuid), ("done", Integer), ("words", Text), ("link", Text), ("said_at", TimestampTz), ("said_by", Uuid));
    public static readonly DemoTable BoardMeeting = new("pledge.board_meeting", ("id", Uuid), ("authority_id", Uuid), ("held_on", Date), ("present", Text), ("apologies", Text), ("planned_at", TimestampTz), ("planned_by", Uuid),
        ("changed_at", TimestampTz), ("changed_by", Uuid), ("carried_from", TimestampTz), ("closed_at", TimestampTz), ("closed_by", Uuid));
    public static readonly DemoTable BoardMeetingLine = new("pledge.board_meeting_line", ("id", Uuid), ("authority_id", Uuid), ("meeting_id", Uuid), ("kind", Text), ("words", Text), ("recorded_at", TimestampTz), ("recorded_by", Uuid));
    public static readonly DemoTable BoardAction = new("pledge.board_action", ("id", Uuid), ("authority_id", Uuid), ("what", Text), ("indicator", Text), ("promise_key", Text), ("decision_id", Uuid), ("owner_id", Uuid), ("owner_name", Text),
        ("due_on", Date), ("state", Text), ("raised_at", TimestampTz), ("raised_by", Uuid), ("changed_at", TimestampTz), ("changed_by", Uuid));
    public static readonly DemoTable BoardActionUpdate = new("pledge.board_action_update", ("id", Uuid), ("authority_id", Uuid), ("action_id", Uuid), ("state", Text), ("owner_name", Text), ("due_on", Date), ("words", Text), ("said_at", TimestampTz), ("said_by", Uuid));
    public static readonly DemoTable Mentor = new("pledge.mentor", ("id", Uuid), ("authority_id", Uuid), ("organisation_id", Uuid), ("name", Text), ("email", Text), ("phone", Text), ("places", Integer),
        ("outcode", Text), ("travel_km", Integer), ("times", NpgsqlDbType.Array | Text), ("languages", NpgsqlDbType.Array | Text), ("interests", NpgsqlDbType.Array | Text), ("helps", NpgsqlDbType.Array | Text),
        ("words", Text), ("state", Text), ("added_at", TimestampTz), ("changed_at", TimestampTz), ("changed_by", Uuid),
        ("kinds", NpgsqlDbType.Array | Text), ("gender", Text), ("birth_year", Integer), ("backgrounds", NpgsqlDbType.Array | Text), ("agrees_to_be_suggested", NpgsqlDbType.Boolean),
        ("not_used", NpgsqlDbType.Array | Text), ("not_shown", NpgsqlDbType.Array | Text), ("account_id", Uuid));
    public static readonly DemoTable MentorStep = new("pledge.mentor_step", ("id", Uuid), ("authority_id", Uuid), ("mentor_id", Uuid), ("number", Integer), ("state", Text), ("reason", Text), ("recorded_at", TimestampTz), ("recorded_by", Uuid));
    public static readonly DemoTable MentorClearance = new("pledge.mentor_clearance", ("id", Uuid), ("authority_id", Uuid), ("mentor_id", Uuid), ("outcome", Text), ("level", Text), ("certificate_number", Text),
        ("issued_on", Date), ("recheck_due_on", Date), ("recorded_at", TimestampTz), ("recorded_by", Uuid));
    public static readonly DemoTable MentorTraining = new("pledge.mentor_training", ("id", Uuid), ("authority_id", Uuid), ("mentor_id", Uuid), ("course", Text), ("done_on", Date), ("valid_until", Date),
        ("recorded_at", TimestampTz), ("recorded_by", Uuid));

    public static readonly DemoTable Opportunity = new("pledge.opportunity", ("id", Uuid), ("authority_id", Uuid), ("organisation_id", Uuid), ("organisation_name", Text), ("state", Text), ("newest_version", Integer), ("published_version", Integer),
        ("published_on", Date), ("others_from", Date), ("closes_on", Date), ("places", Integer), ("closed_on", Date), ("closed_because", Text), ("filled", Integer), ("filled_by_ours", Integer), ("changed_at", TimestampTz), ("changed_by", Uuid));
    public static readonly DemoTable OpportunityVersion = new("pledge.opportunity_version", ("opportunity_id", Uuid), ("number", Integer), ("authority_id", Uuid), ("organisation_id", Uuid), ("state", Text), ("kind", Text), ("title", Text),
        ("standard", Text), ("level", Integer), ("fields", NpgsqlDbType.Array | Text), ("work", Text), ("places", Integer), ("pay_pence", Integer), ("pay_unit", Text), ("hours_least", Numeric), ("hours_most", Numeric), ("pattern", Text),
        ("starts_on", Date), ("closes_on", Date), ("outcode", Text), ("area", Text), ("is_remote", NpgsqlDbType.Boolean), ("essential", NpgsqlDbType.Array | Text), ("nice", NpgsqlDbType.Array | Text), ("checks", NpgsqlDbType.Array | Text),
        ("flexibility", Text), ("support", NpgsqlDbType.Array | Text), ("has_guaranteed_interview", NpgsqlDbType.Boolean), ("audience", Text), ("head_start_days", Integer), ("kept_places", Integer), ("written_at", TimestampTz), ("written_by", Uuid),
        ("submitted_at", TimestampTz), ("submitted_by", Uuid), ("decided_at", TimestampTz), ("decided_by", Uuid));
    public static readonly DemoTable OpportunityMark = new("pledge.opportunity_mark", ("id", Uuid), ("authority_id", Uuid), ("organisation_id", Uuid), ("opportunity_id", Uuid), ("version", Integer), ("field", Text), ("words", Text),
        ("marked_at", TimestampTz), ("marked_by", Uuid));
    public static readonly DemoTable OpportunityStep = new("pledge.opportunity_step", ("id", Uuid), ("authority_id", Uuid), ("organisation_id", Uuid), ("opportunity_id", Uuid), ("version", Integer), ("act", Text), ("words", Text),
        ("at", TimestampTz), ("by", Uuid));
    public static readonly DemoTable KeptSearch = new("pledge.kept_search", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("words", Text), ("kind", Text), ("field", Text), ("near", Text), ("miles", Integer), ("kept_at", TimestampTz), ("looked_at", TimestampTz), ("ended_at", TimestampTz));
    public static readonly DemoTable SavedOpportunity = new("pledge.saved_opportunity", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("opportunity_id", Uuid), ("title", Text), ("saved_at", TimestampTz), ("ended_at", TimestampTz));
    public static readonly DemoTable HiddenOpportunity = new("pledge.hidden_opportunity", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("opportunity_id", Uuid), ("title", Text), ("hidden_at", TimestampTz), ("ended_at", TimestampTz));
    public static readonly DemoTable WorkWish = new("pledge.work_wish", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("written_by_side", Text), ("is_looking", NpgsqlDbType.Boolean), ("words", Text),
        ("kinds", NpgsqlDbType.Array | Text), ("fields", NpgsqlDbType.Array | Text), ("outcode", Text), ("travel_km", Integer), ("hours_least", Integer), ("hours_most", Integer), ("least_pay", Integer), ("can_start_on", Date),
        ("has", NpgsqlDbType.Array | Text), ("support", NpgsqlDbType.Array | Text), ("not_used", NpgsqlDbType.Array | Text), ("written_at", TimestampTz), ("written_by", Uuid), ("superseded_at", TimestampTz));
    public static readonly DemoTable BoardWords = new("pledge.board_words", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("answer_id", Uuid), ("promise_key", Text), ("given_at", TimestampTz), ("taken_back_at", TimestampTz),
        ("decision", Text), ("shown", Text), ("reason", Text), ("decided_at", TimestampTz), ("decided_by", Uuid));
    public static readonly DemoTable ForumMatter = new("pledge.forum_matter", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("called", Text), ("words", Text), ("may_be_shown", NpgsqlDbType.Boolean), ("raised_at", TimestampTz), ("taken_back_at", TimestampTz));
    public static readonly DemoTable ForumStep = new("pledge.forum_step", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("matter_id", Uuid), ("number", Integer), ("kind", Text), ("forum_on", Date), ("told", Text), ("did", Text), ("could_not", Text),
        ("shown", Text), ("at", TimestampTz), ("by", Uuid));
    public static readonly DemoTable PracticeNote = new("pledge.practice_note", ("id", Uuid), ("authority_id", Uuid), ("promise_key", Text), ("theme", Text), ("seen", Text), ("changes", Text), ("samples", Integer), ("written_at", TimestampTz), ("written_by", Uuid),
        ("decision", Text), ("decided_at", TimestampTz), ("decided_by", Uuid));
    public static readonly DemoTable Consultation = new("pledge.consultation", ("id", Uuid), ("authority_id", Uuid), ("title", Text), ("why", Text), ("is_named", NpgsqlDbType.Boolean), ("opens_on", Date), ("closes_on", Date),
        ("questions", Jsonb), ("state", Text), ("asked_at", TimestampTz), ("asked_by", Uuid), ("heard", Text), ("did", Text), ("could_not", Text), ("published_at", TimestampTz), ("published_by", Uuid), ("changed_at", TimestampTz), ("changed_by", Uuid));
    public static readonly DemoTable ConsultationAsked = new("pledge.consultation_asked", ("consultation_id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("age_band", Text), ("locality", Text), ("answered", NpgsqlDbType.Boolean));
    public static readonly DemoTable ConsultationAnswer = new("pledge.consultation_answer", ("authority_id", Uuid), ("consultation_id", Uuid), ("number", Integer), ("said", Integer), ("words", Text), ("young_person_id", Uuid), ("called", Text),
        ("decision", Text), ("shown", Text), ("decided_at", TimestampTz), ("decided_by", Uuid));
    public static readonly DemoTable Outcode = new("pledge.outcode", ("outcode", Text), ("easting", Integer), ("northing", Integer), ("source", Text), ("as_of", Date));
    public static readonly DemoTable MentorWish = new("pledge.mentor_wish", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("written_by_side", Text), ("is_looking", NpgsqlDbType.Boolean), ("words", Text),
        ("kinds", NpgsqlDbType.Array | Text), ("genders", NpgsqlDbType.Array | Text), ("backgrounds", NpgsqlDbType.Array | Text), ("languages", NpgsqlDbType.Array | Text), ("outcode", Text), ("travel_km", Integer),
        ("times", NpgsqlDbType.Array | Text), ("interests", NpgsqlDbType.Array | Text), ("hopes", NpgsqlDbType.Array | Text), ("not_used", NpgsqlDbType.Array | Text), ("not_shown", NpgsqlDbType.Array | Text),
        ("written_at", TimestampTz), ("written_by", Uuid), ("superseded_at", TimestampTz));
    public static readonly DemoTable MentorNever = new("pledge.mentor_never", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("mentor_id", Uuid), ("side", Text), ("reason", Text), ("set_at", TimestampTz), ("set_by", Uuid));
    public static readonly DemoTable MentorProposal = new("pledge.mentor_proposal", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("mentor_id", Uuid), ("young_person_called", Text), ("mentor_called", Text),
        ("made_by_side", Text), ("made_at", TimestampTz), ("made_by", Uuid), ("expires_on", Date), ("meeting_on", Date), ("young_person_says", Text), ("mentor_says", Text), ("state", Text), ("closed_because", Text), ("decided_at", TimestampTz));
    public static readonly DemoTable MentorAnswer = new("pledge.mentor_answer", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("proposal_id", Uuid), ("side", Text), ("says", Text), ("reason", Text), ("said_at", TimestampTz), ("said_by", Uuid));
    public static readonly DemoTable MentorMatch = new("pledge.mentor_match", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("mentor_id", Uuid), ("proposal_id", Uuid), ("place", Integer), ("meeting_on", Date),
        ("started_at", TimestampTz), ("ended_on", Date), ("end_reason", Text), ("ended_by", Uuid),
        ("end_kind", Text), ("ending_on", Date), ("ending_planned_at", TimestampTz), ("ending_planned_by", Uuid));
    public static readonly DemoTable MentorAgreement = new("pledge.mentor_agreement", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("match_id", Uuid), ("side", Text), ("what_we_do", Text), ("how_often", Text),
        ("until_on", Date), ("goals", Text), ("written_at", TimestampTz), ("written_by", Uuid), ("young_person_yes_at", TimestampTz), ("mentor_yes_at", TimestampTz));
    public static readonly DemoTable MentorMeeting = new("pledge.mentor_meeting", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("match_id", Uuid), ("side", Text), ("on_day", Date), ("place", Text),
        ("recorded_at", TimestampTz), ("recorded_by", Uuid), ("outcome", Text), ("outcome_at", TimestampTz), ("outcome_by", Uuid));
    public static readonly DemoTable MentorFeeling = new("pledge.mentor_feeling", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("match_id", Uuid), ("meeting_id", Uuid), ("side", Text), ("feeling", Integer), ("words", Text),
        ("said_at", TimestampTz), ("said_by", Uuid));
    public static readonly DemoTable MentorCheckIn = new("pledge.mentor_check_in", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("match_id", Uuid), ("side", Text), ("months", Integer), ("done_on", Date), ("going", Text),
        ("words", Text), ("recorded_at", TimestampTz), ("recorded_by", Uuid));
    public static readonly DemoTable MentorPause = new("pledge.mentor_pause", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("match_id", Uuid), ("side", Text), ("from_on", Date), ("until_on", Date), ("reason", Text),
        ("set_at", TimestampTz), ("set_by", Uuid));
    public static readonly DemoTable MentorGoodbye = new("pledge.mentor_goodbye", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("match_id", Uuid), ("side", Text), ("went_well", Text), ("words", Text),
        ("said_at", TimestampTz), ("said_by", Uuid));
    public static readonly DemoTable MentorConcern = new("pledge.mentor_concern", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("match_id", Uuid), ("side", Text), ("words", Text), ("raised_at", TimestampTz), ("raised_by", Uuid),
        ("read_at", TimestampTz), ("read_by", Uuid));
    public static readonly DemoTable MentorConcernNote = new("pledge.mentor_concern_note", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("concern_id", Uuid), ("words", Text), ("written_at", TimestampTz), ("written_by", Uuid));
    public static readonly DemoTable MentorWaiting = new("pledge.mentor_waiting", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("look_again_on", Date), ("said_at", TimestampTz), ("said_by", Uuid));
    public static readonly DemoTable MentorRound = new("pledge.mentor_round", ("id", Uuid), ("authority_id", Uuid), ("meeting_on", Date), ("state", Text), ("asked_at", TimestampTz), ("asked_by", Uuid), ("progress", Integer), ("touched_at", TimestampTz),
        ("worked_at", TimestampTz), ("weights_version", Integer), ("people", Integer), ("mentors", Integer), ("matched", Integer), ("total", NpgsqlDbType.Bigint), ("blocking", Integer), ("decided_at", TimestampTz), ("decided_by", Uuid));
    public static readonly DemoTable MentorRoundPair = new("pledge.mentor_round_pair", ("authority_id", Uuid), ("round_id", Uuid), ("young_person_id", Uuid), ("mentor_id", Uuid), ("young_person_called", Text), ("mentor_called", Text),
        ("is_given", NpgsqlDbType.Boolean), ("is_pinned", NpgsqlDbType.Boolean), ("score", Integer));
    public static readonly DemoTable WorkProfile = new("pledge.work_profile", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("skills", Text), ("done", Text), ("likes", Text), ("referees", Text), ("written_at", TimestampTz), ("written_by", Uuid), ("superseded_at", TimestampTz));
    public static readonly DemoTable JobApplication = new("pledge.job_application", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("opportunity_id", Uuid), ("post_authority_id", Uuid), ("organisation_id", Uuid), ("title", Text),
        ("organisation_name", Text), ("state", Text), ("called", Text), ("contact", Text), ("why", Text), ("skills", Text), ("done", Text), ("likes", Text), ("referees", Text), ("adjustments", Text), ("tells_care", NpgsqlDbType.Boolean),
        ("begun_at", TimestampTz), ("sent_at", TimestampTz), ("answer_by", Date), ("interview_on", Date), ("interview_words", Text), ("feedback", Text), ("ended_at", TimestampTz), ("changed_at", TimestampTz), ("changed_by", Uuid));
    public static readonly DemoTable ApplicationStep = new("pledge.application_step", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("application_id", Uuid), ("act", Text), ("side", Text), ("words", Text), ("at", TimestampTz), ("by", Uuid));
    public static readonly DemoTable TurningDown = new("pledge.turning_down", ("application_id", Uuid), ("post_authority_id", Uuid), ("organisation_id", Uuid), ("feedback", Text), ("back", Text), ("written_at", TimestampTz), ("written_by", Uuid), ("passed_at", TimestampTz));
    public static readonly DemoTable JobPlacement = new("pledge.job_placement", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("application_id", Uuid), ("post_authority_id", Uuid), ("organisation_id", Uuid), ("organisation_name", Text),
        ("title", Text), ("kind", Text), ("called", Text), ("expected_on", Date), ("hours", Numeric), ("taken_at", TimestampTz));
    public static readonly DemoTable PlacementStatement = new("pledge.placement_statement", ("id", Uuid), ("authority_id", Uuid), ("young_person_id", Uuid), ("placement_id", Uuid), ("about", Text), ("after_days", Integer), ("side", Text),
        ("says", NpgsqlDbType.Boolean), ("day", Date), ("reason", Text), ("words", Text), ("said_at", TimestampTz), ("said_by", Uuid));
    public static readonly DemoTable NationalAdvert = new("pledge.national_advert", ("reference", Text), ("title", Text), ("employer", Text), ("provider", Text), ("summary", Text), ("course", Text), ("level", Integer),
        ("route", Text), ("is_foundation", NpgsqlDbType.Boolean), ("positions", Integer), ("hours", Numeric), ("duration", Text), ("wage_kind", Text), ("wage_amount", Numeric), ("wage_unit", Text), ("wage_words", Text),
        ("working_week", Text), ("posted_at", TimestampTz), ("closes_on", Date), ("starts_on", Date), ("is_national", NpgsqlDbType.Boolean), ("national_words", Text), ("is_disability_confident", NpgsqlDbType.Boolean),
        ("work", Text), ("training", Text), ("afterwards", Text), ("consider", Text), ("about_employer", Text), ("skills", NpgsqlDbType.Array | Text), ("qualifications", NpgsqlDbType.Array | Text),
        ("is_invented", NpgsqlDbType.Boolean), ("content_hash", Text), ("first_seen_at", TimestampTz), ("changed_at", TimestampTz), ("last_seen_at", TimestampTz));
    public static readonly DemoTable NationalAdvertPlace = new("pledge.national_advert_place", ("reference", Text), ("number", Integer), ("lines", Text), ("town", Text), ("outcode", Text), ("place", NpgsqlDbType.Point));

    /// <summary>In an order in which rows refer only to rows before them.</summary>
    public static readonly IReadOnlyList<DemoTable> All =
    [
        Outcode, NationalAdvert, NationalAdvertPlace, Authority, Team, Staff, YoungPerson, Account, AccountToken, Assignment, HandOver, LeaveCover, Correction, DipSample, DipAnswer, CareEpisode, LegalStatus, Fact,
        Contact, Note, NoteHiding, Document, DocumentChunk, DocumentHiding, ClockPause, Draft, CaseloadView, Edition, Promise, Answer, WorkerView,
        Plan, PlanReview, PlanAction, Conversation, ConversationMessage,
        PlanVersion, PlanPart, PlanStep, PlanVersionAction, PlanVoice, ReviewRequest, PlanDate, Appointment, AppointmentChange, Relationship, Professional, OutsideLook, ClockSetting, ReminderChoice, ReminderSetting, AddressStanding, RecordLook, Target, AuthorityArea,
        Organisation, OrganisationPerson, Joining, Commitment, CommitmentUpdate, BoardMeeting, BoardMeetingLine, BoardAction, BoardActionUpdate, BoardWords, PracticeNote, Opportunity, OpportunityVersion, OpportunityMark, OpportunityStep, SavedOpportunity, KeptSearch, HiddenOpportunity, WorkWish, WorkProfile, JobApplication, ApplicationStep, TurningDown, JobPlacement, PlacementStatement, Mentor, MentorStep, MentorClearance, MentorTraining,
        MentorWish, MentorNever, MentorProposal, MentorAnswer, MentorMatch, MentorWaiting, MentorRound, MentorRoundPair,
        MentorAgreement, MentorMeeting, MentorFeeling, MentorCheckIn, MentorPause, MentorGoodbye, MentorConcern, MentorConcernNote,
        Consultation, ConsultationAsked, ConsultationAnswer, ForumMatter, ForumStep,
    ];
}

/// <summary>The rows of one authority, by table.</summary>
internal sealed class DemoRows
{
    private readonly Dictionary<DemoTable, List<object?[]>> _rows = DemoTables.All.ToDictionary(table => table, _ => new List<object?[]>());

    public IReadOnlyList<object?[]> Of(DemoTable table) => _rows[table];

    public void Add(DemoTable table, params object?[] values)
    {
        if (values.Length != table.Columns.Count)
            throw new ArgumentException($"{table.Name} has {table.Columns.Count} columns, not {values.Length}.", nameof(values));
        _rows[table].Add(values);
    }
}

/// <summary>Stands in the rows for the hash of a role's passphrase, which has another salt each time.</summary>
internal sealed record PasswordOf(string Role);
